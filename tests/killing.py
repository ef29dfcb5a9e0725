"""A worker in a process of its own, killed at a random instant: what the tests of sudden death share."""

import os
import random
import signal
import time
from collections.abc import Callable
from typing import TypeAlias

Report: TypeAlias = Callable[[str], None]


def killed(work: Callable[[Report], None], chance: random.Random, *, most: int, longest: float) -> list[str]:
    """The lines that a worker reported before it was killed: after fewer than `most` of them, and up to `longest` seconds more.

    It forks, so the process that calls it should have one thread.
    """
    hear, say = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        reports = os.fdopen(say, "w")
        try:
            work(lambda line: print(line, file=reports, flush=True))
        finally:
            os._exit(1)
    os.close(say)
    with os.fdopen(hear) as lines:
        said = [lines.readline() for _ in range(chance.randrange(most))]
        time.sleep(chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said += lines.readlines()
    return [line.strip() for line in said if line.endswith("\n") and line.strip()]
