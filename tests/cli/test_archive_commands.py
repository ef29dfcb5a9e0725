"""The commands that work from the archive: search, history, changes, verify, backup, merge, forget."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


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
    assert kept("changes").stdout.count("added") == 3
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
    assert kept("forget", "1", "--comment", "13", "--reason", "asked for it").returncode == 0
    shown = kept("show", "1").stdout
    assert "Always buses" not in shown
    assert "Forty-two" in shown


def test_the_post_as_it_was(kept: Run) -> None:
    """Before the first visit there is nothing to show."""
    assert "Forty-two" in kept("show", "1", "--at", "2999-01-01").stdout
    before = kept("show", "1", "--at", "1999-01-01")
    assert before.returncode != 0
    assert before.stdout == ""


def test_a_site_of_the_archive(kept: Run, tmp_path: Path) -> None:
    """A folder of pages; a second export finds nothing to do; it wants a folder of its own."""
    assert "files written" in kept("export", "--all", "-f", "site", "-o", "pages").stderr
    assert (tmp_path / "pages" / "index.html").is_file()
    assert "pages: 0 files written" in kept("export", "--all", "-f", "site", "-o", "pages").stderr
    nowhere = kept("export", "--all", "-f", "site")
    assert (nowhere.returncode, nowhere.stderr.count("\n"), "-o" in nowhere.stderr) == (2, 1, True)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").touch()
    assert kept("export", "--all", "-f", "site", "-o", "other").returncode == 7
    assert kept("read", "missing.html", "-f", "site", "-o", "pages").returncode == 3
    assert "pages: 0 files written" in kept("export", "--all", "-f", "site", "-o", "pages").stderr
