"""Pages as a real browser saves them into one file ("Webpage, Single File"), read again: article, comments of a frame, pictures."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from blogarchive.export.to_html import render
from blogarchive.model import Snapshot
from blogarchive.pipeline.offline import read_source
from tests.browser.chromium import Tab
from tests.export.snapshots import square

pytestmark = pytest.mark.browser
_PICTURE = square(20, (10, 90, 160))
_POST = """<!doctype html><html lang=en><head><meta charset=iso-8859-1><title>The ferry</title><style>p{color:#123456}</style></head><body>
<article class=post><h1>The ferry</h1><p>We took the early ferry to the caf\xe9 across the sound, and
nobody else was on deck but two men with bicycles.</p>
<p><img src=deck.png alt="The deck"> By noon the fog had lifted and we could see the lighthouse that my grandfather used to keep.</p></article>
<iframe src="talk/comments/index.html?for=1&amp;page=2"></iframe><iframe src=offers.html></iframe></body></html>"""
_TALK = """<!doctype html><html lang=en><head><meta charset=utf-8><title>Talk</title></head><body><ul id=list></ul><script>
for (const [id, name, title, ago, words] of [
  ["p1", "Ann Lee", "Thursday, May 6, 2021 10:14 AM", "4 years ago", "I remember that lighthouse, we rowed there in 1988."],
  ["p2", "Tom", "Thursday, May 6, 2021 11:40 AM", "4 years ago", "Was the deck slippery? It always is in March."],
]) document.getElementById("list").insertAdjacentHTML("beforeend", `<li class=entry id=entry-${id}><header><span class=author>${name}</span>
  <a class=ago href="#entry-${id}" title="${title}">${ago}</a></header><div class=words><p>${words}</p></div></li>`);
</script></body></html>"""
_OFFERS = """<!doctype html><html lang=en><head><meta charset=utf-8><title>Offers</title></head><body><ol>
<li class=offer><b class=author>Shop</b> <time datetime=2021-05-01T10:00:00Z>1 May 2021</time><p>New lamps are in, come and see them today.</p></li>
<li class=offer><b class=author>Shop</b> <time datetime=2021-05-02T10:00:00Z>2 May 2021</time><p>Half of the lamps are gone, hurry up please.</p></li>
</ol></body></html>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def saved(tab: Tab, tmp_path: Path) -> tuple[str, Path]:
    """The address of a post and the file that the browser made of it."""
    site = tmp_path / "site"
    (site / "talk" / "comments").mkdir(parents=True)
    (site / "ferry.html").write_text(_POST, "latin-1")
    (site / "talk" / "comments" / "index.html").write_text(_TALK, "utf-8")
    (site / "offers.html").write_text(_OFFERS, "utf-8")
    (site / "deck.png").write_bytes(_PICTURE)
    path = tmp_path / "ferry.mhtml"
    with _served(site) as home:
        tab.open(f"{home}/ferry.html")
        path.write_text(str(tab.call("Page.captureSnapshot", format="mhtml")["data"]), "utf-8", newline="")
    return f"{home}/ferry.html", path


def test_what_the_browser_saved_is_read(saved: tuple[str, Path]) -> None:
    url, path = saved
    snapshot = read_source(str(path))
    assert (snapshot.url, snapshot.post.record.title) == (url, "The ferry")
    assert "café across the sound, and nobody" in (snapshot.post.record.text or "")
    assert [(c.record.author.name if c.record.author else None, c.record.text) for c in snapshot.comments] == [
        ("Ann Lee", "I remember that lighthouse, we rowed there in 1988."),
        ("Tom", "Was the deck slippery? It always is in March."),
    ]
    assert [str(c.record.published.local) for c in snapshot.comments if c.record.published] == [
        "2021-05-06 10:14:00",
        "2021-05-06 11:40:00",
    ]
    assert [asset.body for asset in snapshot.assets] == [_PICTURE]


def test_it_is_shown_as_it_looked(saved: tuple[str, Path], tab: Tab, tmp_path: Path) -> None:
    """With the style that stood in the page, for which the file has only a name."""
    snapshot: Snapshot = read_source(str(saved[1]), look=True)
    page = tmp_path / "offline.html"
    page.write_text("".join(render(snapshot)), "utf-8")
    assert snapshot.look is not None
    assert "#123456" in snapshot.look.html or "rgb(18, 52, 86)" in snapshot.look.html
    assert tab.open(page.as_uri()).requests == []
