"""`blogarchive unwatch`."""

from pathlib import Path

import click

from blogarchive.archive import open_archive
from blogarchive.cli.options import archive_option


@click.command(name="unwatch")
@click.argument("posts", nargs=-1, required=True, metavar="POST...")
@archive_option
def command(posts: tuple[str, ...], archive: Path) -> None:
    """Take posts from watch: `sync` does not revisit them any more. What is saved stays.

    \b
    blogarchive unwatch 7
    """
    with open_archive(archive, write=True) as opened:
        for post_id in [opened.find(post).id for post in posts]:
            if not opened.unwatch(post_id):
                click.echo(f"post {post_id} was not watched", err=True)
