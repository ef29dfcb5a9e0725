"""Where the user has no rights: one line that names the file, and the exit code; never a traceback."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter on Windows")


@pytest.fixture
def closed(tmp_path: Path, run: Run, page: Path) -> Iterator[Path]:
    """A folder that nobody may look into, beside a page and an archive."""
    run("read", page, "--url", "https://blog.example/rain/", "-f", "json", "-o", "rain.json")
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "a.db").touch()
    folder.chmod(0)
    yield folder
    folder.chmod(0o755)


def as_others(*words: str, where: Path) -> "subprocess.CompletedProcess[str]":
    """Run a command as somebody to whom rights apply: root without the two capabilities that pass them over."""
    command = [sys.executable, "-m", "blogarchive", *words]
    if os.geteuid() == 0:
        if not (setpriv := shutil.which("setpriv")):
            pytest.skip("root has all rights, and there is no setpriv")
        command = [setpriv, "--bounding-set=-dac_override,-dac_read_search", *command]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=where, timeout=120, check=False)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("read rain.html -f csv -o closed/x.csv", 7),
        ("read rain.html -f html -o closed/more/x.html", 7),
        ("read rain.html rain.json -f json -o closed/more/", 7),
        ("read rain.html -f site -o closed/shelf", 7),
        ("read rain.html -f epub -o closed/x.epub", 7),
        ("read closed/x.html", 3),
        ("explain closed/x.html", 3),
        ("read rain.html --feed closed/feed.xml", 3),
        ("fetch SITE --no-archive --record closed/record", 7),
        ("add closed/list.txt --archive new.db", 3),
        ("list --archive closed/a.db", 6),
        ("sync --archive closed/a.db", 6),
        ("fetch http://127.0.0.1:9/ --archive closed/a.db", 6),
        ("--config closed/config.toml list", 2),
    ],
)
def test_a_folder_that_is_closed(closed: Path, site: str, words: str, status: int) -> None:
    result = as_others(*words.replace("SITE", f"{site}/rain/").split(), where=closed.parent)
    assert "Traceback" not in result.stderr
    assert "ermission denied" in result.stderr or "no rights" in result.stderr
    assert result.returncode == status


def test_an_archive_that_may_not_be_read_is_no_wrong_use(closed: Path) -> None:
    (closed.parent / "shut.db").write_bytes(b"SQLite format 3\0")
    (closed.parent / "shut.db").chmod(0)
    result = as_others("list", "--archive", "shut.db", where=closed.parent)
    assert (result.returncode, result.stderr.count("\n")) == (6, 1)
    assert "there are no rights to it" in result.stderr


def test_a_file_that_may_not_be_read_is_not_replaced(closed: Path) -> None:
    """Nobody knows whose post it holds, so the post gets another name."""
    (closed.parent / "out").mkdir()
    as_others("read", "rain.html", "-f", "json", "-o", "out/", where=closed.parent)
    (first,) = (closed.parent / "out").iterdir()
    first.write_text("kept by somebody else")
    first.chmod(0)
    assert as_others("read", "rain.html", "-f", "json", "-o", "out/", where=closed.parent).returncode == 0
    assert first.read_text() == "kept by somebody else" if os.geteuid() == 0 else True
    assert len(list((closed.parent / "out").iterdir())) == 2
