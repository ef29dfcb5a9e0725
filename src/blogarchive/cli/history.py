"""`blogarchive history`."""

from pathlib import Path

import click

from blogarchive.archive import open_archive
from blogarchive.cli.events import tell
from blogarchive.cli.options import archive_option


@click.command(name="history")
@click.argument("post")
@click.argument("comment", required=False)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines: one event a line.")
@archive_option
def command(post: str, comment: str | None, as_json: bool, archive: Path) -> None:
    """Tell what happened to POST and its comments over all visits, or to one COMMENT: added, edited, missed, gone, back again.

    \b
    blogarchive history 1
    blogarchive history "nous tweetons" 1203 --json
    """
    with open_archive(archive, write=False) as opened:
        tell(opened.history(opened.find(post).id, comment), as_json=as_json)
