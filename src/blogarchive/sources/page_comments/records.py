"""From marks to records: which piece of the page belongs to each comment.

A record is an element (`<li id="comment-12">…</li>`) without the records inside it, or a run of siblings (`<a id="c12">` + `<div>` + `<p>`).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from blogarchive.sources.page_comments.cues import class_key, cues
from blogarchive.sources.page_comments.marks import Family
from blogarchive.text.markup import Element

_CLIMB = 8  # levels between a mark and its record: `li > article > footer > div > a > time` has five
_WHOLE = frozenset(
    "div ul ol li dl article section table blockquote".split()
)  # may hold a whole comment; a line goes on below
_FRAME = frozenset(("html", "body"))
_LISTS = frozenset("ul ol dl menu table tbody".split())  # hold records and are none
_ENDS = frozenset(
    "form h1 h2 h3 nav footer fieldset script".split()
)  # what may follow the last comment and is none of it


@dataclass(slots=True, kw_only=True)
class Record:
    """The elements of one comment, in page order. `is_stray`: found beside the marked ones, has no mark of its own."""

    mark: Element
    tops: list[Element] = field(default_factory=list)
    is_stray: bool = False

    @property
    def root(self) -> Element:
        """The element that stands for the record: the mark's own one in a run."""
        return self.tops[0]


def records_of(family: Family) -> list[Record]:
    """One record for each mark, in page order; linear in the number of marks."""
    marks = _distinct(family)
    counts = _marks_within(marks)
    roots = _climbed(marks, counts)
    records = [Record(mark=mark, tops=[root]) for mark, root in zip(marks, roots, strict=True)]
    records = _one_each(records)
    if len(records) == 1:
        if family.how == "heading" and records[0].mark.tag not in _WHOLE:
            records[0].tops.extend(_following(records[0].mark))
        else:
            _widen_single(records[0])
        return records
    _widen_to_parent(records, counts)
    return _with_siblings(records, counts)


def _distinct(family: Family) -> list[Element]:
    """Marks without repeated ids: a second element of the same id is a part or a copy of the first."""
    if family.how != "id":
        return list(family.marks)
    seen: dict[str, Element] = {}
    for mark in family.marks:
        seen.setdefault(mark.get("id") or mark.get("name") or "", mark)
    return list(seen.values())


def _marks_within(marks: Sequence[Element]) -> Counter[Element]:
    """How many marks each element near a mark holds, itself included."""
    counts: Counter[Element] = Counter()
    for mark in marks:
        element: Element | None = mark
        for _ in range(_CLIMB + 2):
            if element is None or element.tag in _FRAME:
                break
            counts[element] += 1
            element = element.getparent()
    return counts


def _climbed(marks: Sequence[Element], counts: Counter[Element]) -> list[Element]:
    """The element of each mark at one common height: the least height at which each still holds one comment (and what answers it).

    A comment with answers can climb less than one without; the same height for all keeps their inner structure comparable.
    """
    if len(marks) == 1 or any(counts[mark] > 1 for mark in marks):
        return list(marks)  # a mark with another one inside already holds a comment and its answers
    heights = [_height(mark, counts) for mark in marks]
    tally = Counter(heights)
    usual = min(height for height, times in tally.items() if times * 10 >= len(marks))  # rarer ones are accidents
    roots = []
    for mark, height in zip(marks, heights, strict=True):
        element = mark
        for _ in range(min(height, usual)):
            element = _parent(element)
        roots.append(element)
    return roots


def _height(mark: Element, counts: Counter[Element]) -> int:
    element, height = mark, 0
    while height < _CLIMB:
        parent = element.getparent()
        if parent is None or parent.tag in _FRAME or parent.tag in _LISTS or counts[parent] != counts[element]:
            break
        element, height = parent, height + 1
    return height


def _parent(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent


def _one_each(records: list[Record]) -> list[Record]:
    """Marks that climbed to the same element are parts of one record."""
    seen: dict[Element, Record] = {}
    for record in records:
        seen.setdefault(record.root, record)
    return list(seen.values())


def has_text(element: Element) -> bool:
    """Whether anything but white space stands in an element."""
    return any(not text.isspace() for text in element.itertext("*"))


def _widen_single(record: Record) -> None:
    """A lone mark without text is an anchor: the comment is the list item that it opens, or what follows it."""
    mark = record.mark
    if mark.tag not in {"dt", "h3", "h4", "h5"} and has_text(mark):
        return
    parent = mark.getparent()
    if parent is not None and parent.tag in {"li", "article", "dd", "td"} and parent[0] is mark:
        record.tops = [parent]
        return
    record.tops.extend(_following(mark))


def _following(element: Element) -> list[Element]:
    run = []
    for sibling in element.itersiblings():
        if sibling.tag in _ENDS or _is_form(sibling):
            break
        run.append(sibling)
    return run


def _is_form(element: Element) -> bool:
    return next(element.iter("form", "textarea"), None) is not None


def _widen_to_parent(records: list[Record], counts: Counter[Element]) -> None:
    """Where each record is alone in its parent, and text stands beside it there, the parent is the record: the mark sits in a heading line."""
    if any(counts[record.root] > 1 for record in records):
        return  # these already hold whole comments, with their answers inside
    parents = Counter(_parent(record.root) for record in records)
    alone = [
        record for record in records if parents[_parent(record.root)] == 1 and _parent(record.root).tag not in _FRAME
    ]
    if len(alone) < 0.8 * len(records):
        return
    beside = sum(_has_text_beside(record.root, counts) for record in alone)
    if beside * 2 < len(records):
        return
    for record in alone:
        record.tops = [_parent(record.root)]


def _has_text_beside(root: Element, counts: Counter[Element]) -> bool:
    return any(
        sibling is not root and not counts[sibling] and isinstance(sibling.tag, str) and has_text(sibling)
        for sibling in _parent(root)
    )


def _with_siblings(records: list[Record], counts: Counter[Element]) -> list[Record]:
    """Adds to each record the siblings that belong to it, or the sibling records that have no mark."""
    groups: dict[Element, list[Record]] = defaultdict(list)
    for record in records:
        groups[_parent(record.root)].append(record)
    runs = {id(record): run for parent, group in groups.items() for record, run in _runs(parent, group, counts)}
    filled = sum(any(has_text(element) for element in run) for run in runs.values())
    if filled * 2 >= len(records) and records[0].root.tag != "li":
        for group in groups.values():
            _extend(group, [runs[id(record)] for record in group])
        return records
    return _with_strays(records, groups, counts)


def _runs(parent: Element, group: list[Record], counts: Counter[Element]) -> list[tuple[Record, list[Element]]]:
    """For each record of one parent the elements up to the next one that holds a mark."""
    of_root = {record.root: record for record in group}
    runs: list[tuple[Record, list[Element]]] = []
    for child in parent:
        if child in of_root:
            runs.append((of_root[child], []))
        elif counts[child] or not isinstance(child.tag, str):
            continue
        elif runs:
            runs[-1][1].append(child)
    return runs


def _kind(element: Element) -> tuple[str, str]:
    return str(element.tag), class_key(element.get("class") or "")


def _extend(group: list[Record], runs: list[list[Element]]) -> None:
    """Shares out what stands between the marks: what also stands before the first mark leads, the rest follows."""
    seen = {_kind(element) for run in runs[:-1] for element in run}
    runs[-1] = _tail(runs[-1], seen)
    lead = _lead(group[0].root, runs[:-1])
    for number, record in enumerate(group):
        own = runs[number] if number == len(group) - 1 or not lead else runs[number][:-lead]
        if not lead:
            before: list[Element] = []
        elif number:
            before = runs[number - 1][-lead:]
        else:
            before = list(record.root.itersiblings(preceding=True))[:lead][::-1]
        record.tops = [*before, record.root, *own]


def _tail(run: list[Element], seen: set[tuple[str, str]]) -> list[Element]:
    """The last record goes on as long as the kinds of elements were seen between the others."""
    tail = []
    for element in run:
        is_new = bool(seen) and _kind(element) not in seen and element.tag != "dd"  # a `dd` belongs to its `dt`
        if element.tag in _ENDS or is_new or _is_form(element):
            break
        tail.append(element)
    return tail


def _lead(first: Element, between: list[list[Element]]) -> int:
    """How many elements of each run belong to the record after it: those at its end that also stand before the first record."""
    lead = 0
    shortest = min(map(len, between), default=0)
    for sibling in first.itersiblings(preceding=True):
        kind = _kind(sibling)
        if lead >= shortest or any(_kind(run[-1 - lead]) != kind for run in between):
            break
        lead += 1
    return lead


def _with_strays(records: list[Record], groups: dict[Element, list[Record]], counts: Counter[Element]) -> list[Record]:
    """Records without a mark among marked siblings: pingbacks often have no id."""
    strays: list[Record] = []
    for parent, group in groups.items():
        roots = {record.root for record in group}
        tag = group[0].root.tag
        strays.extend(
            Record(mark=child, tops=[child], is_stray=True)
            for child in parent
            if child.tag == tag and child not in roots and not counts[child] and _is_stray(child)
        )
    return _in_page_order(records, strays) if strays else records


def _in_page_order(records: list[Record], strays: list[Record]) -> list[Record]:
    everything = {record.root: record for record in (*records, *strays)}
    top = records[0].root.getroottree().getroot()
    return [
        everything[element] for element in top.iter(*{str(root.tag) for root in everything}) if element in everything
    ]


def _is_stray(element: Element) -> bool:
    """A sibling is a comment too where it holds a link and text, and neither heading nor form; a `div` must also say so in its class."""
    if element.tag != "li" and not cues().about.search(element.get("class") or ""):
        return False
    if next(element.iter("h1", "h2", "h3", "form", "textarea"), None) is not None:
        return False
    return next(element.iter("a"), None) is not None and has_text(element)
