"""What happened and what changed, as its readers get it."""

import json
from pathlib import Path

import pytest
from feedparser import FeedParserDict

from blogarchive.archive import open_archive
from blogarchive.document import Document
from blogarchive.model import Capture
from tests.cli.blog import POST
from tests.cli.conftest import Run
from tests.pipeline.test_rereading import START, misread, visit

EDITED = POST.replace("=forty-two, of course!", "forty-three \x1b[31m").replace(">Ben<", ">Benjamin<")


@pytest.fixture
def twice(run: Run, tmp_path: Path) -> Run:
    """An archive of a post that was misread at first, read again, and then edited by two of its writers."""
    with open_archive(tmp_path / "blogs.db", write=True) as archive:
        archive.save(misread(visit()))
        archive.reread(1, visit().snapshot)
        archive.save(visit(EDITED, 1))
    return lambda *words, **more: run(*words, "--archive", "blogs.db", **more)


def feed(body: bytes) -> FeedParserDict:
    return Document(
        Capture(url="https://a.example/", requested_url="https://a.example/", body=body, captured_at=START)
    ).feed


def test_diff_in_a_pipe_has_no_colours_and_nothing_that_acts_on_a_terminal(twice: Run) -> None:
    told = twice("diff", "1").stdout
    assert "[-Ben-]{+Benjamin+}" in told
    assert "Reply" not in told
    assert "\x1b" not in told


@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
def test_diff_goes_into_a_file_too(twice: Run, tmp_path: Path, form: str) -> None:
    shown = twice("diff", "1", "-f", form)
    assert shown.returncode == 0, shown.stderr
    assert "Benjamin" in shown.stdout
    assert twice("diff", "1", "-f", form, "-o", "out").stdout == ""
    assert (tmp_path / "out").read_text("utf-8") == shown.stdout


def test_diff_between_two_times(twice: Run) -> None:
    assert "nothing changed" in twice("diff", "1", "--until", "2026-03-01T12:00").stdout
    assert "nothing changed" in twice("diff", "1", "--since", "2026-03-02T01:00+01:00").stdout
    assert json.loads(twice("diff", "1", "-f", "json", "--since", "2026-03-01T12:00Z").stdout)["changes"]
    assert twice("diff", "1", "--since", "1999-01-01").stdout == twice("diff", "1").stdout
    early = twice("diff", "1", "--until", "1999-01-01")
    assert (early.returncode, early.stdout) == (2, "")
    for time in ("soon", "2026-13-01", "7y", "99999999d"):
        assert twice("diff", "1", "--since", time).returncode == 2


def test_changes_leave_our_own_reading_out_unless_asked(twice: Run) -> None:
    after_the_first = [json.loads(line) for line in twice("changes", "--since", "1", "--json").stdout.splitlines()]
    assert {(event["kind"], event["visit"]) for event in after_the_first} == {("visit", 3)}
    with_readings = twice("changes", "--since", "1", "-f", "jsonl", "--readings").stdout
    assert '"kind": "reread"' in with_readings
    assert "(our reading)" in twice("history", "1").stdout
    assert twice("changes", "--since", "12h").stdout == ""


def test_changes_as_a_feed(twice: Run, tmp_path: Path) -> None:
    read = feed(twice("changes", "-f", "atom").stdout.encode())
    assert not read.bozo
    assert [entry.title for entry in read.entries] == [
        "Rain on Sunday: author renamed, 1 edit",
        "Rain on Sunday: saved, with 2 comments",
    ]
    assert twice("changes", "-f", "atom", "-o", "changes.atom").stdout == ""
    again = feed((tmp_path / "changes.atom").read_bytes())
    assert [entry.id for entry in again.entries] == [entry.id for entry in read.entries]


@pytest.mark.parametrize("words", [("diff", "1"), ("changes",), ("history", "1"), ("search", "stairs")])
def test_a_default_form_for_posts_is_none_for_reports(twice: Run, words: tuple[str, ...]) -> None:
    """BLOGARCHIVE_FORM and `form` in the config file speak of posts."""
    assert twice(*words, more={"BLOGARCHIVE_FORM": "site"}).returncode == 0
