"""`blogarchive verify`."""

from pathlib import Path

import click

from blogarchive.archive import open_archive
from blogarchive.cli.options import archive_option
from blogarchive.errors import ArchiveError
from blogarchive.text.terminal import one_line


@click.command(name="verify")
@archive_option
def command(archive: Path) -> None:
    """Check the archive: the database itself, every stored answer against its SHA-256, the chain of every post's visits, every record.

    \b
    blogarchive verify --archive blogs.db && echo well
    """
    with open_archive(archive, write=False) as opened:
        problems = list(opened.verify())
    for problem in problems:
        click.echo(f"{problem.code}: {one_line(problem.post)}{': ' if problem.post else ''}{one_line(problem.message)}")
    if problems:
        raise ArchiveError(archive, f"damaged in {len(problems)} place{'s' * (len(problems) != 1)}")
    click.echo("all is well", err=True)
