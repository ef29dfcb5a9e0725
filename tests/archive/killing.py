"""Kill a process that saves at random instants, again and again; after each time everything it reported must be there, once.

Run as a program (a process of its own with one thread, so that it may fork): `python -m tests.archive.killing FOLDER SEED ROUNDS`.
It prints one JSON line: rounds, reported saves, saves found, archives begun.
"""

import json
import os
import random
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from blogarchive.archive import Archive, open_archive
from blogarchive.model import Post, SettledPost, Taken
from tests.archive.posts import comment, snapshot, taken

POSTS = 3
ROUNDS_PER_ARCHIVE = 12
LONGEST = 0.02  # seconds before the kill: opening or one save takes about as long


def visit(post: int, number: int) -> Taken:
    """Visit `number` of a post: each brings three comments more, edits the first, and no longer shows the second."""
    comments = [
        comment(n, text=f"Comment {n} of post {post}") for n in range(1, number * 3 + 1) if n != 2 or number % 2
    ]
    comments[0] = comment(1, text=f"Comment 1 of post {post}, version {number}")
    shot = snapshot(comments, visit=number)
    own = SettledPost(record=Post(native_id=str(post), title=f"Post {post}", text=f"Version {number}"))
    return taken(
        replace(shot, url=f"https://blog.example/post-{post}/", post=own), body=f"<html>{post} {number}".encode() * 500
    )


def writer(path: Path, reports: int) -> None:
    """Save without end, reporting each save once it has returned."""
    with open_archive(path, write=True) as archive:
        visits = {row.url: row.visits for row in archive.posts()}
        while True:
            for post in range(POSTS):
                url = f"https://blog.example/post-{post}/"
                visits[url] = visits.get(url, 0) + 1
                archive.save(visit(post, visits[url]))
                os.write(reports, f"{post} {visits[url]}\n".encode())


def killed(path: Path, chance: random.Random) -> list[tuple[int, int]]:
    """What a writer reported before it was killed: while it opened the archive, or during its first to fourth save."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        try:
            writer(path, send)
        finally:
            os._exit(1)
    os.close(send)
    with os.fdopen(receive) as lines:
        said = [lines.readline() for _ in range(chance.randrange(4))]
        time.sleep(chance.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said += lines.readlines()
    return [(int(post), int(number)) for post, number in (line.split() for line in said)]


def check(archive: Archive, latest: dict[int, int]) -> None:
    """All reported saves are there, nothing is there twice, and at most the one save under way came on top of them."""
    assert archive.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert archive.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    rows = {row.url: row for row in archive.posts()}
    for post, number in latest.items():
        row = rows[f"https://blog.example/post-{post}/"]
        assert row.visits >= number, f"post {post}: visit {number} was reported, {row.visits} found"
        expected = visit(post, row.visits).snapshot
        assert archive.snapshot(row.id) == expected
        stored = archive.connection.execute(
            "SELECT count(*), count(DISTINCT native_id) FROM comments WHERE post_id = ?", (row.id,)
        ).fetchone()
        assert tuple(stored) == (row.visits * 3,) * 2
        latest[post] = row.visits


def run(folder: Path, seed: int, rounds: int) -> dict[str, int]:
    """The whole loop; raises AssertionError at the first loss."""
    chance = random.Random(seed)
    reported = found = 0
    latest: dict[int, int] = {}
    for number in range(rounds):
        path = folder / f"{number // ROUNDS_PER_ARCHIVE}.db"
        if number % ROUNDS_PER_ARCHIVE == 0:
            latest = {}
        said = killed(path, chance)
        reported += len(said)
        latest |= dict(said)
        with open_archive(path, write=chance.random() < 0.5 or not latest) as archive:
            check(archive, latest)
            if number % ROUNDS_PER_ARCHIVE == ROUNDS_PER_ARCHIVE - 1:
                assert list(archive.verify()) == []
                found += sum(row.visits for row in archive.posts())
    return {"rounds": rounds, "reported": reported, "found": found}


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201 - the answer of a program
