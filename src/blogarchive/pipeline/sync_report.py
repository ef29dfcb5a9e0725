"""What a run did: told in one line that can be parsed, and in notices of what needs a look."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from blogarchive.archive import Event, Result, Saved, Watch, What
from blogarchive.pipeline.sync_outcome import Outcome

_EDITS = frozenset(
    (
        What.TEXT,
        What.AUTHOR,
        What.AUTHOR_LINK,
        What.PARENT,
        What.KIND,
        What.APPROVED,
        What.HELD,
        What.DELETED,
        What.RESTORED,
    )
)
_ALARMS = {
    Result.GONE: "the server says that it is gone ({detail}); everything is kept",
    Result.NOT_A_POST: "what stands there now {detail}; it is not taken for a new version",
    Result.OTHER: "{detail}; it is not taken for a new version (`sync --force` would)",
}


class Level(StrEnum):
    """How loud a notice is."""

    ALARM = "alarm"  # something has happened to a post that somebody should look at
    FAILURE = "failure"  # could not be visited; tried again by itself
    WARNING = "warning"  # something about this machine is odd


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One line about one post or host."""

    level: Level
    subject: str
    message: str


@dataclass(slots=True, kw_only=True)
class Report:
    """The counts of a run. `due` posts were to be looked at: unchanged, vouched for by a feed, visited, or in trouble; `left` were not
    reached, `resting` ones are at hosts that are left in peace. `since` is the sequence of the archive's latest visit before the run.
    """

    watched: int = 0
    due: int = 0
    unchanged: int = 0
    vouched: int = 0
    visited: int = 0
    posts_new: int = 0
    posts_gone: int = 0
    posts_other: int = 0
    refused: int = 0
    failed: int = 0
    resting: int = 0
    left: int = 0
    added: int = 0
    edited: int = 0
    missed: int = 0
    gone: int = 0
    returned: int = 0
    alarms: int = 0
    hosts: int = 0
    hosts_failed: int = 0
    requests: int = 0
    seconds: float = 0.0
    end: str = "done"  # or "time", "signal"
    since: int = 0

    def count(self, outcome: Outcome) -> None:
        """One more look at a post."""
        match outcome.result:
            case None if outcome.taken is None:
                return
            case None:
                self.visited += 1
            case _ if outcome.post_id is None:
                self.failed += 1  # nothing is known of it that could be gone
            case Result.UNCHANGED:
                self.unchanged += 1
            case Result.VOUCHED:
                self.vouched += 1
            case Result.GONE:
                self.posts_gone += 1
            case Result.NOT_A_POST | Result.OTHER:
                self.posts_other += 1
            case Result.REFUSED:
                self.refused += 1
            case _:
                self.failed += 1

    def count_events(self, events: Iterable[Event]) -> None:
        """What happened to comments."""
        counts = Counter(event.what for event in events if event.comment is not None)
        self.added, self.missed = counts[What.ADDED], counts[What.MISSED]
        self.gone, self.returned = counts[What.GONE], counts[What.RETURNED]
        self.edited = sum(counts[what] for what in _EDITS)

    @property
    def is_all_failed(self) -> bool:
        """Whether there was something to do and nothing of it worked."""
        return bool(self.failed + self.refused) and not (
            self.unchanged or self.vouched or self.visited or self.posts_gone or self.posts_other
        )

    def line(self) -> str:
        """`key=value`, parted by single spaces, always with the same keys in the same order."""
        return " ".join(
            f"{key}={value:.1f}" if isinstance(value, float) else f"{key}={value}"
            for key, value in asdict(self).items()
        )

    def words(self) -> str:
        """The same for people: what is not 0."""
        posts = {
            "due": self.due,
            "new": self.posts_new,
            "unchanged": self.unchanged + self.vouched,
            "changed": self.visited - self.posts_new,
            "gone": self.posts_gone,
            "another page": self.posts_other,
            "failed": self.failed + self.refused,
            "at hosts that rest": self.resting,
            "left for the next run": self.left,
        }
        comments = {
            "added": self.added,
            "edited": self.edited,
            "missed": self.missed,
            "gone": self.gone,
            "back again": self.returned,
        }
        said = [f"{count} {name}" for name, count in posts.items() if count or name == "due"]
        heard = ", ".join(f"{count} {name}" for name, count in comments.items() if count)
        return " · ".join([*said, *([f"comments: {heard}"] if heard else []), f"{self.seconds:.1f} s"])


def alarm_of(outcome: Outcome, post: Watch | None) -> str | None:
    """What is new and alarming about a look that brought no visit; None where it was so before, or where nothing is kept of the post yet."""
    if outcome.result not in _ALARMS or post is None or post.result == outcome.result:
        return None
    return _ALARMS[outcome.result].format(detail=outcome.detail or "")


def alarm_of_visit(saved: Saved, post: Watch | None) -> str | None:
    """The alarm that a visit begins with."""
    if saved.alarm is None or (post is not None and post.alarm):
        return None
    known = f"none of its {post.comments} known comments" if post else "no known comment"
    return f"{known} is shown any more; all are kept, and none counts as gone"
