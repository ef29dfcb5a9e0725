"""`blogarchive backup`."""

from pathlib import Path

import click

from blogarchive.archive import open_archive
from blogarchive.cli.options import archive_option
from blogarchive.cli.progress import Progress


@click.command(name="backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@archive_option
def command(file: Path, archive: Path) -> None:
    """Write a consistent, checked copy of the archive to FILE, also while another run writes.

    \b
    blogarchive backup /mnt/backup/blogs.db
    """
    with open_archive(archive, write=False) as opened, Progress(quiet=False, verbose=False) as progress:
        progress.step(f"copying to {file}")
        opened.backup(file)
