"""`blogarchive add`."""

from pathlib import Path

import click

from blogarchive.cli.options import Network, archive_option, network_options
from blogarchive.cli.running import Running, Voice, limit_of, order_of, running_options, status_of
from blogarchive.errors import BlogArchiveError
from blogarchive.fetch.client import HttpFetch
from blogarchive.pipeline.sync import add
from blogarchive.pipeline.sync_addresses import addresses
from blogarchive.pipeline.sync_report import Level, Notice
from blogarchive.pipeline.sync_schedule import Pace


@click.command(name="add")
@click.argument("lists", type=click.Path(), nargs=-1, required=True, metavar="FILE_OR_URL...")
@running_options
@network_options
@archive_option
def command(lists: tuple[str, ...], running: Running, network: Network, archive: Path) -> int:
    """Put many posts under watch, and take those into the archive that it does not have.

    Each FILE_OR_URL is a list of addresses (one a line, # for remarks), an OPML file, a feed, or a page that names its feed; - is standard input.

    \b
    blogarchive add posts.txt
    blogarchive add subscriptions.opml
    blogarchive add https://blog.example/feed/
    """
    with Voice(running) as voice, limit_of(running) as limit:
        order = order_of(running, network, archive, Pace(), voice)

        def complain(error: BlogArchiveError) -> None:
            voice.tell(Notice(level=Level.FAILURE, subject=error.subject, message=error.reason))

        with HttpFetch(order.settings, on_event=voice.step, wait=limit.pause) as http:
            new = [address for name in lists for address in addresses(name, http, complain)]
        report = add(order, new, limit, voice.tell)
        voice.sum_up("add", report)
        return status_of(report, limit)
