"""What happened to a post and its comments: pure functions from rows to events."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from blogarchive.archive.content import Content, PostContent, changed_fields
from blogarchive.model.events import What


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When a post was visited, and how much of it was read."""

    sequence: int
    number: int
    taken_at: datetime
    kind: str
    is_whole: bool
    alarm: str | None

    @property
    def is_site(self) -> bool:
        """Whether the site was asked, rather than an old answer read again or another archive."""
        return self.kind == "visit"


def comment_changes(old: Content, new: Content) -> Iterator[tuple[What, str | None, str | None]]:
    """What differs between two revisions of a comment, each thing by itself. Parents are given by their number."""
    names = set(changed_fields(old, new))
    if "state" in names:
        yield _state_change(old.state, new.state), old.text, new.text
        if "deleted" in {old.state, new.state}:
            return  # a tombstone has another text, author and link as a matter of course
    if "text" in names:
        yield What.TEXT, old.text, new.text
    if "author" in names:
        yield What.AUTHOR, old.author, new.author
    if "author_url" in names:
        yield What.AUTHOR_LINK, old.author_url, new.author_url
    if "parent" in names:
        yield What.PARENT, _number(old.parent), _number(new.parent)
    if "kind" in names:
        yield What.KIND, old.kind, new.kind


def _state_change(old: str, new: str) -> What:
    if new == "deleted":
        return What.DELETED
    if old == "deleted":
        return What.RESTORED
    return What.APPROVED if new == "visible" else What.HELD


def post_changes(old: PostContent, new: PostContent) -> Iterator[tuple[What, str | None, str | None]]:
    """What differs between two revisions of a post."""
    names = set(changed_fields(old, new))
    if names & {"title", "subtitle"}:
        yield What.TITLE, _heading(old), _heading(new)
    if "authors" in names:
        yield What.AUTHOR, ", ".join(old.authors), ", ".join(new.authors)
    if "text" in names:
        yield What.TEXT, old.text, new.text
    if names & {"tags", "categories"}:
        yield What.TAGS, ", ".join(old.tags + old.categories), ", ".join(new.tags + new.categories)


def _heading(content: PostContent) -> str:
    return " – ".join(filter(None, (content.title, content.subtitle)))


def _number(number: int | None) -> str | None:
    return None if number is None else str(number)


def absences(visits: Sequence[Visit], missed: int, returned: int | None) -> Iterator[tuple[What, Visit]]:
    """What the visits make of a comment not shown from visit `missed` until `returned` (sequences): missed, gone, returned, or nothing.

    Visits with an alarm do not count: then the comment is missed at the first visit after it that shows other known ones but not this.
    """
    first = next(v for v in visits if v.sequence == missed)
    if first.kind == "reread":  # our reading dropped it, so the site did not
        yield What.MISSED, first
        return
    away = [v for v in visits if missed <= v.sequence and (returned is None or v.sequence < returned)]
    counted = [v for v in away if v.alarm is None and v.is_site]
    if counted:
        yield What.MISSED, counted[0]
    whole = [v for v in counted if v.is_whole]
    if len(whole) >= 2:
        yield What.GONE, whole[1]
    if counted and returned is not None:
        yield What.RETURNED, next(v for v in visits if v.sequence == returned)


def alarms(visits: Sequence[Visit]) -> Iterator[tuple[What, Visit]]:
    """Where alarms begin and end."""
    before: str | None = None
    for visit in visits:
        if visit.kind == "merged":
            continue
        if visit.alarm and not before:
            yield What.ALARM, visit
        elif before and not visit.alarm:
            yield What.CALM, visit
        before = visit.alarm
