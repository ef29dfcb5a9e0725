"""WARC files: as another program writes them, and damaged in the ways that files of years ago are (ISO 28500, RFC 1952)."""

import gzip
import io
import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from blogarchive.errors import SourceError
from blogarchive.fetch.file import read_captures
from blogarchive.model import RECORDS_DAMAGED, Capture, Role

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # the writer leaves its temporary files open

PAGE = "<!doctype html><title>Ferry</title><p>Zoë took the ferry.".encode()
HTML = [("Content-Type", "text/html; charset=utf-8")]


class Crawl:
    """A WARC file in the making, by another program."""

    def __init__(self, *, packed: bool = True) -> None:
        self._stream = io.BytesIO()
        self._writer = WARCWriter(self._stream, gzip=packed)

    def add(
        self,
        url: str,
        body: bytes = PAGE,
        headers: Sequence[tuple[str, str]] = HTML,
        *,
        status: str = "200 OK",
        at: str = "2012-05-22T14:03:00Z",
        kind: str = "response",
    ) -> "Crawl":
        """One record."""
        said = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1") if kind != "resource" else None
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            http_headers=said,
            warc_headers_dict={"WARC-Date": at},
            warc_content_type=headers[0][1] if kind == "resource" else "",
        )
        self._writer.write_record(record)
        return self

    @property
    def data(self) -> bytes:
        """The file so far."""
        return self._stream.getvalue()


def read(tmp_path: Path, data: bytes) -> tuple[Capture, ...]:
    """What the file holds."""
    path = tmp_path / "crawl.warc"
    path.write_bytes(data)
    return read_captures(str(path))


def record(url: str, block: bytes, *, length: int | None = None, kind: str = "response", more: str = "") -> bytes:
    """A record written by hand, with whatever length."""
    size = len(block) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2012-05-22T14:03:00Z\r\n{more}Content-Length: {size}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes = PAGE, *headers: str, status: str = "200 OK") -> bytes:
    """An answer over the wire."""
    lines = (f"HTTP/1.1 {status}", "Content-Type: text/html", *headers, "", "")
    return "\r\n".join(lines).encode() + body


def damaged(captures: Iterable[Capture]) -> int:
    """How many records are said to be damaged."""
    notes = {note for capture in captures for note in capture.notes}
    assert len(notes) <= 1
    return sum(int(note.removeprefix(f"{RECORDS_DAMAGED}:")) for note in notes)


@pytest.mark.parametrize("packed", [True, False])
def test_what_another_program_wrote(tmp_path: Path, packed: bool) -> None:
    crawl = Crawl(packed=packed)
    crawl.add("http://blog.example/robots.txt", b"no", [("Content-Type", "text/plain")], status="404 Not Found")
    crawl.add("http://blog.example/ferry/#top").add(
        "http://blog.example/boat.png", b"\x89PNG", [("Content-Type", "image/png")]
    )
    crawl.add("http://blog.example/feed/", b"<rss/>", [("Content-Type", "application/rss+xml")])
    crawl.add("http://blog.example/film.mp4", b"\0\0", [("Content-Type", "video/mp4")])
    crawl.add("http://blog.example/note", b"<p>kept as it stood", [("Content-Type", "text/html")], kind="resource")
    found = read(tmp_path, crawl.data)
    assert [(each.url, each.role, each.status) for each in found] == [
        ("http://blog.example/ferry/", Role.PAGE, 200),
        ("http://blog.example/note", Role.PAGE, 200),
        ("http://blog.example/robots.txt", Role.RESOURCE, 404),
        ("http://blog.example/boat.png", Role.IMAGE, 200),
        ("http://blog.example/feed/", Role.RESOURCE, 200),
    ]
    assert found[0].body == PAGE
    assert found[0].captured_at == datetime(2012, 5, 22, 14, 3, tzinfo=UTC)
    assert found[0].header("content-type") == "text/html; charset=utf-8"
    assert damaged(found) == 0


def test_of_several_visits_the_latest_that_brought_something_counts(tmp_path: Path) -> None:
    url = "http://blog.example/ferry"
    crawl = Crawl().add(url, b"<p>second", at="2013-01-01T00:00:00Z").add(url, b"<p>first", at="2012-01-01T00:00:00Z")
    crawl.add(url, b"<p>away", status="503 Service Unavailable", at="2014-01-01T00:00:00Z")
    assert [each.body for each in read(tmp_path, crawl.data)] == [b"<p>second"]


def test_redirects_lead_to_what_was_found(tmp_path: Path) -> None:
    crawl = Crawl().add("http://blog.example/?p=7", b"", [("Location", "/old")], status="301 Moved Permanently")
    crawl.add("http://blog.example/old", b"", [("Location", "/ferry")], status="302 Found").add(
        "http://blog.example/ferry"
    )
    crawl.add("http://blog.example/a", b"", [("Location", "/b")], status="302 Found")
    crawl.add("http://blog.example/b", b"", [("Location", "/a")], status="302 Found")
    (page,) = read(tmp_path, crawl.data)
    assert set(page.redirects) == {"http://blog.example/?p=7", "http://blog.example/old"}


def test_what_was_met_again_is_told_from_its_digest(tmp_path: Path) -> None:
    digest = "WARC-Payload-Digest: sha1:ABC\r\n"
    again = record("http://blog.example/same", answer(b""), kind="revisit", more=digest)
    lost = record("http://blog.example/unknown", answer(b""), kind="revisit", more="WARC-Payload-Digest: sha1:XYZ\r\n")
    found = read(tmp_path, record("http://blog.example/ferry", answer(), more=digest) + again + lost)
    assert [(each.url, each.body) for each in found] == [
        ("http://blog.example/ferry", PAGE),
        ("http://blog.example/same", PAGE),
    ]
    assert damaged(found) == 1


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (b"5\r\n<p>Zo\r\n3;x=y\r\n\xc3\xab!\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
        ("<p>Zoë!".encode(), "Transfer-Encoding: chunked"),  # taken apart already by the crawler
        (gzip.compress("<p>Zoë!".encode()), "Content-Encoding: gzip"),
        (zlib.compress("<p>Zoë!".encode()), "Content-Encoding: deflate"),
        ("<p>Zoë!".encode(), "Content-Encoding: gzip"),
    ],
    ids=["chunks", "chunks taken off", "gzip", "deflate", "no gzip"],
)
def test_codings_are_taken_off(tmp_path: Path, body: bytes, header: str) -> None:
    (page,) = read(tmp_path, record("http://blog.example/", answer(body, header)))
    assert page.body.decode() == "<p>Zoë!"


@pytest.mark.parametrize(
    "bad",
    [
        record("http://blog.example/b", answer(b"5\r\n<p>Zo\r\n9\r\nbut", "Transfer-Encoding: chunked")),
        record("http://blog.example/b", answer(b"\x0b\x02", "Content-Encoding: br")),
        record("http://blog.example/b", answer(gzip.compress(PAGE)[:-9], "Content-Encoding: gzip")),
        record("http://blog.example/b", answer(), more="WARC-Truncated: length\r\n"),
        record("http://blog.example/b", b"no answer"),
        b"something that is no record\r\n\r\n",
    ],
    ids=["chunks cut", "brotli", "gzip cut", "truncated", "no HTTP", "garbage between"],
)
def test_what_cannot_be_read_is_counted_and_the_rest_is_kept(tmp_path: Path, bad: bytes) -> None:
    found = read(tmp_path, record("http://blog.example/a", answer()) + bad + record("http://blog.example/c", answer()))
    assert [each.url for each in found] == ["http://blog.example/a", "http://blog.example/c"]
    assert damaged(found) == 1


GOOD = [record(f"http://blog.example/{name}", answer(PAGE + name.encode())) for name in "abc"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_cut_short_keeps_all_but_the_last(tmp_path: Path, packed: bool) -> None:
    pieces = [gzip.compress(each) for each in GOOD] if packed else GOOD
    found = read(tmp_path, b"".join(pieces)[: -len(pieces[2]) // 2])
    assert [each.url[-1] for each in found] == ["a", "b"]
    assert damaged(found) == 1


@pytest.mark.parametrize("length", [3, 100_000])
def test_a_wrong_length_ends_where_the_next_begins(tmp_path: Path, length: int) -> None:
    wrong = record("http://blog.example/b", answer(PAGE + b"b"), length=length)
    found = read(tmp_path, GOOD[0] + wrong + GOOD[2])
    assert [(each.url[-1], each.body) for each in found] == [(name, PAGE + name.encode()) for name in "abc"]
    assert damaged(found) == 1


def test_changed_line_ends(tmp_path: Path) -> None:
    found = read(tmp_path, b"".join(GOOD).replace(b"\r\n", b"\n"))
    assert [each.body for each in found] == [PAGE + b"a", PAGE + b"b"]  # where the last one ends nobody knows
    assert damaged(found) == 3


def test_line_ends_without_carriage_returns(tmp_path: Path) -> None:
    head, block = GOOD[0].split(b"\r\n\r\n", 1)
    found = read(tmp_path, head.replace(b"\r\n", b"\n") + b"\n\n" + block.rstrip(b"\r\n") + b"\n\n")
    assert ([each.body for each in found], damaged(found)) == ([PAGE + b"a"], 0)


def test_a_file_packed_in_one_piece(tmp_path: Path) -> None:
    found = read(tmp_path, gzip.compress(b"".join(GOOD)))
    assert ([each.url[-1] for each in found], damaged(found)) == (["a", "b", "c"], 0)


def test_a_damaged_member_and_garbage_between_members(tmp_path: Path) -> None:
    first, second, third = (gzip.compress(each) for each in GOOD)
    broken = second[:40] + bytes(byte ^ 0xFF for byte in second[40:60]) + second[60:]
    found = read(tmp_path, first + broken + third)
    assert ([each.url[-1] for each in found], damaged(found)) == (["a", "c"], 1)
    found = read(tmp_path, first + b"garbage" + third)
    assert ([each.url[-1] for each in found], damaged(found)) == (["a", "c"], 1)


def test_a_bomb_costs_its_own_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blogarchive.fetch.warc_records._MOST_UNPACKED", 1_000_000)
    bomb = gzip.compress(record("http://blog.example/b", answer(b"\0" * 20_000_000)))
    found = read(tmp_path, gzip.compress(GOOD[0]) + bomb + gzip.compress(GOOD[2]))
    assert ([each.url[-1] for each in found], damaged(found)) == (["a", "c"], 1)


def test_a_file_without_a_page_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a WARC file without a page in it"):
        read(tmp_path, Crawl().add("http://blog.example/a.png", b"x", [("Content-Type", "image/png")]).data)
