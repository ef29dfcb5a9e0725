"""What the commands that visit many posts share: their options, where their notices go, and what ends them."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from types import FrameType

import click

from blogarchive.cli import complain
from blogarchive.cli.durations import duration
from blogarchive.cli.logfile import LogFile
from blogarchive.cli.options import Command, Count, Decorator, FilePath, Network, Number, grouped
from blogarchive.cli.progress import Progress
from blogarchive.cli.session import settings_of
from blogarchive.errors import AlarmError, BlogArchiveError, FetchError, SomeFailedError
from blogarchive.fetch.settings import Private
from blogarchive.pipeline.sync_desk import Limit, Manner
from blogarchive.pipeline.sync_report import Level, Notice, Report
from blogarchive.pipeline.sync_run import Order
from blogarchive.pipeline.sync_schedule import Pace
from blogarchive.text.terminal import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """How to run: how many hosts at once, for how long, and how loud."""

    hosts: int
    max_time: timedelta | None
    wait: timedelta
    images: bool
    private: bool
    log: Path | None
    summary: bool
    quiet: bool
    verbose: bool


def running_options(command: Command) -> Command:
    """How to run, as `running: Running`."""
    options: list[Decorator] = [
        click.option(
            "--hosts",
            type=Count(1, 64),
            metavar="N",
            default=8,
            show_default=True,
            help="How many hosts to visit at once.",
        ),
        click.option("--max-time", type=duration, metavar="TIME", help="Begin no further post after 20m, 2h …"),
        click.option("--wait", type=duration, default="0", metavar="TIME", help="Wait so long for another run to end."),
        click.option("--images/--no-images", default=True, help="Fetch new pictures too."),
        click.option("--private", is_flag=True, help="Addresses may be private ones: for blogs of an intranet."),
        click.option(
            "--log", type=FilePath(path_type=Path, dir_okay=False), metavar="FILE", help="Add to this log file."
        ),
        click.option("--summary", is_flag=True, help="The counts on standard output, as key=value on one line."),
        click.option("--quiet", "-q", is_flag=True, help="Alarms only."),
        click.option("--verbose", "-v", is_flag=True, help="Each request, and the counts."),
    ]
    return grouped("running", Running, options)(command)


def pace_options(command: Command) -> Command:
    """How often to come, as `pace: Pace`."""
    options: list[Decorator] = [
        click.option(
            "--shortest",
            type=duration,
            default="15m",
            show_default=True,
            metavar="TIME",
            help="The shortest wait between two looks.",
        ),
        click.option(
            "--longest", type=duration, default="90d", show_default=True, metavar="TIME", help="The longest wait."
        ),
        click.option(
            "--share",
            type=Number(0.001, 1),
            metavar="PART",
            default=0.1,
            show_default=True,
            help="How long to wait, as a share of the time since something last changed.",
        ),
    ]
    return grouped("pace", Pace, options)(command)


def order_of(running: Running, network: Network, archive: Path, pace: Pace, voice: "Voice") -> Order:
    """The order for a run."""
    return Order(
        archive=archive,
        settings=replace(settings_of(network), private=Private.ALL if running.private else Private.LITERAL),
        manner=Manner(pace=pace, images=running.images, now=lambda: datetime.now(UTC)),
        hands=running.hosts,
        wait=running.wait.total_seconds(),
        on_event=voice.step,
    )


class Voice:
    """Where a run's lines go: standard error as loud as was asked for, and all of them to the log."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._log = LogFile(running.log) if running.log else None
        self._progress = Progress(quiet=running.quiet, verbose=running.verbose)
        self._told = False

    def __enter__(self) -> "Voice":
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self._progress.clear()
        if isinstance(error, BlogArchiveError):
            self._to_log(f"error: {error}")
        if self._log:
            self._log.close()

    def step(self, line: str) -> None:
        """A request; heard from any thread."""
        self._progress.step(line)
        if self._running.verbose:
            self._to_log(line)

    def tell(self, notice: Notice) -> None:
        """A notice of the run."""
        line = one_line(f"{notice.level}: {notice.subject}: {notice.message}")
        self._to_log(line)
        if notice.level is Level.ALARM or not self._running.quiet:
            self._told = True
            self._progress.clear()
            click.echo(f"blogarchive: {line}", err=True)

    def complain(self, error: BlogArchiveError) -> None:
        """An error that does not end the run."""
        self._to_log(f"error: {error}")
        self._progress.clear()
        complain(error)

    def sum_up(self, name: str, report: Report) -> None:
        """The counts: always to the log; in words on standard error, at a terminal and where something went wrong."""
        line = f"{name}: {report.line()}"
        self._to_log(line)
        self._progress.clear()
        if self._running.summary:
            click.echo(line)
        elif not self._running.quiet and (self._told or self._running.verbose or sys.stderr.isatty()):
            click.echo(f"{name}: {report.words()}", err=True)

    def _to_log(self, line: str) -> None:
        if self._log:
            self._log.write(line)


@contextmanager
def limit_of(running: Running) -> Iterator[Limit]:
    """A run's limit: its time, and the signals that ask it to end. A second signal ends it at once; what was written stays."""
    deadline = monotonic() + running.max_time.total_seconds() if running.max_time else None
    limit = Limit(deadline=deadline)

    def end(number: int, _frame: FrameType | None) -> None:
        if limit.signal:
            os._exit(128 + number)
        limit.end_by(number)

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield limit
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def status_of(report: Report, limit: Limit) -> int:
    """The exit code: a signal first, then nothing worked, alarms, some failed."""
    if limit.signal:
        return 128 + limit.signal
    if report.is_all_failed:
        return FetchError.exit_code
    if report.alarms:
        return AlarmError.exit_code
    return SomeFailedError.exit_code if report.failed or report.refused or report.hosts_failed else 0
