"""The page as it looked: fetched once, exported from the archive without a request."""

import json
import re
from html import unescape
from pathlib import Path

from tests.cli.blog import POST
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


def test_from_a_recording(run: Run, site: str, tmp_path: Path) -> None:
    """What `--record` wrote gives the same look without a request; what is not in it is told."""
    first = run(
        "fetch", f"{site}/styled/", "-f", "html", "--snapshot", "--record", "rec", "--no-archive", "-o", "first.html"
    )
    assert first.returncode == 0, first.stderr
    done = run("read", "rec", "-f", "html", "--snapshot", "-o", "again.html", "-v")
    assert done.returncode == 0, done.stderr
    assert framed((tmp_path / "again.html").read_text("utf-8")) == framed((tmp_path / "first.html").read_text("utf-8"))
    assert "/missing.png" in done.stderr
    manifest = tmp_path / "rec" / "captures" / "manifest.json"
    said = json.loads(manifest.read_text("utf-8"))
    said["entries"] = [entry for entry in said["entries"] if not entry["url"].endswith(".css")]
    manifest.write_text(json.dumps(said), "utf-8")
    done = run("read", "rec", "-f", "html", "--snapshot-only", "-o", "less.html", "-v")
    assert done.returncode == 0, done.stderr
    assert "letter-spacing: 3px" not in framed((tmp_path / "less.html").read_text("utf-8"))
    assert ".css" in done.stderr


def test_recorded_without_its_look(run: Run, site: str, tmp_path: Path) -> None:
    """A recording that holds no resource does not tell how the page looked."""
    assert run("fetch", f"{site}/styled/", "--record", "rec", "--no-archive", "-q").returncode == 0
    done = run("read", "rec", "-f", "html", "--snapshot", "-o", "page.html")
    assert done.returncode == 0
    assert "fetch it again with --snapshot" in done.stderr
    assert "<iframe" not in (tmp_path / "page.html").read_text("utf-8")


def test_a_page_that_needs_nothing_else(run: Run, site: str, tmp_path: Path) -> None:
    """A saved page with all within shows how it looked; our own offline page gives back the post, not the look of itself."""
    page = POST.replace("</head>", "<style>p{color:#123456}</style></head>")
    (tmp_path / "saved.html").write_text(page, "utf-8")
    done = run("read", "saved.html", "--url", f"{site}/styled/", "-f", "html", "--snapshot", "-o", "page.html")
    assert done.returncode == 0, done.stderr
    assert "#123456" in framed((tmp_path / "page.html").read_text("utf-8"))
    done = run("read", "page.html", "-f", "html", "--snapshot", "-o", "own.html")
    assert done.returncode == 0, done.stderr
    assert "<iframe" not in (tmp_path / "own.html").read_text("utf-8")
