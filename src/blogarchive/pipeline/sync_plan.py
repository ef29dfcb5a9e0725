"""Which posts a run looks at, host by host, the most at risk first: pure functions over values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from blogarchive.archive import Rest, Watch
from blogarchive.pipeline.sync_crew import Task
from blogarchive.pipeline.sync_schedule import Pace, is_due, risk
from blogarchive.text.urls import host_of

_LONGEST_REST = timedelta(days=8)  # no host was ever left in peace for longer: if more is left, a clock was wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the user asked for: only these posts (by id), or everything whether due or not, or (neither) what is due."""

    only: frozenset[int] = frozenset()
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The tasks of a run. A task's jobs are all watched posts of a host, those that are due first; `resting` counts the due ones left out."""

    tasks: tuple[Task[Watch], ...]
    due: frozenset[int]
    resting: int = 0


def plan(watched: Sequence[Watch], rests: Mapping[str, Rest], wanted: Wanted, pace: Pace, now: datetime) -> Plan:
    """The plan of a run that begins now."""
    due = {post.post_id: risk(post, pace, now) for post in watched if _is_wanted(post, wanted, pace, now)}
    hosts: dict[str, list[Watch]] = {}
    for post in sorted(watched, key=lambda post: -due.get(post.post_id, -1.0)):
        hosts.setdefault(host_of(post.url), []).append(post)
    asleep = set() if wanted.only else {host for host in hosts if is_resting(rests.get(host), now)}
    tasks = [
        Task(host=host, jobs=tuple(posts))
        for host, posts in hosts.items()
        if posts[0].post_id in due and host not in asleep
    ]
    awake = frozenset(post.post_id for task in tasks for post in task.jobs if post.post_id in due)
    return Plan(tasks=tuple(tasks), due=awake, resting=len(due) - len(awake))


def is_resting(rest: Rest | None, now: datetime) -> bool:
    """Whether a host is still to be left in peace."""
    return rest is not None and timedelta(0) < rest.until - now <= _LONGEST_REST


def next_rest(host: str, before: Rest | None, reason: str, asked: float, pace: Pace, now: datetime) -> Rest:
    """How long a host is left in peace that could not be reached, or asked for it (so many seconds): twice as long each time, a week at most."""
    failures = (before.failures if before else 0) + 1
    own = min(pace.shortest * 2 ** min(failures - 1, 12), timedelta(days=7))
    return Rest(host=host, until=now + max(own, timedelta(seconds=asked)), failures=failures, reason=reason)


def _is_wanted(post: Watch, wanted: Wanted, pace: Pace, now: datetime) -> bool:
    if wanted.only:
        return post.post_id in wanted.only
    return wanted.everything or is_due(post, pace, now)
