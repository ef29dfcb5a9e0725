"""An archive, a clock that can be set, and a run over it in this process."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from blogarchive.archive import Archive, Event, Watch, open_archive
from blogarchive.fetch.settings import Private, Settings
from blogarchive.pipeline.sync import Choice, add, sync
from blogarchive.pipeline.sync_desk import Limit, Manner
from blogarchive.pipeline.sync_host import New
from blogarchive.pipeline.sync_report import Level, Notice, Report
from blogarchive.pipeline.sync_run import Order
from blogarchive.pipeline.sync_schedule import Pace
from tests.sync.blog import Blog

QUICK = Settings(
    timeout=5,
    connect_timeout=1,
    read_timeout=1,
    max_bytes=1_000_000,
    delay=0,
    retries=0,
    first_backoff=0.01,
    private=Private.LITERAL,
)
Command = Callable[..., "subprocess.CompletedProcess[str]"]


@dataclass
class Keeper:
    """Somebody who watches posts. `now` is what their clock says."""

    path: Path
    now: datetime = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
    settings: Settings = QUICK
    pace: Pace = field(default_factory=Pace)
    notices: list[Notice] = field(default_factory=list)
    hands: int = 4

    def order(self) -> Order:
        """Their order for a run."""
        return Order(
            archive=self.path,
            settings=self.settings,
            manner=Manner(pace=self.pace, now=lambda: self.now),
            hands=self.hands,
            on_event=lambda _line: None,
        )

    def add(self, *urls: str) -> Report:
        """Take posts and watch them."""
        return add(self.order(), [New(url=url, named=True) for url in urls], Limit(), self.notices.append)

    def sync(self, *posts: str, limit: Limit | None = None, **choice: bool | str) -> Report:
        """A run over all posts, or those named; afterwards an hour is over."""
        self.notices.clear()
        everything = not posts and not choice.pop("due", False)
        chosen = Choice(posts=posts, everything=everything, **choice)  # type: ignore[arg-type]
        report = sync(self.order(), chosen, limit or Limit(), self.notices.append)
        self.now += timedelta(hours=1)
        return report

    def read(self) -> Archive:
        """The archive, for reading."""
        return open_archive(self.path, write=False)

    def watched(self, post: int = 1) -> Watch:
        """What is known of a watched post."""
        with self.read() as archive:
            return next(watch for watch in archive.watched() if watch.post_id == post)

    def happened(self, post: int = 1, after: int = 1) -> list[tuple[str, str | None]]:
        """What happened to a post after a visit: (what, which comment)."""
        with self.read() as archive:
            return [(e.what.value, e.comment) for e in archive.history(post) if e.visit > after]

    def events(self, post: int = 1) -> list[Event]:
        """All events of a post."""
        with self.read() as archive:
            return archive.history(post)

    def comments(self, post: int = 1) -> dict[str, str | None]:
        """The texts of the latest visit by id."""
        with self.read() as archive:
            return {c.id: c.record.text for c in archive.snapshot(post).comments}

    def visits(self, post: int = 1) -> int:
        """How often a post was visited."""
        with self.read() as archive:
            return archive.find(post).visits

    @property
    def alarms(self) -> list[str]:
        """The alarms of the latest run."""
        return [notice.message for notice in self.notices if notice.level is Level.ALARM]

    @property
    def failures(self) -> list[str]:
        """What could not be visited in the latest run."""
        return [notice.message for notice in self.notices if notice.level is Level.FAILURE]


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    """A keeper with an archive of their own, which must be sound in the end."""
    keeper = Keeper(tmp_path / "blogs.db")
    yield keeper
    if keeper.path.exists():
        with open_archive(keeper.path, write=True) as archive:
            assert list(archive.verify()) == []


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Runs `blogarchive …` on the archive of `keeper`, as a process of its own."""

    def run(
        *words: object, env: dict[str, str] | None = None, given: str | None = None
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "blogarchive", *map(str, words)],
            input=given,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment(tmp_path) | (env or {}),
            timeout=120,
            check=False,
        )

    return run


def environment(folder: Path) -> dict[str, str]:
    """For processes: no waiting, the archive of `keeper`, no config file of whoever runs the tests."""
    return os.environ | {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "BLOGARCHIVE_ARCHIVE": str(folder / "blogs.db"),
        "BLOGARCHIVE_DELAY": "0",
        "PYTHONWARNINGS": "error",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


def watched(keeper: Keeper, blog: Blog) -> None:
    """All posts of the blog, taken and watched, the clock an hour later."""
    report = keeper.add(*(blog.at(slug) for slug in blog.pages))
    assert report.posts_new == len(blog.pages), keeper.notices
    keeper.now += timedelta(hours=1)
    blog.forget()
