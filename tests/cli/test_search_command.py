"""Searching from the command line: filters, and every form of output."""

import csv
import io
import json
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from blogarchive.archive import open_archive
from tests.archive.posts import comment, snapshot, taken
from tests.cli.conftest import Run


@pytest.fixture
def found(run: Run, tmp_path: Path) -> Run:
    """An archive of one post about the sea, whose first comment was edited."""
    with open_archive(tmp_path / "blogs.db", write=True) as archive:
        said = [comment(1, "Sweb", "J'ai adoré l'été à la mer"), comment(2, "Édonis", "=mer & <b>ville</b> \x1b[31m")]
        archive.save(taken(snapshot(said)))
        archive.save(taken(snapshot([comment(1, "Sweb", "Rien"), said[1]], visit=2)))
    return lambda *words, **more: run("search", *words, "--archive", "blogs.db", **more)


def test_filters(found: Run) -> None:
    def ids(*words: str) -> list[str | None]:
        done = found(*words, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line)["comment"] for line in done.stdout.splitlines()]

    assert ids("MER") == ["2", "1"]
    assert ids("mer", "--author", "edon") == ["2"]
    assert ids("ete", "--kind", "comment") == ["1"]
    assert ids("mer", "--since", "2010-05-22 20:02") == ["2"]
    assert ids("mer", "--until", "2010-05") == []
    assert ids("mer", "--host", "www.blog.example", "--post", "voisins") == ["2", "1"]
    assert ids("soir", "--kind", "post", "--since", "2010", "--until", "2011") == [None]
    assert ids('"la mer"') == ["1"]
    assert ids("mer", "-ville") == ["1"]
    assert ids("mer -ville") == ["1"]
    assert ids("ador*") == ["1"]
    for wrong in (
        ["--since", "May"],
        ["--until", "2010-13"],
        ["--since", "2010-02-30"],
        ["--post", "nowhere"],
        ["--kind", "letter"],
    ):
        assert found("mer", *wrong).returncode == 2


def test_text_marks_what_was_said_in_an_earlier_version(found: Run) -> None:
    shown = found("adoré").stdout
    assert "in an earlier version" in shown
    assert "\x1b" not in found("mer").stdout


def test_as_json_and_csv(found: Run) -> None:
    assert [hit["author"] for hit in json.loads(found("mer", "-f", "json").stdout)] == ["Édonis", "Sweb"]
    rows = list(csv.DictReader(io.StringIO(found("mer", "-f", "csv").stdout, newline="")))
    assert [(row["comment"], row["is_current"]) for row in rows] == [("2", "true"), ("1", "false")]
    assert rows[0]["snippet"].startswith("'=mer")


def test_as_markdown_and_html(found: Run) -> None:
    html = MarkdownIt().render(found("mer", "-f", "md").stdout)
    assert "<strong>mer</strong>" in html
    assert "<b>ville" not in html
    page = found("mer", "-f", "html").stdout
    assert "<mark>mer</mark>" in page
    assert "<b>ville" not in page
    assert "\x1b" not in page


def test_into_a_file(found: Run, tmp_path: Path) -> None:
    assert found("mer", "-f", "csv", "-o", "found.csv").stdout == ""
    assert (tmp_path / "found.csv").read_text("utf-8").startswith("post_id,")
    nothing = found("giraffe", "-f", "json")
    assert (nothing.returncode, json.loads(nothing.stdout)) == (0, [])
