"""The command line: Click and tabulate live here and nowhere else.

Data goes to standard output, everything else to standard error. Every error of ours ends in one line and its own exit code (see errors.py).
Commands are imported when they are called, so that `--help` and `--version` stay quick.
"""

import gc
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from types import MappingProxyType
from typing import cast

import click

from blogarchive import __version__
from blogarchive.cli.colours import is_plain
from blogarchive.cli.streams import forget_output, settle_streams
from blogarchive.errors import BlogArchiveError, OutputError, said_by_system

_COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "fetch": "Fetch posts with all their comments, keep and show them.",
        "read": "Read posts from files, without a single request.",
        "sync": "Revisit watched posts that are due, and keep what changed.",
        "add": "Put a list of addresses, or the posts of a feed, under watch.",
        "watch": "Put archived posts under watch.",
        "unwatch": "Take posts from watch; what is saved stays.",
        "watched": "List the watched posts, and when each is due.",
        "export": "Write archived posts in another form.",
        "list": "List the posts in the archive.",
        "show": "Show one archived post with its conversation.",
        "search": "Search articles and comments.",
        "history": "Tell what happened to a post or a comment.",
        "diff": "Tell word by word what changed in a post.",
        "changes": "Tell what happened in the whole archive since a time.",
        "reread": "Read stored answers again by today's reading.",
        "verify": "Check everything that the archive holds.",
        "backup": "Copy the archive, also while it is in use.",
        "merge": "Add what another archive holds.",
        "forget": "Remove a post or a comment, with a reason that is kept.",
        "explain": "Tell why a page was read the way it was.",
        "schema": "Print the JSON Schema of the JSON document.",
        "completion": "Print the completion script for a shell.",
    }
)
_MODULES = {"list": "list_posts"}
GARBAGE = (20_000, 5, 5)
"""How seldom Python looks for garbage: as often as it does by itself, a tenth of the time of reading a page goes into finding none."""

_BROKEN_PIPE = 141  # 128 + SIGPIPE, what the shell's own tools end with


class _LazyGroup(click.Group):
    """Knows its commands by name and one line of help; imports one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"blogarchive.cli.{_MODULES.get(cmd_name, cmd_name)}")
        found = cast("click.Command", module.command)
        found.context_settings.setdefault(
            "auto_envvar_prefix", "BLOGARCHIVE"
        )  # --max-bytes is BLOGARCHIVE_MAX_BYTES in every command
        if not ctx.resilient_parsing:
            _name_variables(found)
            if ctx.obj is not None:
                ctx.default_map = {cmd_name: ctx.obj.defaults(cmd_name, found)}
        return found

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        with _reader_may_go():  # --help and --version speak here
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        with _reader_may_go():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@contextmanager
def _reader_may_go() -> Iterator[None]:
    """Whoever reads standard output may go away: that is seen before Click sees it, which would end with 1."""
    try:
        yield
    except BrokenPipeError:
        forget_output()
        raise click.exceptions.Exit(_BROKEN_PIPE) from None


def _configure(ctx: click.Context, _: click.Parameter, path: str | None) -> str | None:
    """Reads the config file before the command's own options are looked at."""
    if not ctx.resilient_parsing:
        from blogarchive.cli.config import load_config

        ctx.obj = load_config(path, _COMMANDS)
    return path


def _name_variables(found: click.Command) -> None:
    """Lets --output be BLOGARCHIVE_OUTPUT, whatever we call its value. Not the forms of reports: BLOGARCHIVE_FORMAT speaks of posts."""
    for option in found.params:
        flag = next((flag[2:].replace("-", "_") for flag in option.opts if flag.startswith("--")), option.name)
        if isinstance(option, click.Option) and flag != option.name != "report_form":
            option.envvar = f"BLOGARCHIVE_{flag}".upper()


@click.group(
    cls=_LazyGroup,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
        "color": False if is_plain() else None,
    },
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option(
    "--config",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    envvar="BLOGARCHIVE_CONFIG",
    callback=_configure,
    help="Config file to read instead of the usual one.",
)
def command(config: str | None) -> None:
    """Save a blog post and every word said under it: complete, exact, checkable, and yours for good.

    \b
    blogarchive fetch https://blog.example/2010/05/a-post/
    blogarchive read saved.html --url https://blog.example/a-post/ -f csv
    """


def main() -> None:
    """Entry point: runs the command line and ends the process with the exit code that errors.py states.

    The process ends at once: before an orderly end Python would free all that it holds, which takes a tenth of the time of reading a page.
    """
    os._exit(run())


def run() -> int:
    """Runs the command line and returns its exit code; all that it wrote is flushed. Raises SystemExit at SIGTERM."""
    gc.set_threshold(*GARBAGE)
    settle_streams()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # an orderly end: files half-written are taken away
    try:
        status = command.main(prog_name="blogarchive", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        status = 130
    except click.ClickException as error:
        _placed(error).show()
        status = error.exit_code
    except BrokenPipeError:  # what was still in the buffer
        status = _BROKEN_PIPE
    except BlogArchiveError as error:
        complain(error)
        status = error.exit_code
    except OSError as error:
        complain(refused := _as_output_error(error))
        status = refused.exit_code
    forget_output()
    return status if isinstance(status, int) else 0


def _placed(error: click.ClickException) -> click.ClickException:
    """The error; of a wrong value that nobody typed it says where that stands."""
    if not isinstance(error, click.BadParameter) or error.ctx is None or error.param is None:
        return error
    match error.ctx.get_parameter_source(error.param.name or ""):
        case click.core.ParameterSource.ENVIRONMENT:
            place = str(error.param.envvar or f"BLOGARCHIVE_{error.param.name}".upper())
        case click.core.ParameterSource.DEFAULT_MAP if error.ctx.obj is not None:
            place = str(error.ctx.obj.path)
        case _:
            return error
    return click.BadParameter(f"{error.message} ({place})", error.ctx, error.param, error.param_hint)


def _as_output_error(error: OSError) -> OutputError:
    """What to say of an error of standard output, which has no file name, or of files that changed under our hands."""
    reason = said_by_system(error)
    if error.filename is None:
        return OutputError("standard output", f"cannot be written: {reason}")
    return OutputError(os.fsdecode(error.filename), f"cannot be used: {reason}")


def complain(error: BlogArchiveError) -> None:
    """One line on standard error."""
    from blogarchive.text.terminal import printable

    text = str(error)
    with suppress(UnicodeEncodeError):  # half a character that is no byte of a file's name
        text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # names that the locale cannot say
    click.echo(f"blogarchive: {printable(text)}", err=True)


def warn(message: str) -> None:
    """One line on standard error about something odd that stops nothing."""
    click.echo(f"blogarchive: warning: {message}", err=True)
