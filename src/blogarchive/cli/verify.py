"""`blogarchive verify`."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from blogarchive.archive import Archive, Part, Problem, open_archive
from blogarchive.cli.options import FilePath, archive_option
from blogarchive.cli.progress import Progress
from blogarchive.errors import ArchiveError, ArchiveLockedError, UsageError
from blogarchive.pipeline.verifying import readings
from blogarchive.text.counting import counted
from blogarchive.text.terminal import one_line


def _part(_: click.Context, __: click.Parameter, text: str | None) -> Part:
    found = re.fullmatch(r"(\d{1,9})/(\d{1,9})", text or "1/1")
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise click.BadParameter(f"“{text}” is not of the form n/t, such as 3/7")
    return Part(int(found[1]), int(found[2]))


@click.command(name="verify")
@click.option(
    "--subset",
    "part",
    callback=_part,
    metavar="n/t",
    help="Only the n-th of t parts of the posts and answers: 1/7 on Monday …",
)
@click.option("--quick", is_flag=True, help="Do not read the stored answers again.")
@click.option(
    "--rescue",
    type=FilePath(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Save what can still be read into a new archive.",
)
@click.option("--quiet", "-q", is_flag=True, help="Say only what is damaged.")
@archive_option
def command(part: Part, quick: bool, rescue: Path | None, quiet: bool, archive: Path) -> None:
    """Check the archive: the database itself, every stored answer against its SHA-256, the chain of every post's visits, every record, the
    search index, and whether every record can still be read from its answers. Ends with 6 where something is damaged.

    \b
    blogarchive verify --archive blogs.db
    blogarchive verify --subset 3/7 --quiet
    blogarchive verify --rescue saved.db
    """
    if rescue:
        _rescue(archive, rescue)
        return
    count = 0
    with Progress(quiet=quiet, verbose=False) as progress:
        for problem in _problems(archive, part, progress, quick=quick):
            progress.clear()
            count += 1
            click.echo(_told(problem))
    if count:
        raise ArchiveError(archive, f"damaged in {counted(count, 'place')}; --rescue FILE saves what can be read")
    if not quiet:
        click.echo("all is well", err=True)


def _problems(archive: Path, part: Part, progress: Progress, *, quick: bool) -> Iterator[Problem]:
    with open_archive(archive, write=False) as opened:
        progress.step("the database and every stored answer")
        yield from opened.verify(part)
        if not quick:
            yield from readings(opened, part, progress.step)
    progress.step("the search index")
    try:
        with open_archive(archive, write=True) as opened:
            yield from opened.verify_index()
    except ArchiveLockedError as error:
        progress.clear()
        click.echo(f"blogarchive: the search index was not checked: {error}", err=True)
    except ArchiveError as error:
        if not _is_only_readable(archive):
            yield Problem(code="index", post="", message=error.reason)


def _is_only_readable(archive: Path) -> bool:
    """Whether it lies where nobody may write: then there is nothing to be said against it."""
    import os

    return not os.access(archive, os.W_OK) or not os.access(archive.parent, os.W_OK)


def _told(problem: Problem) -> str:
    return f"{problem.code}: {one_line(problem.post)}{': ' if problem.post else ''}{one_line(problem.message)}"


def _rescue(archive: Path, target: Path) -> None:
    if target.resolve() == archive.resolve():
        raise UsageError(target, "what is rescued goes into another file")
    with open_archive(archive, write=False) as damaged, open_archive(target, write=True) as new:
        saved = _saved(new, damaged)
    if saved:
        raise ArchiveError(archive, f"lost in {counted(saved, 'place')}; all the rest is in {target}")


def _saved(new: Archive, damaged: Archive) -> int:
    done = new.rescue(damaged)
    for loss in done.losses:
        click.echo(_told(loss))
    click.echo(f"{counted(done.posts, 'post')} with {counted(done.visits, 'visit')} saved", err=True)
    return len(done.losses)
