"""Options from a config file and from the environment: by the names of their flags, and what is wrong in one line."""

from importlib import import_module
from pathlib import Path

import click
import pytest

from blogarchive.cli import _COMMANDS, _MODULES
from blogarchive.cli.config import OPTIONS, Config, options_of
from blogarchive.cli.export import command as export
from blogarchive.cli.options import FilePath
from blogarchive.cli.sync import command as sync
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    "text",
    [
        'format = "csv"',
        '[read]\nformat = "csv"',
        '[read]\nform = "csv"',
        'format = "csv"\n[fetch]\ndelay = 3',
        'format = "csv"\nmax-size = 5000000\nheader = "X-One: two words"\nno-images = true',
    ],
)
def test_an_option_has_the_name_of_its_flag(run: Run, page: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "c.toml").write_text(text, "utf-8")
    done = run("--config", "c.toml", "read", page, "-q")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("post_url,")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("dealy = 5", "no command has an option dealy"),
        ("[read]\ndealy = 5", "[read] has no option dealy"),
        ("[raed]\ndelay = 5", "[raed] is no command"),
        ("read = 5", "must be a table"),
        ("format = 5", "format must be words in quotes"),
        ('format = ["csv"]', "format must be one value"),
        ("[read]\nfeed = 5", "feed must be words in quotes"),
        ("a = ", "cannot be read as a config file"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(run: Run, page: Path, tmp_path: Path, text: str, says: str) -> None:
    """A slip of the pen is not passed over: who writes `dealy` believes to be polite."""
    (tmp_path / "c.toml").write_text(text, "utf-8")
    done = run("--config", "c.toml", "read", page)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("blogarchive: c.toml: ")
    assert says in done.stderr


def test_a_wrong_value_says_where_it_stands(run: Run, page: Path, tmp_path: Path) -> None:
    """Who did not type it looks for it."""
    (tmp_path / "c.toml").write_text('format = "cvs"', "utf-8")
    assert run("--config", "c.toml", "read", page).stderr.rstrip().endswith("(c.toml)")
    done = run("read", page, more={"BLOGARCHIVE_FORMAT": "cvs"})
    assert (done.returncode, done.stderr.rstrip().endswith("(BLOGARCHIVE_FORMAT)")) == (2, True)
    assert run("read", page, "-f", "cvs").stderr.rstrip().endswith("'site'.")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
def test_a_home_that_is_no_folder_holds_no_config_file(run: Run, page: Path) -> None:
    """Users that run services often have /dev/null for a home."""
    assert run("read", page, "-q", more={"HOME": "/dev/null", "XDG_CONFIG_HOME": ""}).returncode == 0


def test_the_keys_are_those_of_all_commands() -> None:
    commands = (import_module(f"blogarchive.cli.{_MODULES.get(name, name)}").command for name in _COMMANDS)
    assert {key for command in commands for key in options_of(command)} == OPTIONS


def test_variables_have_the_names_of_flags(run: Run, page: Path, tmp_path: Path) -> None:
    more = {"BLOGARCHIVE_FORMAT": "csv", "BLOGARCHIVE_OUTPUT": "out.csv"}
    assert run("read", page, "-q", more=more).returncode == 0
    assert (tmp_path / "out.csv").read_text("utf-8").startswith("post_url,")


def test_a_header_may_hold_spaces_and_a_feed_colons(run: Run, site: str) -> None:
    """Several headers stand on lines of their own, several feeds between spaces."""
    more = {"BLOGARCHIVE_HEADER": "X-One: two words\nX-Two: b", "BLOGARCHIVE_FEED": f"{site}/rain/feed/"}
    done = run("fetch", f"{site}/rain/", "--no-archive", "-f", "json", more=more)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("how", ["file", "variable", "flag"])
def test_the_users_folder(run: Run, site: str, tmp_path: Path, how: str) -> None:
    """`~/` is the user's own folder also where no shell has said so; no folder called ~ is made."""
    (tmp_path / "c.toml").write_text('archive = "~/kept.db"' if how == "file" else "", "utf-8")
    flag = ["--archive=~/kept.db"] if how == "flag" else []
    more = {"BLOGARCHIVE_ARCHIVE": "~/kept.db"} if how == "variable" else {}
    assert run("--config", "c.toml", "fetch", f"{site}/rain/", "--no-images", *flag, more=more).returncode == 0
    assert (tmp_path / "kept.db").is_file()
    assert not (tmp_path / "~").exists()


def test_every_option_that_names_a_path_knows_the_users_folder() -> None:
    """Else a default from a file would make a folder called ~ for one command and not for another."""
    commands = (import_module(f"blogarchive.cli.{_MODULES.get(name, name)}").command for name in _COMMANDS)
    options = [option for command in commands for option in command.params if isinstance(option, click.Option)]
    paths = [option for option in options if isinstance(option.type, click.Path)]
    assert paths
    assert [option.name for option in paths if not isinstance(option.type, FilePath)] == []


def test_a_choice_for_all_commands_is_no_switch_of_another(tmp_path: Path) -> None:
    """`images` says of `export` what becomes of pictures, and of `sync` whether to fetch them."""
    config = Config(path=tmp_path / "config.toml", shared={"images": "none"})
    assert config.defaults("sync", sync) == {}
    assert config.defaults("export", export) == {"images": "none"}
    assert Config(path=tmp_path / "config.toml", shared={"images": True}).defaults("sync", sync) == {"images": True}
