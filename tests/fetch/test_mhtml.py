"""Pages that a browser saved into one file. The forms are those of RFC 2557 and 2387; the tests in tests/browser have a Chromium write them."""

import quopri
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogarchive.errors import SourceError
from blogarchive.fetch.file import read_captures
from blogarchive.model import CUT_SHORT, TIME_OF_FILE, Capture, Role

PAGE = """<!doctype html><meta charset=utf-8><title>Été</title><link rel=stylesheet href="cid:css-1@saved">
<p>Two ferries.<img src="http://blog.example/a.png"><iframe src="cid:frame-2@saved"></iframe><img src="cid:unknown@saved">"""
FRAME = "<!doctype html><meta charset=utf-8><p>Within."
PICTURE = b"\x89PNG\r\n\x1a\n\0\xff"
SNAPSHOT = ("Snapshot-Content-Location: http://blog.example/ferries?a=1&b=2", "Date: Mon, 3 May 2021 08:30:05 -0000")


def part(body: bytes, *headers: str, coding: str = "base64") -> bytes:
    """One part with its headers."""
    data = (
        b64encode(body) if coding == "base64" else quopri.encodestring(body) if coding == "quoted-printable" else body
    )
    return "\r\n".join((*headers, f"Content-Transfer-Encoding: {coding}", "", "")).encode() + data + b"\r\n"


PARTS = (
    part(
        PAGE.encode(),
        "Content-Type: text/html",
        "Content-ID: <frame-1@saved>",
        "Content-Location: http://blog.example/ferries?a=1&b=2",
        coding="quoted-printable",
    ),
    part(b"p{color:red}", "Content-Type: text/css", "Content-Location: cid:css-1@saved", coding="quoted-printable"),
    part(PICTURE, "Content-Type: image/png", "Content-Location: http://blog.example/a.png"),
    part(
        FRAME.encode(),
        "Content-Type: text/html; charset=utf-8",
        "Content-ID: <frame-2@saved>",
        "Content-Location: http://talk.example/embed?x=1&y=2",
        coding="quoted-printable",
    ),
)


def mhtml(
    *parts: bytes, headers: tuple[str, ...] = SNAPSHOT, kind: str = 'type="text/html"', end: bytes = b"--==b==--\r\n"
) -> bytes:
    """The file."""
    head = "\r\n".join(
        (*headers, "MIME-Version: 1.0", f'Content-Type: multipart/related; {kind}; boundary="==b=="', "", "")
    )
    return head.encode() + b"".join(b"--==b==\r\n" + each for each in parts or PARTS) + end


def read(tmp_path: Path, data: bytes) -> tuple[Capture, ...]:
    """What the file holds."""
    path = tmp_path / "saved.mhtml"
    path.write_bytes(data)
    return read_captures(str(path))


def test_the_page_comes_first_with_all_it_needs(tmp_path: Path) -> None:
    page, sheet, picture, frame = read(tmp_path, mhtml())
    assert (page.url, page.role, page.media_type) == ("http://blog.example/ferries?a=1&b=2", Role.PAGE, "text/html")
    assert page.captured_at == datetime(2021, 5, 3, 8, 30, 5, tzinfo=UTC)
    assert page.notes == ()
    assert (picture.url, picture.role, picture.body) == ("http://blog.example/a.png", Role.IMAGE, PICTURE)
    assert (sheet.role, sheet.body) == (Role.RESOURCE, b"p{color:red}")
    assert (frame.url, frame.role, frame.body) == ("http://talk.example/embed?x=1&y=2", Role.FRAME, FRAME.encode())
    assert frame.header("content-type") == "text/html; charset=utf-8"


def test_addresses_are_those_that_the_browser_replaced(tmp_path: Path) -> None:
    """As attributes have them; a sheet that had no address gets one that nobody can be asked for, and an unknown name stays."""
    page, sheet, *_ = read(tmp_path, mhtml())
    assert b'<iframe src="http://talk.example/embed?x=1&amp;y=2">' in page.body
    assert sheet.url == "http://saved.invalid/css-1@saved"
    assert b'href="http://saved.invalid/css-1@saved"' in page.body
    assert b'src="cid:unknown@saved"' in page.body


def test_what_the_file_does_not_say(tmp_path: Path) -> None:
    """The address is the page's own header then, or the file's; the time is that of the file."""
    (page, *_) = read(tmp_path, mhtml(headers=("From: <Saved>",)))
    assert page.url == "http://blog.example/ferries?a=1&b=2"
    assert page.notes == (TIME_OF_FILE,)
    (page, *_) = read(tmp_path, mhtml(part(b"<p>x", "Content-Type: text/html"), headers=("Date: someday",)))
    assert page.url == (tmp_path / "saved.mhtml").resolve().as_uri()
    assert page.notes == (TIME_OF_FILE,)


def test_the_first_part_need_not_be_the_page(tmp_path: Path) -> None:
    picture, other = PARTS[2], PARTS[3]
    assert read(tmp_path, mhtml(picture, PARTS[0]))[0].body.startswith(b"<!doctype html>")
    page, *_ = read(tmp_path, mhtml(other, PARTS[0], kind='type="text/html"; start="<frame-1@saved>"'))
    assert b"Two ferries" in page.body


def test_relative_addresses_and_folded_headers(tmp_path: Path) -> None:
    picture = part(PICTURE, "Content-Type: image/png", "Content-Location:\r\n ../a.png")
    _, found = read(
        tmp_path, mhtml(PARTS[0], picture, headers=("Snapshot-Content-Location:\r\n http://blog.example/x/y/",))
    )
    assert found.url == "http://blog.example/x/a.png"


def test_bodies_that_are_not_encoded(tmp_path: Path) -> None:
    html = "<!doctype html><p>Zoë".encode()
    (page,) = read(tmp_path, mhtml(part(html, "Content-Type: text/html", coding="8bit")))
    assert page.body.rstrip() == html


def test_a_file_that_was_cut_short_says_so(tmp_path: Path) -> None:
    whole = mhtml()
    (page, *_) = read(tmp_path, whole[:-200])
    assert CUT_SHORT in page.notes
    assert b"Two ferries" in page.body
    assert CUT_SHORT not in read(tmp_path, whole)[0].notes


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (mhtml(PARTS[2]), "without a page"),
        (mhtml(headers=SNAPSHOT, kind="start=x")[:190], "without a page"),
        (
            b"MIME-Version: 1.0\n"
            + b"".join(b'Content-Type: multipart/related; boundary="%d"\n\n--%d\n' % (n, n) for n in range(5_000)),
            "nested too deeply",
        ),
    ],
)
def test_what_holds_no_page(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read(tmp_path, data)
