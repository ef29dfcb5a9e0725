"""Who speaks to whom: mentions, replies and people, from the settled post and comments."""

from collections.abc import Sequence
from dataclasses import dataclass

from blogarchive.model import Mention, Party, Reply, SettledComment, SettledPost

__all__ = ["Conversation", "converse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Everything that the words and links tell about who speaks to whom."""

    mentions: tuple[Mention, ...] = ()
    replies: tuple[Reply, ...] = ()
    people: tuple[Party, ...] = ()


def converse(post: SettledPost, comments: Sequence[SettledComment]) -> Conversation:
    """The conversation of a post and its comments."""
    stated = (Reply(child=c.id, parent=c.record.parent, stated=True) for c in comments if c.record.parent)
    return Conversation(replies=tuple(stated))
