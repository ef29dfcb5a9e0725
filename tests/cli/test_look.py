"""The page as it looked: fetched once, exported from the archive without a request."""

import json
import re
from html import unescape
from pathlib import Path

from tests.cli.conftest import Run


def framed(page: str) -> str:
    """What the frame of an exported page holds."""
    found = re.search(r' srcdoc="([^"]*)"', page)
    assert found
    return unescape(found[1])


def test_kept_and_exported(run: Run, site: str, tmp_path: Path) -> None:
    """With --snapshot the page's own look is kept; later exports make the same of it, and `read` gives the post back."""
    first = run("fetch", f"{site}/styled/", "-f", "html", "--snapshot", "-o", "first.html", "-v")
    assert first.returncode == 0, first.stderr
    assert "1 of what the page needs to look as it did could not be had" in first.stderr
    look = framed((tmp_path / "first.html").read_text("utf-8"))
    assert "letter-spacing: 3px" in look
    assert "#fa0" in look
    assert "/missing.png" not in look
    assert "run.js" not in look
    again = run("export", "1", "-f", "html", "--snapshot", "-o", "again.html")
    assert again.returncode == 0, again.stderr
    assert framed((tmp_path / "again.html").read_text("utf-8")) == look
    read = json.loads(run("read", "again.html", "-f", "json").stdout)
    assert [comment["id"] for comment in read["comments"]] == ["11", "12", "13"]


def test_nothing_but_the_look(run: Run, site: str, tmp_path: Path) -> None:
    """--snapshot-only: the frame fills the page; the JSON document is still in it."""
    assert run("fetch", f"{site}/styled/", "--snapshot", "-q").returncode == 0
    done = run("export", "1", "-f", "html", "--snapshot-only", "-o", "look.html")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "look.html").read_text("utf-8")
    assert "letter-spacing: 3px" in framed(page)
    assert "id=comments" not in page.replace(framed(page), "")
    assert json.loads(run("read", "look.html", "-f", "json").stdout)["post"]["title"] == "Rain on Sunday"


def test_not_kept(run: Run, site: str, tmp_path: Path) -> None:
    """Where it was not asked for, one line says what to do; the reading page is still written."""
    assert run("fetch", f"{site}/styled/", "-q").returncode == 0
    done = run("export", "1", "-f", "html", "--snapshot", "-o", "page.html")
    assert done.returncode == 0
    assert "fetch it again with --snapshot" in done.stderr
    assert "<iframe" not in (tmp_path / "page.html").read_text("utf-8")
    done = run("export", "1", "-f", "html", "--snapshot-only", "-o", "look.html")
    assert done.returncode == 2
    assert "fetch it again with --snapshot" in done.stderr
    assert not (tmp_path / "look.html").exists()
