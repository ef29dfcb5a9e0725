"""Files are written whole or not at all, and only where they were meant to go."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from blogarchive.errors import BlogArchiveError, OutputError, UsageError
from blogarchive.export.writing import write_atomically, write_into

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


def _breaking() -> Iterator[str]:
    yield "half "
    raise UsageError("x", "the export failed half-way")


def _left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_new_and_replaced(tmp_path: Path) -> None:
    """UTF-8, line ends untouched; nothing else is left in the folder."""
    path = tmp_path / "post.csv"
    write_atomically(path, ["a\r\n", "é\n"])
    assert path.read_bytes() == "a\r\né\n".encode()
    write_atomically(path, ["new"])
    assert path.read_text(encoding="utf-8") == "new"
    assert _left(tmp_path) == ["post.csv"]


@pytest.mark.parametrize("there", [True, False])
def test_a_failing_export_leaves_what_was(tmp_path: Path, there: bool) -> None:
    """The old file stays, the half-written one goes, the export's own error comes out."""
    path = tmp_path / "post.md"
    if there:
        path.write_text("old", encoding="utf-8")
    with pytest.raises(BlogArchiveError, match="half-way"):
        write_atomically(path, _breaking())
    assert _left(tmp_path) == (["post.md"] if there else [])
    assert not there or path.read_text(encoding="utf-8") == "old"


@posix
def test_a_full_disk(tmp_path: Path) -> None:
    """Where the system takes no more bytes, the old file stays and the error is ours. (A limit on file size stands for the disk.)"""
    path = tmp_path / "post.json"
    path.write_text("old", encoding="utf-8")
    program = (
        "import resource, sys; from pathlib import Path; from blogarchive.errors import OutputError\n"
        "from blogarchive.export.writing import write_atomically\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "try: write_atomically(Path(sys.argv[1]), ['x' * 1000] * 1000)\n"
        "except OutputError as error: sys.exit(f'{error.exit_code} {error}')\n"
    )
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"7 {path}: cannot be written: ")
    assert path.read_text(encoding="utf-8") == "old"
    assert _left(tmp_path) == ["post.json"]


def test_an_error_at_the_last_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses only when asked to settle is a failure like any other."""
    path = tmp_path / "post.json"
    path.write_text("old", encoding="utf-8")

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OutputError, match="no space left on device"):
        write_atomically(path, ["new"])
    assert path.read_text(encoding="utf-8") == "old"
    assert _left(tmp_path) == ["post.json"]


def test_no_such_folder(tmp_path: Path) -> None:
    """A missing folder, a file in a folder's place and a folder in the file's place are told in one line."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for wrong in (tmp_path / "none" / "a.md", tmp_path / "file" / "a.md", tmp_path / "folder"):
        with pytest.raises(OutputError, match="cannot be written"):
            write_atomically(wrong, ["x"])
    with pytest.raises(OutputError, match="cannot be made"):
        write_into(tmp_path / "file" / "sub", "a.md", ["x"])
    assert _left(tmp_path) == ["file", "folder"]
    assert _left(tmp_path / "folder") == []


@posix
def test_permissions(tmp_path: Path) -> None:
    """A new file obeys the umask, a replaced one hands on its permissions."""
    path = tmp_path / "post.json"
    before = os.umask(0o027)
    try:
        write_atomically(path, ["x"])
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o600)
    write_atomically(path, ["y"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@posix
def test_links_are_not_followed_unasked(tmp_path: Path) -> None:
    """Neither a link in the file's place nor one among its folders; with `follow` the file behind it is written, the link stays."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    victim = elsewhere / "victim.txt"
    victim.write_text("precious", encoding="utf-8")
    (tmp_path / "out").mkdir()
    link = tmp_path / "out" / "post.md"
    link.symlink_to(victim)
    folder = tmp_path / "folder"
    folder.symlink_to(elsewhere, target_is_directory=True)
    dangling = tmp_path / "out" / "dangling.md"
    dangling.symlink_to(elsewhere / "new.txt")
    for path in (link, dangling, folder / "victim.txt"):
        with pytest.raises(OutputError, match="link"):
            write_atomically(path, ["evil"])
    with pytest.raises(OutputError, match="link"):
        write_into(folder, "x.md", ["evil"])
    assert victim.read_text(encoding="utf-8") == "precious"
    assert _left(elsewhere) == ["victim.txt"]
    write_atomically(link, ["meant"], follow=True)
    assert link.is_symlink()
    assert victim.read_text(encoding="utf-8") == "meant"


@posix
def test_devices_and_pipes_are_written_to(tmp_path: Path) -> None:
    """They are never replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write_atomically(pipe, ["through ", "the pipe"])
    reader.join(10)
    assert read == ["through the pipe"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "a\\b", "/etc/x", "a\0b"])
def test_names_that_lead_out(tmp_path: Path, name: str) -> None:
    """One component, or nothing is written."""
    with pytest.raises(OutputError):
        write_into(tmp_path / "out", name, ["x"])
    assert _left(tmp_path) == []


def test_into_a_new_folder(tmp_path: Path) -> None:
    """The folder is made, the file's path comes back."""
    path = write_into(tmp_path / "a" / "b", "2010-05-22-titre.md", ["x"])
    assert path.read_text(encoding="utf-8") == "x"
    assert path == tmp_path / "a" / "b" / "2010-05-22-titre.md"


def test_half_characters_do_not_stop_it(tmp_path: Path) -> None:
    """Whatever comes, the file is UTF-8."""
    write_atomically(tmp_path / "x", ["a\ud83db"])
    assert (tmp_path / "x").read_text(encoding="utf-8") == "a?b"
