"""`blogarchive read`."""

from datetime import datetime

import click

from blogarchive.cli.deliver import Delivery
from blogarchive.cli.each import each
from blogarchive.cli.output_options import Output, output_options
from blogarchive.cli.progress import Progress
from blogarchive.cli.saved import page_options
from blogarchive.cli.times import MOMENT
from blogarchive.pipeline.offline import posts_in, read_source


@click.command(name="read")
@click.argument("sources", type=click.Path(), nargs=-1, required=True, metavar="SOURCE...")
@page_options
@click.option(
    "--saved-at",
    type=MOMENT,
    metavar="TIME",
    help="When the file was saved (UTC unless it says otherwise), if known: “3 days ago” is reckoned from it.",
)
@output_options
def command(
    sources: tuple[str, ...], url: str | None, feeds: tuple[str, ...], saved_at: datetime | None, output: Output
) -> int:
    """Read posts from what is on disk, without a single request.

    SOURCE is a saved page (HTML, MHTML, Safari's web archive), a crawl (WARC), `-` for standard input, our own JSON or offline HTML, or a folder
    made by `fetch --record`: of several posts in a crawl or a folder --url chooses one.

    \b
    blogarchive read saved.html --url https://blog.example/a-post/ -f json
    curl -s https://blog.example/a-post/ | blogarchive read - -f csv
    """
    with Progress(quiet=output.quiet, verbose=output.verbose) as progress:
        posts = [post for source in sources for post in posts_in(source, url, progress.step)]
        return each(
            posts,
            lambda post: read_source(post, url=url, feeds=feeds, saved_at=saved_at, look=output.look != "without"),
            Delivery(output, len(posts)),
            progress,
        )
