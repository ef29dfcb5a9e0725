"""Which archived posts a command is about: those that are named, or all."""

from collections.abc import Sequence

import click
from click.core import ParameterSource

from blogarchive.archive import Archive, PostRow
from blogarchive.errors import UsageError


def refuse_both(posts: Sequence[str], *, everything: bool) -> None:
    """Raises UsageError where posts are named beside --all: nobody knows which was meant. Names go before an `all` of the config file."""
    source = click.get_current_context().get_parameter_source("everything")
    if posts and everything and source is ParameterSource.COMMANDLINE:
        raise UsageError("--all", "says more than the posts that are named")


def chosen(archive: Archive, posts: Sequence[str], *, everything: bool) -> list[PostRow]:
    """The posts that are named, in that order; without a name all of them. Raises UsageError for names that are unknown, or beside --all."""
    refuse_both(posts, everything=everything)
    return [archive.find(post) for post in posts] or list(archive.posts())
