"""Comments that are only lines of text below a heading that speaks of comments: each is made a record of its own, with an element for the name,
for the time and for the words, and read like any other.

Without a class, an id or an element for each of them nothing repeats but the way in which their lines are written.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice, pairwise
from typing import TYPE_CHECKING

from lxml import etree

from blogarchive.sources.page_comments.announced import ANY, announcing, is_aside, numbers_below
from blogarchive.sources.page_comments.cues import class_key, speaks
from blogarchive.sources.page_comments.inventory import Inventory
from blogarchive.sources.page_comments.lines import LABEL, Line, Node, fill, lines_of
from blogarchive.sources.page_comments.marks import Family, by_class
from blogarchive.sources.page_comments.record import Record, parent_of
from blogarchive.sources.page_comments.siblings import following
from blogarchive.sources.page_comments.times import Times, has_form
from blogarchive.text.contents import text_in
from blogarchive.text.markup import Element

if TYPE_CHECKING:
    from blogarchive.sources.page_comments.forms import Filled
    from blogarchive.sources.page_comments.openings import Opening

_MOST_HEADINGS = 6  # bounds the work on hostile input
_NEAR = 6  # elements below a heading of which one shows a time or a label, if comments stand there
_LEVELS = 3  # that a heading may stand deeper than the comments
_COPIED = ("id", "class", "style")  # of an element that holds one comment and nothing else
_DEEPER = ("blockquote", "ul", "ol", "dl")  # an answer stands in one more of them
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend"))


@dataclass(frozen=True, slots=True)
class _Said:
    """A comment in lines; its words are nodes, each run with the element that it stands in."""

    name: str
    link: Element | None
    time: str | None
    words: Sequence[tuple[Element, list[Node]]]
    lines: Sequence[Line]


def restated(listed: Inventory, times: Times, known: int) -> list[tuple[Family, list[Record]]]:
    """The records made of the lines below each heading that speaks of comments, and in what is named after them, the most first; mostly none. Not
    looked for are lines that open no more comments than are `known`."""
    found = []
    for key, lines, numbers, heading in _stretches(listed):
        own = [*dropwhile(lambda line: line.block.tag in _HEADINGS, lines)]
        said = _said_in(own, times, known)
        if said and len(said) in numbers:
            records = _records(said, () if heading is None else {*heading.iterancestors()})
            marks, loose = tuple(record.mark for record in records), _loose(said, heading)
            family = Family(how="lines", key=key, marks=marks, is_cued=True, loose=loose)
            found.append((family, records))
    return sorted(found, key=lambda each: -len(each[1]))


def _loose(said: Sequence[_Said], heading: Element | None) -> tuple[Element, ...]:
    """A heading and all after it, where comments stand right in what holds it: the article may stand in the same element."""
    around = set() if heading is None else {*heading.iterancestors()}
    if heading is None or not any(line.block in around for each in said for line in each.lines):
        return ()
    start = heading
    while not any(line.block is start.getparent() for each in said for line in each.lines):
        start = parent_of(start)
    return start, *following(start)


def _stretches(listed: Inventory) -> Iterator[tuple[str, list[Line], range, Element | None]]:
    """Where comments may stand line by line: what announces them, the lines, how many may stand there, and the heading above."""
    for heading, said in islice(announcing(listed), _MOST_HEADINGS):
        if numbers := numbers_below(said, listed):
            yield said, _below(heading), numbers, heading
    areas: dict[Element, str] = {}  # the outermost
    for each, name, own in listed.speaking:
        if each in listed.areas and areas.keys().isdisjoint(each.iterancestors()) and (key := _key(name, own)):
            areas[each] = key
    for area in (each for each in areas if _may_hold_lines(each) and not is_aside(each)):
        yield areas[area], lines_of([area]), ANY, None
    for family in by_class(listed) if areas else ():
        first, *others = family.marks
        is_list = bool(others) and family.is_cued and first not in others[0].iterancestors()
        if is_list and any(map(_may_hold_lines, family.marks)) and not is_aside(first):
            yield family.key, lines_of(family.marks), ANY, None


def _key(name: str | None, own: str | None) -> str:
    """The class or id that says what an element is, where that speaks of comments: a post may have "tag-comments" among its classes."""
    return next((key for key in (class_key(name or ""), own or "") if speaks(key)), "")


def _may_hold_lines(area: Element) -> bool:
    """Whether an element shows a time, or begins like a form filled in."""
    text = text_in(area)
    return has_form(text) is not None or LABEL.match(text) is not None


def _below(heading: Element) -> list[Line]:
    """The lines after a heading, up to a form, another heading or the end of what it stands in."""
    element = heading
    for _ in range(_LEVELS):
        below = following(element)
        near = lines_of(below[:_NEAR], after=element)
        if near or element.getparent() is None:
            may_be = any(has_form(line.text) or LABEL.match(line.text) for line in near)
            return lines_of(below, after=element) if may_be and len(below) > _NEAR else near if may_be else []
        element = parent_of(element)
    return []


def _said_in(lines: Sequence[Line], times: Times, known: int) -> list[_Said]:
    """The comments that lines are, as forms filled in or as words below or above a name and a time."""
    if not lines:
        return []
    from blogarchive.sources.page_comments.forms import (
        forms_of,  # few pages have such lines, and each is loaded with many words
    )
    from blogarchive.sources.page_comments.openings import openings_of

    filled = forms_of(lines, times)
    if filled:
        last, begin = filled[-1].words
        has_words = begin < len(lines[last].text)
        ends = [
            *(each.first for each in filled[1:]),
            _end_of_last([each.first for each in filled], lines, last, has_words),
        ]
        return [_of_form(each, lines[each.first : end], lines) for each, end in zip(filled, ends, strict=True)]
    openings, are_below = openings_of(lines, times, known)
    if not openings:
        return []
    at = [opening.line for opening in openings]
    if are_below:
        starts = [0, *(place + 1 for place in at[:-1])]
        return [
            _opened(each, lines[start : each.line], lines, []) for each, start in zip(openings, starts, strict=True)
        ]
    ends = [*at[1:], _end_of_last(at, lines, at[-1], openings[-1].says)]
    return [_opened(each, [], lines, lines[each.line + 1 : end]) for each, end in zip(openings, ends, strict=True)]


def _end_of_last(starts: Sequence[int], lines: Sequence[Line], last: int, has_words: bool) -> int:
    """The line after the last comment: it stands in no more blocks than the others, and ends at a rule where rules part them. `last`: the line
    that its words begin on, or (without `has_words`) after."""
    others = [lines[start:end] for start, end in pairwise(starts)]
    seen = {line.block for line in lines[starts[-1] : last + 1]}
    most = max((len({line.block for line in each}) for each in others), default=len(seen) + (not has_words))
    has_rules = any(lines[start].after_rule for start in starts)
    is_one_line = bool(others) and max(map(len, others)) == 1
    end = last + 1
    while end < len(lines) and not is_one_line:
        seen.add(lines[end].block)
        if len(seen) > most or (has_rules and lines[end].after_rule):
            break
        end += 1
    return end


def _opened(opening: "Opening", before: Sequence[Line], lines: Sequence[Line], after: Sequence[Line]) -> _Said:
    line = lines[opening.line]
    own = [(line.block, line.cut(*opening.words))] if opening.says else []
    words = [*((each.block, each.nodes) for each in before), *own, *((each.block, each.nodes) for each in after)]
    return _Said(opening.name, opening.link, opening.time, words, [*before, line, *after])


def _of_form(filled: "Filled", own: Sequence[Line], lines: Sequence[Line]) -> _Said:
    place, start = filled.words
    head = lines[place].cut(start)
    rest = own[place - filled.first + 1 :]
    words = [*([(lines[place].block, head)] if head else []), *((each.block, each.nodes) for each in rest)]
    link = etree.Element("a", href=filled.address) if filled.address else None
    return _Said(filled.name, link, filled.time, words, own)


def _records(said: Sequence[_Said], around: Collection[Element]) -> list[Record]:
    """A record of its own for each comment, with the id, class and style of what holds its lines and no others. `around`: what the heading stands in,
    where more than comments may stand."""
    blocks = [dict.fromkeys(line.block for line in each.lines) for each in said]
    holders = Counter(block for own in blocks for block in own)
    round_all = etree.Element("div")
    records = []
    for each, own in zip(said, blocks, strict=True):
        made = etree.SubElement(round_all, "div")
        block = next(iter(own))
        for name in _COPIED if holders[block] == 1 else ():
            if value := block.get(name):
                made.set(name, value)
        made.set("data-depth", str(sum(1 for above in block.iterancestors(*_DEEPER))))
        _write(made, each)
        places = [block for block in own if block not in around]
        places = places or [element for line in each.lines for element, *_ in line.elements()] or [block]
        records.append(Record(mark=made, tops=[made], places=places))
    return records


def _write(made: Element, said: _Said) -> None:
    """Name, time and words, each in an element that says what it is."""
    head = etree.SubElement(made, "p")
    author = etree.SubElement(head, "span", {"class": "author"})
    if said.link is not None and (address := said.link.get("href")):
        author = etree.SubElement(author, "a", href=address)
    author.text = said.name
    if said.time:
        etree.SubElement(head, "span", {"class": "date"}).text = said.time
    body = etree.SubElement(made, "div", {"class": "text"})
    last, paragraph = None, None
    for block, nodes in said.words:
        if paragraph is None or block is not last:
            last, paragraph = block, etree.SubElement(body, "p")
        else:
            etree.SubElement(paragraph, "br")
        fill(paragraph, nodes)
