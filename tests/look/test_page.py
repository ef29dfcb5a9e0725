"""A page becomes complete in itself: what is seen stays, what runs, asks or counts is gone."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogarchive.document import Document
from blogarchive.look import look_of
from blogarchive.model import Capture
from blogarchive.text.markup import Element, parse_html
from tests.export.snapshots import square
from tests.text.attacks import ATTACKS

_NOW = datetime(2026, 11, 23, tzinfo=UTC)
_URL = "https://blog.example/2010/a-post/"
_BODIES: dict[str, tuple[str, bytes]] = {
    "https://blog.example/small.png": ("image/png", square(2, (1, 2, 3))),
    "https://blog.example/large.png": ("image/png", square(40, (4, 5, 6))),
    "https://blog.example/drawing.svg": ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "https://blog.example/page.png": ("image/png", b"<html>not found</html>"),
    "https://blog.example/frame.html": ("text/html", b"<p>Within.</p><script>x()</script><img src=/small.png>"),
}


def capture_of(url: str, kind: str, body: bytes) -> Capture:
    return Capture(url=url, requested_url=url, captured_at=_NOW, headers=(("content-type", kind),), body=body)


def made(html: str) -> tuple[str, list[str]]:
    """What becomes of a page, and what was asked for."""
    asked: list[str] = []

    def get(url: str) -> Capture | None:
        asked.append(url)
        return capture_of(url, *_BODIES[url]) if url in _BODIES else None

    page = capture_of(_URL, "text/html; charset=utf-8", html.encode("utf-8", "replace"))
    return look_of(Document(page), get).html, asked


def tree(html: str) -> Element:
    return parse_html(made(html)[0])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<img src=/small.png>", ["https://blog.example/small.png"]),
        ("<img src=/blank.gif data-src=/small.png>", ["https://blog.example/small.png"]),
        ("<img srcset='/small.png 300w, /large.png 1600w' src=/x.png sizes=50vw>", ["https://blog.example/x.png"]),
        ("<img srcset='/small.png 300w, /large.png 1600w'>", ["https://blog.example/large.png"]),
        ("<table background=/small.png><tr><td>x</table>", ["https://blog.example/small.png"]),
        ("<p style='background:url(/drawing.svg)'>x", ["https://blog.example/drawing.svg"]),
        ("<video poster=/small.png src=/film.mp4></video>", ["https://blog.example/small.png"]),
        ("<input type=image src=/small.png>", ["https://blog.example/small.png"]),
        ("<img src=/count.gif width=1 height=1>", []),
        ("<a href=/other>x</a><form action=/send></form><audio src=/a.mp3></audio>", []),
        ("<link rel='preconnect dns-prefetch' href=//far.example><link rel=alternate href=/feed>", []),
        ("<link rel='alternate stylesheet' href=/other.css><script src=/run.js></script>", []),
    ],
)
def test_what_is_asked_for(html: str, expected: list[str]) -> None:
    """What is seen, once; nothing else."""
    assert made(html + html)[1] == expected


def test_pictures() -> None:
    """Put in by what they are, not by what they are called; those that return are written once."""
    html, _ = made(
        "<img src=/large.png><img src=/large.png><img src=/page.png alt=Lost><i style='background:url(/large.png)'></i>"
    )
    assert html.count("data:image/png;base64,") == 1
    assert html.count("var(--ba0)") == 2
    assert 'alt="Lost" src="data:,"' in html


def test_frames() -> None:
    """The page within, under the same restrictions; a player becomes a link; what could not be had a box."""
    root = tree(
        "<iframe src=/frame.html width=300 height=200></iframe>"
        "<iframe src=https://www.youtube.com/embed/abcdefghijk title=Film></iframe><iframe src=/none.html></iframe>"
    )
    (frame,) = root.iter("iframe")
    assert (frame.get("sandbox"), frame.get("src")) == ("allow-popups allow-popups-to-escape-sandbox", None)
    assert "Within." in (frame.get("srcdoc") or "")
    assert "script" not in (frame.get("srcdoc") or "")
    assert "data:image/png" in (frame.get("srcdoc") or "")
    assert [link.get("href") for link in root.iter("a")] == [
        "https://www.youtube.com/watch?v=abcdefghijk",
        "https://blog.example/none.html",
    ]


def test_links() -> None:
    """To other pages in windows of their own that are told nothing; within the page as jumps."""
    root = tree(
        "<a href=/other>a</a><a href=#here>b</a><a href='javascript:x()'>c</a><a href=mailto:a@b.example>d</a><a name=here>e</a>"
    )
    links = list(root.iter("a"))
    assert [link.get("href") for link in links] == [
        "https://blog.example/other",
        "about:srcdoc#here",
        None,
        "mailto:a@b.example",
        None,
    ]
    assert (links[0].get("target"), links[0].get("rel")) == ("_blank", "noopener noreferrer nofollow")
    assert links[4].get("id") == "here"


def test_forms() -> None:
    """They are seen, and hold no secret."""
    html, _ = made(
        "<form action=/send method=post><input type=hidden name=nonce value=secret1><input type=password value=secret2>"
        "<input type=submit value=Send><textarea>words</textarea><button formaction=/x>Go</button></form>"
    )
    assert "secret" not in html
    assert "/send" not in html
    assert 'value="Send"' in html
    assert "words" in html


def test_as_readers_saw_it() -> None:
    """With scripts: what they would have shown or hidden by a class, and nothing that was only for readers without."""
    root = tree("<html class='no-js wide'><body class='no-js'><noscript>Turn it on</noscript><p>x</p>")
    assert root.get("class") == "js wide"
    assert "Turn it on" not in "".join(map(str, root.itertext()))


def test_doctype_and_case() -> None:
    """The page's own kind of document stays."""
    assert made("<!DOCTYPE html>\n<p>x")[0].startswith("<!DOCTYPE html>")
    strict = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
    )
    assert made(f"<?xml version='1.0'?>{strict}<p>x")[0].startswith(strict)
    assert "<!" not in made("<p>x")[0][:20]


_PIECES = (
    *ATTACKS.values(),
    "<iframe src=/frame.html>",
    "<style>",
    "</style>",
    "<svg>",
    "</",
    "<p ",
    ">",
    "\0",
    "\ufdd0",
    "'",
    '"',
    "<!--",
)


@settings(deadline=None)
@given(parts=st.lists(st.sampled_from(_PIECES) | st.text(max_size=8), max_size=12))
def test_any_page(parts: list[str]) -> None:
    """Never raises; no script and no handler is left."""
    root = tree("".join(parts))
    assert not list(root.iter("script", "object", "embed", "base"))
    names = (str(name) for element in root.iter() if isinstance(element.tag, str) for name in element.attrib)
    assert not [name for name in names if name.startswith("on")]


def test_a_rule_right_behind_a_font() -> None:
    """What uses the font may stand behind it without a space: it is used all the same."""
    font = capture_of("https://blog.example/a.woff2", "font/woff2", b"wOF2" + b"font" * 9)
    page = capture_of(
        _URL, "text/html", b"<style>@font-face{font-family:A;src:url(/a.woff2)}body{font-family:A}</style>Words."
    )
    look = look_of(Document(page), lambda url: font if url == font.url else None)
    assert "font/woff2" in look.html
    assert [address for _, address in look.addresses] == [font.url]
