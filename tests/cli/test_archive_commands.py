"""The commands that work from the archive: search, history, changes, verify, backup, merge, forget."""

import json
import re
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from blogarchive.archive import open_archive
from tests.archive.posts import at, comment, snapshot, taken
from tests.cli.conftest import Run
from tests.pipeline.test_rereading import misread, visit


@pytest.fixture
def kept(run: Run, site: str) -> Run:
    """An archive that holds the small blog's post."""
    assert run("fetch", f"{site}/rain/", "-q").returncode == 0
    return run


def test_search_finds_words_in_comments(kept: Run) -> None:
    """By author and kind too; JSON Lines for pipes; nothing found is no error."""
    [hit] = [json.loads(line) for line in kept("search", "stairs", "--json").stdout.splitlines()]
    assert (hit["author"], hit["comment"]) == ("Ben", "11")
    assert "Zoë" in kept("search", "buses", "--author", "zoe").stdout
    nothing = kept("search", "giraffe")
    assert (nothing.returncode, nothing.stdout) == (0, "")


def test_history_and_changes_tell_the_first_visit(kept: Run) -> None:
    """Each comment was added."""
    events = [json.loads(line) for line in kept("history", "1", "--json").stdout.splitlines()]
    assert [e["what"] for e in events] == ["saved", "added", "added", "added"]
    assert len(kept("history", "1", "12").stdout.splitlines()) == 1
    assert kept("changes").stdout.count(": new:") == 3
    assert kept("changes", "--since", "2999-01-01").stdout == ""


def test_verify_backup_merge(kept: Run, tmp_path: Path) -> None:
    """A copy verifies, and merging it adds nothing; damage is named with its exit code."""
    assert kept("verify").stderr.strip() == "all is well"
    assert kept("backup", "copy.db").returncode == 0
    assert "0 visits added" in kept("merge", "copy.db").stderr
    assert kept("verify", "--archive", "copy.db").returncode == 0
    copy = tmp_path / "copy.db"
    data = bytearray(copy.read_bytes())
    data[len(data) // 3 : len(data) * 2 // 3] = bytes(len(data) * 2 // 3 - len(data) // 3)
    copy.write_bytes(data)
    damaged = kept("verify", "--archive", "copy.db")
    assert damaged.returncode == 6
    assert "Traceback" not in damaged.stderr


def test_forget_needs_a_reason_and_removes_one_comment(kept: Run) -> None:
    """The others stay."""
    assert kept("forget", "1", "--comment", "13").returncode == 2
    assert kept("forget", "--list").stderr == "nothing was removed\n"
    assert kept("forget", "1", "--comment", "13", "--reason", "asked for it").returncode == 0
    shown = kept("show", "1").stdout
    assert "Always buses" not in shown
    assert "Forty-two" in shown
    assert (
        kept("forget", "--list")
        .stdout.strip()
        .endswith("post 1, a comment: asked for it (3 stored answers and snapshots removed)")
    )


def test_the_post_as_it_was(kept: Run) -> None:
    """Before the first visit there is nothing to show."""
    assert "Forty-two" in kept("show", "1", "--at", "2999-01-01").stdout
    before = kept("show", "1", "--at", "1999-01-01")
    assert before.returncode != 0
    assert before.stdout == ""


def test_reread_tells_what_reads_otherwise(kept: Run) -> None:
    """Nothing does here; without a post or --all it is a question."""
    assert kept("reread").returncode == 2
    done = kept("reread", "--all")
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 post read as before" in done.stderr
    assert kept("reread", "1", "--dry-run", "--quiet").stderr == ""


def test_reread_goes_on_after_a_post_that_it_cannot_read(run: Run, tmp_path: Path) -> None:
    """What reads better is kept and told; a post without answers is complained about, and the rest goes on."""
    with open_archive(tmp_path / "blogs.db", write=True) as archive:
        archive.save(taken(replace(snapshot([comment(1)]), url="https://other.example/1")))
        archive.save(misread(visit()))
    raw = sqlite3.connect(tmp_path / "blogs.db")
    raw.execute("DROP TRIGGER bodies_no_update")
    raw.execute("UPDATE bodies SET data = x'00' WHERE sha256 = (SELECT min(sha256) FROM captures WHERE visit_id = 1)")
    raw.commit()
    raw.close()
    dry = run("reread", "--all", "--dry-run", "--archive", "blogs.db")
    assert dry.stdout == "2 · Rain on Sunday: 1 comment more; 1 comment read otherwise (not kept)\n"
    done = run("reread", "--all", "--archive", "blogs.db")
    assert (done.returncode, done.stdout) == (6, "2 · Rain on Sunday: 1 comment more; 1 comment read otherwise\n")
    assert "damaged" in done.stderr
    assert "Reply" not in run("show", "2", "--archive", "blogs.db").stdout
    assert run("reread", "--all", "--archive", "blogs.db").stdout == ""


def test_verify_in_parts(kept: Run) -> None:
    """One part of several, without reading again, without a word; a part that is none is wrong usage."""
    for part in ("1/2", "2/2"):
        done = kept("verify", "--subset", part, "--quick", "--quiet")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    for part in ("0/2", "3/2", "x", "1/0"):
        assert kept("verify", "--subset", part).returncode == 2


def test_rescue_says_what_is_lost_and_saves_the_rest(kept: Run, site: str, tmp_path: Path) -> None:
    """A damaged snapshot of one post: the other comes over, the archive itself stays as it is."""
    assert kept("fetch", f"{site}/short/", "--archive", "two.db", "-q").returncode == 0
    assert kept("fetch", f"{site}/rain/", "--archive", "two.db", "-q").returncode == 0
    path = tmp_path / "two.db"
    raw = sqlite3.connect(path)
    state = raw.execute(
        "SELECT b.data FROM bodies b JOIN visits v ON v.state = b.sha256 WHERE v.post_id = 2"
    ).fetchone()[0]
    raw.close()
    data = path.read_bytes()
    at = data.index(state[100:160])
    path.write_bytes(data[:at] + b"?" * 60 + data[at + 60 :])
    damaged = path.read_bytes()
    assert "damaged: 2 (Rain on Sunday): the state of visit 1" in kept("verify", "--archive", path).stdout
    done = kept("verify", "--archive", path, "--rescue", "saved.db")
    assert done.returncode == 6
    assert "lost: 2 (Rain on Sunday): visit 1" in done.stdout
    assert "1 post with 1 visit saved" in done.stderr
    assert path.read_bytes() == damaged
    assert kept("verify", "--archive", "saved.db").returncode == 0
    assert kept("verify", "--archive", path, "--rescue", path).returncode == 2


def test_verify_of_what_may_only_be_read(kept: Run, tmp_path: Path) -> None:
    """A second run that writes does not stop the check; only the search index is left out, and that is said."""
    holder = (
        "import sys; from pathlib import Path; from blogarchive.archive import open_archive\n"
        "with open_archive(Path(sys.argv[1]), write=True): print('held', flush=True); sys.stdin.read()"
    )
    path = tmp_path / "data" / "blogarchive" / "archive.db"
    command = [sys.executable, "-c", holder, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        done = kept("verify")
        process.communicate()
    assert done.returncode == 0
    assert "the search index was not checked" in done.stderr


def test_list_has_the_newest_first(run: Run, tmp_path: Path) -> None:
    """By the time of publication, whatever was saved first; no more than asked for."""
    with open_archive(tmp_path / "blogs.db", write=True) as archive:
        for number, minute in ((1, 60), (2, 180), (3, 0)):
            shot = snapshot([comment(1)], visit=number)
            own = replace(
                shot.post.record,
                native_id=None,
                url=None,
                canonical_url=None,
                title=f"Post {number}",
                published=at(minute),
            )
            other = replace(shot, url=f"https://blog.example/{number}", post=replace(shot.post, record=own))
            archive.save(taken(other))
    listed = run("list", "--archive", "blogs.db").stdout
    assert re.findall(r"Post (\d)", listed) == ["2", "1", "3"]
    assert run("list", "--limit", "2", "--archive", "blogs.db").stdout.count("blog.example") == 2
