"""Who speaks to whom: mentions, replies and people, from the settled post and comments.

Pure functions over settled values; the time they take grows with the number of words and comments, no faster.
"""

from collections.abc import Sequence
from typing import NamedTuple

from blogarchive.conversation.answers import replies_of
from blogarchive.conversation.cast import Cast, Member, cast_of
from blogarchive.conversation.noticing import notice
from blogarchive.model import Mention, Party, Reply, SettledComment, SettledPost

__all__ = ["Conversation", "converse", "mentions", "people", "replies"]


class Conversation(NamedTuple):
    """Everything that the words and links tell about who speaks to whom."""

    mentions: tuple[Mention, ...] = ()
    replies: tuple[Reply, ...] = ()
    people: tuple[Party, ...] = ()


def converse(post: SettledPost, comments: Sequence[SettledComment]) -> Conversation:
    """The conversation of a post and its comments.

    Mentions come in the order of the texts, the post first; a stated reply is kept as it is, inferred ones stand beside it with their
    evidence and confidence; people are the post's authors, then who wrote comments, then who is only mentioned.
    """
    cast = cast_of(post, comments)
    noticed = notice(post, comments, cast)
    return Conversation(
        mentions=tuple(noticed.mentions),
        replies=tuple(replies_of(comments, cast, noticed)),
        people=_parties(cast),
    )


def mentions(post: SettledPost, comments: Sequence[SettledComment]) -> tuple[Mention, ...]:
    """All @handles, #hashtags, links to people, and names of participants, with their spans in each record's `text`."""
    return converse(post, comments).mentions


def people(post: SettledPost, comments: Sequence[SettledComment]) -> tuple[Party, ...]:
    """Everybody who wrote or is mentioned, each once."""
    return converse(post, comments).people


def replies(post: SettledPost, comments: Sequence[SettledComment]) -> tuple[Reply, ...]:
    """Who answers whom: as stated, and as openings like “@Sweb >>” show it."""
    return converse(post, comments).replies


def _parties(cast: Cast) -> tuple[Party, ...]:
    return tuple(map(_party, cast.members))


def _party(member: Member) -> Party:
    return Party(
        id=member.id,
        names=tuple(member.names),
        urls=tuple(member.urls),
        handles=tuple(member.handles),
        comments=member.comments,
        mentioned=member.mentioned,
        is_post_author=member.is_post_author,
    )
