"""Crashes, full disks, damage and crowds: what was reported as saved is there, and what is damaged is named."""

import contextlib
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from blogarchive.archive import Archive, open_archive, schema
from blogarchive.errors import ArchiveError, ArchiveLockedError, OutputError
from blogarchive.model import Taken
from tests.archive.older import older
from tests.archive.posts import START, comment, snapshot, taken

REPOSITORY = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("BLOGARCHIVE_KILLS", "120"))


def program(*arguments: object) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)])
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=REPOSITORY,
    )


def noise(seed: int, length: int) -> bytes:
    return random.Random(seed).randbytes(length)


def large(visit: int) -> Taken:
    return taken(snapshot([comment(n) for n in range(1, 200)], visit=visit), body=noise(visit, 200_000))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_kill9_loses_nothing_that_was_reported(tmp_path: Path) -> None:
    """BLOGARCHIVE_KILLS sets how often (default 120)."""
    process = program("-m", "tests.archive.killing", tmp_path, 20100522, ROUNDS)
    output, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    told = json.loads(output)
    assert told["rounds"] == ROUNDS
    assert told["reported"] >= ROUNDS / 2  # else the kills came too early to prove anything


def replace_url(visit: Taken, url: str) -> Taken:
    own = replace(visit.snapshot.post.record, native_id=None, url=url, canonical_url=url, title=url)
    shot = replace(visit.snapshot, url=url, post=replace(visit.snapshot.post, record=own))
    return taken(shot, body=visit.captures[0].body)


@contextmanager
def limited(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("room", [0, 4096, 50_000, 150_000, 250_000])
def test_disk_full_db(tmp_path: Path, room: int) -> None:
    path = tmp_path / "a.db"
    with open_archive(path, write=True) as archive:
        archive.save(large(1))
        with limited(path.stat().st_size + room), pytest.raises(ArchiveError, match=r"space|full"):
            for visit in range(2, 6):
                archive.save(large(visit))
        seen = archive.find(1).visits
        assert archive.snapshot(1, seen) == large(seen).snapshot
        assert list(archive.verify()) == []
        assert archive.save(large(seen + 1)).visit == seen + 1


def merging(archive: Archive, folder: Path) -> None:
    with open_archive(folder / "other.db", write=False) as other:
        archive.merge(other)


WORK: dict[str, Callable[[Archive, Path], object]] = {
    "save": lambda archive, _: archive.save(large(3)),
    "reread": lambda archive, _: archive.reread(
        1, snapshot([comment(n, text="x" * 500) for n in range(1, 200)], visit=2)
    ),
    "forget": lambda archive, _: archive.forget(1, "asked", comment="7"),
    "forget all": lambda archive, _: archive.forget(1, "asked"),
    "watch": lambda archive, _: archive.watch(1, START),
    "merge": merging,
    "backup": lambda archive, folder: archive.backup(folder / "copy.db"),
}


@pytest.mark.parametrize("work", list(WORK))
def test_disk_full_at_any_write(tmp_path: Path, work: str) -> None:
    """Whatever is under way and wherever the disk ends, what was there before is there afterwards, and nothing half-made beside it."""
    with open_archive(tmp_path / "other.db", write=True) as other:
        other.save(replace_url(large(1), "https://other.example/1"))
        other.save(replace_url(large(2), "https://other.example/2"))
    whole = tmp_path / "whole.db"
    with open_archive(whole, write=True) as archive:
        archive.save(large(1))
        archive.save(large(2))
    failed = 0
    for room in (0, 1, 4096, 8192, 20_000, 60_000, 120_000, 250_000, 400_000):
        folder = tmp_path / f"room-{room}"
        folder.mkdir()
        path = folder / "a.db"
        shutil.copy(whole, path)
        shutil.copy(tmp_path / "other.db", folder / "other.db")
        size = room if work == "backup" else path.stat().st_size + room
        with open_archive(path, write=True) as archive:
            before = archive.snapshot(1)
            with limited(size):
                try:
                    WORK[work](archive, folder)
                except (ArchiveError, OutputError) as error:
                    failed += 1
                    assert any(word in str(error) for word in ("space", "full", "large")), error
                    assert archive.snapshot(1) == before
            assert list(archive.verify()) == []
        assert {item.name for item in folder.iterdir()} <= {"a.db", "a.db.lock", "other.db", "copy.db"}
        if (folder / "copy.db").exists():
            with open_archive(folder / "copy.db", write=True) as copy:
                assert list(copy.verify()) == []
    assert failed or work in {"forget all", "watch"}  # these may need no more room than there is


@pytest.mark.parametrize("room", [0, 4096, 20_000, 100_000, 300_000])
@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_disk_full_in_a_migration(tmp_path: Path, version: int, room: int) -> None:
    """The older form stays as it was, or a later one stands whole; with room it goes on."""
    path = tmp_path / "a.db"
    with open_archive(path, write=True) as archive:
        archive.save(large(1))
    older(path, version)
    size = path.stat().st_size
    with limited(size + room), contextlib.suppress(ArchiveError):
        open_archive(path, write=True).close()
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert version <= raw.execute("PRAGMA user_version").fetchone()[0] <= schema.VERSION
    raw.close()
    with open_archive(path, write=True) as archive:
        assert archive.snapshot(1) == large(1).snapshot
        assert list(archive.verify()) == []


def test_disk_full_when_it_is_made(tmp_path: Path) -> None:
    with limited(1000), pytest.raises(ArchiveError, match=r"space|full"):
        open_archive(tmp_path / "a.db", write=True)
    with open_archive(tmp_path / "a.db", write=True) as archive:
        assert archive.save(large(1)).visit == 1


def test_disk_full_on_a_small_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if (
        not mount
        or os.geteuid() != 0
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=1m", "none", disk], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("needs the right to mount a small disk")
    try:
        with open_archive(disk / "a.db", write=True) as archive:
            with pytest.raises(ArchiveError, match="no space left"):
                for visit in range(1, 20):
                    archive.save(large(visit))
            seen = archive.find(1).visits
            assert archive.snapshot(1) == large(seen).snapshot
            assert list(archive.verify()) == []
    finally:
        subprocess.run(["umount", disk], check=True)


HOLDER = """
import sys, time
from pathlib import Path
from blogarchive.archive import open_archive
with open_archive(Path(sys.argv[1]), write=True):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_crons(tmp_path: Path) -> None:
    """The second leaves at once and says who works; after `kill -9` of the first the lock is free."""
    path = tmp_path / "a.db"
    holder = program("-c", HOLDER, path)
    try:
        assert holder.stdout and holder.stdout.readline() == b"held\n"
        start = time.monotonic()
        with pytest.raises(ArchiveLockedError, match=f"locked by process {holder.pid} on ") as caught:
            open_archive(path, write=True)
        assert time.monotonic() - start < 1
        assert caught.value.exit_code == 75
        with pytest.raises(ArchiveLockedError):
            open_archive(path, write=True, wait=0.3)
    finally:
        holder.kill()
        holder.communicate()
    open_archive(path, write=True).close()


CROWD = """
import sys
from dataclasses import replace
from pathlib import Path
from blogarchive.archive import open_archive
from tests.archive.posts import comment, snapshot, taken
for visit in range(1, 11):
    with open_archive(Path(sys.argv[1]), write=True, wait=30) as archive:
        archive.save(taken(replace(snapshot([comment(1)], visit=visit), url=sys.argv[2])))
"""


def test_writers_that_wait_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    crowd = [program("-c", CROWD, path, f"https://blog.example/{n}") for n in range(3)]
    for process in crowd:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors.decode()
    with open_archive(path, write=False) as archive:
        assert sum(row.visits for row in archive.posts()) == 30
        assert list(archive.verify()) == []


def flipped(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)
        file.seek(at)
        file.write(bytes([byte[0] ^ 0x10]))


def two_posts(path: Path) -> None:
    with open_archive(path, write=True) as archive:
        archive.save(taken(snapshot([comment(1)]), body=noise(1, 30_000)))
        other = snapshot([comment(1)])
        own = replace(
            other.post, record=replace(other.post.record, native_id="8", title="Vélo", url=None, canonical_url=None)
        )
        archive.save(taken(replace(other, url="https://blog.example/velo", post=own), body=noise(2, 30_000)))


def test_bitrot_names_the_post(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    two_posts(path)
    flipped(path, path.read_bytes().index(noise(2, 30_000)[20_000:20_100]))
    with open_archive(path, write=False) as archive:
        (problem,) = archive.verify()
        assert (problem.code, problem.post) == ("damaged", "2 (Vélo)")
        assert "https://blog.example/velo" in problem.message
        assert archive.snapshot(2).url == "https://blog.example/velo"
        with pytest.raises(ArchiveError, match="damaged"):
            list(archive.captures(2))


def test_bits_flipped_anywhere_are_told_or_harmless(tmp_path: Path) -> None:
    """Whatever byte turns, verify ends without a traceback, and what still reads as a snapshot is the one that was saved."""
    path = tmp_path / "a.db"
    two_posts(path)
    whole = path.read_bytes()
    used = [at for at, byte in enumerate(whole) if byte]  # a page of a small database is mostly empty
    with open_archive(path, write=False) as archive:
        saved = [archive.snapshot(n) for n in (1, 2)]
    chance = random.Random(7)
    told = 0
    for _ in range(60):
        path.write_bytes(whole)
        flipped(path, chance.choice(used))
        told += _tells(path, saved)
    assert told >= 50


def _tells(path: Path, saved: Sequence[object]) -> bool:
    """Whether the damage is told; asserts that nothing false is given out."""
    try:
        with open_archive(path, write=False) as archive:
            problems = list(archive.verify())
            for number, expected in enumerate(saved, 1):
                _is_true(archive, number, expected)
            return bool(problems)
    except ArchiveError:
        return True


def _is_true(archive: Archive, number: int, expected: object) -> None:
    try:
        assert archive.snapshot(number) == expected or list(archive.verify())
    except ArchiveError:
        return


def test_a_missing_body_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    two_posts(path)
    raw = sqlite3.connect(path)
    raw.execute("DROP TRIGGER bodies_no_delete")
    raw.execute("DELETE FROM bodies WHERE sha256 = (SELECT state FROM visits WHERE post_id = 2)")
    raw.commit()
    raw.close()
    with open_archive(path, write=False) as archive:
        (problem,) = archive.verify()
        assert (problem.code, problem.post, problem.message) == (
            "missing",
            "2 (Vélo)",
            "the state of visit 1 is missing",
        )
