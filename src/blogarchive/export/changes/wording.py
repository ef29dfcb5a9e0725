"""Short names of what can happen, for people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from blogarchive.model.events import Event, PostChange, RecordChange, What

LONG = frozenset({What.TEXT, What.TITLE, What.TAGS, What.AUTHOR})
"""What is compared word by word; a link, a parent or a state is shown before and after."""

_SAID: Mapping[What, str] = MappingProxyType(
    {
        What.SAVED: "saved",
        What.TITLE: "title changed",
        What.TEXT: "text edited",
        What.AUTHOR: "author renamed",
        What.TAGS: "tags changed",
        What.ADDED: "new",
        What.AUTHOR_LINK: "author's link changed",
        What.PARENT: "answers another comment",
        What.KIND: "kind changed",
        What.APPROVED: "approved",
        What.HELD: "held back",
        What.DELETED: "deleted by the site",
        What.RESTORED: "restored",
        What.MISSED: "not shown any more",
        What.GONE: "gone",
        What.RETURNED: "back again",
        What.ALARM: "alarm: none of the known comments is shown",
        What.CALM: "the alarm is over",
    }
)
_COUNTED: Mapping[What, tuple[str, str]] = MappingProxyType(
    {
        What.ADDED: ("new comment", "new comments"),
        What.TEXT: ("edit", "edits"),
        What.DELETED: ("deletion", "deletions"),
        What.MISSED: ("comment not shown", "comments not shown"),
        What.GONE: ("comment gone", "comments gone"),
        What.RETURNED: ("comment back", "comments back"),
        What.APPROVED: ("comment approved", "comments approved"),
    }
)


def said(what: What) -> str:
    """What happened, in two or three words."""
    return _SAID[what]


def counted(events: Sequence[Event]) -> str:
    """Many events as one phrase: "2 new comments, 1 edit"."""
    counts = Counter(event.what for event in events)
    if What.SAVED in counts:
        return f"saved, with {_number(counts[What.ADDED], ('comment', 'comments'))}"
    return ", ".join(
        _number(count, _COUNTED[what]) if what in _COUNTED else said(what) for what, count in counts.items()
    )


def _number(count: int, names: tuple[str, str]) -> str:
    return f"{count} {names[count != 1]}"


def who(record: RecordChange) -> str:
    """Which record a change is about."""
    if record.comment is None:
        return "The article"
    return f"Comment {record.comment}" + (f" by {record.author}" if record.author else "")


def span(change: PostChange) -> str:
    """Which two visits were compared."""
    (one, other), (start, end) = change.visits, change.times
    return f"visit {one} ({start:%Y-%m-%d %H:%M}) to visit {other} ({end:%Y-%m-%d %H:%M} UTC)"
