"""`kill -9` in the middle of `sync`, with a fixed seed."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sync.blog import Blog, Handler, Said, edited, page_of

REPOSITORY = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("BLOGARCHIVE_KILLS", "120")) // 3


def truth(blog: Blog) -> dict[str, dict[str, str]]:
    """What the blog shows."""
    return {blog.at(slug): {str(c.number): c.words for c in page.shown} for slug, page in blog.pages.items()}


def changing(blog: Blog, seed: int) -> None:
    """With each tick, every post gets an edit, a new comment, or loses one; never all of them."""
    chance = random.Random(seed)
    ticks = iter(range(100, 10**6))

    def tick(handler: Handler) -> None:
        number = next(ticks)
        for page in blog.pages.values():
            at = chance.randrange(1, len(page.comments))
            what = chance.choice(["edit", "add", "drop", "nothing"])
            if what == "edit":
                page.comments[at] = edited(page.comments[at], f"Edited at tick {number}, and once more thought over.")
            elif what == "add" or len(page.comments) < 4:
                page.comments.append(
                    Said(number=page.comments[0].number + number, text=f"Added at tick {number} by somebody.")
                )
            elif what == "drop":
                del page.comments[at]
        tell(handler)

    def tell(handler: Handler) -> None:
        handler.say(json.dumps(truth(blog)), headers={"Content-Type": "application/json"})

    blog.faults["/tick/"], blog.faults["/truth/"] = tick, tell


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_kill9_in_a_run_loses_nothing(tmp_path: Path) -> None:
    """BLOGARCHIVE_KILLS sets how often (a third of it; default 120)."""
    with Blog(*(page_of(n, 4) for n in range(1, 7))) as blog:
        changing(blog, 20100522)
        program = [sys.executable, "-m", "tests.sync.killing", str(tmp_path), blog.url, "20100522", str(ROUNDS)]
        paths = os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)])
        done = subprocess.run(
            program, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, cwd=REPOSITORY, check=False
        )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["rounds"] == ROUNDS
    assert told["reported"] >= ROUNDS / 2, "else the kills came too early to prove anything"
