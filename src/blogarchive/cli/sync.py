"""`blogarchive sync`."""

from dataclasses import replace
from pathlib import Path

import click

from blogarchive.cli.choosing import refuse_both
from blogarchive.cli.notify import notify, parsed
from blogarchive.cli.options import Command, Decorator, Network, archive_option, grouped, network_options
from blogarchive.cli.running import Running, Voice, limit_of, order_of, pace_options, running_options, status_of
from blogarchive.errors import OutputError, UsageError
from blogarchive.locate import address_of
from blogarchive.pipeline.sync import Choice, sync
from blogarchive.pipeline.sync_schedule import Pace


def _choice_options(command: Command) -> Command:
    """Which posts, as `choice: Choice`."""
    options: list[Decorator] = [
        click.argument("posts", nargs=-1, metavar="[POST]..."),
        click.option("--all", "everything", is_flag=True, help="All watched posts, whether due or not."),
        click.option("--force", is_flag=True, help="Take whatever stands there for a new version of POST."),
        click.option("--moved-to", metavar="URL", help="The one POST stands at this address now."),
    ]
    return grouped("choice", Choice, options)(command)


@click.command(name="sync")
@_choice_options
@click.option("--notify-cmd", metavar="COMMAND", help="Give it the changes as JSON Lines on its standard input.")
@pace_options
@running_options
@network_options
@archive_option
def command(
    choice: Choice, running: Running, network: Network, pace: Pace, archive: Path, notify_cmd: str | None
) -> int:
    """Revisit the watched posts that are due (or each POST named), keep what changed, and tell what is alarming. Made for cron.

    A lively conversation is looked at every few minutes, a quiet one after days, an old one after months. Nothing saved is ever lost.

    \b
    blogarchive sync
    blogarchive sync --quiet --max-time 20m --log ~/blogarchive.log --notify-cmd 'mail -s changes me'
    blogarchive sync 7 --force
    """
    words, choice = parsed(notify_cmd), _checked(choice)
    with Voice(running) as voice, limit_of(running) as limit:
        report = sync(order_of(running, network, archive, pace, voice), choice, limit, voice.tell)
        voice.sum_up("sync", report)
        status = status_of(report, limit)
        if words:
            try:
                notify(archive, words, report.since)
            except OutputError as error:
                voice.complain(error)
                status = error.exit_code
        return status


def _checked(choice: Choice) -> Choice:
    """The choice with its address whole. Raises UsageError where options contradict each other, or the address is none."""
    refuse_both(choice.posts, everything=choice.everything)
    if choice.moved_to and len(choice.posts) != 1:
        raise UsageError("--moved-to", "is about the one post that is named")
    if choice.force and not choice.posts:
        raise UsageError("--force", "is for posts that are named")
    return replace(choice, moved_to=address_of(choice.moved_to)) if choice.moved_to else choice
