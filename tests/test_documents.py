"""What README.md and docs/ state is so: commands, options, exit codes, columns, keys, tables, counts."""

import json
import re
import sqlite3
from importlib import import_module
from pathlib import Path

import click
import pytest

from blogarchive import errors
from blogarchive.archive import What, open_archive
from blogarchive.cli import _COMMANDS, _MODULES
from blogarchive.cli import command as blogarchive
from blogarchive.export.schema import schema_text
from blogarchive.export.to_csv import COLUMNS
from blogarchive.pipeline.sync_report import Report

ROOT = Path(__file__).resolve().parents[1]
TEXTS = {path.name: path.read_text("utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))}
OTHERS = {"--group", "--user", "--unnamed", "--worst", "--root", "--page-only"}
"""Options of systemctl and of our own benchmarks."""


def options_of(name: str) -> set[str]:
    """Every long option of a command."""
    command = import_module(f"blogarchive.cli.{_MODULES.get(name, name)}").command
    return {
        flag for option in (*command.params, *blogarchive.params) for flag in (*option.opts, *option.secondary_opts)
    }


OPTIONS = {name: options_of(name) | {"--help", "-h"} for name in _COMMANDS}
SHOWN = [
    (document, line)
    for document, text in TEXTS.items()
    for block in re.findall(r"```(?:sh|crontab|ini)\n(.*?)```", text, re.DOTALL)
    for line in re.findall(r"blogarchive ((?:[a-z]+|--version)\b.*?)(?=  +#|\s\||$)", block, re.MULTILINE)
]


@pytest.mark.parametrize(("document", "line"), SHOWN)
def test_commands_that_are_shown(document: str, line: str) -> None:
    """There is such a command, and it has these options."""
    name, *rest = re.sub(r"'[^']*'|\"[^\"]*\"", "x", line).split()
    if name == "--version":
        return
    assert name in OPTIONS
    flags = {word.partition("=")[0] for word in rest if re.match(r"--?[a-z]", word)}
    left_out = {word for word in flags if name == "search" and re.match(r"-[a-z]{2}", word)}  # `-word`
    assert flags - left_out <= OPTIONS[name]


@pytest.mark.parametrize("document", TEXTS)
def test_options_that_are_named(document: str) -> None:
    """Wherever `--option` stands in a text, some command has it."""
    named = set(
        re.findall(r"(?<![\w-])--[a-z][a-z-]+[a-z]", re.sub(r"```.*?```", "", TEXTS[document], flags=re.DOTALL))
    )
    assert named - OTHERS <= set().union(*OPTIONS.values()) | {"--version", "--config"}


def test_exit_codes() -> None:
    """Those of the error tree stand in the table, in the README and in the tree's own drawing."""
    classes = [each for each in vars(errors).values() if isinstance(each, type)]
    codes = {each.exit_code for each in classes if issubclass(each, errors.BlogArchiveError)}
    stated = {
        int(code)
        for row in re.findall(r"^\| ([\d, ]+) \|", TEXTS["exit-codes.md"], re.MULTILINE)
        for code in row.split(",")
    }
    assert codes | {0, 130, 141, 143} == stated
    paragraph = TEXTS["README.md"].partition("### Exit codes")[2].partition("##")[0]
    assert {int(code) for code in re.findall(r"(?:^|· )(\d+) ", paragraph, re.MULTILINE)} == codes - {1} | {0}
    for each in classes:
        if issubclass(each, errors.BlogArchiveError):
            assert re.search(rf"{each.__name__} +{each.exit_code} ", errors.__doc__ or ""), each


def test_columns_and_keys() -> None:
    """CSV's columns in their order; every key of the JSON document."""
    formats = TEXTS["formats.md"]
    table = formats.partition("| column | what it is |")[2].partition("\n\n")[0]
    first = "".join(re.findall(r"^\|(.*?)\|", table, re.MULTILINE))
    assert tuple(re.findall(r"`(\w+)`", first)) == tuple(COLUMNS)
    schema = json.loads(schema_text())
    kinds = [schema, *(kind for kind in schema["$defs"].values() if "properties" in kind)]
    keys = {key for kind in kinds for key in kind["properties"]}
    assert {
        key
        for key in keys
        if f"`{key}"
        not in formats.replace("updated…", "updated…` `updated_raw` `updated_precision` `updated_estimated")
    } == set()


def test_tables_and_events(tmp_path: Path) -> None:
    """Whoever opens the file with another program finds each table explained."""
    open_archive(tmp_path / "a.db", write=True).close()
    connection = sqlite3.connect(tmp_path / "a.db")
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    named = set(re.findall(r"`(\w+)(?:…)?`", TEXTS["archive.md"]))
    ours = {name for name in names if not re.match(r"sqlite_|\w+_words_|forgotten_", name)}
    assert ours - named == set()
    assert {str(what) for what in What} <= set(re.findall(r"`([\w-]+)`", TEXTS["archive.md"]))


def test_the_counts_of_a_run() -> None:
    """The line that is shown is the line that is printed, key by key, and each has its words."""
    keys = re.findall(r"(\w+)=", Report().line())
    shown = TEXTS["sync.md"].partition("```\nsync: ")[2].partition("```")[0]
    assert re.findall(r"(\w+)=", shown) == keys
    table = TEXTS["sync.md"].partition("| key | counts |")[2]
    assert re.findall(r"`(\w+)`", "".join(re.findall(r"^\|(.*?)\|", table, re.MULTILINE))) == keys


def test_help_is_wide_enough_for_the_commands() -> None:
    """What the list of commands says is not cut."""
    shown = blogarchive.get_help(click.Context(blogarchive))
    assert all(words in " ".join(shown.split()) for words in _COMMANDS.values())
