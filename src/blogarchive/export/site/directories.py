"""The lists of all blogs, people or tags: read at a glance, parted by first letters, or with a page for each letter where they are very many."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from blogarchive.export.html_builder import Content, Markup, el, join
from blogarchive.export.html_words import Words
from blogarchive.export.site.entry import file_for
from blogarchive.export.site.folding import is_unspaced
from blogarchive.export.site.lists import counted, heading, list_page, up
from blogarchive.text.similarity import folded

_FEW_ROWS = 60
"""Rows of a list that is read at a glance; longer ones are parted by first letters."""
MANY_ROWS = 1000
"""Rows of one page; more are parted into pages, which phones can open."""


class Row(NamedTuple):
    """One blog, person or tag; `address` as seen from the site's folder."""

    name: str
    address: str
    facts: Sequence[str]


def directory(words: Words, name: str, rows: Sequence[Row], note: Content = None) -> Iterator[tuple[str, str]]:
    """The list's pages by their places in the site. `name` is one of blogs, people, tags; rows come by `rank` of their names."""
    letters: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        letters[letter_of(row.name)].append(row)
    place, fact = f"{name}.html", counted(words, name, len(rows))
    content = [heading(words(name), fact), note]
    if len(rows) <= _FEW_ROWS:
        content.append(_list(rows, "") if rows else None)
    elif len(rows) <= MANY_ROWS:
        content += _parted(words, letters)
    else:
        places = {letter: f"letters/{name}-{file_for(letter)}" for letter in letters}
        content.append(_letters_with_counts(letters, places))
        for letter, some in letters.items():
            yield from _letter_pages(words, name, letter, some, places)
    yield place, list_page(words, words(name), content, place=place)


def letter_of(name: str) -> str:
    """What a name is sorted under: its first letter without accents, # for figures and signs, … for scripts of a thousand letters."""
    first = folded(name)[:1].upper()
    if is_unspaced(first):
        return "…"
    return first if first.isalpha() else "#"


def rank(name: str) -> tuple[bool, str, str, str]:
    """The order of a list: by letter, … last, then without accents."""
    letter = letter_of(name)
    return letter == "…", letter, folded(name), name


def _parted(words: Words, letters: Mapping[str, Sequence[Row]]) -> Iterator[Markup]:
    """A section for each letter, with a way to each."""
    places = {letter: f"l{number}" for number, letter in enumerate(letters)}
    jumps = (el("a", letter, href=f"#{place}") for letter, place in places.items())
    yield el("nav", join(jumps), class_="letters", aria_label=words("letters"))
    for letter, some in letters.items():
        head = el("h2", letter, id=places[letter])
        yield el("section", head, _list(some, ""), aria_labelledby=places[letter])


def _letters_with_counts(letters: Mapping[str, Sequence[Row]], places: Mapping[str, str]) -> Markup:
    rows = [Row(letter, places[letter], (f"{len(some)}",)) for letter, some in letters.items()]
    return _list(rows, "")


def _letter_pages(
    words: Words, name: str, letter: str, rows: Sequence[Row], places: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The pages of a letter, each with the way to all letters and to the pages beside it."""
    first = places[letter]
    pages = [rows[start : start + MANY_ROWS] for start in range(0, len(rows), MANY_ROWS)]
    names = [first, *(f"{first.removesuffix('.html')}-{number}.html" for number in range(2, len(pages) + 1))]
    title = words("label", what=words(name), value=letter)
    jumps = join(
        el("a", one, href=f"../{place}", aria_current="page" if one == letter else None)
        for one, place in places.items()
    )
    for number, (place, some) in enumerate(zip(names, pages, strict=True), 1):
        beside = join(
            (
                el("a", str(other), href=f"../{names[other - 1]}", aria_current="page" if other == number else None)
                for other in range(1, len(pages) + 1)
            ),
            " ",
        )
        content = (
            heading(title, counted(words, name, len(rows))),
            el("nav", jumps, class_="letters", aria_label=words("letters")),
            el("nav", beside, class_="letters", aria_label=title) if len(pages) > 1 else None,
            _list(some, "../"),
        )
        yield place, list_page(words, title, content, place=place, trail=(up(words, name),))


def _list(rows: Iterable[Row], root: str) -> Markup:
    return el("ul", join(_line(row, root) for row in rows), class_="directory")


def _line(row: Row, root: str) -> Markup:
    link = el("a", row.name, href=root + row.address, dir="auto")
    return el("li", link, " ", el("span", join(row.facts, " · "), class_="facts"))
