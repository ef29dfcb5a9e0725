"""Standard streams that are full, closed, or read by nobody: one line, the exit code of what happened, and files that are whole."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.blog import POST

NEEDS_SHELL = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
NEEDS_FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


def shell(words: str, page: Path) -> "subprocess.CompletedProcess[bytes]":
    """`blogarchive …` as a shell runs it, beside the page."""
    command = ["/bin/sh", "-c", f"'{sys.executable}' -m blogarchive {words}"]
    home = os.environ | {"HOME": str(page.parent)}
    return subprocess.run(command, capture_output=True, env=home, cwd=page.parent, timeout=60, check=False)


def test_whoever_reads_may_go_away(page: Path) -> None:
    """`| head` ends it quietly."""
    page.write_text(POST.replace("Always buses.", "Always buses. " * 100_000), "utf-8")
    command = [sys.executable, "-m", "blogarchive", "read", str(page), "-f", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 141


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["read", "rain.html"], {0, 141}),
        (["list", "--no-such-flag"], {2}),
        (["read", "no-such-file.html"], {3}),
        (["--help"], {141}),
        (["--version"], {141}),
        (["fetch", "--help"], {141}),
    ],
)
def test_nobody_reads_a_word(page: Path, words: list[str], status: set[int]) -> None:
    """`2>&1 | true`: Python would end with 120, Click with 1, or there would be a traceback that nobody sees."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "blogarchive", *words]
    with os.fdopen(writing, "wb") as pipe:
        ended = subprocess.run(command, stdout=pipe, stderr=pipe, cwd=page.parent, timeout=60, check=False)
    assert ended.returncode in status


@NEEDS_FULL
@NEEDS_SHELL
@pytest.mark.parametrize("words", ["read rain.html -f csv -q", "read rain.html -q", "--help", "schema"])
def test_standard_output_that_is_full(page: Path, words: str) -> None:
    """One line and the exit code of output that could not be written."""
    done = shell(f"{words} >/dev/full", page)
    assert (done.returncode, done.stderr.count(b"\n")) == (7, 1)
    assert b"no space left" in done.stderr


@NEEDS_FULL
@NEEDS_SHELL
@pytest.mark.parametrize(
    ("words", "status"),
    [("read rain.html -f csv -o out.csv", 0), ("read missing.html", 3), ("read --no-such-flag", 2), ("show 7", 6)],
)
def test_standard_error_that_is_full(page: Path, words: str, status: int) -> None:
    """A log on a full disk costs the words, not the run nor its file, and the exit code still tells what happened."""
    assert shell(f"{words} 2>/dev/full", page).returncode == status
    assert (page.parent / "out.csv").exists() == (status == 0)


@NEEDS_SHELL
def test_messages_that_nobody_reads_end_no_run(page: Path) -> None:
    """`2>&1 >/dev/null | true`: the file is written all the same."""
    done = shell("read rain.html -f csv -o out.csv -v 2>&1 >/dev/null | true", page)
    assert (done.returncode, done.stderr) == (0, b"")
    for _ in range(600):  # the shell waits for the end of the pipe alone
        if (page.parent / "out.csv").exists():
            return
        time.sleep(0.1)
    pytest.fail("there is no file")


@NEEDS_SHELL
@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ("read rain.html -f csv -q >&-", 7, "standard output: cannot be written"),
        ("read rain.html -q >&-", 7, "standard output: cannot be written"),
        ("--version >&-", 7, "standard output: cannot be written"),
        ("read rain.html -f csv -q -o out.csv >&-", 0, ""),
        ("read - <&-", 4, "standard input: is empty"),
        ("read - </dev/null", 4, "standard input: is empty"),
        ("read missing.html 2>&-", 3, ""),
        ("read missing.html <&- >&- 2>&-", 3, ""),
    ],
)
def test_streams_that_are_closed(page: Path, words: str, status: int, says: str) -> None:
    """As daemons and some crons leave them: one line, the exit code of what happened, no traceback."""
    done = shell(words, page)
    said = done.stderr.decode()
    assert (done.returncode, said.count("\n")) == (status, 1 if says else 0)
    assert says in said


@NEEDS_SHELL
def test_data_comes_out_where_standard_error_is_closed(page: Path) -> None:
    done = shell("read rain.html -f jsonl 2>&-", page)
    assert (done.returncode, done.stdout.count(b"\n") > 0) == (0, True)


@NEEDS_SHELL
@pytest.mark.parametrize("place", ["-", "/dev/stdout", "/dev/fd/1"])
def test_standard_output_by_its_names(page: Path, place: str) -> None:
    """`-o -` makes no file of that name, and what stands in /dev is the system's own; for one post and for several."""
    for words in ("read rain.html -f csv -q", "read rain.html rain.html -f jsonl -q", "read rain.html -q"):
        wanted = shell(f"{words} | cat", page)
        assert (wanted.returncode, wanted.stderr) == (0, b"")
        assert shell(f"{words} -o {place} | cat", page).stdout == wanted.stdout
    assert [path.name for path in page.parent.iterdir()] == ["rain.html"]


@NEEDS_SHELL
def test_reports_go_to_standard_output_too(page: Path) -> None:
    done = shell("read rain.html -f json -q -o kept.json", page)
    assert done.returncode == 0
    assert shell("changes --archive none.db -o -", page).returncode == 6
    assert sorted(path.name for path in page.parent.iterdir()) == ["kept.json", "rain.html"]
