"""The types that everything else speaks in: frozen, slotted, keyword-only, from the standard library alone."""

from blogarchive.model.capture import TIME_OF_FILE, Capture, Fetch, Request, Role, Target
from blogarchive.model.events import Edit, Event, PostChange, RecordChange, What
from blogarchive.model.evidence import Evidence, Finding, Origin, Outcome, Severity, SourceRun, Tally
from blogarchive.model.hit import Hit
from blogarchive.model.moment import Precision, Timestamp
from blogarchive.model.records import Comment, Image, Kind, Link, Person, Post, State
from blogarchive.model.snapshot import (
    POST,
    Asset,
    Audit,
    CaptureNote,
    Difference,
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
    "POST",
    "TIME_OF_FILE",
    "Asset",
    "Audit",
    "Capture",
    "CaptureNote",
    "Comment",
    "Difference",
    "Edit",
    "Event",
    "Evidence",
    "Fetch",
    "Finding",
    "Hit",
    "Image",
    "Kind",
    "Link",
    "Mention",
    "MentionKind",
    "Origin",
    "Outcome",
    "Party",
    "Person",
    "Post",
    "PostChange",
    "Precision",
    "RecordChange",
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
    "What",
]
