"""Candidate groups of records, read and scored: which of them are the page's comments."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from blogarchive.document import Document
from blogarchive.model import Kind
from blogarchive.sources.page_comments.comments import Read, read_record
from blogarchive.sources.page_comments.cues import cues, strength
from blogarchive.sources.page_comments.fields import Parts, drop_foreign_tail, parts_of
from blogarchive.sources.page_comments.layout import Layout, learn
from blogarchive.sources.page_comments.marks import Family, all_families
from blogarchive.sources.page_comments.pieces import Paths, View, take_apart
from blogarchive.sources.page_comments.records import Record, records_of
from blogarchive.sources.page_comments.times import Times

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_SAMPLE = 12
_ENOUGH = 2.0
_ENOUGH_UNSAID = 2.6  # nearly every record has words, a name and a time, and nothing speaks against it
_ELSEWHERE = frozenset(("widget", "sidebar", "side-bar", "aside", "recentcomments", "recent-comments"))


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
    for family in all_families(document.tree, times.is_dated):
        if best is not None and len(family.marks) < 0.8 * len(best.records):
            continue
        if best is not None and not family.is_cued and (best.score >= 3.5 or family.how == "time"):
            break
        records = records_of(family)
        roots = frozenset(record.root for record in records)
        if any(roots <= other for other in tried):
            continue
        tried.append(roots)
        group = read_group(family, records, document, times)
        if trace is not None:
            trace.append(group)
        if group.score >= (_ENOUGH if family.is_cued else _ENOUGH_UNSAID) and (
            best is None or _worth(group) > _worth(best)
        ):
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
    layout = learn(_sample(marked), paths, times)
    times.decide_order(piece.text for view in marked for piece in view.pieces if piece.path == layout.date)
    parts = [parts_of(view, layout, times) for _, view in pairs]
    parts = _misfits_again(parts, paths, times)
    drop_foreign_tail(parts, layout)
    read = [read_record(record, part, times, document) for (record, _), part in zip(pairs, parts, strict=True)]
    group = Group(family, [record for record, _ in pairs], layout, [item for item in read if _says_something(item)])
    _judge(group)
    return group


def _misfits_again(parts: list[Parts], paths: Paths, times: Times) -> list[Parts]:
    """Records with neither name nor time at the usual places are of another build (trackbacks among comments): they get a layout of their own."""
    misfits = [part.view for part in parts if part.name is None and not part.dates]
    if not misfits or len(misfits) == len(parts):
        return parts
    layout = learn(_sample(misfits), paths, times)
    return [parts_of(part.view, layout, times) if part.name is None and not part.dates else part for part in parts]


def _says_something(read: Read) -> bool:
    """A name alone is a heading or a button."""
    comment = read.comment
    return bool(
        comment.text
        or "<img" in (comment.html or "")
        or (comment.author.name and (comment.author.url or comment.published))
    )


def _sample(views: Sequence[View]) -> list[View]:
    """Evenly spread records: the first ones may all be of one kind."""
    if len(views) <= _SAMPLE:
        return list(views)
    return [views[index * len(views) // _SAMPLE] for index in range(_SAMPLE)]


def _judge(group: Group) -> None:
    """A comment has words, a writer and a time; what speaks of comments in its name needs less proof than what does not."""
    judged = [read for read in group.read if read.comment.kind is Kind.COMMENT] or group.read
    total = len(judged)
    if not total:
        return
    texts, names, dates, linked = (
        sum(map(test, judged)) / total for test in (_has_text, _has_name, _has_date, _is_links)
    )
    group.score = texts + names + dates + (1.0 if group.family.is_cued else 0.0) - 2 * linked
    group.reasons.append(
        f"{total} records: {texts:.0%} with words, {names:.0%} with a name, {dates:.0%} with a time, {linked:.0%} mostly links"
    )
    if not group.family.is_cued and (dates < 0.8 or names < 0.8 or total < 2):
        group.score -= 1
        group.reasons.append("does not speak of comments, and not all have a name and a time")
    if dates < 0.5 and (names < 0.8 or texts < 0.5 or not _has_marked_names(group)):
        group.score -= 1
        group.reasons.append("no times, and not all have words and a name in a place for names")
    if sum(_is_post(read) for read in judged) * 2 > total:
        group.score -= 2
        group.reasons.append("headings that link to pages of this site: a list of posts")
    if is_elsewhere(group.records[0]):
        group.score -= 0.5 if group.family.is_cued and group.family.how == "id" else 1.0
        group.reasons.append("stands in a sidebar or widget")


def _has_marked_names(group: Group) -> bool:
    """Whether the names stand where a class says so."""
    layout = group.layout
    return any(
        strength(layout.paths.tokens[path] | layout.paths.tokens[max(layout.paths.parent[path], 0)], cues().author) == 2
        or "cite" in {layout.paths.tag[path], layout.paths.tag[max(layout.paths.parent[path], 0)]}
        for path in layout.authors
    )


def _has_text(read: Read) -> bool:
    return bool(read.comment.text)


def _has_name(read: Read) -> bool:
    return bool(read.comment.author.name)


def _has_date(read: Read) -> bool:
    return read.comment.published is not None


def _is_post(read: Read) -> bool:
    """Whether a record has a heading that is a link to another page: posts and news are listed so, comments are not."""
    for element, _ in read.parts.view.elements:
        if element.tag in _HEADINGS:
            link = element if element.getparent() is None else next(element.iter("a"), None)
            if link is not None and (href := link.get("href")) and "#" not in href and link not in _author_links(read):
                return True
    return False


def _author_links(read: Read) -> set[object]:
    return {read.parts.author.link} if read.parts.author is not None else set()


def _is_links(read: Read) -> bool:
    """Whether more than half of what is said is links: lists of comments elsewhere, of posts, of tags. Bare pingbacks are allowed to be."""
    kept = [
        (len(piece.text), piece.link is not None) for piece in read.parts.view.pieces if not read.parts.drops(piece)
    ]
    return read.comment.kind is Kind.COMMENT and sum(size for size, is_link in kept if is_link) * 2 > sum(
        size for size, _ in kept
    )


def is_elsewhere(record: Record) -> bool:
    """Whether a record stands in what its page calls a sidebar or widget."""
    element = record.root.getparent()
    for _ in range(6):
        if element is None or element.tag == "body":
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
        if element.tag == "aside" or any(name in _ELSEWHERE or name.startswith("widget_") for name in names):
            return True
        element = element.getparent()
    return False
