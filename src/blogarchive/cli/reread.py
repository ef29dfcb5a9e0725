"""`blogarchive reread`."""

from collections.abc import Sequence
from pathlib import Path

import click

from blogarchive.archive import PostRow, open_archive
from blogarchive.cli import complain
from blogarchive.cli.options import PATIENCE, archive_option
from blogarchive.cli.progress import Progress
from blogarchive.errors import ArchiveError, BlogArchiveError, UsageError
from blogarchive.pipeline.rereading import Reading, read_again, reread
from blogarchive.text.terminal import one_line


@click.command(name="reread")
@click.argument("posts", nargs=-1, metavar="[POST]...")
@click.option("--all", "everything", is_flag=True, help="Every post in the archive.")
@click.option("--dry-run", is_flag=True, help="Tell what would differ, and keep nothing.")
@click.option("--force", is_flag=True, help="Keep a reading that finds less than the one that is kept, too.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what failed.")
@archive_option
def command(posts: tuple[str, ...], everything: bool, dry_run: bool, force: bool, quiet: bool, archive: Path) -> int:
    """Read stored answers again by today's reading, without a request: what older versions of this program missed or misread.

    What differs is kept as our reading: `history` says so, `changes` leaves it out, and what was read before stays.

    \b
    blogarchive reread 12
    blogarchive reread --all --dry-run
    """
    with open_archive(archive, write=not dry_run, wait=PATIENCE) as opened:
        chosen = _chosen(list(opened.posts()), [opened.find(post) for post in posts], everything)
    status, counts = 0, {"same": 0, "other": 0, "worse": 0}
    with Progress(quiet=quiet, verbose=False) as progress:
        for post in chosen:
            progress.step(f"{post.id}: {post.title or post.url}")
            try:
                with open_archive(archive, write=not dry_run, wait=PATIENCE) as opened:
                    reading = read_again(opened, post.id) if dry_run else reread(opened, post.id, force=force)
            except ArchiveError:
                raise
            except BlogArchiveError as error:
                progress.clear()
                complain(error)
                status = status or error.exit_code
                continue
            counts["same" if reading.is_same else "worse" if reading.losses else "other"] += 1
            if not reading.is_same and not quiet:
                progress.clear()
                click.echo(_line(post, reading, kept=not dry_run and (force or not reading.losses)))
    if not quiet:
        click.echo(
            f"{counts['same']} posts read as before, {counts['other']} otherwise, {counts['worse']} with losses",
            err=True,
        )
    return status


def _chosen(every: Sequence[PostRow], named: Sequence[PostRow], everything: bool) -> Sequence[PostRow]:
    if not named and not everything:
        raise UsageError("reread", "name a post, or say --all")
    return named or every


def _line(post: PostRow, reading: Reading, *, kept: bool) -> str:
    told = [
        f"{count} comments {what}"
        for count, what in ((reading.gained, "more"), (reading.changed, "read otherwise"))
        if count
    ]
    told += reading.losses or ([] if told else ["read otherwise"])
    return f"{post.id} · {one_line(post.title or post.url)}: {one_line('; '.join(told))}{'' if kept else ' (not kept)'}"
