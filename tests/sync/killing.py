"""Kill a run of `sync` at random instants, again and again; after each time nothing that was kept may be lost or doubled.

Run as a program (a process of its own with one thread, so that it may fork): `python -m tests.sync.killing FOLDER BLOG SEED ROUNDS`, where BLOG is
the address of a blog that changes with every request for `/tick/` and tells at `/truth/` what it shows. It prints one JSON line.
"""

import json
import random
import sys
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from blogarchive.archive import Archive, Saved, open_archive
from blogarchive.model import Taken
from blogarchive.pipeline.sync import Choice, add, sync
from blogarchive.pipeline.sync_desk import Limit, Manner
from blogarchive.pipeline.sync_host import New
from blogarchive.pipeline.sync_run import Order
from blogarchive.pipeline.sync_schedule import Pace
from tests.killing import Report, killed
from tests.sync.conftest import QUICK

LONGEST = 0.1  # seconds between the last report that is waited for and the kill: about as long as a post takes
EPOCH = 25  # rounds with one archive

Truth = dict[str, dict[str, str]]
"""For each post's address the texts of its comments by id."""


def asked(url: str) -> Truth:
    """What the blog tells in JSON."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        truth: Truth = json.load(answer)
        return truth


@dataclass
class Known:
    """What must be in the archive from now on: visits reported or seen, and every comment that was ever there, with its versions."""

    visits: dict[int, int] = field(default_factory=dict)
    comments: dict[tuple[int, str], int] = field(default_factory=dict)


def order(path: Path, now: datetime) -> Order:
    """A quick run that looks at everything."""
    return Order(
        archive=path,
        settings=QUICK,
        manner=Manner(pace=Pace(), now=lambda: now),
        hands=3,
        wait=5.0,
        on_event=lambda _line: None,
    )


def reporting(report: Report) -> None:
    """Let every save be reported once it has returned."""
    save = Archive.save

    def saved(self: Archive, taken: Taken, *, post_id: int | None = None) -> Saved:
        done = save(self, taken, post_id=post_id)
        report(f"{done.post_id} {done.visit}")
        return done

    Archive.save = saved  # type: ignore[method-assign]


def visits(path: Path, now: datetime, report: Report) -> None:
    """One run of `sync` that reports its saves."""
    reporting(report)
    sync(order(path, now), Choice(everything=True), Limit(), lambda _notice: None)


def check(archive: Archive, known: Known, said: list[str]) -> None:
    """All that was reported or seen before is there, and no comment is there twice."""
    assert archive.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert archive.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for line in said:
        post, visit = map(int, line.split())
        known.visits[post] = max(known.visits.get(post, 0), visit)
    visits = {row.id: row.visits for row in archive.posts()}
    for post, number in known.visits.items():
        assert visits.get(post, 0) >= number, f"post {post}: visit {number} was reported, {visits.get(post)} found"
    rows = archive.connection.execute("SELECT post_id, native_id, revisions FROM comments").fetchall()
    comments = {(row[0], row[1]): row[2] for row in rows}
    assert len(comments) == len(rows), "a comment is there twice"
    for name, revisions in known.comments.items():
        assert comments.get(name, 0) >= revisions, f"comment {name} was there in {revisions} versions"
    known.visits, known.comments = visits, comments


def finished(path: Path, now: datetime, truth: Truth) -> int:
    """A run that is left in peace brings the archive to what the blog shows; returns the visits that it holds."""
    report = sync(order(path, now), Choice(everything=True), Limit(), lambda _notice: None)
    assert report.failed + report.left == 0, report.line()
    with open_archive(path, write=True) as archive:
        assert list(archive.verify()) == []
        for row in archive.posts():
            found = {comment.id: comment.record.text for comment in archive.snapshot(row.id).comments}
            assert found == truth[row.url], f"{row.url}: {found} is not {truth[row.url]}"
        assert len(list(archive.posts())) == len(truth)
        return sum(row.visits for row in archive.posts())


def run(folder: Path, blog: str, seed: int, rounds: int) -> dict[str, int]:
    """The whole loop; raises AssertionError at the first loss."""
    chance = random.Random(seed)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    reported = found = 0
    known = Known()
    for number in range(rounds):
        path = folder / f"{number // EPOCH}.db"
        if number % EPOCH == 0:
            known = Known()
            new = [New(url=url, named=True) for url in asked(f"{blog}/truth/")]
            add(order(path, now), new, Limit(), lambda _notice: None)
        now += timedelta(hours=1)
        asked(f"{blog}/tick/")
        said = killed(partial(visits, path, now), chance, most=6, longest=LONGEST)
        reported += len(said)
        with open_archive(path, write=chance.random() < 0.5) as archive:
            check(archive, known, said)
        if number % EPOCH == EPOCH - 1 or number == rounds - 1:
            found += finished(path, now + timedelta(hours=1), asked(f"{blog}/truth/"))
    return {"rounds": rounds, "reported": reported, "found": found}


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))))  # noqa: T201 - the answer of a program
