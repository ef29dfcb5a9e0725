"""`blogarchive forget`."""

from pathlib import Path

import click

from blogarchive.archive import open_archive
from blogarchive.cli.options import archive_option


@click.command(name="forget")
@click.argument("post")
@click.option("--comment", metavar="ID", help="Only this comment: what it said and who said it.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept.")
@archive_option
def command(post: str, comment: str | None, reason: str, archive: Path) -> None:
    """Remove POST with all its visits, or one comment, for good. Nothing else ever removes anything.

    \b
    blogarchive forget 7 --comment 1203 --reason "the writer asked for it"
    """
    with open_archive(archive, write=True) as opened:
        gone = opened.forget(post, reason, comment=comment)
    click.echo(
        f"forgotten: {'comment ' + comment if comment else 'post ' + post}; {gone.bodies} stored answers removed",
        err=True,
    )
