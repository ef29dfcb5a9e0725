"""Crashes, full disks, damage and crowds: what was reported as saved is there, and what is damaged is named."""

import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from blogarchive.archive import Archive, open_archive
from blogarchive.errors import ArchiveError, ArchiveLockedError
from blogarchive.model import Taken
from tests.archive.posts import comment, snapshot, taken

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
