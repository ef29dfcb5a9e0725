"""`blogarchive watch`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from blogarchive.archive import open_archive
from blogarchive.cli.options import archive_option


@click.command(name="watch")
@click.argument("posts", nargs=-1, required=True, metavar="POST...")
@archive_option
def command(posts: tuple[str, ...], archive: Path) -> None:
    """Put archived posts under watch, so that `sync` revisits them. What `fetch` and `add` keep is watched already.

    \b
    blogarchive watch 7
    blogarchive watch "nous tweetons" 12
    """
    with open_archive(archive, write=True) as opened:
        for post_id in [opened.find(post).id for post in posts]:
            opened.watch(post_id, datetime.now(UTC))
