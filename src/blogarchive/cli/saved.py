"""What the commands that read saved pages share."""

import click

from blogarchive.cli.options import Command, FilePath


def page_options(command: Command) -> Command:
    """--url and --feed, as `url: str | None` and `feeds: tuple[str, ...]`: what a saved page does not say itself."""
    feed = click.option(
        "--feed",
        "feeds",
        type=FilePath(),
        multiple=True,
        metavar="FILE",
        help="A saved feed that belongs to the post; may be repeated.",
    )
    return click.option("--url", metavar="URL", help="Where the page was found, if the file does not say it.")(
        feed(command)
    )
