"""Who answers whom, as the page shows it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, takewhile

from blogarchive.document import Document
from blogarchive.late import late
from blogarchive.sources.page_comments.called import called_parents
from blogarchive.sources.page_comments.comments import Read
from blogarchive.sources.page_comments.record import Record
from blogarchive.sources.page_comments.stated import stated_parents
from blogarchive.sources.page_comments.widths import by_widths
from blogarchive.text.markup import Element

_REACH = 40  # levels between an answer and what it answers
_DEPTH = late(
    r"(?:(?i:(?:^|[\s_-])(?:depth|level|lvl|indent|nest(?:ed|ing)?))|(?<=[a-z])(?:Depth|Level))[-_]?(\d{1,3})(?!\d)"
)
_DEPTHS = ("data-depth", "data-level", "data-indent", "aria-level")
_DIGITS = 3
_INDENT = late(  # from the right where the script runs so
    r"(?:(?:margin|padding)-(?:left|right|inline-start)|--[\w-]*(?:depth|level|indent)[\w-]*)\s*:\s*(\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_STEP = late(  # classes that frameworks for styles have for a margin where the line begins
    r"(?:^|\s)(?:[a-z]{2}:)?(?:[mp][ls]|offset|col-[a-z]{2}-offset)-(?:(?:xs|sm|md|lg|xl)-)?(\d{1,3})(?!\S)"
)
_INSIDE = 2  # levels below a record's own element that may be indented in its place
_NUMBERING = re.compile(r"\W{0,2}(\d+(?:\.\d+)*)\W?")
_LISTS = frozenset(("ul", "ol", "menu", "dl"))


def parents_of(reads: Sequence[Read], document: Document) -> list[int | None]:
    """For each record the position of the one it answers, None for those that start a thread; what is said outright counts before form."""
    records = [read.record for read in reads]
    numbered = _by_number(reads)
    if numbered is not None:
        return numbered
    depths = _by_class(records) or _by_indent(records) or _by_spacers(records) or by_widths(records)
    shown = _by_nesting(records, document) if depths is None else _from_depths(depths)
    stated = zip(stated_parents(reads), called_parents(reads), shown, strict=True)
    return [
        said if said is not None else seen if called is None or _is_by(seen, called, reads) else called
        for said, called, seen in stated
    ]


def _is_by(seen: int | None, called: int, reads: Sequence[Read]) -> bool:
    """Whether the comment that an answer stands below is one of the person whom it names."""
    return seen is not None and reads[seen].comment.author.name == reads[called].comment.author.name


def _by_number(reads: Sequence[Read]) -> list[int | None] | None:
    """`#1.1.2` answers `#1.1`. Where none of the numbers has what it would answer they are dates (`30.10.2010`) or versions."""
    numbers = [_number(read) for read in reads]
    at = {number: index for index, number in enumerate(numbers) if number}
    parents = [at.get(number.rpartition(".")[0]) if number else None for number in numbers]
    return parents if any(parent is not None for parent in parents) else None


def _number(read: Read) -> str:
    for piece in read.parts.around:
        if (
            read.parts.drops(piece)
            and piece not in read.parts.dates[:1]
            and (match := _NUMBERING.fullmatch(piece.text))
        ):
            return match[1]
    return ""


def _from_depths(depths: Sequence[float]) -> list[int | None]:
    """A record answers the nearest one before it that is less deep."""
    parents: list[int | None] = []
    stack: list[int] = []
    for index, depth in enumerate(depths):
        while stack and depths[stack[-1]] >= depth:
            stack.pop()
        parents.append(stack[-1] if stack else None)
        stack.append(index)
    return parents


def _by_class(records: Sequence[Record]) -> list[float] | None:
    """`depth-2` in the class or an attribute of the record or of an element just round it: more than nesting, which broken markup distorts."""
    depths: list[float] = []
    for record in records:
        depth = _class_depth(record)
        if depth is None and not record.is_stray:
            return None
        depths.append(depth if depth is not None else 1.0)
    return depths if len(set(depths)) > 1 else None


def _class_depth(record: Record) -> float | None:
    names = (element.get("class") for element in _around(record))
    found = next((depth for name in names if name and (depth := _depth_in(name)) is not None), None)
    return found if found is not None else _said_depth(record)


@lru_cache(maxsize=1024)  # the elements round the records are the same, and have the same classes
def _depth_in(name: str) -> float | None:
    match = _DEPTH.search(name)
    return float(match[1]) if match else None


def _said_depth(record: Record) -> float | None:
    """What an attribute says: `data-depth="2"`."""
    values = (element.get(name) for element in (record.mark, record.root) for name in _DEPTHS)
    return next(
        (float(value) for value in values if value and value.isascii() and value.isdigit() and len(value) <= _DIGITS),
        None,
    )


def _around(record: Record) -> Iterator[Element]:
    """The mark of a record, the two elements round it, and those that the record begins with."""
    yield record.mark
    yield from islice(record.mark.iterancestors(), 2)
    yield from _openings(record.root)


def _openings(top: Element) -> Iterator[Element]:
    """An element and those that it begins with."""
    element: Element | None = top
    for _ in range(_INSIDE + 1):
        if element is None:
            break
        yield element
        element = next(element.iterchildren("*"), None)


def _by_indent(records: Sequence[Record]) -> list[float] | None:
    """`margin-left: 40px` in the style of each record, or a class that says so: `ml-8`."""
    for name, pattern in (("style", _INDENT), ("class", _STEP)):
        indents = [next(filter(None, (_indent(top, name, pattern) for top in record.tops)), 0.0) for record in records]
        if len(set(indents)) > 1:
            return indents
    return None


def _indent(top: Element, name: str, pattern: re.Pattern[str]) -> float:
    """The indent of an element, or of the one that it begins with; 0 for none."""
    said = [value for element in _openings(top) if (value := element.get(name))]
    found = next(filter(None, map(pattern.search, said)), None)
    return float(found[1]) if found else 0.0


def _by_spacers(records: Sequence[Record]) -> list[float] | None:
    """Empty elements that each record begins with, one for each step in: `<div class="level-1"></div><div class="level-2"></div>`."""
    depths = [float(sum(1 for _ in takewhile(_is_spacer, record.root.iterchildren("*")))) for record in records]
    return depths if len(set(depths)) > 1 else None


def _is_spacer(element: Element) -> bool:
    return not len(element) and not element.text and _DEPTH.search(element.get("class") or "") is not None


def _by_nesting(records: Sequence[Record], document: Document) -> list[int | None]:
    """A record in an element that follows another record, or inside that record, answers it."""
    owner = {top: index for index, record in enumerate(records) for top in record.tops}
    round_parents: dict[Element, int | None] = {}
    parents = [_enclosing(record, owner, round_parents) for record in records]
    return [None] * len(records) if _is_chain(parents, records, document) else _unmangled(records, parents)


def _enclosing(record: Record, owner: Mapping[Element, int], round_parents: dict[Element, int | None]) -> int | None:
    """The record round this one, or the one that the element round this one follows; looked for once for all records of one parent."""
    parent = record.tops[0].getparent()
    if parent is None or parent in owner:
        return None if parent is None else owner[parent]
    if parent not in round_parents:
        round_parents[parent] = _round(parent, owner, round_parents)
    return round_parents[parent]


def _round(element: Element, owner: Mapping[Element, int], round_parents: Mapping[Element, int | None]) -> int | None:
    for _ in range(_REACH):
        parent = element.getparent()
        if parent is None:
            return None
        if parent in owner:
            return owner[parent]
        for before, _ in zip(element.itersiblings(preceding=True), range(3), strict=False):
            if (found := owner.get(before, round_parents.get(before))) is not None:
                return found  # beside another answer that has an element of its own, too
        element = parent
    return None


def _is_chain(parents: Sequence[int | None], records: Sequence[Record], document: Document) -> bool:
    """Each record inside the one before it: end tags are missing, nobody answers anybody. Of two or three the page's text must show it."""
    if len(parents) < 2 or any(parent != index - 1 for index, parent in enumerate(parents) if index):
        return False
    return len(parents) > 3 or _missing_ends(str(records[0].root.tag), document) >= len(parents) - 1


def _missing_ends(tag: str, document: Document) -> int:
    """How many more start tags than end tags of an element a page has."""
    return len(re.findall(rf"<{tag}\b", document.text, re.IGNORECASE)) - len(
        re.findall(rf"</{tag}\b", document.text, re.IGNORECASE)
    )


def _unmangled(records: Sequence[Record], parents: list[int | None]) -> list[int | None]:
    """A list item right inside another one, without a list between, is its neighbour: an end tag is missing."""
    result: list[int | None] = []
    for record, parent in zip(records, parents, strict=True):
        is_neighbour = (
            parent is not None
            and record.root.tag == records[parent].root.tag == "li"
            and _is_directly_in(record.root, records[parent].root)
        )
        result.append(result[parent] if is_neighbour and parent is not None else parent)
    return result


def _is_directly_in(inner: Element, outer: Element) -> bool:
    element = inner.getparent()
    while element is not None and element is not outer:
        if element.tag in _LISTS:
            return False
        element = element.getparent()
    return element is outer
