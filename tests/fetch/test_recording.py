"""Recordings and reading offline: what was fetched once answers again, and nothing else does."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blogarchive.errors import FetchError, NotAskedError, OutputError, SourceError
from blogarchive.fetch.recording import Recorder, is_recording, read_recording
from blogarchive.fetch.replay import Offline
from blogarchive.model import Capture, Request, Role

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PAGE = Capture(
    url="https://blog.example/post/",
    requested_url="https://blog.example/?p=5&lang=fr",
    redirects=("https://blog.example/?p=5&lang=fr",),
    headers=(
        ("Content-Type", "text/html; charset=utf-8"),
        ("Set-Cookie", "id=secret"),
        ("Link", "<a>"),
        ("Link", "<b>"),
    ),
    body="<p>Déjà vu</p>".encode(),
    captured_at=NOW,
    notes=("downgraded-to-http",),
)
FEED = Capture(
    url="https://blog.example/post/feed/",
    requested_url="https://blog.example/post/feed/",
    headers=(("Content-Type", "application/rss+xml"),),
    body=b"<rss/>",
    captured_at=NOW,
    role=Role.COMMENT_FEED,
    source="comment_feed",
)


def web(request: Request) -> Capture:
    """Two answers and a 404."""
    for capture in (PAGE, FEED):
        if request.url == capture.requested_url:
            return capture
    raise FetchError(request.url, "the server answered 404 Not Found", status=404)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A recording of a page, its feed, and a miss."""
    record = Recorder(web, tmp_path / "case")
    for url in (PAGE.requested_url, FEED.requested_url):
        record(Request(url=url))
    with pytest.raises(FetchError):
        record(Request(url="https://blog.example/wp-json/", role=Role.API, source="wordpress_api"))
    return tmp_path / "case"


def test_a_recording_gives_back_what_was_recorded(folder: Path) -> None:
    page, feed, miss = read_recording(folder)
    kept = tuple(pair for pair in PAGE.headers if pair[0] != "Set-Cookie")
    assert (page.body, page.url, page.requested_url, page.headers) == (PAGE.body, PAGE.url, PAGE.requested_url, kept)
    assert (page.captured_at, page.redirects, page.notes, page.role) == (NOW, PAGE.redirects, PAGE.notes, Role.PAGE)
    assert feed == FEED
    assert (miss.status, miss.body, miss.role, miss.source) == (404, b"", Role.API, "wordpress_api")


def test_bodies_are_files_with_safe_names_and_no_secret_is_written(folder: Path) -> None:
    names = sorted(path.name for path in (folder / "captures").iterdir())
    assert names == ["01-post.html", "02-feed.xml", "manifest.json"]
    assert "secret" not in (folder / "captures" / "manifest.json").read_text("utf-8")


def test_a_recording_answers_as_the_web_did(folder: Path) -> None:
    fetch = Offline(read_recording(folder))
    assert fetch(Request(url=PAGE.requested_url)).body == PAGE.body
    assert fetch(Request(url="https://blog.example/?lang=fr&p=5#comments")).body == PAGE.body, (
        "the order of a query does not matter"
    )
    assert fetch(Request(url=PAGE.url)).body == PAGE.body, "nor whether the redirect is taken"
    with pytest.raises(FetchError, match="404") as caught:
        fetch(Request(url="https://blog.example/wp-json/"))
    assert caught.value.status == 404
    with pytest.raises(NotAskedError):
        fetch(Request(url="https://blog.example/other/"))


def test_offline_says_that_nobody_was_asked() -> None:
    fetch = Offline([PAGE, FEED])
    answered = fetch(Request(url=FEED.url, role=Role.ENTRY_FEED, source="entry_feed"))
    assert (answered.body, answered.role, answered.source) == (FEED.body, Role.ENTRY_FEED, "entry_feed")
    with pytest.raises(NotAskedError, match="reading is offline"):
        fetch(Request(url="https://blog.example/post/feed/?paged=2"))
    with pytest.raises(NotAskedError):
        fetch(Request(url="http://[::1"))


def test_the_captures_folder_itself_will_do(folder: Path) -> None:
    assert is_recording(folder / "captures")
    assert len(read_recording(folder / "captures")) == 3


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"{}",
        b'{"entries": []}',
        b'{"entries": [1]}',
        b'{"entries": [{"url": "http://x/"}]}',
        b'{"entries": [{"url": "http://x/", "captured_at": "soon"}]}',
        b'{"entries": [{"url": "http://x/", "captured_at": "2026-01-01T00:00:00+00:00", "file": "../../secret"}]}',
        b'{"entries": [{"url": "http://x/", "captured_at": "2026-01-01T00:00:00+00:00", "file": "missing.html"}]}',
        b'{"entries": [{"url": "http://x/", "captured_at": "2026-01-01T00:00:00+00:00", "role": "king"}]}',
        b'{"entries": [{"url": "http://x/", "captured_at": "0001-01-01T00:00:00+14:00"}]}',
        b'{"entries": [{"url": "http://x/", "captured_at": "2026-01-01T00:00:00+00:00", "headers": [["a"]]}]}',
        b'{"entries": [{"url": "http://x/", "captured_at": "2026-01-01T00:00:00+00:00", "headers": [""]}]}',
        b'{"entries": ' + b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_damaged_recording_is_said_to_be_so(tmp_path: Path, manifest: bytes) -> None:
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures" / "manifest.json").write_bytes(manifest)
    (tmp_path.parent / "secret").write_bytes(b"secret")
    with pytest.raises(SourceError):
        read_recording(tmp_path)


def test_a_folder_that_is_no_recording(tmp_path: Path) -> None:
    assert not is_recording(tmp_path)
    with pytest.raises(SourceError, match="no recording"):
        read_recording(tmp_path)


def test_a_recording_that_cannot_be_written_is_an_error_of_output(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        Recorder(web, tmp_path / "file")(Request(url=FEED.url))


def test_the_manifest_is_whole_after_every_capture(tmp_path: Path) -> None:
    record = Recorder(web, tmp_path)
    for count in (1, 2, 3):
        record(Request(url=FEED.url))
        assert len(json.loads((tmp_path / "captures" / "manifest.json").read_bytes())["entries"]) == count
    assert not list((tmp_path / "captures").glob(".*"))


def test_addresses_whose_bytes_are_no_utf8_have_their_own_answers() -> None:
    """`%B9%FA` and `%D6%D0` are two words in GBK."""
    urls = ("https://x.example/%B9%FA", "https://x.example/%D6%D0", "https://x.example/?q=%B9%FA")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    offline = Offline(Capture(url=url, requested_url=url, body=url.encode(), captured_at=now) for url in urls)
    assert [offline(Request(url=url)).body.decode() for url in urls] == list(urls)
    with pytest.raises(NotAskedError):
        offline(Request(url="https://x.example/?q=%D6%D0"))


def test_a_recording_is_never_written_over(tmp_path: Path) -> None:
    """The list would name what the second run brought alone."""
    Recorder(Offline([PAGE, FEED]), tmp_path)(Request(url=PAGE.url))
    with pytest.raises(OutputError, match="holds a recording already"):
        Recorder(Offline([PAGE, FEED]), tmp_path)
    assert [capture.url for capture in read_recording(tmp_path)] == [PAGE.url]
