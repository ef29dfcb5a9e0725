"""Everything that is known about one post at one moment, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from blogarchive.model.capture import Capture
from blogarchive.model.evidence import Finding, SourceRun, Tally
from blogarchive.model.records import Comment, Post

NOTHING: Mapping[str, str] = MappingProxyType({})


def _nothing() -> Mapping[str, str]:
    """A factory, because Python 3.11 takes a mapping proxy for a mutable default."""
    return NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Another source's word on a field that was settled otherwise; `value` as text."""

    field: str
    source: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledPost:
    """The post as merged: `sources` says for each field which source supplied it."""

    record: Post
    sources: Mapping[str, str] = field(default_factory=_nothing)
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledComment:
    """A comment as merged. `id` is unique within the snapshot; `record.parent` names the `id` of another one or is None."""

    id: str
    record: Comment
    sources: Mapping[str, str] = field(default_factory=_nothing)
    differences: tuple[Difference, ...] = ()


class MentionKind(StrEnum):
    """How somebody or something is mentioned."""

    HANDLE = "handle"
    PROFILE_LINK = "profile_link"
    HASHTAG = "hashtag"
    NAME = "name"


POST = "post"
"""The value of `Mention.where` that means the post's own text; anything else is a comment's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """`text[start:end]` of the post or comment named by `where` mentions somebody. Spans count characters of its `text`."""

    kind: MentionKind
    text: str
    where: str
    start: int
    end: int
    url: str | None = None
    person: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """`child` answers `parent` (comment ids); stated by a source or inferred from the words."""

    child: str
    parent: str
    stated: bool
    confidence: float = 1.0
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One person of the conversation, over all places."""

    id: str
    names: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    comments: int = 0
    mentioned: int = 0
    is_post_author: bool = False


class Verdict(StrEnum):
    """Whether everything that was claimed was found."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The completeness receipt."""

    verdict: Verdict
    found: int
    claimed: tuple[Tally, ...] = ()
    sources: tuple[SourceRun, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def most_claimed(self) -> int | None:
        """The largest number that any source claims, of comments or (an API) of those without pingbacks; None where none claims one."""
        return max((tally.count for tally in self.claimed), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureNote:
    """A capture without its body, as the JSON document lists it. `bytes` is the body's length."""

    url: str
    status: int
    captured_at: datetime
    sha256: str
    bytes: int
    role: str = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """An image that belongs to the post, as it came."""

    url: str
    media_type: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The page as it looked, in itself complete, but still somebody else's; its icon as a `data:` URI, where it had one. `addresses` pairs the
    SHA-256 of what was put in with the address that it came from."""

    html: str = field(repr=False)
    addresses: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    icon: str | None = field(default=None, repr=False)
    seen_at: datetime | None = None  # aware, UTC; None where it is the snapshot's own time
    is_quirky: bool = False  # written for browsers before the standards, by the rules of which it was shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All of it. Exports work from this alone."""

    url: str
    taken_at: datetime  # aware, UTC
    post: SettledPost
    comments: tuple[SettledComment, ...] = ()
    mentions: tuple[Mention, ...] = ()
    replies: tuple[Reply, ...] = ()
    people: tuple[Party, ...] = ()
    audit: Audit = Audit(verdict=Verdict.UNKNOWN, found=0)
    captures: tuple[CaptureNote, ...] = ()
    assets: tuple[Asset, ...] = ()  # not part of the JSON document
    look: Look | None = None  # nor is this; made anew from captures where it is wanted

    @property
    def is_dated_in_utc(self) -> bool:
        """Whether the post's time is one of UTC (a feed's), and some comment's is not known to be: two clocks side by side."""
        published = self.post.record.published
        times = (comment.record.published for comment in self.comments)
        return (
            published is not None
            and published.offset == 0
            and any(time is not None and time.local is not None and time.offset != 0 for time in times)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A snapshot together with the captures it was read from: what the archive stores."""

    snapshot: Snapshot
    captures: tuple[Capture, ...] = ()
