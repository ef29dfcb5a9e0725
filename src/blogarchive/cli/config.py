"""Options from a TOML file: top-level keys for all commands, a table per command for its own.

archive = "~/blogs.db"
[fetch]
delay = 2.0

A key is the name of an option without its dashes: `format`, `max-bytes`, `no-images`.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from blogarchive.errors import UsageError, said_by_system

Table = dict[str, object]
OPTIONS = frozenset(
    "all archive as_json at author bom comment delay dry_run everything feed feeds follow force form format guard header host hosts "
    "images json kind limit list listed log longest max_bytes max_size max_time moved_to no_archive no_guard no_images no_watch "
    "notify_cmd out output part post post_row private proxy quick quiet readings reason record report_form rescue saved_at share "
    "shortest since snapshot snapshot_only strict style subset summary timeout until url user_agent verbose wait watch".split()
)
"""The keys that some command knows, which are told from slips of the pen without importing all of them."""

_REPORT_FORM = "report_form"
"""The form of what is no post: a form for all commands speaks of posts (see pieces.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A config file: what is for all commands, and what is for single ones."""

    path: Path
    shared: Table = field(default_factory=dict)
    own: Mapping[str, Table] = field(default_factory=dict)

    def defaults(self, name: str, command: click.Command) -> Table:
        """Click's defaults for a command, by the names of its parameters. Raises UsageError for what it cannot have."""
        options = options_of(command)
        found: Table = {}
        for key, value in self.shared.items():
            if key in options and options[key].name != _REPORT_FORM and _may_mean(options[key], value):
                self._put(found, key, options[key], value)
        for key, value in self.own.get(name, {}).items():
            if key not in options:
                raise UsageError(self.path, f"[{name}] has no option {_flag(key)}")
            self._put(found, key, options[key], value)
        return found

    def _put(self, found: Table, key: str, option: click.Option, value: object) -> None:
        """Sets one default. What Click says of a wrong value needs no help; what it would stumble over is told here."""
        if isinstance(value, date):
            value = value.isoformat()
        if option.multiple:
            value = value if isinstance(value, list) else [value]
        elif isinstance(value, list | dict):
            raise UsageError(self.path, f"{_flag(key)} must be one value")
        parts = value if isinstance(value, list) else [value]
        if _takes_words(option) and not all(isinstance(part, str) for part in parts):
            raise UsageError(self.path, f"{_flag(key)} must be words in quotes")
        if f"--{_flag(key)}" in option.secondary_opts:
            value = not value
        elif option.is_flag and isinstance(option.flag_value, str):  # --json is a form
            value = option.flag_value if value is True else None
        elif isinstance(option.type, click.types.FuncParamType):
            value = str(value)  # max-size = 5000000
        if value is not None:
            found[option.name or key] = value


def _may_mean(option: click.Option, value: object) -> bool:
    """Whether a value for all commands may be meant for this one's option: `images` is a choice here and a switch there."""
    return not option.is_flag or isinstance(value, bool)


def _takes_words(option: click.Option) -> bool:
    kind = option.type
    return not option.is_flag and (isinstance(kind, click.Path | click.Choice | click.types.StringParamType))


def options_of(command: click.Command) -> dict[str, click.Option]:
    """A command's options by the keys that a file may have for them: their flags, and the names of their values."""
    options = [param for param in command.params if isinstance(param, click.Option)]
    by_value = {param.name: param for param in options if param.name}
    flags = ((flag, param) for param in options for flag in (*param.opts, *param.secondary_opts))
    return by_value | {_key(flag[2:]): param for flag, param in flags if flag.startswith("--")}


def load_config(named: str | None, commands: Iterable[str]) -> Config:
    """What the file says. Without a name the platform's usual place is looked at; a file that was named must be there.

    Raises UsageError with the place of the mistake.
    """
    path = Path(named).expanduser() if named else usual_place()
    try:
        settings = _settings(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):  # HOME may be /dev/null
        if named:
            raise UsageError(path, "no such config file") from None
        return Config(path=path)
    except (OSError, ValueError) as error:
        reason = said_by_system(error) if isinstance(error, OSError) else str(error)
        raise UsageError(path, f"cannot be read as a config file: {reason}") from error
    names = set(commands)
    shared = {_key(key): value for key, value in settings.items() if key not in names}
    for key, value in shared.items():
        if isinstance(value, dict):
            raise UsageError(path, f"[{key}] is no command")
        if key not in OPTIONS:
            raise UsageError(path, f"no command has an option {_flag(key)}")
    return Config(
        path=path, shared=shared, own={name: _table(path, settings[name]) for name in names & settings.keys()}
    )


def _table(path: Path, value: object) -> Table:
    if not isinstance(value, dict):
        raise UsageError(path, "a command's name must be a table, such as [fetch]")
    return {_key(key): entry for key, entry in value.items()}


def _key(flag: str) -> str:
    return flag.replace("-", "_")


def _flag(key: str) -> str:
    return key.replace("_", "-")


def _settings(text: str) -> Table:
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
