"""`blogarchive merge`."""

from pathlib import Path

import click

from blogarchive.archive import open_archive, open_untouched
from blogarchive.cli.options import archive_option
from blogarchive.cli.progress import Progress
from blogarchive.text.counting import counted


@click.command(name="merge")
@click.argument("other", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@archive_option
def command(other: Path, archive: Path) -> None:
    """Add to the archive all that the archive OTHER knows and it does not. May be run again; OTHER is only read.

    \b
    blogarchive merge laptop.db --archive blogs.db
    """
    with (
        open_archive(archive, write=True) as opened,
        open_untouched(other) as second,
        Progress(quiet=False, verbose=False) as progress,
    ):
        progress.step(f"adding what {other} knows")
        done = opened.merge(second)
    click.echo(
        f"{counted(done.posts, 'post')}, {done.new_posts} of them new; {counted(done.visits, 'visit')} added, {done.known} known",
        err=True,
    )
    if done.forgotten:
        click.echo(f"{counted(done.forgotten, 'post')} left out: removed here on request", err=True)
