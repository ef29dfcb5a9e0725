"""`blogarchive show`."""

from datetime import datetime
from pathlib import Path

import click

from blogarchive.archive import open_archive
from blogarchive.cli.options import archive_option
from blogarchive.cli.render import reading_columns, receipt, whole
from blogarchive.cli.times import MOMENT


@click.command(name="show")
@click.argument("post")
@click.option(
    "--at",
    type=MOMENT,
    metavar="TIME",
    help="As it was then (UTC), or so long ago: 7d.",
)
@archive_option
def command(post: str, at: datetime | None, archive: Path) -> None:
    """Show one archived post with its conversation, as text to read.

    POST is its number in `list`, its address, or a part of its title that no other has.

    \b
    blogarchive show 1
    blogarchive show "nous tweetons" | less
    """
    with open_archive(archive, write=False) as opened:
        snapshot = opened.snapshot(opened.find(post).id, at)
    click.echo(whole(snapshot, reading_columns()))
    click.echo(receipt(snapshot.audit, verbose=True), err=True)
