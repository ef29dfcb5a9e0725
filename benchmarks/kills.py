"""How many random kills the archive survives: `python -m benchmarks.kills [--rounds 1000] [--fetches 200] [--syncs 200]`.

Run from the repository's folder. Each round forks a worker, kills it with `kill -9` at a random instant, and checks the archive; the first
loss ends it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tabulate import tabulate

BLOG = object()  # in the place of the blog's address
REPOSITORY = Path(__file__).resolve().parents[1]
CHANGING = """
import time
from tests.sync.blog import Blog, page_of
from tests.sync.test_kills import changing
with Blog(*(page_of(n, 4) for n in range(1, 7))) as blog:
  changing(blog, {seed})
  print(blog.url, flush=True)
  time.sleep(7200)
"""
SERVE = "import time\nfrom tests.cli.blog import blog\nwith blog() as address:\n  print(address, flush=True)\n  time.sleep(7200)"


def told(module: str, *arguments: object) -> tuple[dict[str, object], float]:
    """What a killing program says, and how many seconds it took."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", module, folder, *map(str, arguments)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=REPOSITORY)
    return json.loads(done.stdout), time.monotonic() - start


def told_by(script: str, module: str, *arguments: object) -> tuple[dict[str, object], float]:
    """The same of a program that needs a blog, which another process serves."""
    command = [sys.executable, "-c", script]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=REPOSITORY, encoding="utf-8"
    ) as server:
        try:
            assert server.stdout
            return told(module, *(server.stdout.readline().strip() if word is BLOG else word for word in arguments))
        finally:
            server.kill()


def main() -> None:
    """Print one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=1000, help="of saves, merges, backups and migrations")
    options.add_argument("--fetches", type=int, default=200, help="of fetches and readings")
    options.add_argument("--syncs", type=int, default=200, help="of runs of sync")
    options.add_argument("--seed", type=int, default=20100522)
    given = options.parse_args()
    rows: list[tuple[object, ...]] = []
    said, seconds = told("tests.archive.killing", given.seed, given.rounds)
    jobs = said["jobs"]
    assert isinstance(jobs, dict)
    done = ", ".join(f"{number} {job}" for job, number in sorted(jobs.items()))
    rows.append((done, said["rounds"], said["reported"], 0, f"{seconds:.0f}"))
    said, seconds = told_by(SERVE, "tests.pipeline.killing", given.seed, given.fetches, BLOG)
    reported = int(str(said.get("visit", 0))) + int(str(said.get("reread", 0)))
    rows.append(("fetch and reread", said["rounds"], reported, 0, f"{seconds:.0f}"))
    said, seconds = told_by(CHANGING.format(seed=given.seed), "tests.sync.killing", BLOG, given.seed, given.syncs)
    rows.append(("sync, three workers", said["rounds"], said["reported"], 0, f"{seconds:.0f}"))
    print(tabulate(rows, headers=["killed in the middle of", "kills", "reported", "lost or doubled", "s"]))


if __name__ == "__main__":
    main()
