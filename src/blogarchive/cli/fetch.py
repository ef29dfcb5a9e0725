"""`blogarchive fetch`."""

import click

from blogarchive.cli import warn
from blogarchive.cli.deliver import Delivery
from blogarchive.cli.each import each
from blogarchive.cli.options import FeedPath, Keeping, Network, keeping_options, network_options
from blogarchive.cli.output_options import Output, output_options
from blogarchive.cli.progress import Progress
from blogarchive.cli.session import Session


@click.command(name="fetch")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option(
    "--feed",
    "feeds",
    type=FeedPath(),
    multiple=True,
    metavar="URL_OR_FILE",
    help="A feed that belongs to the post; may be repeated.",
)
@output_options
@keeping_options
@network_options
def command(urls: tuple[str, ...], feeds: tuple[str, ...], output: Output, keeping: Keeping, network: Network) -> int:
    """Fetch posts with all their comments, keep them in the archive, and show or write them.

    \b
    blogarchive fetch https://blog.example/2010/05/a-post/
    blogarchive fetch https://blog.example/a-post/ -f csv | head
    blogarchive fetch URL1 URL2 -f html -o saved/
    blogarchive fetch https://blog.example/a-post/ -f html --snapshot -o post.html
    """
    with (
        Progress(quiet=output.quiet, verbose=output.verbose) as progress,
        Session(
            network, keeping, progress.step, warn=None if output.quiet else warn, look=output.look != "without"
        ) as session,
    ):
        return each(urls, lambda url: session.take(url, feeds), Delivery(output, len(urls)), progress)
