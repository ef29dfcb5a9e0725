"""A shelf of posts as its users make it: a site, a book."""

import zipfile
from pathlib import Path

import pytest

from tests.cli.blog import POST
from tests.cli.conftest import Run


@pytest.fixture
def kept(run: Run, site: str) -> Run:
    """An archive that holds the small blog's post."""
    assert run("fetch", f"{site}/rain/", "-q").returncode == 0
    return run


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


def test_a_book(kept: Run, tmp_path: Path) -> None:
    """One post in a file, several in one book, or one file each in a folder; whole or not at all."""
    assert kept("export", "1", "-f", "epub", "-o", "rain.epub").returncode == 0
    assert kept("read", "rain.html", "nothing.html", "-f", "epub", "-o", "none.epub").returncode == 3
    assert not (tmp_path / "none.epub").exists()
    (tmp_path / "rain.html").write_text(POST, "utf-8")
    assert kept("read", "rain.html", "rain.html", "-f", "epub", "-o", "both.epub").returncode == 0
    assert kept("export", "--all", "-f", "epub", "-o", "books/").returncode == 0
    for name in ("rain.epub", "both.epub", *(f"books/{path.name}" for path in (tmp_path / "books").iterdir())):
        assert zipfile.ZipFile(tmp_path / name).testzip() is None, name
