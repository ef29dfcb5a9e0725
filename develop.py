#!/usr/bin/env python3
"""Sets everything up in .venv beside this file, then runs what is asked; needs only Python 3.11 and git.

  python3 develop.py run fetch URL       installs blogarchive and runs it
  python3 develop.py test [ARGS...]      installs it with all it needs for its tests, and passes them
  python3 develop.py check               ruff, mypy, then the tests

The system's Python is never touched (PEP 668); a Python without ensurepip (Debian's, without python3-venv) is helped out with the pip it has,
or, as root on Debian, by installing python3-venv.
"""

import os
import shutil
import subprocess
import sys
import venv
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE / ".venv"
SCRIPTS = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")


def main(words: list[str]) -> int:
    """The exit code of what was run."""
    if sys.version_info < (3, 11):
        sys.exit(f"blogarchive needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    task, rest = (words[0], words[1:]) if words else ("", [])
    if task == "run":
        set_up(groups=())
        return become("-m", "blogarchive", *rest)
    if task == "test":
        set_up(groups=("dev",))
        return run("-m", "pytest", "-n", "auto", "-q", *rest)
    if task == "check":
        set_up(groups=("dev",))
        steps = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",), ("pytest", "-n", "auto", "-q"))
        return next((status for step in steps if (status := checked(*step))), 0)
    print(__doc__)
    return 0 if task in {"", "help", "-h", "--help"} else 2


def checked(*words: str) -> int:
    """The exit code of a check. mypy ends with 2 when it breaks down itself, which says nothing of the code: it gets a second try."""
    status = run("-m", *words)
    return run("-m", *words) if words[0] == "mypy" and status == 2 else status


def run(*words: str) -> int:
    """Runs the environment's Python in this folder."""
    return subprocess.run([PYTHON, *words], cwd=HERE, check=False).returncode


def become(*words: str) -> int:
    """Goes on as the environment's Python, in the folder where the user is: signals are for the program, which knows how to end."""
    if os.name != "nt":
        os.execv(PYTHON, [str(PYTHON), *words])
    return subprocess.run([PYTHON, *words], check=False).returncode


def set_up(groups: tuple[str, ...]) -> None:
    """Makes the environment, once for each state of pyproject.toml."""
    stamp = HOME / f"installed-{'-'.join(('run', *groups))}"
    state = sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == state:
        return
    if not PYTHON.exists():
        make_environment()
    print("setting up .venv ...", file=sys.stderr)
    pip("install", "--upgrade", "pip>=25.1")  # the first that knows dependency groups
    group_words = [word for group in groups for word in ("--group", f"{HERE / 'pyproject.toml'}:{group}")]
    pip("install", "--editable", str(HERE), *group_words)
    stamp.write_text(state)


def pip(*words: str) -> None:
    """pip of the environment; says nothing unless it fails."""
    command = [PYTHON, "-m", "pip", "--quiet", "--quiet", "--disable-pip-version-check", *words]
    if subprocess.run(command, check=False, stdout=sys.stderr).returncode:
        sys.exit(f"setting up {HOME} failed, pip says why; the next run tries again")


def make_environment() -> None:
    """A virtual environment with pip, whatever this Python was built without."""
    if find_spec("ensurepip"):
        venv.create(HOME, with_pip=True, symlinks=os.name != "nt")
    elif shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        install_venv()
    else:
        borrow_pip()


def install_venv() -> None:
    """Debian keeps ensurepip in a package of its own."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", "update"], check=True, stdout=sys.stderr)
    subprocess.run(["apt-get", "-qq", "install", "-y", "python3-venv"], check=True, stdout=sys.stderr, env=environment)
    subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)


def borrow_pip() -> None:
    """Without rights to install anything: the system's pip, if there is one, installs pip into the environment."""
    venv.create(HOME, with_pip=False, symlinks=os.name != "nt")
    borrowed = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "pip"]
    if subprocess.run(borrowed, check=False).returncode:
        shutil.rmtree(HOME, ignore_errors=True)
        sys.exit("this Python has neither ensurepip nor pip: install python3-venv (Debian, Ubuntu) or python3-pip")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
