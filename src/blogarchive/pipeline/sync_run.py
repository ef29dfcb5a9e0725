"""One run: the workers at their desks, the one that writes, and what is told."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from time import monotonic

from blogarchive.archive import Archive, Attempt, Result, Watch, open_archive
from blogarchive.fetch.client import HttpFetch
from blogarchive.fetch.polite import Pauses
from blogarchive.fetch.settings import Settings
from blogarchive.pipeline.rereading import keep
from blogarchive.pipeline.sync_crew import Job, Task, Work, work_off
from blogarchive.pipeline.sync_desk import Desk, Limit, Manner, Shared
from blogarchive.pipeline.sync_hosts import Hosts
from blogarchive.pipeline.sync_outcome import Outcome
from blogarchive.pipeline.sync_report import Level, Notice, Report, alarm_of, alarm_of_visit
from blogarchive.text.urls import display_url

_PATIENCE = 60.0  # seconds that a visit waits to be kept while another program writes
Tell = Callable[[Notice], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a run works: `hands` hosts at once; it waits `wait` seconds for another run to end; `on_event` hears each request, from any thread."""

    archive: Path
    settings: Settings
    manner: Manner
    hands: int = 8
    wait: float = 0.0
    on_event: Callable[[str], None]


class Run:
    """A run of `sync` or `add`, from `begin` to the report."""

    def __init__(self, order: Order, limit: Limit, tell: Tell) -> None:
        self.report = Report()
        self._order, self._limit, self._tell = order, limit, tell
        self._started, self._lock = monotonic(), Lock()
        self._pause = partial(
            limit.pause, short=max(2.0, 2 * order.settings.delay)
        )  # pauses between requests belong to the post in hand
        self._pauses = Pauses(order.settings.delay, self._pause)
        self._posts: dict[int, Watch] = {}
        self._hosts = Hosts({})

    def begin(self, archive: Archive, posts: Sequence[Watch]) -> None:
        """Remember what the archive knows before anything is asked."""
        self._posts = {post.post_id: post for post in posts}
        self._hosts = Hosts(archive.revisits.rests())
        self.report.since = archive.revisits.latest_sequence()

    def work_off(self, tasks: Sequence[Task[Job]], work: Work[Job]) -> Report:
        """Do all tasks, write what they bring, and tell."""
        done = 0
        for batch in work_off(tasks, work, self._hired, self._order.hands, self._limit):
            done += self._write(self._hosts.hear(outcome for outcome in batch if outcome.result or outcome.taken))
        if self._hosts.is_network_down:
            done += self._write_off(self._hosts.rest_of_it())
        else:
            done += self._write(self._hosts.rest_of_it())
        self._end(tasks, done)
        return self.report

    @contextmanager
    def _hired(self) -> Iterator[Desk]:
        """A worker's own reader and client; the pauses between requests to one host are kept by all of them together."""
        settings, pause = self._order.settings, self._pause
        with (
            open_archive(self._order.archive, write=False, wait=_PATIENCE) as reader,
            HttpFetch(settings, on_event=self._heard, wait=pause, pauses=self._pauses) as http,
        ):
            yield Desk(
                http=http, reader=reader, manner=self._order.manner, patience=settings.longest_pause, shared=Shared()
            )

    def _heard(self, line: str) -> None:
        with self._lock:
            self.report.requests += line.startswith("GET ")
        self._order.on_event(line)

    def _write(self, outcomes: Sequence[Outcome]) -> int:
        """Keep what came, in one go while the archive is held; returns for how many posts."""
        if not outcomes:
            return 0
        with open_archive(self._order.archive, write=True, wait=_PATIENCE) as archive:
            there = [
                o for o in outcomes if o.post_id is None or archive.revisits.has(o.post_id)
            ]  # not forgotten meanwhile
            for outcome in there:
                self._keep(archive, outcome)
            archive.note(*(attempt for outcome in there if (attempt := _attempt(outcome))))
        for outcome in outcomes:
            self.report.count(outcome)
        return len(outcomes)

    def _write_off(self, outcomes: Sequence[Outcome]) -> int:
        """Nobody could be reached: that is no news of any post."""
        for outcome in outcomes:
            self.report.count(outcome)
        if outcomes:
            message = "nobody could be reached, so nothing is noted and all is tried again at the next run"
            self._tell(Notice(level=Level.FAILURE, subject="the network", message=message))
        return len(outcomes)

    def _keep(self, archive: Archive, outcome: Outcome) -> None:
        post = self._posts.get(outcome.post_id or 0)
        if outcome.taken is None:
            alarm = alarm_of(outcome, post)
        else:
            saved = keep(archive, outcome.taken, post_id=outcome.post_id)
            alarm = alarm_of_visit(saved, post)
            if outcome.post_id is None:
                archive.watch(saved.post_id, outcome.at)
                self.report.posts_new += saved.is_new_post
        if alarm:
            self.report.alarms += 1
            self._tell(Notice(level=Level.ALARM, subject=_named(outcome, post), message=alarm))
        elif _is_failure(outcome) and not outcome.trouble:
            self._tell(Notice(level=Level.FAILURE, subject=_named(outcome, post), message=_reason(outcome)))

    def _end(self, tasks: Sequence[Task[Job]], done: int) -> None:
        """Remember which hosts had trouble, and finish the counts."""
        report, hosts, manner = self.report, self._hosts, self._order.manner
        with open_archive(self._order.archive, write=True, wait=_PATIENCE) as archive:
            rests, well = hosts.rests(manner.pace, manner.now()), hosts.recovered
            if (rests or well) and not hosts.is_network_down:
                archive.revisits.note_rests(rests, well)
            report.count_events(archive.changes(report.since))
        for name, reason in () if hosts.is_network_down else hosts.failed.items():
            self._tell(Notice(level=Level.FAILURE, subject=name, message=reason))
        report.left = max(0, report.due - done)
        report.hosts, report.hosts_failed = len(tasks), len(hosts.failed)
        report.seconds = monotonic() - self._started
        report.end = "signal" if self._limit.signal else "time" if report.left and self._limit.is_late else "done"


def _reason(outcome: Outcome) -> str:
    return f"the server answered {outcome.detail}" if outcome.result is Result.GONE else outcome.detail or "failed"


def _is_failure(outcome: Outcome) -> bool:
    """What is told each time; for a new address that is everything that brought no post."""
    return outcome.result in {Result.FAILED, Result.REFUSED} or (outcome.post_id is None and outcome.result is not None)


def _attempt(outcome: Outcome) -> Attempt | None:
    if outcome.post_id is None or outcome.result is None:
        return None
    return Attempt(post_id=outcome.post_id, result=outcome.result, at=outcome.at, detail=outcome.detail)


def _named(outcome: Outcome, post: Watch | None) -> str:
    title = f" ({post.title})" if post and post.title else ""
    return f"post {post.post_id}{title}, {display_url(outcome.url)}" if post else display_url(outcome.url)
