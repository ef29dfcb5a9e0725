"""Options from a TOML file: top-level keys for all commands, a table per command for its own.

archive = "~/blogs.db"
[fetch]
delay = 2.0
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from blogarchive.errors import UsageError

Defaults = dict[str, dict[str, object]]


def load_config(named: str | None, commands: Iterable[str]) -> Defaults:
    """Click's map of defaults. Without a name the platform's usual place is looked at; a file that was named must be there.

    Raises UsageError with the place of the mistake.
    """
    path = Path(named).expanduser() if named else usual_place()
    try:
        settings = _settings(path.read_text("utf-8"))
    except FileNotFoundError:
        if named:
            raise UsageError(path, "no such config file") from None
        return {}
    except (OSError, ValueError) as error:
        raise UsageError(path, f"cannot be read as a config file: {error}") from error
    names = set(commands)
    shared = {_option(key): value for key, value in settings.items() if key not in names}
    return {name: shared | _table(path, settings.get(name, {})) for name in names}


def _table(path: Path, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise UsageError(path, "a command's name must be a table, such as [fetch]")
    return {_option(key): entry for key, entry in value.items()}


def _option(key: str) -> str:
    return key.replace("-", "_")


def _settings(text: str) -> dict[str, object]:
    import tomllib  # most people have no config file

    return tomllib.loads(text)


def usual_place() -> Path:
    """The config file in the platform's usual folder: what platformdirs says, which every command would have to import, written out for the
    common case (https://specifications.freedesktop.org/basedir-spec/)."""
    if sys.platform == "linux" and (home := os.environ.get("HOME", "")).startswith("/"):
        stated = os.environ.get("XDG_CONFIG_HOME", "")
        return Path(stated if stated.startswith("/") else f"{home}/.config") / "blogarchive" / "config.toml"
    from platformdirs import user_config_path

    return user_config_path("blogarchive", appauthor=False) / "config.toml"
