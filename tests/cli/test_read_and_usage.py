"""Reading from disk, options, configuration, and the manners of a command in a pipe."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from blogarchive.cli import command as blogarchive
from tests.cli.blog import POST
from tests.cli.conftest import Run

COMMANDS = sorted(blogarchive.list_commands(blogarchive.make_context("blogarchive", [], resilient_parsing=True)))
README = Path(__file__).resolve().parents[2] / "README.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_and_stands_in_the_readme(run: Run, name: str) -> None:
    """Help is the manual."""
    result = run(name, "--help")
    assert result.returncode == 0
    assert f"blogarchive {name}" in result.stdout
    assert f"blogarchive {name}" in README.read_text("utf-8")


def test_version_and_schema(run: Run) -> None:
    """Both print and end with 0."""
    assert run("--version").stdout.startswith("blogarchive 0.")
    assert json.loads(run("schema").stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run: Run, shell: str) -> None:
    """A script for each shell, and the completion itself answers."""
    assert "_BLOGARCHIVE_COMPLETE" in run("completion", shell).stdout
    answer = run(more={"_BLOGARCHIVE_COMPLETE": "bash_complete", "COMP_WORDS": "blogarchive fe", "COMP_CWORD": "1"})
    assert "fetch" in answer.stdout


def test_read_from_standard_input(run: Run) -> None:
    """A page in a pipe."""
    result = run("read", "-", "--url", "https://blog.example/rain/", "-f", "json", given=POST)
    assert json.loads(result.stdout)["post"]["title"] == "Rain on Sunday"


@pytest.mark.parametrize("form", ["json", "html"])
def test_our_own_documents_come_back(run: Run, page: Path, form: str) -> None:
    """`read` of what we wrote gives the same document."""
    first = run("read", page, "--url", "https://blog.example/rain/", "-f", "json").stdout
    run("read", page, "--url", "https://blog.example/rain/", "-f", form, "-o", f"out.{form}")
    assert run("read", f"out.{form}", "-f", "json").stdout == first


def test_the_same_input_gives_the_same_bytes(run: Run, page: Path) -> None:
    """Exports can be compared and kept under version control."""
    for form in ("json", "csv", "md", "html"):
        assert run("read", page, "-f", form).stdout == run("read", page, "-f", form).stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["read", "no-such-file.html"], 3),
        (["read"], 2),
        (["fetch", "--nonsense", "x"], 2),
        (["fetch", "https://blog.example/", "--timeout", "soon"], 2),
        (["fetch", "https://blog.example/", "--header", "nonsense", "--no-archive"], 2),
        (["export", "7"], 6),
        (["nonsense"], 2),
    ],
)
def test_wrong_usage_is_said_without_a_traceback(run: Run, words: list[str], code: int) -> None:
    """Its exit code, and nothing on standard output."""
    result = run(*words)
    assert result.returncode == code, result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["fetch", "x.example", "--timeout", "soon"], "'soon' is not a valid number."),
        (["fetch", "x.example", "--delay", "nan"], "'nan' is not a number."),
        (["sync", "--hosts", "many"], "'many' is not a valid whole number."),
        (["list", "--limit", "0"], "0 is not in the range x>=1."),
    ],
)
def test_numbers_that_are_none(run: Run, words: list[str], says: str) -> None:
    """In words for people, not for those who know Click."""
    done = run(*words)
    assert (done.returncode, done.stdout, done.stderr.splitlines()[-1].endswith(says)) == (2, "", True)


def test_options_come_from_flags_then_environment_then_file(run: Run, page: Path, tmp_path: Path) -> None:
    """Flags win over the environment, the environment over the file."""
    folder = tmp_path / "config" / "blogarchive"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[read]\nform = "jsonl"\n', "utf-8")
    assert len(run("read", page).stdout.splitlines()) == 3
    assert run("read", page, more={"BLOGARCHIVE_FORM": "csv"}).stdout.startswith("post_url,")
    assert json.loads(run("read", page, "-f", "json", more={"BLOGARCHIVE_FORM": "csv"}).stdout)
    (folder / "config.toml").write_text("this is not TOML", "utf-8")
    assert run("read", page).returncode == 2


def test_a_document_of_ours_that_lacks_something_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_text('{"blogarchive": 1}')
    result = run("read", "cut.json")
    assert result.returncode == 3
    assert result.stderr.startswith(f"blogarchive: {tmp_path / 'cut.json'}: is a document of ours that cannot be read")
    (tmp_path / "new.json").write_text('{"blogarchive": 99}')
    assert "of version 99, this program reads 1" in run("read", "new.json").stderr


def test_a_named_feed_that_is_none_is_told(run: Run, page: Path, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<html><p>Not here any more")
    result = run("read", page, "--feed", "feed.xml", "-f", "json")
    assert "feed.xml: is not a feed" in result.stderr
    assert "SourceError" not in result.stderr


def test_the_summary_of_a_post_dated_by_its_feed_names_its_clock(run: Run, page: Path) -> None:
    """The page's comments are on the blog's own clock; a post's time of UTC beside them says so."""
    document = json.loads(run("read", page, "-f", "json").stdout)
    document["post"] |= {"published": "2024-03-03T09:00:00+00:00", "published_precision": "second"}
    for comment in document["comments"]:
        comment |= {"published": "2024-03-03T10:30:00", "published_precision": "minute"}
    (page.parent / "dated.json").write_text(json.dumps(document), "utf-8")
    assert "2024-03-03 09:00 UTC" in run("read", "dated.json").stdout


def test_a_full_disk_leaves_the_old_export(run: Run, page: Path, tmp_path: Path) -> None:
    """/dev/full stands for it where there is no room to write; a folder that is none is said too."""
    old = tmp_path / "out.json"
    old.write_text("old", "utf-8")
    result = run("read", page, "-f", "json", "-o", old / "deeper.json")
    assert result.returncode == 7
    assert old.read_text("utf-8") == "old"


def test_escapes_from_a_page_do_not_reach_the_terminal(run: Run, page: Path) -> None:
    """Neither in the summary nor in messages."""
    page.write_text(POST.replace("Zoë", "Zo\u202e&#27;]0;x&#7;ë"), "utf-8")
    result = run("read", page)
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_importing_the_command_line_stays_light() -> None:
    """--help and --version load neither parsers nor clients."""
    code = "import sys, blogarchive.cli; print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout.split()
    )
    assert not loaded & {"lxml", "bs4", "httpcore2", "dateparser", "feedparser", "tabulate", "nh3", "sqlite3"}


def test_relative_times_need_to_know_when_the_file_was_saved(run: Run, page: Path) -> None:
    """A file's own time is when it was copied; "3 days ago" stays as shown unless --saved-at tells."""
    page.write_text(POST.replace("5 March 2012 at 9:15 am", "3 days ago"), "utf-8")
    first = json.loads(run("read", page, "-f", "json").stdout)["comments"][0]
    assert (first["published"], first["published_raw"]) == (None, "3 days ago")
    told = json.loads(run("read", page, "-f", "json", "--saved-at", "2012-03-08").stdout)["comments"][0]
    assert (told["published"][:10], told["published_estimated"]) == ("2012-03-05", True)


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("2012-03-08T09:30+02:00", "2012-03-08T07:30:00+00:00"),
        ("2012-03-08 09:30:05", "2012-03-08T09:30:05+00:00"),
        ("9999-12-31T23:59-12:00", None),
        ("yesterday", None),
    ],
)
def test_when_a_file_was_saved(run: Run, page: Path, typed: str, taken: str | None) -> None:
    """With an offset or without (UTC), as other commands take times; what is none is told in words."""
    done = run("read", page, "-f", "json", "--saved-at", typed)
    if taken is None:
        assert (done.returncode, "is no time such as 2026-11-01" in done.stderr) == (2, True)
    else:
        assert json.loads(done.stdout)["taken_at"] == taken


def test_explain_tells_sources_candidates_and_fields(run: Run, page: Path) -> None:
    """What a bug report needs; hostile text in it stays harmless."""
    page.write_text(POST.replace("Buses.", "Buses\u202e."), "utf-8")
    told = run("explain", page).stdout
    assert "source    page: read, 3 items" in told
    assert "claim     page: 3 comments" in told
    assert "chosen: 3 ×" in told
    assert "text from page (3)" in told
    assert "\u202e" not in told


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\0", 4, "is no page but binary data"),
        (b"", 4, "is empty"),
        (b"<rss version='2.0'/>", 4, "is a feed"),
    ],
)
def test_what_is_no_page_is_not_explained(run: Run, tmp_path: Path, content: bytes, code: int, says: str) -> None:
    (tmp_path / "x").write_bytes(content)
    done = run("explain", "x")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (code, "", 1)
    assert says in done.stderr


@pytest.mark.parametrize("form", ["json", "html"])
def test_our_own_documents_are_not_explained(run: Run, page: Path, form: str) -> None:
    """`read` takes them as they are: nothing was chosen there."""
    run("read", page, "-f", form, "-o", f"out.{form}", "-q")
    done = run("explain", f"out.{form}")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"blogarchive: out.{form}: is a document of ours")


def test_a_link_that_leads_elsewhere_is_written_through_only_when_asked(run: Run, page: Path, tmp_path: Path) -> None:
    """Somebody else may have put it there."""
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text("mine", "utf-8")
    (tmp_path / "out.json").symlink_to(elsewhere)
    assert run("read", page, "-f", "json", "-o", "out.json").returncode == 7
    assert elsewhere.read_text("utf-8") == "mine"
    assert run("read", page, "-f", "json", "-o", "out.json", "--follow").returncode == 0
    assert elsewhere.read_text("utf-8").startswith("{")


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "md", "html", "table", "epub"])
def test_a_folder_keeps_the_files_of_other_posts(run: Run, page: Path, tmp_path: Path, form: str) -> None:
    """Two blogs may have a post of one day and one name; the same post's file is replaced, whatever the scheme of its address."""
    folder = tmp_path / "saved"
    folder.mkdir()
    for url in (
        "http://a.example/?p=1&q=rain",
        "http://b.example/?p=1&q=rain",
        "https://a.example/?p=1&q=rain",
        "http://b.example/?p=1&q=rain",
    ):
        assert run("read", page, "--url", url, "-f", form, "-o", folder, "-q").returncode == 0
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 2
    assert [name.rpartition(".")[0].endswith("-2") for name in names] == [True, False]
    if form != "epub":
        texts = [(folder / name).read_text("utf-8") for name in names]
        assert ["b.example" in texts[0], "a.example" in texts[1]] == [True, True]
        assert "https://a.example" in texts[1]


def test_an_empty_name_is_no_place_to_write(run: Run, page: Path, tmp_path: Path) -> None:
    """`-o "$UNSET"` would otherwise fill the current folder."""
    before = sorted(tmp_path.iterdir())
    done = run("read", page, "-f", "json", "-o", "")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "blogarchive: -o: names no file\n")
    assert sorted(tmp_path.iterdir()) == before
