"""What the lists of a site tell of a post, and where its page is."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from blogarchive.export.html_builder import web_address
from blogarchive.export.html_head import title_of
from blogarchive.export.html_moment import plain
from blogarchive.export.site.search_index import Passage, Searched
from blogarchive.model import Post, Snapshot
from blogarchive.text.filenames import safe_filename
from blogarchive.text.similarity import folded
from blogarchive.text.urls import host_of

UNDATED = "undated"
NO_HOST = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody's part in a post: as its author, or with some comments, the first of which is at `anchor`."""

    name: str
    is_author: bool
    comments: int
    anchor: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a list. `day` is the date of publication, as far as it is known, in ISO 8601."""

    page: str
    title: str
    host: str
    site: str
    day: str
    language: str | None
    comments: int
    claimed: int | None
    saved: datetime
    tags: tuple[str, ...]
    voices: tuple[Voice, ...]

    @property
    def year(self) -> str:
        """The year, or UNDATED."""
        return self.day[:4] or UNDATED

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of the post's authors."""
        return tuple(voice.name for voice in self.voices if voice.is_author)


def entry_of(snapshot: Snapshot, page: str, anchors: Mapping[str, str]) -> Entry:
    """The line for a post. `anchors` gives each comment's place in its page."""
    post = snapshot.post.record
    host = host_of(post.canonical_url or post.url or snapshot.url) or NO_HOST
    return Entry(
        page=page,
        title=title_of(snapshot),
        host=host,
        site=_site(post, host),
        day=day_of(post),
        language=post.language,
        comments=len(snapshot.comments),
        claimed=snapshot.audit.most_claimed,
        saved=snapshot.taken_at,
        tags=tuple(dict.fromkeys(tag.strip() for tag in (*post.categories, *post.tags) if tag.strip())),
        voices=tuple(_voices(snapshot, anchors)),
    )


def day_of(post: Post) -> str:
    """The date of publication in ISO 8601, as far as it is known; "" where it is not."""
    return plain(post.published)[:10] if post.published and post.published.local else ""


def _site(post: Post, host: str) -> str:
    """The blog's name. No blog is called as one of its posts: such a name is the head of the page, taken for the blog's."""
    name, title = (post.site or "").strip(), (post.title or "").strip()
    return host if not name or (title and title in name) else name


def searched(snapshot: Snapshot, entry: Entry, anchors: Mapping[str, str]) -> Searched:
    """The post as the search sees it."""
    own = Passage(anchor="", who="", text=snapshot.post.record.text or "")
    said = (
        Passage(anchor=anchors[one.id], who=one.record.author.name or "", text=one.record.text or "")
        for one in snapshot.comments
    )
    return Searched(
        page=entry.page,
        title=entry.title,
        day=entry.day,
        site=entry.site,
        about=(*entry.authors, *entry.tags),
        passages=(own, *said),
    )


def _voices(snapshot: Snapshot, anchors: Mapping[str, str]) -> Iterable[Voice]:
    authors = {person_key(who.name): who for who in snapshot.post.record.authors if who.name and person_key(who.name)}
    said: dict[str, tuple[str, str, str | None]] = {}
    counts: Counter[str] = Counter()
    for comment in snapshot.comments:
        who = comment.record.author
        if who.name and (key := person_key(who.name)):
            counts[key] += 1
            said.setdefault(key, (who.name, anchors[comment.id], web_address(who.url)))
    for key in dict.fromkeys((*authors, *said)):
        name, anchor, url = said.get(key, ("", "", None))
        author = authors.get(key)
        yield Voice(
            name=(author.name if author else name) or name,
            is_author=author is not None,
            comments=counts[key],
            anchor=anchor,
            url=(web_address(author.url) if author else None) or url,
        )


def person_key(name: str) -> str:
    """By what people are told apart over all blogs: their name alone, which two may share. "" for a name without a letter."""
    return folded(name)


def tag_key(tag: str) -> str:
    """By what tags are told apart: without case."""
    return " ".join(unicodedata.normalize("NFC", tag).casefold().split())


def file_for(key: str) -> str:
    """The name of the page of a tag, a person or a blog, known from the key alone.

    A key that loses something on the way into a file name ("c++", "c#") gets a check sum, so that no two meet.
    """
    stem = safe_filename(None, key)[:60]
    lossless = stem == key.replace(" ", "-")
    return f"{stem}.html" if lossless else f"{stem}-{crc32(key.encode('utf-8', 'replace')):08x}.html"
