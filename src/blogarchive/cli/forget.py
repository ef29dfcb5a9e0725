"""`blogarchive forget`."""

from pathlib import Path

import click

from blogarchive.archive import Forgotten, open_archive
from blogarchive.cli.options import archive_option
from blogarchive.errors import UsageError
from blogarchive.text.terminal import one_line


@click.command(name="forget")
@click.argument("post", required=False)
@click.option("--comment", metavar="ID", help="Only this comment: what it said and who said it.")
@click.option("--reason", metavar="TEXT", help="Why; it is kept.")
@click.option("--list", "listed", is_flag=True, help="Tell what was removed, when and why.")
@archive_option
def command(post: str | None, comment: str | None, reason: str | None, listed: bool, archive: Path) -> None:
    """Remove POST with all its visits, or one comment, for good. Nothing else ever removes anything.

    \b
    blogarchive forget 7 --comment 1203 --reason "the writer asked for it"
    blogarchive forget --list
    """
    if listed:
        with open_archive(archive, write=False) as opened:
            removed = opened.forgotten()
        for one in removed:
            click.echo(_line(one))
        if not removed:
            click.echo("nothing was removed", err=True)
        return
    if not post or not reason:
        raise UsageError("forget", "name a post, and give a --reason; it is kept")
    with open_archive(archive, write=True) as opened:
        gone = opened.forget(post, reason, comment=comment)
    click.echo(
        f"forgotten: {'comment ' + comment if comment else 'post ' + post}; {gone.bodies} stored answers and snapshots removed",
        err=True,
    )


def _line(one: Forgotten) -> str:
    what = f"post {one.post_id}" + (", a comment" if one.comment is not None else "")
    return (
        f"{one.at:%Y-%m-%d %H:%M}  {what}: {one_line(one.reason)} ({one.bodies} stored answers and snapshots removed)"
    )
