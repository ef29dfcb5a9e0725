"""How fast the archive saves, lists, finds and reads: `python -m benchmarks.archive [--posts N] [--comments N] [--keep FILE]`."""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from tabulate import tabulate

sys.path.insert(0, str(Path(__file__).parent))

from archives import Words, make, visit
from blogarchive.archive import Archive, SearchFilter, open_archive
from blogarchive.model import Snapshot

Spent = tuple[float, float]
"""Milliseconds on the clock, and of the processor's time: on a machine that others use too, the second tells more."""

Row = tuple[str, Spent, str]


def median_ms(work: Callable[[], object], times: int = 5) -> Spent:
    """The medians of several runs."""
    spent = [once_ms(work) for _ in range(times)]
    return statistics.median(wall for wall, _ in spent), statistics.median(own for _, own in spent)


def once_ms(work: Callable[[], object]) -> Spent:
    """One run."""
    start, own = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - start) * 1000, (time.process_time() - own) * 1000


def saving(folder: Path) -> list[Row]:
    """A post with 1,000 comments: new, unchanged, and with one comment more."""
    chance = random.Random(2)
    words = Words(chance, 2000)
    taken = visit(1, 1000, words, chance)
    rows = []
    with open_archive(folder / "one.db", write=True) as archive:
        rows.append(("save 1,000 comments, new", once_ms(lambda: archive.save(taken)), "500"))
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
        rows.append(("save 1,000 comments, one more", once_ms(lambda: archive.save(grown)), "500"))
        rows.append(("read its snapshot", median_ms(lambda: archive.snapshot(1)), ""))
    return rows


def reading(archive: Archive) -> list[Row]:
    """What the commands do on a large archive."""
    last = sum(1 for _ in archive.posts())
    return [
        ("list all posts", median_ms(lambda: list(archive.posts())), "100"),
        ("find by number", median_ms(lambda: archive.find(last)), ""),
        ("find by address", median_ms(lambda: archive.find("http://www.blog5.example/2010/06/post-5#x")), ""),
        ("find by part of the slug", median_ms(lambda: archive.find(f"post-{last}")), ""),
        ("what happened at the last 100 visits", median_ms(lambda: list(archive.changes(last - 100))), ""),
    ]


def searching(archive: Archive) -> list[Row]:
    """Searches for common and rare words, phrases, beginnings, and with filters."""
    counts = archive.connection.execute("SELECT text FROM comment_revisions WHERE id % 97 = 1 LIMIT 3000").fetchall()
    words = Counter(word.strip(".") for row in counts for word in row[0].lower().split())
    ordered = [word for word, _ in words.most_common()]
    common, middling, rare = ordered[0], ordered[len(ordered) // 20], ordered[-1]
    phrase = " ".join(counts[0][0].strip(".").split()[:3])
    queries = [
        ("a common word", common, None),
        ("a middling word", middling, None),
        ("a rare word", rare, None),
        ("two words", f"{common} {middling}", None),
        ("two common words", f"{common} {ordered[1]}", None),
        ("a phrase", f'"{phrase}"', None),
        ("a beginning", f"{middling[:2]}*", None),
        ("a common word by one author", common, SearchFilter(author=f"{middling}1")),
        ("a common word, comments alone", common, SearchFilter(kind="comment")),
        ("a common word, pingbacks alone", common, SearchFilter(kind="pingback")),
        ("a common word on one blog", common, SearchFilter(host="blog7.example", kind="comment")),
        ("a common word in one post", common, SearchFilter(post_id=3, kind="comment")),
        ("a common word of the oldest month", common, SearchFilter(since="2008-02", until="2008-03", kind="comment")),
        ("a common word of one day", common, SearchFilter(since="2008-02-02", until="2008-02-03", kind="comment")),
        ("a common word of a year without comments", common, SearchFilter(since="2028", until="2029", kind="comment")),
        ("a common word in articles of one month", common, SearchFilter(since="2008-02", until="2008-03", kind="post")),
        ("a rare word of one month", rare, SearchFilter(since="2008-02", until="2008-03")),
    ]
    return [
        (
            f"search {name}: {len(archive.search(asked, wanted))} hits",
            median_ms(partial(archive.search, asked, wanted)),
            "50",
        )
        for name, asked, wanted in queries
    ]


def exporting(archive: Archive) -> list[Row]:
    """Reading all comments of many posts, as exports do."""
    numbers = [row.id for row in archive.posts()][:1000]
    rows = []
    for name, work in [("snapshots", archive.snapshot), ("documents", archive.document)]:
        counts: list[int] = []
        spent = once_ms(partial(_count, work, numbers, counts))
        rows.append((f"{name} of {len(numbers):,} posts: {counts[0] / spent[1] * 1000:,.0f} comments/s", spent, ""))
    return rows


def writing(path: Path, comments: int) -> list[Row]:
    """The whole archive as one CSV table, as the command writes it; the most memory that it held."""
    command = [sys.executable, "-m", "blogarchive", "export", "--all", "-f", "csv", "-q", "--archive", str(path)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    spent = time.perf_counter() - start
    assert status == 0
    own = usage.ru_utime + usage.ru_stime
    name = f"export to CSV: {comments / own:,.0f} comments/s, {usage.ru_maxrss / 1024:.0f} MB at most"
    return [(name, (spent * 1000, own * 1000), f"{comments / 50:.0f}")]


def _count(work: Callable[[int], object], numbers: list[int], counts: list[int]) -> None:
    counts.append(sum(_length(work(number)) for number in numbers))


def _length(read: object) -> int:
    comments = read.comments if isinstance(read, Snapshot) else read["comments"] if isinstance(read, dict) else ()
    return len(comments) if isinstance(comments, list | tuple) else 0


def main() -> None:
    """Print one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--posts", type=int, default=2000)
    options.add_argument("--comments", type=int, default=20_000)
    options.add_argument("--keep", type=Path, help="make the archive here, or use it where it exists")
    options.add_argument("--verify", action="store_true", help="also verify and back up, which takes a while")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = saving(Path(folder))
        path = given.keep or Path(folder) / "many.db"
        if not path.exists():
            made = once_ms(lambda: make(path, given.posts, given.comments))
            rows.append((f"make {given.posts:,} posts, {given.comments:,} comments", made, ""))
        with open_archive(path, write=False) as archive:
            comments = sum(row.comments for row in archive.posts())
            rows += reading(archive) + searching(archive) + exporting(archive) + writing(path, comments)
            if given.verify:
                rows.append(
                    (
                        f"verify: {len(list(archive.verify()))} problems",
                        median_ms(lambda: list(archive.verify()), 1),
                        "",
                    )
                )
                rows.append(("backup", median_ms(lambda: archive.backup(Path(folder) / "copy.db"), 1), ""))
        table = [(what, wall, own, limit) for what, (wall, own), limit in rows]
        print(tabulate(table, headers=["what", "ms", "ms of own time", "at most"], floatfmt=".1f"))
        print(f"{path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
