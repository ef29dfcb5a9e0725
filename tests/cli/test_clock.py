"""A clock that jumped is worth one line, and changes nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from blogarchive.archive import open_archive
from blogarchive.model import Capture
from blogarchive.pipeline.clock import contradiction
from tests.cli.conftest import Run
from tests.pipeline.test_rereading import START, visit


def test_fetch_tells_of_a_visit_from_the_future_once(run: Run, site: str, tmp_path: Path) -> None:
    """The visit stays, the new one comes after it."""
    path = tmp_path / "a.db"
    ahead = (datetime.now(UTC) - START).days + 40
    with open_archive(path, write=True) as archive:
        archive.save(visit(number=ahead))
    url = f"{site}/rain/"
    first = run("fetch", url, "--archive", path)
    lines = [line for line in first.stderr.splitlines() if "clock" in line]
    assert len(lines) == 1
    assert f"{START + timedelta(days=ahead):%Y-%m-%d}" in lines[0]
    assert lines[0].startswith("blogarchive: warning: ")
    assert first.returncode == 0
    assert "clock" not in run("fetch", url, "--archive", path).stderr
    with open_archive(path, write=False) as archive:
        assert archive.snapshot(1).taken_at == visit(number=ahead).snapshot.taken_at


def test_fetch_tells_of_a_server_with_another_time(run: Run, site: str) -> None:
    """A clock that is far ahead looks like a long absence: only somebody else's clock can tell. It is said once."""
    said = run("fetch", f"{site}/late/", f"{site}/late/", "--no-archive").stderr
    lines = [line for line in said.splitlines() if "the clock" in line]
    assert len(lines) == 1
    assert f"{datetime.now(UTC) - timedelta(days=366):%Y-%m-%d}" in lines[0]
    assert "the clock" not in run("fetch", f"{site}/rain/", "--no-archive").stderr


def test_what_a_cache_has_kept_is_no_late_answer() -> None:
    """RFC 9111, 5.1: `Age` is the time since the answer was made; a `Date` that is none says nothing."""
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)

    def answer(*headers: tuple[str, str]) -> Capture:
        return Capture(
            url="https://a.example/", requested_url="https://a.example/", headers=headers, body=b"", captured_at=now
        )

    old = ("date", "Fri, 01 May 2026 12:00:00 GMT")
    assert contradiction([answer(old)])
    assert contradiction([answer(old, ("age", str(3 * 86_400)))]) is None
    assert contradiction([answer(old), answer(("date", "Mon, 04 May 2026 11:59:58 GMT"))]) is None
    for odd in ("", "yesterday", "Fri, 99 Foo 2026 12:00:00 GMT"):
        assert contradiction([answer(("date", odd))]) is None
    assert contradiction([answer(old, ("age", "9" * 30))]) is None
