"""Who wrote the post, as its head or foot says."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from blogarchive.document import Document
from blogarchive.late import late
from blogarchive.model import Person
from blogarchive.sources.article.bylines import name_after_by, name_at_start, says_only_by, words_after_by
from blogarchive.sources.article.lines import Line, Surroundings
from blogarchive.sources.article.name_words import LONGEST, names_in, without_day
from blogarchive.sources.page_comments.times import has_form
from blogarchive.text.contents import line_in
from blogarchive.text.markup import Element
from blogarchive.text.substrings import has_any
from blogarchive.text.urls import split_url

_CLASS = re.compile(r"(?:^|[\s_-])(?:author|byline|posted-?by|writer|autor|auteur|fn|vcard)(?:$|[\s_-])")
_CLASS_WORDS = ("author", "byline", "posted", "writer", "autor", "auteur", "fn", "vcard")  # quicker to look for
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "authorName" is "author-name"
_NOT_NAMED_BY = re.compile(
    r"avatar|bio|image|social|date|time|box|count|title|role|job|about|description|follow|twitter", re.IGNORECASE
)
_AUTHORS_PAGE = re.compile(r"/(?:authors?|autor(?:es|en)?|auteurs?|autori?)/([^/?#]+)")
_VERSION = re.compile(r"\sv\.?\d+\.\d", re.IGNORECASE)
_NUMBER = 8  # characters behind a name in which its version is told
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_BYLINE = 200  # characters
_EARLY = 30  # characters
_NO_NAME = frozenset(
    "author by share follow contact home read learn more view all posts written bio wordpress blogger disqus ghost jekyll hugo".split()
)
_PICTURES = late(
    r"\b(?:getty ?images|istock|shutterstock|alamy|unsplash|pixabay|pexels|depositphotos|dreamstime|adobe ?stock|picture[ -]alliance)\b"
)
"""Agencies for pictures: who is named beside one took a photo."""


def authors(lines: Surroundings, document: Document) -> tuple[Person, ...]:
    """The authors named round the text: by `rel=author`, by a class or itemprop that says so, by the page of an author, or by the words "by …"."""
    for find in (_by_relation, _by_name_of_element, _by_address, _by_label, _by_words):
        if found := tuple(_unique(find(lines, document))):
            return found
    return ()


def _by_relation(lines: Iterable[Line], document: Document) -> Iterator[Person]:
    for line in lines:
        for element in line.elements:
            if element.tag == "a" and "author" in (element.get(b"rel") or "").lower().split():
                yield from _person(line_in(element), document.resolve(element.get("href")))


def _by_name_of_element(lines: Iterable[Line], document: Document) -> Iterator[Person]:
    for line in lines:
        found = list(_named_in(line, document))
        if found:
            yield from found
            return


def _named_in(line: Line, document: Document) -> Iterator[Person]:
    for element in line.elements:
        name, role = element.get(b"class"), element.get(b"itemprop")
        if not (name or role) or not _names_author(f"{name or ''} {role or ''}"):
            continue
        said = words_after_by(line_in(element))
        links = [
            link
            for link in element.iter("a")
            if link.get("href") and (text := line_in(link)) and (not said or text in said) and not _tells_time(link)
        ]
        link = links[0] if len(links) == 1 else None
        alone = without_day(name_at_start(said), line_in(element)) if said else line_in(element)
        person = line_in(link) if link is not None else alone
        yield from _person(person, document.resolve(link.get("href")) if link is not None else None)


def _tells_time(link: Element) -> bool:
    """Whether a link shows a time when it is pointed at: it leads to what was written on that day."""
    return has_form(link.get(b"title") or "") is not None


@lru_cache(maxsize=4096)
def _names_author(label: str) -> bool:
    """Whether a class or itemprop is that of an author's name."""
    small = label.lower()
    return (
        has_any(small, _CLASS_WORDS)
        and _CLASS.search(_HUMP.sub("-", label).lower()) is not None
        and _NOT_NAMED_BY.search(label) is None
    )


def _by_address(lines: Iterable[Line], document: Document) -> Iterator[Person]:
    """Engines give each author a page, below a folder that is called so, and make its address of the name."""
    for line in lines:
        for element in line.elements:
            address = element.get(b"href") or "" if element.tag == "a" else ""
            if "/aut" not in address or (page := _AUTHORS_PAGE.search(address)) is None:
                continue
            name = name_after_by(text := line_in(element)) or text
            if _is_capital(name) and any(len(word) > 2 and word in page[1].lower() for word in name.lower().split()):
                yield from _person(name, document.resolve(address))


def _by_label(lines: Iterable[Line], document: Document) -> Iterator[Person]:
    """ "Written by" in a block of its own, and the name in the next."""
    for label, line in pairwise(lines):
        if len(line.text) <= LONGEST and _is_capital(line.text) and says_only_by(label.text):
            yield from _person(line.text, None)
            return


def _is_capital(text: str) -> bool:
    """Whether a text begins as a name does, in a script that tells capital letters from small ones or in one that does not."""
    return text[:1].isalpha() and not text[:1].islower()


def _by_words(lines: Iterable[Line], document: Document) -> Iterator[Person]:
    """ "By Ada Example", the last resort: the first short line that says so, with capital letters."""
    for line in lines:
        is_byline = len(line.text) < _BYLINE and line.block.tag not in _HEADINGS
        said = name_after_by(line.text) if is_byline else None
        if said and _is_told_early(said, line.text) and not _has_version(said, line.text):
            link = next((a for a in line.elements if a.tag == "a" and line_in(a) and said.startswith(line_in(a))), None)
            name = line_in(link) if link is not None else without_day(name_at_start(said), line.text)
            yield from _person(name, document.resolve(link.get("href")) if link is not None else None)
            return


def _has_version(said: str, text: str) -> bool:
    """Whether a number as programs have it follows a name: "Created by Chronicle v4.6"."""
    return _VERSION.search(text[: text.find(said) + len(said) + _NUMBER]) is not None


def _person(text: str, address: str | None) -> Iterator[Person]:
    for name in names_in(text):
        small = name.lower()
        if not set(small.split()) <= _NO_NAME and not _PICTURES.search(small) and not says_only_by(name):
            yield Person(name=name, url=address if address and split_url(address).path.strip("/") else None)


def _is_told_early(name: str, text: str) -> bool:
    """Whether a name stands near the start of a line, or beside a date: further on "by" is any word ("powered by …", "a film by …")."""
    return text.find(name) <= _EARLY or any(map(str.isdigit, text))


def _unique(people: Iterable[Person]) -> Iterator[Person]:
    seen: set[str] = set()
    for person in people:
        name = (person.name or "").casefold()
        if name not in seen:
            seen.add(name)
            yield person
