"""Root beside other people's files: what it makes there must not keep them out."""

import os
from pathlib import Path
from stat import S_ISREG


def give_to_owner(descriptor: int, archive: Path) -> None:
    """A file that root made beside somebody's archive is theirs, as SQLite does it with its own files; else they could not write any more."""
    if not _is_root() or not archive.exists():
        return
    made, owned = os.fstat(descriptor), archive.stat()
    if made.st_uid == 0 != owned.st_uid and S_ISREG(made.st_mode) and made.st_nlink == 1:
        os.fchown(descriptor, owned.st_uid, owned.st_gid)


def in_anothers_folder(archive: Path) -> str | None:
    """A word of warning where root is about to make an archive in somebody else's folder, who then could not open it."""
    if not _is_root() or os.path.exists(archive):  # noqa: PTH110 (`Path.exists` raises PermissionError: root may lack rights too)
        return None
    folder = next((above for above in archive.absolute().parents if above.exists()), None)
    if folder is None or folder.stat().st_uid == 0:
        return None
    return "made by root in the folder of another user, who will not be able to open it"


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
