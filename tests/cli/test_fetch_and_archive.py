"""Fetching, keeping, showing: what a new user does in the first five minutes."""

import csv
import io
import json
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_fetch_shows_keeps_and_exports(run: Run, site: str, tmp_path: Path) -> None:
    """One command saves and shows; list, show and export then work without the web."""
    fetched = run("fetch", f"{site}/rain/")
    assert fetched.returncode == 0, fetched.stderr
    assert "Rain on Sunday" in fetched.stdout
    assert "Zoë" in fetched.stdout
    assert "3 of 3 claimed comments · complete" in fetched.stderr
    listed = run("list")
    assert "Rain on Sunday" in listed.stdout
    assert "Buses. Always buses." in run("show", "1").stdout
    assert "Buses. Always buses." in run("show", "rain on").stdout
    document = json.loads(run("export", "-f", "json").stdout)
    assert [c["text"] for c in document["comments"]] == [
        "I count stairs. Forty-two at home.",
        "@Ben =forty-two, of course!",
        "Buses. Always buses.",
    ]
    assert [c["parent"] for c in document["comments"]] == [None, "11", None]
    assert document["comments"][2]["published"] == "2012-03-06T23:45:30+01:00"
    assert document["comments"][0]["published"] == "2012-03-05T09:15:00"
    assert document["comments"][1]["author"]["is_post_author"] is True
    archive = tmp_path / "data" / "blogarchive" / "archive.db"
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_a_second_fetch_adds_a_visit_and_loses_nothing(run: Run, site: str) -> None:
    """The same post stays one post."""
    for _ in range(2):
        assert run("fetch", f"{site}/rain/", "--quiet").returncode == 0
    assert len(run("list", "--style", "tsv").stdout.splitlines()) == 2


def test_another_page_under_a_known_address_is_said_to_be_one(run: Run, site: str) -> None:
    """It is kept, since it was asked for by name; what was there before stays."""
    assert "another page" not in run("fetch", f"{site}/sold/").stderr
    later = run("fetch", f"{site}/sold/")
    assert later.returncode == 0
    assert "another page stands there: “Cheap paint for every wall”; kept as a visit" in later.stderr
    assert "Buses. Always buses." in run("search", "buses").stdout
    assert "Rain on Sunday" in run("history", "1").stdout


def test_one_bad_address_does_not_stop_the_others(run: Run, site: str) -> None:
    """The exit code is the first failure's; the rest is fetched and kept."""
    result = run("fetch", f"{site}/nowhere/", f"{site}/rain/", "-f", "jsonl")
    assert result.returncode == 3
    assert len(result.stdout.splitlines()) == 3
    assert len([line for line in result.stderr.splitlines() if line.startswith("blogarchive:")]) == 1


def test_csv_in_a_pipe_guards_the_answers(run: Run, site: str) -> None:
    """`@Ben …` would be a formula in a spreadsheet; --no-guard gives the words as they are."""
    rows = list(csv.DictReader(io.StringIO(run("fetch", f"{site}/rain/", "-f", "csv", "-q").stdout, newline="")))
    assert [row["text"] for row in rows][1] == "'@Ben =forty-two, of course!"
    plain = list(csv.DictReader(io.StringIO(run("export", "-f", "csv", "-q", "--no-guard").stdout, newline="")))
    assert [row["text"] for row in plain][1] == "@Ben =forty-two, of course!"


def test_a_missing_comment_is_partial_and_strict_says_so(run: Run, site: str) -> None:
    """The page says 4 and shows 3, and its feed is broken: kept, shown, and exit 5 with --strict only."""
    result = run("fetch", f"{site}/short/", "--strict")
    assert result.returncode == 5
    assert "partial" in result.stderr
    assert "the page says 4, found 3" in result.stderr
    assert run("fetch", f"{site}/short/").returncode == 0
    assert "Rain on Sunday" in run("list").stdout


@pytest.mark.parametrize(
    ("path", "code"),
    [("/nowhere/", 3), ("/login/", 4), ("/empty/", 4), ("/paper.pdf", 4)],
)
def test_what_is_no_post_gets_one_line_and_is_not_kept(run: Run, site: str, path: str, code: int) -> None:
    """One line on standard error, its exit code, nothing on standard output, nothing in the archive."""
    result = run("fetch", site + path)
    assert result.returncode == code
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert "no posts" in run("list").stderr


@pytest.mark.parametrize(
    "address",
    ["http://no-such-host.invalid/", "http://127.0.0.1:1/", "ftp://blog.example/", "http://[::1", "http://"],
)
def test_addresses_that_cannot_be_asked(run: Run, address: str) -> None:
    """No such host, refused, another scheme, malformed: one line, no traceback."""
    result = run("fetch", address)
    assert result.returncode in {2, 3}
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_several_posts_go_into_a_folder(run: Run, site: str, tmp_path: Path) -> None:
    """One safe file name each, from date and slug."""
    result = run("fetch", f"{site}/rain/", f"{site}/short/", "-f", "md", "-o", "out", "--no-archive", "-q")
    assert result.returncode == 0, result.stderr
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["2012-03-04-rain.md", "2012-03-04-short.md"]


def test_several_posts_go_into_one_file_that_can_hold_them(run: Run, site: str, tmp_path: Path) -> None:
    """A name that ends as such a file does is that file, as standard output would have it; Markdown holds one post a file."""
    run("fetch", f"{site}/rain/", f"{site}/short/", "-q")
    for form in ("csv", "json", "jsonl"):
        (tmp_path / f"all.{form}").write_text("what was there before", "utf-8")
        assert run("export", "--all", "-q", "-f", form, "-o", f"all.{form}").returncode == 0
        assert (tmp_path / f"all.{form}").read_text("utf-8") == run("export", "--all", "-f", form).stdout
    assert run("export", "--all", "-o", "all.txt").returncode == 0
    assert (tmp_path / "all.txt").read_text("utf-8").count(f"\n{site}/") == 2
    refused = run("export", "--all", "-f", "md", "-o", "all.md")
    assert (refused.returncode, refused.stderr.count("\n"), (tmp_path / "all.md").exists()) == (2, 1, False)


def test_a_folder_is_not_named_as_a_file_of_another_form(run: Run, site: str, tmp_path: Path) -> None:
    """`-f json -o all.csv` is a slip of the pen; a slash says that it is not. One post goes where it is told to."""
    run("fetch", f"{site}/rain/", f"{site}/short/", "-q")
    for name in ("all.csv", "all.HTML", "all.md"):
        refused = run("export", "--all", "-f", "json", "-o", name)
        assert (refused.returncode, refused.stderr.count("\n"), (tmp_path / name).exists()) == (2, 1, False)
        assert refused.stderr.startswith(f"blogarchive: -o: {name} ends as a ")
    assert run("export", "--all", "-f", "json", "-o", "all.csv/").returncode == 0
    assert run("export", "--all", "-f", "json", "-o", "all.csv").returncode == 0, "the folder is there now"
    assert run("export", "--all", "-f", "json", "-o", "v1.2").returncode == 0
    assert run("export", "1", "-f", "json", "-o", "one.csv").returncode == 0


@pytest.mark.parametrize("command", ["export", "reread", "sync"])
def test_all_and_some_contradict_each_other(run: Run, site: str, command: str) -> None:
    """Nobody knows which was meant."""
    run("fetch", f"{site}/rain/", "-q")
    done = run(command, "--all", "1")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "blogarchive: --all: says more than the posts that are named\n"


def test_a_named_post_goes_before_all_of_the_config_file(run: Run, site: str, tmp_path: Path) -> None:
    run("fetch", f"{site}/rain/", f"{site}/short/", "-q")
    folder = tmp_path / "config" / "blogarchive"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("[export]\nall = true\n", "utf-8")
    assert run("export", "-f", "json", "-o", "all/").returncode == 0
    assert len([*(tmp_path / "all").iterdir()]) == 2
    assert run("export", "1", "-f", "json").stdout.count('"blogarchive": 1') == 1


def test_a_file_for_several_is_replaced_by_what_came(run: Run, site: str, tmp_path: Path) -> None:
    """Where some of the posts could not be had it holds the others; where none could it stays as it was, and nothing is left beside it."""
    (tmp_path / "all.csv").write_text("what was there before", "utf-8")
    nothing = run("fetch", f"{site}/nothing/", f"{site}/nowhere/", "--no-archive", "-f", "csv", "-o", "all.csv")
    assert (nothing.returncode, (tmp_path / "all.csv").read_text("utf-8")) == (3, "what was there before")
    some = run("fetch", f"{site}/nothing/", f"{site}/rain/", "--no-archive", "-f", "csv", "-o", "all.csv")
    assert some.returncode == 3
    assert f"{site}/rain/" in (tmp_path / "all.csv").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["all.csv"]
    lost = run("fetch", f"{site}/rain/", f"{site}/short/", "--no-archive", "-f", "csv", "-o", "nowhere/all.csv")
    assert (lost.returncode, "there is no folder nowhere" in lost.stderr) == (7, True)


def test_record_then_read_gives_the_same(run: Run, site: str) -> None:
    """A recorded folder is a bug report: it reads the same without the web."""
    fetched = json.loads(run("fetch", f"{site}/rain/", "-f", "json", "--record", "saved", "--no-archive").stdout)
    read = json.loads(run("read", "saved", "-f", "json").stdout)
    assert read["comments"] == fetched["comments"]
    assert read["post"] == fetched["post"]
    assert read["audit"]["verdict"] == "complete"


def test_an_archive_that_cannot_be_written_is_said_before_anything_is_fetched(
    run: Run, site: str, tmp_path: Path
) -> None:
    """A file that is no archive stays as it is."""
    foreign = tmp_path / "notes.db"
    foreign.write_bytes(b"my notes, not an archive")
    result = run("fetch", f"{site}/rain/", "--archive", foreign)
    assert result.returncode == 6
    assert result.stdout == ""
    assert foreign.read_bytes() == b"my notes, not an archive"
