"""What a command may import: starting quickly is kept by a list, because a time would depend on the machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from platformdirs import user_config_path

from blogarchive.cli.config import usual_place

_ALWAYS_LATE = frozenset(
    "bs4 feedparser httpcore httpcore2 httpx h11 jsonschema markdownify sqlite3 ssl tempfile importlib.resources platformdirs".split()
)
_NOT_TO_READ = _ALWAYS_LATE | frozenset(
    "tabulate wcwidth socket email.utils blogarchive.archive blogarchive.fetch.client blogarchive.sources.comment_feed "
    "blogarchive.sources.entry_feed blogarchive.sources.wordpress_api blogarchive.export.to_html blogarchive.export.to_markdown "
    "blogarchive.look zipfile".split()
)
_NOT_TO_HELP = _NOT_TO_READ | frozenset(
    "lxml nh3 tomllib json blogarchive.model blogarchive.document blogarchive.sources blogarchive.dates blogarchive.pipeline".split()
)
_REPORT = """
import sys
sys.argv[0] = "blogarchive"
from blogarchive.cli import run
status = run()
print("\\n".join(sys.modules), file=sys.stderr)
sys.exit(status)
"""


def _imported(folder: Path, *words: str | Path) -> set[str]:
    environment = os.environ | {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", _REPORT, *map(str, words)],
        capture_output=True, text=True, cwd=folder, env=environment, timeout=60, check=True,
    )  # fmt: skip
    return set(done.stderr.split())


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("read", "--help"), ("schema", "--help")])
def test_help_imports_next_to_nothing(words: tuple[str, ...], tmp_path: Path) -> None:
    """Help and version need Click alone."""
    late = _NOT_TO_HELP if words[0].startswith("--") else _ALWAYS_LATE
    assert not _imported(tmp_path, *words) & late


def test_reading_a_page_imports_what_it_needs(page: Path, tmp_path: Path) -> None:
    """A saved page becomes CSV without the network, the archive, the readers of feeds and the other forms."""
    assert not _imported(tmp_path, "read", page, "-f", "csv", "--quiet") & _NOT_TO_READ


@pytest.mark.parametrize("stated", [None, "/somewhere/else", "relative/is/ignored", ""])
def test_the_config_file_is_where_platformdirs_says(stated: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The short way to the usual place leads to the same place."""
    monkeypatch.setenv("HOME", "/home/somebody")
    if stated is None:
        monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_CONFIG_HOME", stated)
    assert usual_place() == user_config_path("blogarchive", appauthor=False) / "config.toml"
