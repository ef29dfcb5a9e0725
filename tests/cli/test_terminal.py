"""Terminals, pipes and places of every kind: what is said there, and that nothing ends in a traceback."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from blogarchive.cli.render import summary, whole
from tests.cli.conftest import Run
from tests.export.snapshots import make_comment, make_snapshot


def test_a_terminal_that_knows_few_characters(run: Run, page: Path) -> None:
    """What it cannot show becomes a question mark; data stays UTF-8."""
    page.write_text(page.read_text("utf-8").replace("Rain on Sunday</h1>", "Rain… on Sunday ✎</h1>"), "utf-8")
    shown = run("read", page, more={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert shown.returncode == 0
    assert "Rain? on Sunday ?" in shown.stdout or "Rain… on Sunday ✎" in shown.stdout
    assert "Zoë" in run("read", page, "-f", "csv", "-q", more={"PYTHONIOENCODING": "latin-1"}).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_no_color_is_honoured(page: Path, tmp_path: Path) -> None:
    """https://no-color.org: not even bold. Nor on a terminal that knows no colours."""
    assert "\x1b[" in _at_a_terminal("read", str(page), home=tmp_path)
    assert "\x1b[" not in _at_a_terminal("read", str(page), home=tmp_path, NO_COLOR="1")
    assert "\x1b[" not in _at_a_terminal("read", str(page), home=tmp_path, TERM="dumb")


@pytest.mark.parametrize("columns", [20, 40, 60])
def test_a_narrow_terminal_breaks_no_row(run: Run, page: Path, columns: int) -> None:
    """Where a table has no room, a comment has lines of its own; none of them is wider than the terminal."""
    shown = run("read", page, "-q", more={"COLUMNS": str(columns)}).stdout
    comments = shown.split("\n\n", 1)[1]
    assert all(len(line) <= columns for line in comments.splitlines())
    assert "Buses. Always" in shown
    assert columns < 60 or "when" in comments


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
@pytest.mark.parametrize("command", ["list", "watched"])
def test_a_narrow_terminal_breaks_no_post(run: Run, site: str, tmp_path: Path, command: str) -> None:
    """Wide enough, a table; else cut titles; else lines for each post, none wider than the terminal but for whole addresses."""
    run("fetch", f"{site}/rain/", f"{site}/short/", "-q")
    shown = {
        columns: _at_a_terminal(
            command, home=tmp_path, COLUMNS=str(columns), XDG_DATA_HOME=str(tmp_path / "data")
        ).splitlines()
        for columns in (30, 60, 80, 140, 160)
    }
    for columns, lines in shown.items():
        is_table = lines[0].startswith("id")
        assert all(len(line) <= columns or (not is_table and line[2:].lstrip().startswith("http")) for line in lines)
        assert sum(f"{site}/rain/" in line for line in lines) == 1
        assert any("Rain" in line for line in lines)
    assert shown[160][0].startswith("id")
    assert not shown[30][0].startswith("id")
    assert run(command, more={"COLUMNS": "30"}).stdout.startswith("id"), "a pipe gets the table whole"


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_search_breaks_lines_between_words_on_a_terminal_only(run: Run, site: str, tmp_path: Path) -> None:
    run("fetch", f"{site}/rain/", "-q")
    found = run("search", "rain").stdout
    words = max((line for line in found.splitlines() if "http" not in line), key=len)
    shown = _at_a_terminal(
        "search", "rain", home=tmp_path, COLUMNS="30", NO_COLOR="1", XDG_DATA_HOME=str(tmp_path / "data")
    )
    assert all(len(line) <= 30 for line in shown.splitlines() if "http" not in line)
    assert len(words) > 30
    assert " ".join(words.split()) in " ".join(shown.split())


def _at_a_terminal(*words: str, home: Path, **more: str) -> str:
    import pty

    main, other = pty.openpty()
    command = [sys.executable, "-m", "blogarchive", *words]
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    environment |= {"HOME": str(home), "TERM": "xterm"} | more
    subprocess.run(command, stdout=other, stderr=subprocess.DEVNULL, env=environment, timeout=60, check=True)
    os.close(other)
    said = b""
    try:
        while piece := os.read(main, 4096):
            said += piece
    except OSError:  # the other end is closed and all is read
        pass
    os.close(main)
    return said.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
@pytest.mark.parametrize("columns", [30, 80])
def test_one_step_that_takes_long_is_told(page: Path, tmp_path: Path, columns: int) -> None:
    """The very first wait may be the long one: what is waited for is said after a second, in one row, and taken away at the end."""
    import fcntl
    import pty
    import struct
    import termios

    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    slow = tmp_path / ("a-file-of-a-long-name-" * 3)
    os.mkfifo(slow)
    environment = os.environ | {"HOME": str(tmp_path), "TERM": "xterm"}
    command = [sys.executable, "-m", "blogarchive", "read", slow.name, "-f", "csv"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=other, env=environment, cwd=tmp_path) as process:
        os.close(other)
        time.sleep(3)
        told = os.read(main, 4096).decode()
        slow.write_bytes(page.read_bytes())
        assert process.wait(60) == 0
    assert "1 · a-file-of-a-long-name-" in told
    assert len(told.removeprefix("\r\x1b[K")) < columns
    assert os.read(main, 4096).startswith(b"\r\x1b[K")
    os.close(main)


def test_a_folder_that_is_not_there(run: Run, page: Path, tmp_path: Path) -> None:
    """It is named, and nothing is made: a slip of the pen makes no folders. A name that ends in a slash asks for one."""
    missing = run("read", page, "-f", "csv", "-o", "nowhere/out.csv")
    assert missing.returncode == 7
    assert "there is no folder nowhere" in missing.stderr
    assert run("read", page, "-f", "csv", "-o", "made/").returncode == 0
    assert [path.suffix for path in (tmp_path / "made").iterdir()] == [".csv"]


def test_a_recording_of_several_posts_is_read_whole(run: Run, site: str) -> None:
    """Each post that was recorded, failures included; --url chooses one."""
    addresses = (f"{site}/rain/", f"{site}/nothing/", f"{site}/short/")
    fetched = run("fetch", *addresses, "-f", "json", "--record", "saved", "--no-archive")
    again = run("read", "saved", "-f", "json")
    assert (fetched.returncode, again.returncode) == (3, 3)
    assert [post["url"] for post in json.loads(again.stdout)] == [addresses[0], addresses[2]]
    assert [post["post"] for post in json.loads(again.stdout)] == [post["post"] for post in json.loads(fetched.stdout)]
    assert f"{addresses[1]}: the server answered 404" in again.stderr
    assert f"{addresses[2]} · 3 of 4 claimed comments · partial" in again.stderr
    assert json.loads(run("read", "saved", "--url", addresses[2], "-f", "json").stdout)["url"] == addresses[2]
    assert run("read", "saved", "--url", f"{site}/else/").returncode == 2


@pytest.mark.parametrize("words", ["1e5", "00123", "nan", "1_000", "0x10", "-0.0", "1,000.50"])
def test_what_looks_like_a_number_stays_as_it_was_written(words: str) -> None:
    """tabulate would show 1e5 as 100000 and 00123 as 123."""
    lines = summary(make_snapshot(make_comment(1, words, words), make_comment(2, "Ben", "5"))).splitlines()
    row = next(line for line in lines if line.startswith("1 "))
    assert row.split()[1] == row.split()[-1] == words


def test_show_breaks_lines_between_words_on_a_terminal_only() -> None:
    """An address is left whole, so that it can be followed; answers keep their margin."""
    address = "https://example.org/" + "long/" * 12
    words = f"Rain fell on the roofs all day and on the gardens too, see {address} for more.\n\nIt stopped."
    snapshot = make_snapshot(make_comment(1, text=words), make_comment(2, text=words, parent=1))
    lines = whole(snapshot, 40).splitlines()
    assert all(len(line) <= 40 for line in lines if "http" not in line)
    assert address in lines
    assert f"  {address}" in lines
    assert "It stopped." in lines
    assert words in whole(snapshot)


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux")
@pytest.mark.parametrize("form", ["json", "csv", "md", "html", "epub"])
def test_an_address_in_another_encoding(page: Path, form: str) -> None:
    """What was typed in Latin-1 is asked and kept as those bytes."""
    words = [os.fsencode(sys.executable), b"-m", b"blogarchive"]
    home = os.environ | {"HOME": str(page.parent), "LC_ALL": "C.UTF-8"}
    read = [*words, b"read", os.fsencode(page), b"--url", b"http://blog.example/caf\xe9", b"-q", b"-f", form.encode()]
    done = subprocess.run(read, capture_output=True, env=home, timeout=60, check=True)
    assert form == "epub" or b"http://blog.example/caf%E9" in done.stdout
    if form == "json":
        fetch = [*words, b"fetch", b"--no-archive", b"http://127.0.0.1:1/caf\xe9", b"http://caf\xe9.example/"]
        failed = subprocess.run(fetch, capture_output=True, env=home, timeout=60, check=False)
        assert (failed.returncode, failed.stderr.count(b"\n")) == (3, 2)


def test_a_file_that_is_not_there_is_no_address(run: Run) -> None:
    """What could be a host is a slip of the pen in a file's name all the same."""
    done = run("read", "saved.htm.gz")
    assert (done.returncode, done.stderr) == (
        3,
        "blogarchive: saved.htm.gz: no such file, and nothing is asked of the web\n",
    )


@pytest.mark.parametrize("command", ["read", "explain"])
def test_an_address_is_nothing_on_disk(run: Run, command: str) -> None:
    """Who wants it asked is told how."""
    done = run(command, "https://blog.example/a-post/")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert done.stderr.startswith("blogarchive: https://blog.example/a-post/: an address")
    assert "fetch --record DIR" in done.stderr


def test_files_of_other_kinds_are_refused(run: Run, page: Path) -> None:
    """Not read as if they were the page: what stands round it would become words."""
    page.write_text("WARC/1.0\r\n\r\n" + page.read_text("utf-8"), "utf-8")
    done = run("read", page)
    assert (done.returncode, done.stdout) == (3, "")
    assert "is a WARC file without a page in it" in done.stderr


def test_a_page_that_a_browser_saved_into_one_file(run: Run, page: Path) -> None:
    """With its address and its time."""
    head = "Snapshot-Content-Location: https://rain.example/sunday\nDate: Mon, 3 May 2021 08:30:05 GMT\nMIME-Version: 1.0\n"
    html = page.read_text("utf-8")
    page.write_text(
        f"{head}Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n{html}\n--b--\n",
        "utf-8",
    )
    told = json.loads(run("read", page, "-f", "json").stdout)
    assert (told["url"], told["taken_at"]) == ("https://rain.example/sunday", "2021-05-03T08:30:05+00:00")
    assert told["post"]["title"] == "Rain on Sunday"
