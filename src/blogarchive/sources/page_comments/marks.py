"""Families of marks: elements of which each may stand for one comment.

A mark is cheap to find and says little by itself: `id="comment-12"`, `<a name="c12">`, `class="comment"`, `<time>`. Marks that differ in their
number only form a family; `records` works out which piece of the page belongs to each.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from blogarchive.sources.page_comments.cues import class_key, speaks, spoken_key
from blogarchive.sources.page_comments.inventory import Inventory
from blogarchive.sources.page_comments.silent import with_word
from blogarchive.sources.page_comments.times import Times
from blogarchive.text.markup import Element

_HOLDERS = frozenset("li div article section dt dd tr td p blockquote table span".split())
_TRIED = 4  # texts of which one must be a date for a look at the others
SHORT_ANCHORS = frozenset(("c#", "c-#"))  # what several engines call comments
_AROUND = 6  # levels between a mark and the element that is named after comments
MAX_MARKS = 200_000  # a page that names more of one kind is no page of comments; bounds the work on hostile input


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """`key` is the shape the marks share (`comment-#`), `is_cued` whether it speaks of comments. `loose`: elements of the page that records stand
    in, or before, which have no element there."""

    how: str  # "id", "class", "time", "heading" or "lines"
    key: str
    marks: tuple[Element, ...]
    is_cued: bool
    loose: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparse:
    """A family that was not looked at: more marks than times on the page."""

    how: str
    key: str
    count: int


def by_id(listed: Inventory) -> list[Family]:
    """Families of ids and anchor names with a number in them that speak of comments; one alone will do."""
    return _of_names(listed, _speaking(listed, listed.marks.keys()))


def by_plain_id(listed: Inventory, *, may_be_dateless: bool) -> tuple[list[Family], Iterator[Sparse]]:
    """The same without a word for comments: only several, and (unless `may_be_dateless`) only where the page shows times enough for them.

    A family of which most records show no time is never taken on an ordinary page, and pages are full of numbered menus.
    """
    marks = listed.marks
    several = {key for key, found in marks.items() if len(found) > 1 or key in SHORT_ANCHORS}
    several -= _speaking(listed, several)
    wanted = (
        {key for key in several if may_be_dateless or len(marks[key]) <= 2 * len(listed.dated)} if several else several
    )
    sparse = (Sparse(how="id", key=key, count=len(marks[key])) for key in sorted(several - wanted))
    return [family for family in _of_names(listed, wanted) if len(family.marks) > 1 or family.is_cued], sparse


def _speaking(listed: Inventory, keys: Collection[str]) -> set[str]:
    """Those of the keys that speak of comments: the page's words for these stand in them."""
    return set(filter(speaks, with_word(keys, listed.spoken))) if listed.spoken else set()


def _of_names(listed: Inventory, wanted: Collection[str]) -> list[Family]:
    if not wanted:
        return []
    return _ordered(_family(listed, "id", key, marks) for key, marks in listed.marks.items() if key in wanted)


def by_class(listed: Inventory) -> list[Family]:
    """Families of elements whose class speaks of comments."""
    keys = {name: spoken_key(name) for _, name, _ in listed.speaking if name}
    cued = {key for key in set(keys.values()) if speaks(key)}
    found: dict[str, list[Element]] = defaultdict(list)
    for element, name, _ in listed.speaking:
        if name and (key := keys[name]) in cued and element.tag in _HOLDERS:
            found[f"{element.tag!s}.{key}"].append(element)
    return _ordered(_family(listed, "class", key, marks) for key, marks in found.items())


def _family(listed: Inventory, how: str, key: str, marks: list[Element]) -> Family:
    """A family speaks of comments by its name, or by where all of it stands."""
    is_cued = speaks(key) or (how != "class" and _is_within(marks[0], listed) and _is_within(marks[-1], listed))
    return Family(how=how, key=key, marks=tuple(marks[:MAX_MARKS]), is_cued=is_cued)


def _is_within(mark: Element, listed: Inventory) -> bool:
    return bool(listed.areas) and not listed.areas.isdisjoint(islice(mark.iterancestors(), _AROUND))


def _ordered(families: Iterable[Family]) -> list[Family]:
    """Those that speak of comments first, then the larger ones; among equals the one that begins first on the page (the outermost)."""
    return sorted(families, key=lambda family: (not family.is_cued, -len(family.marks)))


def by_time(listed: Inventory, times: Times) -> list[Family]:
    """Families of elements that show a time, alike in their class and in those of the two elements round them."""
    near: dict[str, dict[Element, str]] = defaultdict(dict)
    alike: dict[str, dict[Element, str]] = defaultdict(dict)
    for element, text in listed.dated:
        shape = _shape(element)
        near[shape].setdefault(element, text)
        alike[shape.rpartition(" < ")[0]].setdefault(element, text)
    families = []
    for shape, found in near.items():
        if len(found) > 1 and any(times.is_dated(text) for text in islice(found.values(), _TRIED)):
            more = _inside(found, alike[shape.rpartition(" < ")[0]])
            if len(marks := _dated(more, times)) > 1:
                families.append(_family(listed, "time", shape, marks))
    return _ordered(families)


def _inside(found: dict[Element, str], alike: dict[Element, str]) -> dict[Element, str]:
    """With the marks those that are like them but one step, in the smallest element round all of them: answers in a list without a class."""
    if len(alike) == len(found):
        return found
    first, *_, last = found
    common = smallest_round(first, last)
    return {
        element: text for element, text in alike.items() if element in found or common in {*element.iterancestors()}
    }


def smallest_round(first: Element, second: Element) -> Element | None:
    """The smallest element that holds both."""
    around: set[Element] = set()
    element: Element | None = first
    while element is not None:
        around.add(element)
        element = element.getparent()
    element = second
    while element is not None and element not in around:
        element = element.getparent()
    return element


def stretch(first: Element, second: Element) -> Iterator[Element]:
    """The siblings of which one holds the first and a later one the second, with all between; where one holds the other, that."""
    below: dict[Element, Element] = {first: first}
    element = first
    while (parent := element.getparent()) is not None:
        below[parent] = element
        element = parent
    end = second
    while (parent := end.getparent()) is not None and parent not in below:
        end = parent
    if second in below or parent is None or parent is first:
        yield second if second in below else first
        return
    sibling: Element | None = below[parent]
    while sibling is not None:
        yield sibling
        sibling = sibling.getnext() if sibling is not end else None


def _dated(found: dict[Element, str], times: Times) -> list[Element]:
    """All, where the first ones are dates; else those that are: date and time of day, or name and time, may stand in elements that are alike."""
    if len({element.getparent() for element in found}) == len(found) and all(
        times.is_dated(text) for text in islice(found.values(), 2)
    ):
        return [*found]
    return [element for element, text in found.items() if times.is_dated(text)]


def _shape(element: Element) -> str:
    steps: list[str] = []
    step: Element | None = element
    while step is not None and len(steps) < 3:
        steps.append(f"{step.tag!s}.{class_key(step.get(b'class') or '')}")
        step = step.getparent()
    return " < ".join(steps)
