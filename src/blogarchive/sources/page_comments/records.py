"""From marks to records: which piece of the page belongs to each comment.

A record is an element (`<li id="comment-12">…</li>`) without the records inside it, or a run of siblings (`<a id="c12">` + `<div>` + `<p>`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from blogarchive.sources.page_comments.cues import class_key
from blogarchive.sources.page_comments.marks import Family
from blogarchive.sources.page_comments.record import Record, has_text, parent_of
from blogarchive.sources.page_comments.siblings import following, widen_single, with_siblings
from blogarchive.sources.page_comments.times import has_form
from blogarchive.text.markup import Element

_SEVERAL = 4  # records of which the first may be told from all others by its place
_CLIMB = 8  # levels between a mark and its record: `li > article > footer > div > a > time` has five
_WHOLE = frozenset(
    "div ul ol li dl article section table blockquote fieldset".split()
)  # may hold a whole comment; a line goes on below
_FRAME = frozenset(("html", "body"))
_NO_RECORDS = _FRAME | frozenset("ul ol dl menu table tbody".split())  # hold records and are none


def records_of(family: Family) -> list[Record]:
    """One record for each mark, in page order; linear in the number of marks."""
    marks = _distinct(family)
    if len(marks) == 1:
        return [_alone(marks[0], family)]
    counts = _marks_within(marks)
    roots = _climbed(marks, counts)
    records = [Record(mark=mark, tops=[root]) for mark, root in zip(marks, roots, strict=True)]
    records = _without_heading(_one_each(records))
    if len(records) == 1:
        widen_single(records[0])
        return records
    _widen_to_parent(records, counts)
    return with_siblings(records, counts)


def _alone(mark: Element, family: Family) -> Record:
    """The record of the only mark."""
    record = Record(mark=mark, tops=[mark])
    if family.how == "heading" and mark.tag not in _WHOLE:
        record.tops.extend(following(mark))
    else:
        widen_single(record)
    return record


def _distinct(family: Family) -> list[Element]:
    """Marks without repeated ids: a second element of the same id is a part or a copy of the first."""
    if family.how != "id":
        return list(family.marks)
    seen: dict[str, Element] = {}
    for mark in family.marks:
        seen.setdefault(mark.get("id") or mark.get("name") or "", mark)
    return list(seen.values())


def _marks_within(marks: Sequence[Element]) -> dict[Element, int]:
    """How many marks each element near a mark holds, itself included. From level to level: what holds several is climbed once."""
    counts: dict[Element, int] = {}
    level = dict.fromkeys(marks, 1)
    for _ in range(_CLIMB + 2):
        above: dict[Element, int] = {}
        for element, held in level.items():
            if element.tag in _FRAME:
                continue
            counts[element] = counts.get(element, 0) + held
            parent = element.getparent()
            if parent is not None:
                above[parent] = above.get(parent, 0) + held
        level = above
    return counts


def _climbed(marks: Sequence[Element], counts: Mapping[Element, int]) -> list[Element]:
    """The element of each mark at one common height: the least height at which each still holds one comment (and what answers it).

    A comment with answers can climb less than one without; the same height for all keeps their inner structure comparable.
    """
    if any(counts.get(mark, 0) > 1 for mark in marks):
        return list(marks)  # a mark with another one inside already holds a comment and its answers
    ways = [_way(mark, counts) for mark in marks]
    tally = Counter(map(len, ways))
    usual = min(levels for levels, times in tally.items() if times * 10 >= len(marks))  # rarer ones are accidents
    return [way[min(len(way), usual) - 1] for way in ways]


def _way(mark: Element, counts: Mapping[Element, int]) -> list[Element]:
    """A mark and the elements round it that hold no other."""
    way, element = [mark], mark
    for _ in range(_CLIMB):
        parent = element.getparent()
        if parent is None or counts.get(parent) != counts.get(element) or parent.tag in _NO_RECORDS:
            break
        way.append(parent)
        element = parent
    return way


def _one_each(records: list[Record]) -> list[Record]:
    """Marks that climbed to the same element are parts of one record."""
    seen: dict[Element, Record] = {}
    for record in records:
        seen.setdefault(record.root, record)
    return list(seen.values())


def _without_heading(records: list[Record]) -> list[Record]:
    """The first mark stands in a heading or a link to the form where all others stand otherwise, and it shows no time: `c00` before `c01`."""
    if len(records) < _SEVERAL or _are_in_one_list(records[:3]):
        return records  # a pingback has another class, and stands where the others stand
    first, *others = records
    places = {_place(record.mark) for record in others}
    if len(places) > 1 or _place(first.mark) in places or any(map(has_form, first.root.itertext())):
        return records
    return others


def _are_in_one_list(records: Sequence[Record]) -> bool:
    """Whether one element is as many levels above each of these records, and none is round some of them alone."""
    around = [record.root for record in records]
    for _ in range(_CLIMB):
        around = [parent_of(element) for element in around]
        if len(set(around)) < len(around):
            return len(set(around)) == 1
    return False


def _place(mark: Element) -> tuple[str, str, str, str]:
    above = parent_of(mark)
    return str(mark.tag), class_key(mark.get("class") or ""), str(above.tag), class_key(above.get("class") or "")


def _widen_to_parent(records: list[Record], counts: Mapping[Element, int]) -> None:
    """Where each record is alone in its parent, and text stands beside it there, the parent is the record: the mark sits in a heading line."""
    if any(counts.get(record.root, 0) > 1 for record in records):
        return  # these already hold whole comments, with their answers inside
    around = [parent_of(record.root) for record in records]
    parents = Counter(around)
    alone = [
        record
        for record, parent in zip(records, around, strict=True)
        if parents[parent] == 1 and parent.tag not in _FRAME
    ]
    if len(alone) < 0.8 * len(records):
        return
    beside = sum(_has_text_beside(record.root, counts) for record in alone)
    if beside * 2 < len(records):
        return
    for record in alone:
        record.tops = [parent_of(record.root)]


def _has_text_beside(root: Element, counts: Mapping[Element, int]) -> bool:
    return any(
        sibling is not root and sibling not in counts and isinstance(sibling.tag, str) and has_text(sibling)
        for sibling in parent_of(root)[:]
    )
