"""A clock that jumped is worth one line, and changes nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from blogarchive.archive import open_archive
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
