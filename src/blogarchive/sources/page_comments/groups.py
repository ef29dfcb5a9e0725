"""Candidate groups of records, read and scored: which of them are the page's comments."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from blogarchive.document import Document
from blogarchive.sources.page_comments.comments import Read, read_record
from blogarchive.sources.page_comments.cues import cues, strength
from blogarchive.sources.page_comments.fields import Parts, drop_foreign_tail, parts_of
from blogarchive.sources.page_comments.layout import Layout, learn
from blogarchive.sources.page_comments.marks import Family, by_class, by_id, by_time
from blogarchive.sources.page_comments.pieces import Paths, View, take_apart
from blogarchive.sources.page_comments.records import Record, records_of
from blogarchive.sources.page_comments.times import Times
from blogarchive.text.markup import Element

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_SAMPLE = 8
_GOOD = 3.4  # words, names and times nearly everywhere, in what speaks of comments
_ENOUGH = 2.0
_ENOUGH_UNSAID = 2.6  # nearly every record has words, a name and a time, and nothing speaks against it
_ELSEWHERE = frozenset(("widget", "sidebar", "side-bar", "aside", "recentcomments", "recent-comments"))


@dataclass(slots=True)
class Group:
    """The records of one family, with the score and what it is made of; `read` is a sample until the group is chosen."""

    family: Family
    records: list[Record]
    layout: Layout
    views: dict[int, View] = field(default_factory=dict)
    read: list[Read] = field(default_factory=list)
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)
    _stops: set[Element] = field(default_factory=set)

    def view_of(self, record: Record) -> View:
        """A record taken apart, without the records inside it; not into its words where the sample showed nothing else among them."""
        if not self._stops:
            self._stops = {top for each in self.records for top in each.tops}
        return take_apart(record.tops, self._stops, self.layout.paths, self.layout.body if self.layout.is_clean else -1)

    def parts_of_all(self, records: Sequence[Record], times: Times) -> list[tuple[Record, Parts]]:
        """The records that hold anything, by what their texts are for."""
        views = [self.views.get(id(record)) or self.view_of(record) for record in records]
        pairs = [(record, view) for record, view in zip(records, views, strict=True) if view.pieces or view.is_closed]
        times.decide_order(piece.text for _, view in pairs for piece in view.pieces if piece.path == self.layout.date)
        parts = _misfits_again([parts_of(view, self.layout, times) for _, view in pairs], self.layout.paths, times)
        drop_foreign_tail(parts, self.layout)
        return [(record, part) for (record, _), part in zip(pairs, parts, strict=True)]

    def completed(self, document: Document, times: Times) -> "Group":
        """The group with all its records read."""
        read = [read_record(record, part, times, document) for record, part in self.parts_of_all(self.records, times)]
        self.read = [item for item in read if _says_something(item)]
        return self


def best_group(document: Document, times: Times, trace: list[Group] | None = None) -> Group | None:
    """The group that is most likely the comments; None where nothing on the page looks like comments. `trace` collects all that were tried.

    Cheap evidence first: ids, then classes, then times; what is found by the first is only doubted where it is poor.
    """
    best = _best_of(by_id(document.tree), document, times, (None, trace))
    if best is None or best.score < _GOOD:
        best = _best_of(by_class(document.tree), document, times, (best, trace))
    if best is None and _speaks_of_comments(document):
        best = _best_of(by_time(document.tree, times), document, times, (best, trace))
    return best.completed(document, times) if best is not None else None


def _speaks_of_comments(document: Document) -> bool:
    """Pages without the word in any class, id or address, and without a place to write, have no comments worth a search."""
    return next(document.tree.iter("textarea"), None) is not None or cues().about.search(document.text) is not None


def _best_of(
    families: list[Family], document: Document, times: Times, so_far: tuple[Group | None, list[Group] | None]
) -> Group | None:
    best, trace = so_far
    tried: list[frozenset[Element]] = []
    for family in families:
        if best is not None and (best.score >= _GOOD or len(family.marks) < 0.8 * len(best.records)):
            continue
        records = records_of(family)
        roots = frozenset(record.root for record in records)
        if any(roots <= other for other in tried):
            continue
        tried.append(roots)
        group = probed(family, records, times)
        if trace is not None:
            trace.append(group)
        if group.score >= (_ENOUGH if family.is_cued else _ENOUGH_UNSAID) and (
            best is None or group.score > best.score
        ):
            best = group
    return best


def probed(family: Family, records: list[Record], times: Times) -> Group:
    """A group judged by a sample of its records."""
    group = Group(family=family, records=records, layout=Layout(paths=Paths()))
    marked = [record for record in records if not record.is_stray]
    sample = _sample(marked if len(marked) > 1 else records)
    first = sample if family.is_cued else sample[:2]
    group.views = {id(record): group.view_of(record) for record in first}
    if not family.is_cued and not all(_shows_time(view, times) for view in group.views.values()):
        group.reasons.append("does not speak of comments and shows no times")
        return group
    group.views |= {id(record): group.view_of(record) for record in sample[len(first) :]}
    views = [view for view in group.views.values() if view.pieces]
    group.layout = learn(views, group.layout.paths, times)
    judge(group, [part for _, part in group.parts_of_all(sample, times)])
    return group


def _shows_time(view: View, times: Times) -> bool:
    return any(len(piece.text) <= 60 and times.is_dated(piece.text) for piece in view.pieces)


def _misfits_again(parts: list[Parts], paths: Paths, times: Times) -> list[Parts]:
    """Records with neither name nor time at the usual places are of another build (trackbacks among comments): they get a layout of their own."""
    misfits = [part.view for part in parts if part.name is None and not part.dates]
    if not misfits or len(misfits) == len(parts):
        return parts
    layout = learn(misfits[:_SAMPLE], paths, times)
    return [parts_of(part.view, layout, times) if part.name is None and not part.dates else part for part in parts]


def _says_something(read: Read) -> bool:
    """A name alone is a heading or a button."""
    comment = read.comment
    return bool(
        comment.text
        or "<img" in (comment.html or "")
        or (comment.author.name and (comment.author.url or comment.published))
    )


def _sample(records: Sequence[Record]) -> list[Record]:
    """Evenly spread records: the first ones may all be of one kind."""
    if len(records) <= _SAMPLE:
        return list(records)
    return [records[index * len(records) // _SAMPLE] for index in range(_SAMPLE)]


def judge(group: Group, sample: list[Parts]) -> None:
    """A comment has words, a writer and a time; what speaks of comments in its name needs less proof than what does not."""
    judged = [parts for parts in sample if not _is_ping(parts)] or sample
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
    doubts = (
        (
            not group.family.is_cued and (dates < 0.8 or names < 0.8 or total < 2),
            1.0,
            "does not speak of comments, and not all have a name and a time",
        ),
        (
            dates < 0.5 and (names < 0.8 or texts < 0.5 or not _has_marked_names(group)),
            1.2,
            "no times, and not all have words and a name in a place for names",
        ),
        (texts < 0.5, 1.5, "most say nothing"),
        (sum(map(_is_post, judged)) * 2 > total, 2.0, "headings that link to pages of this site: a list of posts"),
        (
            is_elsewhere(group.records[0]),
            0.5 if group.family.is_cued and group.family.how == "id" else 1.0,
            "stands in a sidebar or widget",
        ),
    )
    for holds, weight, reason in doubts:
        if holds:
            group.score -= weight
            group.reasons.append(reason)


def _has_marked_names(group: Group) -> bool:
    """Whether the names stand where a class says so."""
    paths = group.layout.paths
    for path in group.layout.authors:
        above = max(paths.parent[path], 0)
        if strength(paths.tokens[path] | paths.tokens[above], cues().author) == 2 or "cite" in {
            paths.tag[path],
            paths.tag[above],
        }:
            return True
    return False


def _is_ping(parts: Parts) -> bool:
    """A link and no words: a pingback among comments must not speak against them."""
    return not _has_text(parts) and parts.author is not None and parts.author.link is not None


def _has_text(parts: Parts) -> bool:
    return any(not parts.drops(piece) for piece in parts.view.pieces)


def _has_name(parts: Parts) -> bool:
    return bool(parts.name)


def _has_date(parts: Parts) -> bool:
    return bool(parts.dates) or any(
        element.tag == "time" and element.get("datetime") for element, _ in parts.view.elements
    )


def _is_post(parts: Parts) -> bool:
    """Whether a record has a heading that is a link to another page: posts and news are listed so, comments are not."""
    author = parts.author.link if parts.author is not None else None
    for element, _ in parts.view.elements:
        if element.tag in _HEADINGS:
            link = next(element.iter("a"), None)
            if link is not None and link is not author and (href := link.get("href")) and "#" not in href:
                return True
    return False


def _is_links(parts: Parts) -> bool:
    """Whether more than half of what is said is links: lists of comments elsewhere, of posts, of tags."""
    kept = [(len(piece.text), piece.link is not None) for piece in parts.view.pieces if not parts.drops(piece)]
    return sum(size for size, is_link in kept if is_link) * 2 > sum(size for size, _ in kept)


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
