"""The lock that writers hold: `flock` on a file beside the archive.

The system frees it when its holder ends, however that happens, so there is nothing to clean up after a crash. What stands in the file
(process, machine, time) is for people alone; nothing is decided by it.
"""

import json
import os
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from blogarchive.archive.owner import give_to_owner
from blogarchive.errors import ArchiveLockedError

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # locked bytes cannot be read by others on Windows: one far behind the text

    def try_lock(descriptor: int) -> bool:
        """Whether this process now holds the open file alone."""
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Whether this process now holds the open file alone."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


_PAUSE = 0.1  # seconds between two tries while waiting


class WriterLock:
    """Held from construction to `release`; at most one process has it for an archive."""

    def __init__(self, archive: Path, wait: float = 0.0, suffix: str = "lock") -> None:
        """Take the lock, trying again for `wait` seconds. Raises ArchiveLockedError, OSError where the file cannot be made."""
        self.path = archive.with_name(f"{archive.name}.{suffix}")
        no_link = getattr(os, "O_NOFOLLOW", 0)  # a link put here by somebody else would lead root to any file
        self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | no_link, 0o600)
        give_to_owner(self._descriptor, archive)
        until = time.monotonic() + wait
        while not try_lock(self._descriptor):
            if time.monotonic() >= until:
                holder = self._holder()
                os.close(self._descriptor)
                raise ArchiveLockedError(archive, f"locked by {holder}")
            time.sleep(_PAUSE)
        self._sign()

    def release(self) -> None:
        """Let others write."""
        os.close(self._descriptor)

    def _sign(self) -> None:
        said = {
            "pid": os.getpid(),
            "host": platform.node(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        try:
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, json.dumps(said).encode())
        except OSError:
            return  # a full disk: the lock itself holds without a word in it

    def _holder(self) -> str:
        try:
            said = json.loads(self.path.read_bytes())
            return f"process {said['pid']} on {said['host']} since {said['since']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"
