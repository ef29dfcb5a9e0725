"""Sizes as people type them (ISO/IEC 80000-13): for pictures in a page, and for answers from the web."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from blogarchive.cli.export import command as export
from blogarchive.cli.fetch import command as fetch
from blogarchive.cli.sizes import in_bytes
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("800", 800),
        ("800kB", 800_000),
        ("5 MB", 5_000_000),
        ("2MiB", 2_097_152),
        ("1.5m", 1_500_000),
        ("1GB", 1_000_000_000),
        ("1 KiB", 1024),
        (5000, 5000),
    ],
)
def test_sizes(typed: object, expected: int) -> None:
    """Thousands, or 1024s where an i says so; a number alone is bytes."""
    assert in_bytes(typed) == expected


@pytest.mark.parametrize("typed", ["", "large", "-5", "0", "0.4", "5 XB", "MB", "1e9", "9" * 400])
def test_no_sizes(typed: str) -> None:
    """One line and exit code 2."""
    for command, option in ((export, "--max-size"), (fetch, "--max-bytes")):
        done = CliRunner().invoke(command, ["1", option, typed])
        assert done.exit_code == 2
        assert "is no size" in done.output


def test_the_largest_answer_by_default() -> None:
    """What help shows is what counts."""
    option = next(param for param in fetch.params if param.name == "max_bytes")
    assert option.get_default(click.Context(fetch)) == "50MB"
    assert option.process_value(click.Context(fetch), "50MB") == 50_000_000


@pytest.mark.parametrize("stated", ["100", '"0.1kB"'])
def test_the_largest_answer_in_a_config_file(run: Run, site: str, tmp_path: Path, stated: str) -> None:
    """As a number or with a unit: the page is larger than that."""
    (tmp_path / "c.toml").write_text(f"max-bytes = {stated}", "utf-8")
    done = run("--config", "c.toml", "fetch", f"{site}/rain/", "--no-archive")
    assert done.returncode == 3
    assert "the body is larger than" in done.stderr


def test_the_largest_answer_in_a_variable(run: Run, site: str) -> None:
    done = run("fetch", f"{site}/rain/", "--no-archive", more={"BLOGARCHIVE_MAX_BYTES": "0.1 KB"})
    assert (done.returncode, "the body is larger than" in done.stderr) == (3, True)
