"""What counts as a change: the words of a comment or post and who says them, not how or when a page dressed them.

A hash over the content decides. It skips what moves by itself: relative dates, avatars, permalinks, markup, the order on the page. What a
visit did not see is not a change either: a name that only the API tells stays while the API is down.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from itertools import chain
from typing import TypeVar

from blogarchive.archive.state import dumped
from blogarchive.model import Comment, Post
from blogarchive.text.similarity import folded

_Value = TypeVar("_Value")

ContentRow = tuple[str, str, int | None, str | None, str | None, str | None, str | None, str]
"""kind, state, parent, author, author_url, text, text_source, sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A comment's content. `parent` is the number, within the post, of the comment it answers."""

    kind: str
    state: str
    parent: int | None
    author: str | None
    author_url: str | None
    text: str | None
    text_source: str | None = None
    sources: tuple[str, ...] = ()  # who told of it; not part of what is compared


@dataclass(frozen=True, slots=True, kw_only=True)
class PostContent:
    """A post's content."""

    title: str | None
    subtitle: str | None
    authors: tuple[str, ...]
    text: str | None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    text_source: str | None = None
    sources: tuple[str, ...] = ()


def content_of(comment: Comment, parent: int | None, sources: Mapping[str, str]) -> Content:
    """The content of a comment as a visit saw it."""
    return Content(
        kind=comment.kind.value,
        state=comment.state.value,
        parent=parent,
        author=storable(comment.author.name),
        author_url=storable(comment.author.url),
        text=storable(comment.text),
        text_source=storable(sources.get("text")),
        sources=_names(sources),
    )


def post_content_of(post: Post, sources: Mapping[str, str]) -> PostContent:
    """The content of a post as a visit saw it."""
    return PostContent(
        title=storable(post.title),
        subtitle=storable(post.subtitle),
        authors=_all(author.name for author in post.authors if author.name),
        text=storable(post.text),
        tags=_all(post.tags),
        categories=_all(post.categories),
        text_source=storable(sources.get("text")),
        sources=_names(sources),
    )


def settled_comment(old: Content, new: Content) -> Content:
    """The new content, completed from the old one by what this visit could not see."""
    return replace(
        new,
        author=_kept(old.author, new.author, old, new),
        author_url=_kept(old.author_url, new.author_url, old, new),
        parent=_kept(old.parent, new.parent, old, new),
        text=_kept_text(old, new),
    )


def settled_post(old: PostContent, new: PostContent) -> PostContent:
    """As `settled_comment`, for a post."""
    return replace(
        new,
        title=_kept(old.title, new.title, old, new),
        subtitle=_kept(old.subtitle, new.subtitle, old, new),
        authors=_kept(old.authors, new.authors, old, new),
        tags=_kept(old.tags, new.tags, old, new),
        categories=_kept(old.categories, new.categories, old, new),
        text=_kept_text(old, new),
    )


def _kept(old: _Value, new: _Value, before: Content | PostContent, now: Content | PostContent) -> _Value:
    """Nothing where something was is a removal only if all who told of it before told again."""
    return new if new or set(before.sources) <= set(now.sources) else old


def _kept_text(old: Content | PostContent, new: Content | PostContent) -> str | None:
    """Another source's text counts as another text only if it differs in words; a feed may cut it short or drop its markup."""
    if not old.text or not new.text or old.text_source == new.text_source:
        return _kept(old.text, new.text, old, new)
    one, other = folded(old.text), folded(new.text)
    if other == one or other in one:
        return old.text
    return new.text


def content_row(row: ContentRow) -> Content:
    """The content in a row of `comment_revisions`."""
    kind, state, parent, author, author_url, text, text_source, sources = row
    return Content(
        kind=kind,
        state=state,
        parent=parent,
        author=author,
        author_url=author_url,
        text=text,
        text_source=text_source,
        sources=tuple(sources.split()),
    )


def digest(content: Content | PostContent) -> str:
    """The hash that decides whether something changed."""
    skipped = {"sources", "text_source"}
    values = {f.name: _compared(f.name, getattr(content, f.name)) for f in fields(content) if f.name not in skipped}
    return sha256(dumped(values)).hexdigest()


def changed_fields(old: Content | PostContent, new: Content | PostContent) -> tuple[str, ...]:
    """The names of the fields that differ as the hash sees them."""
    names = (f.name for f in fields(old) if f.name not in {"sources", "text_source"})
    return tuple(n for n in names if _compared(n, getattr(old, n)) != _compared(n, getattr(new, n)))


def _compared(name: str, value: object) -> object:
    if name == "author_url" and isinstance(value, str):
        return value.partition("://")[2].removeprefix("www.").rstrip("/") or value  # https came to the web by itself
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    if isinstance(value, tuple):
        return sorted(value)
    return value or None


def storable(text: str | None) -> str | None:
    """The text without lone surrogates, which SQLite cannot hold (the state keeps them)."""
    return text if text is None or text.isascii() else text.encode(errors="replace").decode()


def _names(sources: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(set(chain.from_iterable(value.split() for value in sources.values()))))


def _all(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(storable(text) or "" for text in texts)
