"""What stands beside the marked records: the rest of a comment that is a run of siblings, and records that have no mark."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import islice

from blogarchive.sources.page_comments.cues import class_key, is_about
from blogarchive.sources.page_comments.record import Record, has_text, parent_of
from blogarchive.text.contents import holds
from blogarchive.text.markup import Element

_ENDS = frozenset(
    "form h1 h2 h3 nav footer fieldset script".split()
)  # what may follow the last comment and is none of it
_FORMS = ("form", "textarea")


def widen_single(record: Record) -> None:
    """A lone mark without text is an anchor: the comment is the list item that it opens, or what follows it."""
    mark = record.mark
    if mark.tag not in {"dt", "h3", "h4", "h5"} and has_text(mark):
        return
    parent = mark.getparent()
    if parent is not None and parent.tag in {"li", "article", "dd", "td"} and parent[0] is mark:
        record.tops = [parent]
        return
    record.tops.extend(following(mark))


def following(element: Element) -> list[Element]:
    """The siblings after an element that may be of its comment: all down to a form, a heading or another end."""
    run = []
    for sibling in element.itersiblings():
        if sibling.tag in _ENDS or holds(sibling, *_FORMS):
            break
        run.append(sibling)
    return run


def with_siblings(records: list[Record], counts: Mapping[Element, int]) -> list[Record]:
    """Adds to each record the siblings that belong to it, or the sibling records that have no mark."""
    groups: dict[Element, list[Record]] = defaultdict(list)
    for record in records:
        groups[parent_of(record.root)].append(record)
    if records[0].root.tag == "li":
        return _with_strays(records, groups, counts)
    runs = {id(record): run for parent, group in groups.items() for record, run in _runs(parent, group, counts)}
    filled = {key for key, run in runs.items() if any(map(has_text, run))}
    if len(filled) * 2 < len(records) or _is_said_by_marks(groups, filled):
        return _with_strays(records, groups, counts)
    for group in groups.values():
        _extend(group, [runs[id(record)] for record in group])
    return records


def _is_said_by_marks(groups: Mapping[Element, list[Record]], filled: Collection[int]) -> bool:
    """Whether the marked elements say something themselves and several have nothing after them up to the next one: what follows the others
    is no part of a comment, but a way to answer."""
    inner = [record for group in groups.values() for record in group[:-1]]
    if not all(has_text(record.root) for record in inner):
        return False
    return sum(id(record) in filled for record in inner) * 5 < len(inner) * 4


def _runs(parent: Element, group: list[Record], counts: Mapping[Element, int]) -> list[tuple[Record, list[Element]]]:
    """For each record of one parent the elements up to the next one that holds a mark."""
    of_root = {record.root: record for record in group}
    runs: list[tuple[Record, list[Element]]] = []
    for child in parent[:]:
        if child in of_root:
            runs.append((of_root[child], []))
        elif child in counts or not isinstance(child.tag, str):
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
        if element.tag in _ENDS or is_new or holds(element, *_FORMS):
            break
        tail.append(element)
    return tail


def _lead(first: Element, between: list[list[Element]]) -> int:
    """How many elements of each run belong to the record after it: those at its end that also stand before the first record."""
    lead = 0
    shortest = min(map(len, between), default=0)
    for sibling in islice(first.itersiblings(preceding=True), shortest):
        kind = _kind(sibling)
        if any(_kind(run[-1 - lead]) != kind for run in between):
            break
        lead += 1
    return lead


def _with_strays(
    records: list[Record], groups: dict[Element, list[Record]], counts: Mapping[Element, int]
) -> list[Record]:
    """Records without a mark among marked siblings: pingbacks often have no id."""
    strays: list[Record] = []
    for parent, group in groups.items():
        roots = {record.root for record in group}
        tag = group[0].root.tag
        strays.extend(
            Record(mark=child, tops=[child], is_stray=True)
            for child in parent[:]
            if child not in roots and child not in counts and child.tag == tag and _is_stray(child)
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
    if element.tag != "li" and not is_about(element.get("class") or ""):
        return False
    return not holds(element, "h1", "h2", "h3", *_FORMS) and holds(element, "a") and has_text(element)
