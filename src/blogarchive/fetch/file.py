"""Captures from what is on disk or on standard input: a saved page, a feed, JSON, a crawl, a folder that `--record` wrote."""

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from blogarchive.errors import SourceError, said_by_system
from blogarchive.fetch.recording import is_recording, read_recording
from blogarchive.model import STANDARD_INPUT_URL, TIME_OF_FILE, Capture
from blogarchive.text.places import is_file
from blogarchive.text.sniff import Kind, sniff

STANDARD_INPUT = "-"
_BEGINNING = 4096  # bytes
_MOST_BYTES = 500_000_000  # a file this large is no page; reading it would only fill the memory
_TOO_LARGE = f"is larger than {_MOST_BYTES // 1_000_000} MB"
_MEDIA_TYPES: dict[Kind, str] = {
    "html": "text/html",
    "feed": "application/xml",
    "json": "application/json",
    "pdf": "application/pdf",
    "mhtml": "multipart/related",
    "warc": "application/warc",
    "webarchive": "application/x-webarchive",
    "text": "text/plain",
    "binary": "application/octet-stream",
    "empty": "",
}


def read_captures(name: str) -> tuple[Capture, ...]:
    """The captures that a file, a recorded folder or `-` holds, the page first: one, or those of the recording in their order.

    The address of a file is its `file:` URL until `locate` knows better; its time is that of its last modification. A page that a browser saved
    with all it needs brings that along, and its own address and time. Raises SourceError.
    """
    if name == STANDARD_INPUT:
        return _from_bytes(
            STANDARD_INPUT_URL, "standard input", _read(sys.stdin.buffer, "standard input"), datetime.now(UTC)
        )
    path = Path(name)
    try:
        if path.is_dir():
            return _from_folder(path)
        if path.stat().st_size > _MOST_BYTES:
            raise SourceError(path, _TOO_LARGE)
        changed = datetime.now(UTC)
        with suppress(ValueError, OverflowError):  # a disk may say the year 60000
            changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        with path.open("rb") as stream:
            body = _read(stream, path)
        return _from_bytes(path.resolve().as_uri(), path, body, changed)
    except OSError as error:
        raise SourceError(path, said_by_system(error)) from error


def is_crawl(path: Path) -> bool:
    """Whether a file holds the answers of a crawl, of which several may be posts."""
    if not is_file(path):
        return False
    try:
        with path.open("rb") as stream:
            return sniff(stream.read(_BEGINNING)) == "warc"
    except OSError:
        return False


def _read(stream: BinaryIO, name: object) -> bytes:
    """All of a stream; a device or a pipe may have no end. Raises SourceError for more than a page can be."""
    body = stream.read(_MOST_BYTES + 1)
    if len(body) > _MOST_BYTES:
        raise SourceError(name, _TOO_LARGE)
    return body


def _from_folder(folder: Path) -> tuple[Capture, ...]:
    if not is_recording(folder):
        raise SourceError(folder, "is a folder without captures/manifest.json; only recordings can be read as folders")
    return read_recording(folder)


def _from_bytes(url: str, name: object, body: bytes, at: datetime) -> tuple[Capture, ...]:
    kind = sniff(body)
    if kind == "mhtml":
        from blogarchive.fetch.mhtml import read_mhtml

        return read_mhtml(body, name, url, at)
    if kind == "webarchive":
        from blogarchive.fetch.webarchive import read_webarchive

        return read_webarchive(body, name, url, at)
    if kind == "warc":
        from blogarchive.fetch.warc import read_warc

        return read_warc(body, name, at)
    media_type = _MEDIA_TYPES[kind]
    capture = Capture(
        url=url,
        requested_url=url,
        headers=(("content-type", media_type),) if media_type else (),
        body=body,
        captured_at=at,
        notes=(TIME_OF_FILE,),
    )
    return (capture,)
