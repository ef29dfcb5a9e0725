"""Options that several commands share, handed to them as one value per group."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import wraps
from math import isnan
from pathlib import Path
from typing import TypeAlias, TypeVar

import click

from blogarchive.cli.sizes import in_bytes
from blogarchive.fetch.limits import LONGEST

Command: TypeAlias = Callable[..., object]
Decorator: TypeAlias = Callable[[Command], Command]
Place = TypeVar("Place", str, Path)

PATIENCE = 30.0
"""Seconds to wait for another run that is just keeping a post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How to ask the web."""

    timeout: float
    max_bytes: int
    delay: float
    user_agent: str | None
    header: tuple[str, ...]
    proxy: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What to keep, and where."""

    archive: Path
    no_archive: bool
    watch: bool
    no_images: bool
    record: Path | None


class _Header(click.types.StringParamType):
    envvar_list_splitter = "\n"  # BLOGARCHIVE_HEADER: one a line, since a header holds spaces


class FilePath(click.Path):
    """A path of which `~/` is the user's own folder, also where no shell says so (`--archive=~/blogs.db`, a unit of systemd)."""

    def convert(
        self, value: "str | os.PathLike[str]", param: click.Parameter | None, ctx: click.Context | None
    ) -> "str | bytes | os.PathLike[str]":
        """As Click does."""
        own = isinstance(value, str) and value.startswith("~/")
        return super().convert(os.path.expanduser(value) if own else value, param, ctx)  # noqa: PTH111 (a slash at the end counts)


class Count(click.IntRange):
    """How many, within bounds."""

    name = "whole number"  # Click would say "integer range"


class Number(click.FloatRange):
    """A number within its bounds: what is called `nan` is in none, though it compares as if."""

    name = "number"

    def convert(self, value: float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """As Click does."""
        number = float(super().convert(value, param, ctx))
        if isnan(number):
            self.fail(f"{value!r} is not a number.", param, ctx)
        return number


def or_standard_output(_: click.Context, __: click.Parameter, path: Place | None) -> Place | None:
    """A place to write to; None for `-`, which is standard output as `read -` is standard input (POSIX, Utility Syntax Guideline 13)."""
    return None if path is not None and str(path) == "-" else path


class FeedPath(FilePath):
    """A file or an address; several in a variable are parted by spaces, since addresses hold colons."""

    envvar_list_splitter = " "


def default_archive() -> Path:
    """The archive in the platform's data folder."""
    from platformdirs import user_data_path

    return user_data_path("blogarchive", appauthor=False) / "archive.db"


def grouped(name: str, into: type, options: Sequence[Decorator]) -> Decorator:
    """Adds the options to a command, which gets their values as one keyword argument `name` of the class `into`."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_group(*args: object, **values: object) -> object:
            values[name] = into(**{field.name: values.pop(field.name) for field in fields(into)})
            return command(*args, **values)

        decorated: Command = with_group
        for option in reversed(options):
            decorated = option(decorated)
        return decorated

    return decorate


def network_options(command: Command) -> Command:
    """Timeouts, limits and headers, as `network: Network`."""
    options: list[Decorator] = [
        click.option(
            "--timeout",
            type=Number(0.1, LONGEST),
            metavar="SECONDS",
            default=60.0,
            show_default=True,
            help="Time for one answer, all told.",
        ),
        click.option(
            "--max-bytes",
            type=in_bytes,
            default="50MB",
            show_default=True,
            metavar="SIZE",
            help="Largest answer (800kB, 2MiB), before and after decompression.",
        ),
        click.option(
            "--delay",
            type=Number(0, LONGEST),
            metavar="SECONDS",
            default=1.0,
            show_default=True,
            help="Pause between requests to one host.",
        ),
        click.option("--user-agent", metavar="TEXT", help="Who to say we are."),
        click.option(
            "--header",
            type=_Header(),
            metavar="'NAME: VALUE'",
            multiple=True,
            help="A header to send to the post's own host; may be repeated.",
        ),
        click.option("--proxy", metavar="URL", help="Ask through this proxy."),
    ]
    return grouped("network", Network, options)(command)


def keeping_options(command: Command) -> Command:
    """Where to keep what was fetched, as `keeping: Keeping`."""
    options: list[Decorator] = [
        _archive(),
        click.option("--no-archive", is_flag=True, help="Do not keep it."),
        click.option("--watch/--no-watch", default=True, help="Put it under watch: `sync` revisits it."),
        click.option(
            "--no-images",
            is_flag=True,
            help="Do not fetch the pictures of the post and its comments.",
        ),
        click.option(
            "--record",
            type=FilePath(path_type=Path, file_okay=False),
            metavar="DIR",
            help="Also write every answer as it came into DIR, which must hold no other recording.",
        ),
    ]
    return grouped("keeping", Keeping, options)(command)


def archive_option(command: Command) -> Command:
    """--archive alone, as `archive: Path`."""
    return _archive()(command)


def _archive() -> Decorator:
    kind = FilePath(path_type=Path, dir_okay=False, readable=False)  # rights are asked for when it is opened
    return click.option(
        "--archive",
        type=kind,
        default=default_archive,
        metavar="FILE",
        help="The archive; by default in the platform's data folder.",
    )
