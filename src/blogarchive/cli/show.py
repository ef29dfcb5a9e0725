"""`blogarchive show`."""

from datetime import datetime
from pathlib import Path

import click

from blogarchive.archive import open_archive
from blogarchive.cli.options import TIME, archive_option, in_utc
from blogarchive.cli.render import receipt, whole


@click.command(name="show")
@click.argument("post")
@click.option(
    "--at",
    type=TIME,
    metavar="TIME",
    help="As it was then (UTC).",
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
        snapshot = opened.snapshot(opened.find(post).id, in_utc(at))
    click.echo(whole(snapshot))
    click.echo(receipt(snapshot.audit, verbose=True), err=True)
