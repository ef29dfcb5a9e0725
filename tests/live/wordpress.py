"""A throw-away real WordPress on loopback: MariaDB on a socket, PHP's own web server, Debian's files.

Everything lives in one folder and ends with the object. `.ci/wordpress` brings the packages.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

PHP = Path(__file__).parent / "php"
BY_DATE = "/%year%/%monthnum%/%day%/%postname%/"
BY_NUMBER = ""
LANGUAGES = ("fr_FR",)
_FORMATS = {"fr_FR": ("j F Y", r"G \h i \m\i\n"), "": ("F j, Y", "g:i a")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """How a blog is set up. `paged` is comments per page, 0 for all on one; `threads` the depth of threads, 0 for none."""

    theme: str
    locale: str = "fr_FR"
    permalinks: str = BY_DATE
    paged: int = 0
    order: str = "asc"
    first: str = "newest"
    threads: int = 5
    rest: bool = True

    @property
    def name(self) -> str:
        """For the test's id."""
        address = "pretty" if self.permalinks else "plain"
        pages = f"{self.paged}-{self.order}-{self.first}" if self.paged else "unpaged"
        return f"{self.theme}-{self.locale or 'en'}-{address}-{pages}-{'rest' if self.rest else 'norest'}-depth{self.threads}"

    def settings(self) -> dict[str, object]:
        """As `apply.php` takes them."""
        day, clock = _FORMATS[self.locale]
        options = {
            "WPLANG": self.locale,
            "date_format": day,
            "time_format": clock,
            "page_comments": int(bool(self.paged)),
            "comments_per_page": self.paged or 50,
            "comment_order": self.order,
            "default_comments_page": self.first,
            "thread_comments": int(bool(self.threads)),
            "thread_comments_depth": self.threads or 5,
            "posts_per_rss": 10,
            "test_without_rest": int(not self.rest),
        }
        return {"theme": self.theme, "permalinks": self.permalinks, "options": options}


class WordPress:
    """A running blog. `url` ends without a slash."""

    def __init__(self, files: Path, folder: Path) -> None:
        self._folder, self._root = folder, folder / "www"
        self._running: list[subprocess.Popen[bytes]] = []
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._environment = {
            "PATH": os.environ["PATH"],
            "BLOG_HOME": self.url,
            "BLOG_SOCKET": str(folder / "db.sock"),
            "PHP_CLI_SERVER_WORKERS": "2",
        }
        _lay_out(files, self._root)

    def __enter__(self) -> Self:
        try:
            self._start_database()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in reversed(self._running):
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)

    def load(self, posts: Mapping[str, object]) -> dict[str, int]:
        """Install the tables and the posts, then open the door; returns their ids by name."""
        ids: dict[str, int] = self.run("install.php", posts)
        command = [
            "php",
            "-d",
            "display_errors=0",
            "-S",
            f"127.0.0.1:{self._port}",
            "-t",
            str(self._root),
            str(PHP / "router.php"),
        ]
        self._start(command, "web")
        _wait(lambda: urllib.request.urlopen(f"{self.url}/readme.html", timeout=5).close(), urllib.error.URLError)
        return ids

    def apply(self, variant: Variant) -> None:
        """Set the blog up so."""
        self.run("apply.php", variant.settings())

    def run(self, script: str, given: object) -> dict[str, int]:
        """A script's answer to a JSON value."""
        answer: dict[str, int] = json.loads(self.tell(script, given))
        return answer

    def tell(self, script: str, given: object) -> str:
        """The same as text."""
        done = subprocess.run(
            ["php", "-d", "display_errors=stderr", "-d", "memory_limit=512M", str(PHP / script), str(self._root)],
            input=json.dumps(given),
            capture_output=True,
            text=True,
            check=False,
            env=self._environment,
        )
        if done.returncode:
            raise RuntimeError(f"{script}: {done.stderr or done.stdout}")
        return done.stdout

    def _start_database(self) -> None:
        data = self._folder / "data"
        data.mkdir(parents=True)
        mine = [] if os.geteuid() else ["--user=root"]
        options = "--no-defaults --skip-networking --skip-grant-tables --sql-mode= --character-set-server=utf8mb4 --skip-log-bin"
        small = "--innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=32M --innodb-log-file-size=4M --performance-schema=0"
        places = [f"--datadir={data}", f"--socket={self._folder / 'db.sock'}", f"--pid-file={self._folder / 'db.pid'}"]
        self._start([_database_program(), *options.split(), *small.split(), *places, *mine], "database")

        def reach() -> None:
            with socket.socket(socket.AF_UNIX) as door:
                door.connect(str(self._folder / "db.sock"))

        _wait(reach, OSError)

    def _start(self, command: list[str], name: str) -> None:
        with (self._folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self._environment, start_new_session=True
            )
        self._running.append(process)


def lacking(files: Path) -> str | None:
    """What this machine lacks for it, or None."""
    if os.name != "posix":
        return "needs POSIX"
    if shutil.which("php") is None or _database_program() == "":
        return "php and mariadbd are not installed"
    return None if (files / "wp-load.php").exists() else f"no WordPress in {files}"


def _database_program() -> str:
    return shutil.which("mariadbd", path=f"{os.environ['PATH']}:/usr/sbin") or ""


def _lay_out(files: Path, root: Path) -> None:
    """Debian's files, with our settings, our switches and the oldest of themes."""
    shutil.copytree(files, root, symlinks=True, ignore=lambda _, names: _foreign(names))
    (root / "wp-config.php").unlink(missing_ok=True)
    shutil.copy(PHP / "wp-config.php", root / "wp-config.php")
    shutil.rmtree(root / "wp-content" / "plugins")
    must_use = root / "wp-content" / "mu-plugins"
    must_use.mkdir()
    shutil.copy(PHP / "switches.php", must_use / "switches.php")
    shutil.copytree(PHP / "theme", root / "wp-content" / "themes" / "oldest")


def _foreign(names: list[str]) -> set[str]:
    """Translations that nobody asks for: most of the megabytes."""
    return {name for name in names if name.endswith((".mo", ".po")) and name.partition(".")[0] not in LANGUAGES}


def _wait(attempt: Callable[[], None], failure: type[OSError]) -> None:
    """Try until it works, for 30 seconds at most."""
    until = time.monotonic() + 30
    while True:
        try:
            attempt()
        except failure:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
