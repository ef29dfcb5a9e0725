"""The types that everything else speaks in: frozen, slotted, keyword-only, from the standard library alone.

What only the archive tells, changes and hits of a search, is imported from `events` and `hit` themselves: reading a page needs neither.
"""

from blogarchive.model.capture import (
    CUT_SHORT,
    RECORDS_DAMAGED,
    STANDARD_INPUT_URL,
    TIME_OF_FILE,
    Capture,
    Fetch,
    Request,
    Role,
    Target,
)
from blogarchive.model.evidence import Evidence, Finding, Origin, Outcome, Severity, SourceRun, Tally
from blogarchive.model.moment import Precision, Timestamp
from blogarchive.model.records import Comment, Image, Kind, Link, Person, Post, State
from blogarchive.model.snapshot import (
    POST,
    Asset,
    Audit,
    CaptureNote,
    Difference,
    Look,
    Mention,
    MentionKind,
    Party,
    Reply,
    SettledComment,
    SettledPost,
    Snapshot,
    Taken,
    Verdict,
)

__all__ = [
    "CUT_SHORT",
    "POST",
    "RECORDS_DAMAGED",
    "STANDARD_INPUT_URL",
    "TIME_OF_FILE",
    "Asset",
    "Audit",
    "Capture",
    "CaptureNote",
    "Comment",
    "Difference",
    "Evidence",
    "Fetch",
    "Finding",
    "Image",
    "Kind",
    "Link",
    "Look",
    "Mention",
    "MentionKind",
    "Origin",
    "Outcome",
    "Party",
    "Person",
    "Post",
    "Precision",
    "Reply",
    "Request",
    "Role",
    "SettledComment",
    "SettledPost",
    "Severity",
    "Snapshot",
    "SourceRun",
    "State",
    "Taken",
    "Tally",
    "Target",
    "Timestamp",
    "Verdict",
]
