"""Candidate groups of records, read and scored: which of them are the page's comments."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from blogarchive.document import Document
from blogarchive.sources.page_comments.comments import Read, read_record
from blogarchive.sources.page_comments.cues import cues
from blogarchive.sources.page_comments.fields import parts_of
from blogarchive.sources.page_comments.layout import Layout, learn
from blogarchive.sources.page_comments.marks import Family, all_families
from blogarchive.sources.page_comments.pieces import Paths, View, take_apart
from blogarchive.sources.page_comments.records import Record, records_of
from blogarchive.sources.page_comments.times import Times

_SAMPLE = 12
_ENOUGH = 2.0


@dataclass(slots=True)
class Group:
    """The records of one family as read, with the score and what it is made of."""

    family: Family
    records: list[Record]
    layout: Layout
    read: list[Read]
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)


def best_group(document: Document, times: Times, trace: list[Group] | None = None) -> Group | None:
    """The group that is most likely the comments; None where nothing on the page looks like comments. `trace` collects all that were read."""
    best: Group | None = None
    tried: list[frozenset[object]] = []
    for family in all_families(document.tree):
        if best is not None and len(family.marks) < 0.8 * len(best.records):
            continue
        if best is not None and best.score >= 4 and not family.is_cued:
            break
        records = records_of(family)
        roots = frozenset(record.root for record in records)
        if any(roots <= other for other in tried):
            continue
        tried.append(roots)
        group = read_group(family, records, document, times)
        if trace is not None:
            trace.append(group)
        if group.score >= _ENOUGH and (best is None or _worth(group) > _worth(best)):
            best = group
    return best


def _worth(group: Group) -> float:
    return group.score


def read_group(family: Family, records: list[Record], document: Document, times: Times) -> Group:
    """Takes the records apart, learns their layout and reads them."""
    stops = {top for record in records for top in record.tops}
    paths = Paths()
    views = [take_apart(record.tops, stops, paths) for record in records]
    pairs = [(record, view) for record, view in zip(records, views, strict=True) if view.pieces]
    marked = [view for record, view in pairs if not record.is_stray] or [view for _, view in pairs]
    layout = learn(_sample(marked), paths, times.is_dated)
    times.decide_order(piece.text for view in marked for piece in view.pieces if piece.path == layout.date)
    read = [read_record(record, parts_of(view, layout, times), times, document) for record, view in pairs]
    group = Group(family, [record for record, _ in pairs], layout, [item for item in read if _says_something(item)])
    _judge(group)
    return group


def _says_something(read: Read) -> bool:
    comment = read.comment
    return bool(comment.text or "<img" in (comment.html or "") or comment.author.name)


def _sample(views: Sequence[View]) -> list[View]:
    """Evenly spread records: the first ones may all be of one kind."""
    if len(views) <= _SAMPLE:
        return list(views)
    return [views[index * len(views) // _SAMPLE] for index in range(_SAMPLE)]


def _judge(group: Group) -> None:
    """A comment has words, a writer and a time; what speaks of comments in its name needs less proof."""
    total = len(group.read)
    if not total:
        return

    def share(test: str) -> float:
        return sum(_has(read, test) for read in group.read) / total

    texts, names, dates = share("text"), share("name"), share("date")
    linked = share("linked")
    score = texts + names + dates + (1.0 if group.family.is_cued else 0.0) - 2 * linked
    group.reasons.append(
        f"{total} records: {texts:.0%} with words, {names:.0%} with a name, {dates:.0%} with a time, {linked:.0%} only links"
    )
    if is_elsewhere(group.records[0]):
        score -= 2
        group.reasons.append("stands in a sidebar or widget")
    group.score = score


def _has(read: Read, what: str) -> bool:
    comment = read.comment
    match what:
        case "text":
            return bool(comment.text)
        case "name":
            return bool(comment.author.name)
        case "date":
            return comment.published is not None
    kept = [piece for piece in read.parts.view.pieces if not read.parts.drops(piece)]
    return bool(kept) and all(piece.link is not None for piece in kept)


def is_elsewhere(record: Record) -> bool:
    """Whether a record stands in what its page calls a sidebar or widget."""
    element = record.root.getparent()
    for _ in range(6):
        if element is None or element.tag == "body":
            return False
        if element.tag == "aside" or cues().elsewhere.search(f"{element.get('class')} {element.get('id')}"):
            return True
        element = element.getparent()
    return False
