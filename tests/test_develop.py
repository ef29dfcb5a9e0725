"""The README's first command: what it hands on, and how it ends."""

import os
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")


def checkout(folder: Path, python: str, *, is_set_up: bool) -> list[str]:
    """A checkout whose environment's Python is a shell script; returns the command that runs blogarchive from there."""
    for name in ("develop.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    program = folder / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\n{python}\n")
    program.chmod(0o755)
    if is_set_up:
        stamp = sha256((folder / "pyproject.toml").read_bytes()).hexdigest()
        (folder / ".venv" / "installed-run").write_text(stamp)
    return [sys.executable, str(folder / "develop.py"), "run"]


def test_words_folder_and_exit_code_are_handed_on(tmp_path: Path) -> None:
    command = checkout(tmp_path, 'echo "$PWD" "$@"; exit 5', is_set_up=True)
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    done = subprocess.run([*command, "read", "a b"], capture_output=True, encoding="utf-8", cwd=elsewhere, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (5, f"{elsewhere} -m blogarchive read a b\n", "")


def test_the_program_itself_is_ended_in_its_own_time(tmp_path: Path) -> None:
    """`sync` finishes the post in hand when it is interrupted: nobody kills it meanwhile, and nothing else is said."""
    waiting = "sleep 60 >/dev/null 2>&1 & pid=$!"
    script = f"{waiting}; trap 'kill $pid; sleep 1; echo finished; exit 130' INT; echo began; wait"
    command = checkout(tmp_path, script, is_set_up=True)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "began\n"
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)
        said, complained = process.communicate(timeout=30)
    assert (process.returncode, said, complained) == (130, "finished\n", "")


def test_an_environment_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    """After what pip says; the next run tries again."""
    command = checkout(tmp_path, "echo no network >&2; exit 1", is_set_up=False)
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[:2] == ["setting up .venv ...", "no network"]
    assert done.stderr.count("\n") == 3
    assert not (tmp_path / ".venv" / "installed-run").exists()
