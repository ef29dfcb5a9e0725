"""The command as its users run it: a process of its own, an archive of its own, a blog on loopback."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.blog import POST, blog

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the small blog."""
    with blog() as address:
        yield address


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """The small blog's post as a saved page."""
    path = tmp_path / "rain.html"
    path.write_text(POST, "utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `blogarchive …` in a folder of its own, without waiting between requests."""
    folders = {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }
    environment = os.environ | folders | {"BLOGARCHIVE_DELAY": "0", "PYTHONWARNINGS": "error"}

    def run_it(
        *words: str | Path, given: str | None = None, more: dict[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "blogarchive", *map(str, words)]
        return subprocess.run(
            command,
            input=given,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment | (more or {}),
            timeout=120,
            check=False,
        )

    return run_it
