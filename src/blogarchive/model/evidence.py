"""What sources say, with where they say it."""

from dataclasses import dataclass
from enum import StrEnum

from blogarchive.model.records import Comment, Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who said something: the source's NAME, the address it stood at, and where in it (`/comments/3`, `#comment-12`)."""

    source: str
    url: str
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A partial post or comment with its origin. Comments of one origin come in the order in which they stand there."""

    record: Post | Comment
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A count that a source claims: `what` is "comments" (all responses) or "comments-only" (without pingbacks)."""

    what: str
    count: int
    origin: Origin
    raw: str | None = None  # the words in which it is claimed: "21 Commentaires"


class Severity(StrEnum):
    """How much a finding matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something the user should know. `code` is stable and kebab-case; `subject` is "post", "comments" or a comment's id."""

    code: str
    severity: Severity
    subject: str
    message: str


class Outcome(StrEnum):
    """Four different ways of having nothing, and one of having something."""

    READ = "read"
    EMPTY = "empty"  # there, and nothing in it
    ABSENT = "absent"  # not offered, or not asked because reading is offline
    CUT_SHORT = "cut_short"  # a limit was reached: there is more
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRun:
    """How one source fared over the whole snapshot."""

    name: str
    outcome: Outcome
    items: int = 0
    requests: int = 0
    error: str | None = None
