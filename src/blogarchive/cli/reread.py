"""`blogarchive reread`."""

from collections import Counter
from pathlib import Path

import click

from blogarchive.archive import PostRow, open_archive
from blogarchive.cli import complain
from blogarchive.cli.choosing import chosen
from blogarchive.cli.options import PATIENCE, archive_option
from blogarchive.cli.progress import Progress
from blogarchive.errors import BlogArchiveError, UsageError
from blogarchive.pipeline.rereading import Reading, keep_reading, read_again
from blogarchive.text.counting import counted
from blogarchive.text.terminal import one_line


@click.command(name="reread")
@click.argument("posts", nargs=-1, metavar="[POST]...")
@click.option("--all", "everything", is_flag=True, help="Every post in the archive.")
@click.option("--dry-run", is_flag=True, help="Tell what would differ, and keep nothing.")
@click.option("--force", is_flag=True, help="Keep also a reading that finds less than the one kept now.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what failed.")
@archive_option
def command(posts: tuple[str, ...], everything: bool, dry_run: bool, force: bool, quiet: bool, archive: Path) -> int:
    """Read stored answers again by today's reading, without a request: what older versions of this program missed or misread.

    What differs is kept as our reading: `history` says so, `changes` leaves it out, and what was read before stays.

    \b
    blogarchive reread 12
    blogarchive reread --all --dry-run
    """
    if not posts and not everything:
        raise UsageError("reread", "name a post, or say --all")
    with open_archive(archive, write=not dry_run, wait=PATIENCE) as opened:
        rows = chosen(opened, posts, everything=everything)
    with Progress(quiet=quiet, verbose=False) as progress:
        report = _Report(progress, quiet=quiet)
        for post in rows:
            progress.step(f"{post.id}: {post.title or post.url}")
            with open_archive(archive, write=not dry_run, wait=PATIENCE) as opened:  # others may write in between
                try:
                    reading = read_again(opened, post.id)
                except (
                    BlogArchiveError
                ) as error:  # this post's answers are not there, damaged, or no post to today's reading
                    report.failed(error)
                    continue
                kept = not dry_run and keep_reading(opened, post.id, reading, force=force)
            report.add(post, reading, kept=kept)
    return report.finish()


class _Report:
    """What became of the posts, one line each for those that read otherwise."""

    def __init__(self, progress: Progress, *, quiet: bool) -> None:
        self._progress, self._quiet = progress, quiet
        self._counts = Counter[str]()
        self._status = 0

    def failed(self, error: BlogArchiveError) -> None:
        """A post that cannot be read again."""
        self._progress.clear()
        complain(error)
        self._status = self._status or error.exit_code

    def add(self, post: PostRow, reading: Reading, *, kept: bool) -> None:
        """A post that was read again."""
        self._counts["same" if reading.is_same else "worse" if reading.losses else "other"] += 1
        if not reading.is_same and not self._quiet:
            self._progress.clear()
            click.echo(_line(post, reading) + ("" if kept else " (not kept)"))

    def finish(self) -> int:
        """Say how many; returns the exit code, that of the first failure."""
        if not self._quiet:
            same, other, worse = (self._counts[name] for name in ("same", "other", "worse"))
            click.echo(f"{counted(same, 'post')} read as before, {other} otherwise, {worse} with losses", err=True)
        return self._status


def _line(post: PostRow, reading: Reading) -> str:
    counts = ((reading.gained, "more"), (reading.changed, "read otherwise"))
    told = [f"{counted(count, 'comment')} {what}" for count, what in counts if count]
    told += reading.losses or ([] if told else ["read otherwise"])
    return f"{post.id} · {one_line(post.title or post.url)}: {one_line('; '.join(told))}"
