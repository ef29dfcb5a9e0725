"""What stands at a path, for people who may not look into every folder: there it is "nothing", and whoever uses the path is told why."""

import os
from pathlib import Path


def is_folder(path: Path | str) -> bool:
    """Whether a folder is there."""
    return os.path.isdir(path)  # noqa: PTH112 (before Python 3.14, `Path.is_dir` raises PermissionError)


def is_file(path: Path) -> bool:
    """Whether a file is there, itself or through a link."""
    return os.path.isfile(path)  # noqa: PTH113 (as above)


def is_link(path: Path) -> bool:
    """Whether the path itself is a symbolic link."""
    return os.path.islink(path)  # noqa: PTH114 (as above)


def is_device(path: Path) -> bool:
    """Whether something is there that is neither file nor folder: a pipe, a terminal, `/dev/null`."""
    return os.path.exists(path) and not is_file(path) and not is_folder(path)  # noqa: PTH110 (as above)
