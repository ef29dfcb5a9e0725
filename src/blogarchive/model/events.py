"""What happens to saved posts and their comments, as the archive tells it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class What(StrEnum):
    """Everything that can happen."""

    SAVED = "saved"  # the post's first visit
    TITLE = "title"
    TEXT = "text"  # of the post or of a comment
    AUTHOR = "author"
    TAGS = "tags"  # or categories
    ADDED = "added"  # a comment was seen for the first time
    AUTHOR_LINK = "author-link"
    PARENT = "parent"
    KIND = "kind"
    APPROVED = "approved"
    HELD = "held"  # visible before, waiting for moderation again
    DELETED = "deleted"  # the site put a tombstone in its place
    RESTORED = "restored"  # a tombstone before
    MISSED = "missed"  # not shown; perhaps the page was not read whole
    GONE = "gone"  # not shown on two visits that read the page whole
    RETURNED = "returned"
    ALARM = "alarm"  # none of the known comments was shown: something else than so many deletions
    CALM = "calm"  # the end of an alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that a visit found. `sequence` orders all events of the archive, whatever clocks said; `visit` counts within the post.

    `comment` is the id of the comment as in the JSON document, None where the event is about the post. `kind` tells what the site
    did ("visit") from what our own reading of the same answers found differently ("reread") and what another archive knew ("merged").
    """

    sequence: int
    visit: int
    taken_at: datetime
    post_id: int
    what: What
    comment: str | None = None
    author: str | None = None
    before: str | None = None
    after: str | None = None
    kind: str = "visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One thing that was changed: a text, a name, a link …"""

    what: What
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """What became of an article (`comment` is None) or a comment between two visits.

    `fate` is ADDED, MISSED, GONE or RETURNED; None where it was there before and after. `text` is what it says now, or said last.
    """

    comment: str | None
    author: str | None
    fate: What | None
    text: str | None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostChange:
    """What the site changed in a post from one visit (number and time) to another; what only our reading changed is left out."""

    post_id: int
    title: str | None
    url: str
    visits: tuple[int, int]
    times: tuple[datetime, datetime]
    records: tuple[RecordChange, ...]
