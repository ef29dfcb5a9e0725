"""How many random kills the archive survives: `python benchmarks/kills.py [--rounds 1000] [--fetches 200] [--seed N]`.

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

REPOSITORY = Path(__file__).resolve().parents[1]
SERVE = "import time\nfrom tests.cli.blog import blog\nwith blog() as address:\n  print(address, flush=True)\n  time.sleep(7200)"


def told(module: str, *arguments: object) -> tuple[dict[str, object], float]:
    """What a killing program says, and how many seconds it took."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", module, folder, *map(str, arguments)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=REPOSITORY)
    return json.loads(done.stdout), time.monotonic() - start


def main() -> None:
    """Print one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=1000, help="of saves, merges, backups and migrations")
    options.add_argument("--fetches", type=int, default=200, help="of fetches and readings")
    options.add_argument("--seed", type=int, default=20100522)
    given = options.parse_args()
    rows: list[tuple[object, ...]] = []
    said, seconds = told("tests.archive.killing", given.seed, given.rounds)
    jobs = said["jobs"]
    assert isinstance(jobs, dict)
    done = ", ".join(f"{number} {job}" for job, number in sorted(jobs.items()))
    rows.append((done, said["rounds"], said["reported"], 0, f"{seconds:.0f}"))
    with subprocess.Popen(
        [sys.executable, "-c", SERVE],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=REPOSITORY,
        encoding="utf-8",
    ) as server:
        try:
            assert server.stdout
            said, seconds = told("tests.pipeline.killing", given.seed, given.fetches, server.stdout.readline().strip())
        finally:
            server.kill()
    reported = int(str(said.get("visit", 0))) + int(str(said.get("reread", 0)))
    rows.append(("fetch and reread", said["rounds"], reported, 0, f"{seconds:.0f}"))
    print(tabulate(rows, headers=["killed in the middle of", "kills", "reported", "lost or doubled", "s"]))


if __name__ == "__main__":
    main()
