"""Kill a process that works on an archive at random instants, again and again; after each time nothing reported may be lost or doubled.

Run as a program (a process of its own with one thread, so that it may fork): `python -m tests.archive.killing FOLDER SEED ROUNDS`.
It prints one JSON line: rounds, reported saves, visits found at the end, and how many rounds each job had.
"""

import json
import random
import sys
import time
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

from blogarchive.archive import Archive, open_archive, schema
from blogarchive.model import Post, SettledPost, Taken
from tests.archive.older import older
from tests.archive.posts import comment, snapshot, taken
from tests.killing import Report, killed

POSTS = 3
ROUNDS_PER_ARCHIVE = 12
LONGEST = 0.02  # seconds before the kill: opening or one save takes about as long


def url_of(post: int) -> str:
    return f"https://blog.example/post-{post}/"


def visit(post: int, number: int) -> Taken:
    """Visit `number` of a post: each brings three comments more, edits the first, and every second one does not show the second."""
    comments = [
        comment(n, text=f"Comment {n} of post {post}") for n in range(1, number * 3 + 1) if n != 2 or number % 2
    ]
    comments[0] = comment(1, text=f"Comment 1 of post {post}, version {number}")
    own = SettledPost(record=Post(native_id=str(post), title=f"Post {post}", text=f"Version {number}"))
    shot = replace(snapshot(comments, visit=number), url=url_of(post), post=own)
    return taken(shot, body=f"<html>{post} {number}".encode() * 500)


def saves(path: Path, report: Report) -> None:
    """Save without end, reporting each save once it has returned."""
    with open_archive(path, write=True) as archive:
        visits = {row.url: row.visits for row in archive.posts()}
        while True:
            for post in range(POSTS):
                number = visits[url_of(post)] = visits.get(url_of(post), 0) + 1
                archive.save(visit(post, number))
                report(f"{post} {number}")


def backs_up(path: Path, report: Report) -> None:
    """Copy without end."""
    with open_archive(path, write=False) as archive:
        while True:
            archive.backup(path.with_suffix(".copy"))
            report("")


def merges(path: Path, report: Report) -> None:
    """Bring in an archive of other posts, without end."""
    with open_archive(path, write=True) as archive, open_archive(path.parent / "other.db", write=False) as other:
        while True:
            archive.merge(other)
            report("")


def migrates(path: Path, report: Report) -> None:
    """Open an archive of the first form, which brings it to the present one."""
    open_archive(path, write=True).close()
    report("")
    time.sleep(10)


JOBS = {"save": saves, "backup": backs_up, "merge": merges, "migrate": migrates}


def check(archive: Archive, latest: dict[int, int]) -> None:
    """All reported saves are there, nothing is there twice, and at most the one save under way came on top of them."""
    assert archive.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert archive.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    rows = {row.url: row for row in archive.posts()}
    for post, number in latest.items():
        row = rows[url_of(post)]
        assert row.visits >= number, f"post {post}: visit {number} was reported, {row.visits} found"
        assert archive.snapshot(row.id) == visit(post, row.visits).snapshot
        count = "SELECT count(*), count(DISTINCT native_id) FROM comments WHERE post_id = ?"
        assert tuple(archive.connection.execute(count, (row.id,)).fetchone()) == (row.visits * 3,) * 2
        latest[post] = row.visits


def check_copies(path: Path) -> None:
    """A copy is whole or not there."""
    for copy in (path.with_suffix(".copy"), path.with_name(f"{path.name}.form-1.bak")):
        if copy.exists():
            with open_archive(copy, write=True) as archive:
                check(archive, {})
                assert list(archive.verify()) == []
            copy.unlink()


def other_archive(folder: Path) -> None:
    """An archive of three posts of its own, three visits each."""
    with open_archive(folder / "other.db", write=True) as archive:
        for number in (1, 2, 3):
            for post in (11, 12, 13):
                archive.save(visit(post, number))


def run(folder: Path, seed: int, rounds: int) -> dict[str, object]:
    """The whole loop; raises AssertionError at the first loss."""
    chance = random.Random(seed)
    other_archive(folder)
    jobs: Counter[str] = Counter()
    reported = found = 0
    latest: dict[int, int] = {}
    for number in range(rounds):
        path = folder / f"{number // ROUNDS_PER_ARCHIVE}.db"
        if number % ROUNDS_PER_ARCHIVE == 0:
            latest = {}
        job = chance.choices(list(JOBS), weights=[6, 1, 1, 2])[0] if latest else "save"
        if job == "migrate":
            older(path, 1)
        most = 4 if job == "save" else 2
        said = killed(partial(JOBS[job], path), chance, most=most, longest=LONGEST)
        jobs[job] += 1
        reported += len(said)
        latest |= {int(post): int(visit_) for post, visit_ in (line.split() for line in said)}
        with open_archive(path, write=chance.random() < 0.5 or not latest) as archive:
            check(archive, latest)
        check_copies(path)
        if number % ROUNDS_PER_ARCHIVE == ROUNDS_PER_ARCHIVE - 1:
            found += finished(path, folder / "other.db")
    return {"rounds": rounds, "reported": reported, "found": found, "jobs": jobs, "form": schema.VERSION}


def finished(path: Path, other: Path) -> int:
    """Merge to the end, check everything once more, and count the visits."""
    with open_archive(path, write=True) as archive, open_archive(other, write=False) as second:
        archive.merge(second)
        for post in (11, 12, 13):
            row = archive.find(url_of(post))
            assert row.visits == 3
            assert archive.snapshot(row.id) == visit(post, 3).snapshot
        assert list(archive.verify()) == []
        return sum(row.visits for row in archive.posts())


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201 - the answer of a program
