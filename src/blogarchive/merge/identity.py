"""Which records of several sources are the same comment.

A native id decides, else the permalink, else author, time and text. Comments of one view (one source's reading of one document) are always
different ones, whatever they say: two people may both write "merci!".
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from blogarchive.merge.times import has_clock, opposes
from blogarchive.model import Comment, Evidence, Timestamp
from blogarchive.text.similarity import folded, likeness, shingles

_ALIKE = 0.6  # share of common word pairs: smilies, typographic quotes and links change fewer words than that
_EXCERPT = 40  # characters of folded text that make an index key: enough to be one comment's own
_FAR = timedelta(hours=15)  # wall clock against UTC: 14 hours at most, and one of DST


@dataclass(slots=True, eq=False)
class Group:
    """Records of one comment, at most one of each view, in the order of the views."""

    members: dict[tuple[str, str], Evidence] = field(default_factory=dict)

    @property
    def comments(self) -> list[tuple[str, Comment]]:
        """(source, record) of each member."""
        return [(e.origin.source, e.record) for e in self.members.values() if isinstance(e.record, Comment)]


def group(views: Sequence[Sequence[Evidence]]) -> list[Group]:
    """Groups in the order in which their first member appears, views in the given order."""
    if len(views) == 1:  # nothing to compare with
        return [Group({_view(evidence): evidence}) for evidence in views[0]]
    index = _Index()
    for view in views:
        waiting = [evidence for evidence in view if not index.join(evidence, index.by_name(evidence))]
        for evidence in waiting:
            if not index.join(evidence, index.by_words(evidence)):
                index.add(evidence)
    return index.groups


class _Index:
    """All groups so far, and the keys by which a new record may find its own."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._names: dict[str, list[Group]] = defaultdict(list)
        self._texts: dict[str, list[Group]] = defaultdict(list)
        self._moments: dict[tuple[str, int], list[Group]] = defaultdict(list)

    def add(self, evidence: Evidence) -> None:
        self.groups.append(Group())
        self._put(evidence, self.groups[-1])

    def join(self, evidence: Evidence, candidates: Iterable[Group]) -> bool:
        view = _view(evidence)
        best = max(
            ((_score(evidence, g), -n, g) for n, g in enumerate(candidates) if view not in g.members),
            default=None,
            key=lambda c: c[:2],
        )
        if best is None or best[0] <= 0:
            return False
        self._put(evidence, best[2])
        return True

    def by_name(self, evidence: Evidence) -> list[Group]:
        return [g for key in _names(evidence) for g in self._names.get(key, ())]

    def by_words(self, evidence: Evidence) -> list[Group]:
        keys = _moments(evidence)
        near = [g for key in keys for g in self._moments.get(key, ())]
        return near + list(self._texts.get(_text_key(evidence), ()))

    def _put(self, evidence: Evidence, target: Group) -> None:
        target.members[_view(evidence)] = evidence
        for name in _names(evidence):
            self._names[name].append(target)
        if key := _text_key(evidence):
            self._texts[key].append(target)
        for moment in _moments(evidence):
            self._moments[moment].append(target)


def _view(evidence: Evidence) -> tuple[str, str]:
    return evidence.origin.source, evidence.origin.url


def _comment(evidence: Evidence) -> Comment:
    if not isinstance(evidence.record, Comment):
        raise TypeError("only comments are grouped")
    return evidence.record


def _names(evidence: Evidence) -> list[str]:
    comment = _comment(evidence)
    return (
        [f"id {comment.native_id}"]
        if comment.native_id
        else [f"url {comment.url}"]
        if comment.url and "#" in comment.url
        else []
    )


def _text_key(evidence: Evidence) -> str:
    text = (_comment(evidence).text or "")[:200]
    return (folded(text) or text)[:_EXCERPT]  # a smiley has no letters to fold


def _moments(evidence: Evidence) -> list[tuple[str, int]]:
    """Author and minute past the hour: the same in every whole-hour zone."""
    comment = _comment(evidence)
    if not comment.published or comment.published.local is None or not comment.author.name:
        return []
    local = comment.published.local
    return [(folded(comment.author.name), (local.toordinal() * 60 + local.minute) + day * 60) for day in (-1, 0, 1)]


def _score(evidence: Evidence, target: Group) -> float:
    """How surely a record is the group's comment; 0 or less is no. A shared id is not enough where words and author both differ."""
    one, source = _comment(evidence), evidence.origin.source
    others = target.comments
    if all(one.native_id != other.native_id or not one.native_id for _, other in others) and any(
        _is_another(one, other, is_one_source=source == others_source) for others_source, other in others
    ):
        return 0.0
    return max(_pair(one, other) for _, other in others)


def _is_another(a: Comment, b: Comment, *, is_one_source: bool) -> bool:
    """Whether two records are surely two comments, however alike their words are: many people write "merci!".

    One source writes a name and a time alike on all pages. Between two sources both may be dressed differently, but not so that neither fits.
    """
    if _are_told_apart(a, b):
        return True
    is_other_author = bool(a.author.name and b.author.name) and not _same(a.author.name, b.author.name)
    if is_one_source:
        return is_other_author or _is_other_minute(a.published, b.published)
    return is_other_author and a.published is not None and b.published is not None and opposes(a.published, b.published)


def _is_other_minute(a: Timestamp | None, b: Timestamp | None) -> bool:
    if not a or not b or a.local is None or b.local is None or a.estimated or b.estimated:
        return False
    if not (has_clock(a) and has_clock(b)):
        return a.local.date() != b.local.date()
    one, other = (a.utc, b.utc) if a.utc and b.utc else (a.local, b.local)
    return abs(one - other) >= timedelta(minutes=1)


def _pair(a: Comment, b: Comment) -> float:
    same_id = bool(a.native_id and a.native_id == b.native_id)
    alike = _text_likeness(a.text, b.text)
    same_author = _same(a.author.name, b.author.name)
    if same_id:
        return 0.0 if alike is not None and alike < 0.2 and not same_author else 4.0
    if _are_told_apart(a, b):
        return 0.0
    if alike is None or alike < _ALIKE or not _near(a.published, b.published):
        return 0.0
    return alike + same_author + 0.5 * (bool(a.published) and bool(b.published))


def _are_told_apart(a: Comment, b: Comment) -> bool:
    """Two different ids of the same shape on the same permalink page are two comments."""
    if not a.native_id or not b.native_id or a.native_id == b.native_id:
        return False
    return a.native_id.isdigit() == b.native_id.isdigit()


def _text_likeness(a: str | None, b: str | None) -> float | None:
    if not a or not b:
        return None
    return 1.0 if a == b else likeness(shingles(a), shingles(b))


def _same(a: str | None, b: str | None) -> bool:
    return bool(a and b) and folded(a or "") == folded(b or "")


def _near(a: Timestamp | None, b: Timestamp | None) -> bool:
    if not a or not b or a.local is None or b.local is None or a.estimated or b.estimated:
        return True
    if a.utc and b.utc:
        return abs(a.utc - b.utc) < timedelta(days=1)
    return abs(a.local - b.local) <= _FAR + timedelta(days=1) * (a.precision != b.precision)
