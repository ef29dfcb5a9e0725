"""`sync` over a real WordPress whose comments are edited, trashed, approved and added: the database says what must be found."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.live.posts import SEED, STRESS, posts
from tests.live.test_wordpress import ROOT, VARIANTS, running_blog
from tests.live.wordpress import Variant, WordPress

pytestmark = [pytest.mark.live, pytest.mark.timeout(600)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """A blog, and an archive in which its posts are watched."""

    site: WordPress
    archive: Path
    ids: dict[str, int]

    def run(self, *words: object) -> str:
        """`blogarchive …`, which must succeed; its standard output."""
        done = subprocess.run(
            [sys.executable, "-m", "blogarchive", *map(str, words), "--archive", str(self.archive)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", "BLOGARCHIVE_DELAY": "0"},
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def sync(self) -> dict[str, str]:
        """A run over all posts; its counts."""
        line = self.run("sync", "--all", "--summary")
        return dict(pair.split("=", 1) for pair in line.split()[1:])

    def moderate(self, *steps: dict[str, object]) -> dict[str, int]:
        """Do this to the blog's comments."""
        return self.site.run("moderate.php", list(steps))

    def expected(self, post: str) -> dict[str, str]:
        """What the database shows to everybody: the words of each comment by id."""
        told = json.loads(self.site.tell("expected.php", self.ids[post]))
        return {comment["id"]: comment["author"] for comment in told["comments"]}

    def events(self) -> list[tuple[str, str, str | None]]:
        """All that happened since the first visits: (what, which comment, what it is now)."""
        rows = [json.loads(line) for line in self.run("changes", "--json").splitlines()]
        return [(row["what"], row["comment"], row["after"]) for row in rows if row["visit"] > 1]


@pytest.fixture
def watcher(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watcher]:
    """Both posts, fetched and watched."""
    with running_blog(tmp_path_factory.mktemp("wordpress")) as site:
        ids = site.load(posts())
        yield Watcher(site=site, archive=tmp_path / "blog.db", ids=ids)


@pytest.mark.parametrize("variant", [VARIANTS[0], VARIANTS[2], VARIANTS[8]], ids=lambda variant: variant.name)
def test_what_moderators_do_is_found(watcher: Watcher, variant: Variant) -> None:
    """Edited, author's link changed, trashed, restored, held, approved, added: each told as what it is, and the database's state is the archive's."""
    watcher.site.apply(variant)
    for post in (SEED, STRESS):
        watcher.run(
            "fetch", json.loads(watcher.site.tell("expected.php", watcher.ids[post]))["url"], "--quiet", "-f", "jsonl"
        )
    first = watcher.expected(SEED)
    one, two, three, four, five = list(first)[3:8]
    assert watcher.sync()["edited"] == "0"
    assert watcher.events() == []

    added = watcher.moderate(
        {"do": "edit", "id": one, "fields": {"comment_content": "Je corrige : tout autre chose, à la réflexion."}},
        {"do": "edit", "id": two, "fields": {"comment_author": "Quelqu'un d'autre"}},
        {"do": "trash", "id": three},
        {"do": "hold", "id": four},
        {
            "do": "add",
            "name": "new",
            "post": watcher.ids[SEED],
            "author": "Nouvelle",
            "content": "Un mot de plus, seize ans après.",
        },
        {
            "do": "add",
            "name": "held",
            "post": watcher.ids[SEED],
            "author": "Patience",
            "content": "J'attends.",
            "approved": "0",
        },
    )
    told = watcher.sync()
    assert (told["added"], told["missed"], told["gone"], told["alarms"]) == ("1", "2", "0", "0"), told
    found = watcher.events()
    assert ("text", one, "Je corrige : tout autre chose, à la réflexion.") in found
    assert [event[1] for event in found if event[0] == "author"] == [two]
    assert {event[1] for event in found if event[0] == "missed"} == {three, four}
    assert [event[1] for event in found if event[0] == "added"] == [str(added["new"])]
    assert len(found) == 5, found

    assert watcher.sync()["gone"] == "2", "a second visit that read the page whole"
    assert {event[1] for event in watcher.events() if event[0] == "gone"} == {three, four}

    watcher.moderate(
        {"do": "untrash", "id": three},
        {"do": "approve", "id": three},
        {"do": "approve", "id": four},
        {"do": "approve", "id": added["held"]},
    )
    told = watcher.sync()
    assert (told["returned"], told["added"]) == ("2", "1"), told
    last = watcher.events()
    assert {event[1] for event in last if event[0] == "returned"} == {three, four}
    assert str(added["held"]) in {event[1] for event in last if event[0] == "added"}

    told = watcher.sync()
    assert (told["visited"], told["alarms"]) == ("0", "0"), told
    for post in (SEED, STRESS):
        assert set(shown(watcher, post)) == set(watcher.expected(post))
    assert (
        "well"
        in subprocess.run(
            [sys.executable, "-m", "blogarchive", "verify", "--archive", str(watcher.archive)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        ).stderr
    )
    assert five in shown(watcher, SEED)


def shown(watcher: Watcher, post: str) -> list[str]:
    """The ids of the comments as the archive has them now."""
    url = json.loads(watcher.site.tell("expected.php", watcher.ids[post]))["url"]
    document = json.loads(watcher.run("export", url, "-f", "json"))
    return [comment["id"] for comment in document["comments"]]
