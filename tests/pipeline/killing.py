"""Kill a process that fetches and reads again, at random instants; after each time nothing reported may be lost or doubled.

Run as a program: `python -m tests.pipeline.killing FOLDER SEED ROUNDS ADDRESS`, where ADDRESS is that of the small blog of `tests.cli.blog`, run by
another process. It prints one JSON line: rounds, and how many fetches and readings were reported.
"""

import json
import random
import sys
from collections import Counter
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from blogarchive.archive import open_archive
from blogarchive.cli.options import Keeping, Network
from blogarchive.cli.session import Session
from tests.killing import Report, killed

LONGEST = 0.2  # seconds before the kill: a fetch takes about half as long
COMMENTS = 3
_NETWORK = Network(timeout=20.0, max_bytes=10_000_000, delay=0.0, user_agent=None, header=(), proxy=None)


def work(path: Path, address: str, report: Report) -> None:
    """Fetch the post without end, and after each time keep another reading of it."""
    keeping = Keeping(archive=path, no_archive=False, watch=True, no_images=True, record=None)
    with Session(_NETWORK, keeping, lambda _: None) as session:
        for number in count():
            session.take(f"{address}/rain/", ())
            report("visit")
            with open_archive(path, write=True, wait=10) as archive:
                shot = archive.snapshot(1)
                first = shot.comments[0]
                other = replace(first, record=replace(first.record, text=f"Reading {number}"))
                archive.reread(1, replace(shot, comments=(other, *shot.comments[1:])))
            report("reread")


def check(path: Path, reported: Counter[str]) -> None:
    """All that was reported is there once, and everything agrees with everything."""
    with open_archive(path, write=True, wait=5) as archive:
        kinds: Counter[str] = Counter(row[0] for row in archive.connection.execute("SELECT kind FROM visits"))
        for kind, number in reported.items():
            assert kinds[kind] >= number, f"{number} of {kind} were reported, {kinds[kind]} found"
        labels = [row[0] for row in archive.connection.execute("SELECT native_id FROM comments")]
        assert sorted(labels) == ["11", "12", "13"][: len(labels)]
        assert len(labels) in {0, COMMENTS}
        assert list(archive.verify()) == []


def run(folder: Path, seed: int, rounds: int, address: str) -> dict[str, object]:
    """The whole loop; raises AssertionError at the first loss."""
    chance = random.Random(seed)
    reported: Counter[str] = Counter()
    for _ in range(rounds):
        reported.update(killed(partial(work, folder / "a.db", address), chance, most=4, longest=LONGEST))
        check(folder / "a.db", reported)
    return {"rounds": rounds, **reported}


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])))  # noqa: T201 - the answer of a program
