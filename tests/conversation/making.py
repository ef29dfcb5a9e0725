"""Short ways to a post and comments for the tests of this folder."""

from blogarchive.conversation import Conversation, converse
from blogarchive.model import Comment, Kind, Person, Post, SettledComment, SettledPost, Timestamp


def comment(
    number: int,
    name: str | None,
    text: str,
    *,
    html: str | None = None,
    url: str | None = None,
    parent: int | None = None,
    kind: Kind = Kind.COMMENT,
    avatar: str | None = None,
    is_post_author: bool = False,
    published: Timestamp | None = None,
) -> SettledComment:
    """A settled comment with the id `number`."""
    person = Person(name=name, url=url, avatar=avatar, is_post_author=is_post_author)
    record = Comment(
        author=person,
        text=text,
        html=html,
        url=f"https://blog.example/post#comment-{number}",
        parent=None if parent is None else str(parent),
        kind=kind,
        published=published,
    )
    return SettledComment(id=str(number), record=record)


def post(text: str = "", html: str | None = None, author: str | None = "Cath", language: str = "en") -> SettledPost:
    """A settled post."""
    authors = (Person(name=author),) if author else ()
    return SettledPost(
        record=Post(text=text, html=html, authors=authors, url="https://blog.example/post", language=language)
    )


def talk(*comments: SettledComment, about: SettledPost | None = None) -> Conversation:
    """The conversation of some comments; each mention's span is checked on the way."""
    about = about or post()
    found = converse(about, comments)
    texts = {"post": about.record.text or "", **{c.id: c.record.text or "" for c in comments}}
    for mention in found.mentions:
        assert texts[mention.where][mention.start : mention.end] == mention.text
    return found
