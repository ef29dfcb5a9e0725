"""Files, folders and standard input as captures."""

import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogarchive.errors import SourceError
from blogarchive.fetch.file import read_captures
from blogarchive.fetch.recording import Recorder
from blogarchive.model import Capture, Request


def test_a_file_has_its_address_kind_and_time(tmp_path: Path) -> None:
    path = tmp_path / "été 1.html"
    path.write_bytes(b"<!doctype html><p>one")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    (capture,) = read_captures(str(path))
    assert capture.url == path.resolve().as_uri() == capture.requested_url
    assert capture.body == b"<!doctype html><p>one"
    assert capture.media_type == "text/html"
    assert capture.captured_at == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"a": 1}')))
    (capture,) = read_captures("-")
    assert (capture.body, capture.media_type) == (b'{"a": 1}', "application/json")
    assert capture.captured_at.tzinfo is UTC


def test_a_recorded_folder(tmp_path: Path) -> None:
    capture = Capture(
        url="https://x.example/",
        requested_url="https://x.example/",
        body=b"x",
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    Recorder(lambda _request: capture, tmp_path)(Request(url=capture.url))
    assert [c.url for c in read_captures(str(tmp_path))] == [capture.url]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_captures(str(tmp_path / "missing.html"))
    with pytest.raises(SourceError, match="only recordings"):
        read_captures(str(tmp_path))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_what_has_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A device tells no size: it is not read for ever."""
    monkeypatch.setattr("blogarchive.fetch.file._MOST_BYTES", 1000)
    with pytest.raises(SourceError, match="is larger"):
        read_captures("/dev/zero")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 1001)))
    with pytest.raises(SourceError, match="standard input: is larger"):
        read_captures("-")
