"""Safari's web archives, written with the standard library's property lists and WebKit's keys."""

import plistlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from blogarchive.errors import SourceError
from blogarchive.fetch.file import read_captures
from blogarchive.model import TIME_OF_FILE, Capture, Role

PAGE = "<!doctype html><p>Zoë took the ferry.".encode("latin-1")


def resource(url: object, body: object, media_type: str, charset: str | None = None) -> dict[str, object]:
    """One resource as Safari writes it."""
    found = {"WebResourceURL": url, "WebResourceData": body, "WebResourceMIMEType": media_type}
    return found | ({"WebResourceTextEncodingName": charset} if charset else {})


MAIN = resource("https://blog.example/ferry", PAGE, "text/html", "ISO-8859-1")


def read(tmp_path: Path, data: bytes) -> tuple[Capture, ...]:
    """What the file holds."""
    path = tmp_path / "saved.webarchive"
    path.write_bytes(data)
    return read_captures(str(path))


def written(archive: Mapping[str, object] | list[int]) -> bytes:
    """A binary property list."""
    return plistlib.dumps(archive, fmt=plistlib.FMT_BINARY)


def test_the_page_its_pictures_and_its_frames(tmp_path: Path) -> None:
    frame = {"WebMainResource": resource("https://talk.example/embed", b"<p>x", "text/html", "UTF-8")}
    archive = {
        "WebMainResource": MAIN,
        "WebSubresources": [
            resource("https://blog.example/a.png", b"\x89PNG", "image/png"),
            "nothing",
            resource(7, b"", ""),
        ],
        "WebSubframeArchives": [frame],
    }
    page, picture, inner = read(tmp_path, written(archive))
    assert (page.url, page.role, page.body) == ("https://blog.example/ferry", Role.PAGE, PAGE)
    assert page.header("content-type") == "text/html; charset=ISO-8859-1"
    assert page.notes == (TIME_OF_FILE,)
    assert (picture.url, picture.role) == ("https://blog.example/a.png", Role.IMAGE)
    assert (inner.url, inner.role) == ("https://talk.example/embed", Role.FRAME)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (written({"WebMainResource": MAIN})[:60], "damaged"),
        (b"bplist00" + b"\xff" * 100, "damaged"),
        (written({"a": 1}), "no web archive"),
        (written([1]), "no web archive"),
        (written({"WebMainResource": resource("https://blog.example/a.png", b"x", "image/png")}), "no web archive"),
    ],
)
def test_what_is_none(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read(tmp_path, data)


def test_frames_within_frames_end_somewhere(tmp_path: Path) -> None:
    archive: dict[str, object] = {"WebMainResource": dict(MAIN)}
    for _ in range(100):
        archive = {"WebMainResource": dict(MAIN), "WebSubframeArchives": [archive]}
    assert 10 < len(read(tmp_path, written(archive))) < 100


def test_what_is_referred_to_again_is_read_once(tmp_path: Path) -> None:
    """A binary property list of some hundred bytes can mean millions of frames, or of pictures."""
    archive: dict[str, object] = {"WebMainResource": dict(MAIN)}
    pictures = [resource(f"https://blog.example/{n}.png", b"x", "image/png") for n in range(50)]
    for _ in range(15):
        archive = {
            "WebMainResource": dict(MAIN),
            "WebSubresources": pictures,
            "WebSubframeArchives": [archive] * 8,
        }
    data = written(archive)
    assert len(data) < 10_000
    roles = [capture.role for capture in read(tmp_path, data)]
    assert (roles.count(Role.PAGE), roles.count(Role.FRAME), roles.count(Role.IMAGE)) == (1, 15, 50)
