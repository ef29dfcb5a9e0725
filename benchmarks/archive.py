"""How fast the archive saves, lists, finds and reads: `python benchmarks/archive.py [--posts N] [--comments N] [--keep FILE]`."""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tabulate import tabulate

sys.path.insert(0, str(Path(__file__).parent))

from archives import Words, make, visit
from blogarchive.archive import Archive, open_archive


def median_ms(work: Callable[[], object], times: int = 5) -> float:
    """Median wall time of several runs in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


def saving(folder: Path) -> list[tuple[str, float, str]]:
    """A post with 1,000 comments: new, unchanged, and with one comment more."""
    chance = random.Random(2)
    words = Words(chance, 2000)
    taken = visit(1, 1000, words, chance)
    rows = []
    with open_archive(folder / "one.db", write=True) as archive:
        start = time.perf_counter()
        archive.save(taken)
        rows.append(("save 1,000 comments, new", (time.perf_counter() - start) * 1000, "500"))
        rows.append(("save 1,000 comments, unchanged", median_ms(lambda: archive.save(taken)), "500"))
        more = visit(1, 1001, Words(random.Random(2), 2000), random.Random(2)).snapshot.comments[-1]
        grown = replace(
            taken,
            snapshot=replace(
                taken.snapshot,
                comments=(*taken.snapshot.comments, more),
                taken_at=taken.snapshot.taken_at + timedelta(1),
            ),
        )
        start = time.perf_counter()
        archive.save(grown)
        rows.append(("save 1,000 comments, one more", (time.perf_counter() - start) * 1000, "500"))
        rows.append(("read its snapshot", median_ms(lambda: archive.snapshot(1)), ""))
    return rows


def reading(archive: Archive) -> list[tuple[str, float, str]]:
    """What the commands do on a large archive."""
    last = sum(1 for _ in archive.posts())
    return [
        ("list all posts", median_ms(lambda: list(archive.posts())), "100"),
        ("find by number", median_ms(lambda: archive.find(last)), ""),
        ("find by address", median_ms(lambda: archive.find("http://www.blog5.example/2010/06/post-5#x")), ""),
        ("find by part of the slug", median_ms(lambda: archive.find(f"post-{last}")), ""),
    ]


def main() -> None:
    """Print one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--posts", type=int, default=2000)
    options.add_argument("--comments", type=int, default=20_000)
    options.add_argument("--keep", type=Path, help="make the archive here, or use it where it exists")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = saving(Path(folder))
        path = given.keep or Path(folder) / "many.db"
        if not path.exists():
            start = time.perf_counter()
            make(path, given.posts, given.comments)
            rows.append(
                (f"make {given.posts:,} posts, {given.comments:,} comments", (time.perf_counter() - start) * 1000, "")
            )
        with open_archive(path, write=False) as archive:
            rows += reading(archive)
        print(tabulate(rows, headers=["what", "ms", "at most"], floatfmt=".1f"))
        print(f"{path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
