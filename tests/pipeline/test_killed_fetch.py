"""`kill -9` at random instants of fetching and reading again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("BLOGARCHIVE_FETCH_KILLS", "12"))
SERVE = "import time\nfrom tests.cli.blog import blog\nwith blog() as address:\n  print(address, flush=True)\n  time.sleep(3600)"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_kill9_of_a_fetch_loses_nothing_that_was_reported(tmp_path: Path) -> None:
    """BLOGARCHIVE_FETCH_KILLS sets how often (default 12)."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)])}
    with subprocess.Popen(
        [sys.executable, "-c", SERVE],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as server:
        try:
            assert server.stdout
            address = server.stdout.readline().strip()
            command = [sys.executable, "-m", "tests.pipeline.killing", str(tmp_path), "20100522", str(ROUNDS), address]
            done = subprocess.run(
                command, env=environment, capture_output=True, encoding="utf-8", cwd=REPOSITORY, check=False
            )
        finally:
            server.kill()
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["rounds"] == ROUNDS
    assert told["visit"] >= ROUNDS / 4  # else the kills came too early to prove anything
