"""Items of a feed as comments and posts."""

import re
from collections.abc import Mapping
from dataclasses import replace

from blogarchive.model import Comment, Kind, Person, Post
from blogarchive.sources.feed_model import Feed, FeedItem
from blogarchive.sources.locked import holds_password_form
from blogarchive.sources.one_line import without_site
from blogarchive.text.identifiers import native_id
from blogarchive.text.markup import parse_html
from blogarchive.text.plain import plain_text, plain_text_of

# WordPress stores what a pingback shows as "[…] words around the link […]".
_EXCERPT = re.compile(r"\[(?:…|\.{3})\]\s.*\s\[(?:…|\.{3})\]", re.DOTALL)
_MARKUP = re.compile(r"<(?:p|br|div|blockquote|ul|ol|pre|table|h\d)\b", re.IGNORECASE)
_PREFIX_WORDS = 6  # beside the link: "In reply to X." in any language is shorter
_SENTENCE_END = re.compile(r"\s*[.。]?\s*(?:\n|$)")


def comment_of(item: FeedItem, name: str | None, by_guid: Mapping[str, str]) -> Comment:
    """An item of a comment feed. `name` is its author as the titles tell; `by_guid` says which comment each guid of the feed is."""
    html, answered = (None, None) if holds_password_form(item.html) else _without_prefix(_with_breaks(item))
    text = plain_text_of(html) if html else None
    stated = next((parent for ref in item.replies_to if (parent := _parent(ref, by_guid))), None)
    own_id = id_of(item)
    parent = stated or answered
    return Comment(
        native_id=own_id,
        url=item.url,
        kind=Kind.PINGBACK if text and _EXCERPT.fullmatch(text) else Kind.COMMENT,
        parent=parent if parent != own_id else None,
        author=item.author if item.author.name else replace(item.author, name=name),
        html=html,
        text=text,
        published=item.published,
        updated=item.updated if item.updated != item.published else None,
    )


def post_of(item: FeedItem, feed: Feed) -> Post:
    """An entry. Only full content counts as text: a summary is somebody's choice of a few words."""
    full = item.html if item.is_full and not holds_password_form(item.html) else None
    return Post(
        url=item.url,
        title=without_site(item.title, feed.title),
        site=feed.title,
        authors=(item.author,) if item.author != Person() else (),
        html=full,
        text=plain_text_of(full) if full else None,
        published=item.published,
        updated=item.updated,
        language=item.language or feed.language,
        tags=item.tags,
        platform=_platform(feed.generator),
    )


def id_of(item: FeedItem) -> str | None:
    """The comment's identifier as pages and APIs have it: from its permalink, else from its guid."""
    return (
        native_id(item.url)
        or native_id(item.guid)
        or native_id(item.url, is_comment=True)
        or native_id(item.guid, is_comment=True)
    )


def _platform(generator: str | None) -> str | None:
    """The engine in the form that pages use: WordPress signs its feeds with an address."""
    if generator and (version := re.search(r"wordpress\.org/\?v=([\d.]+)", generator)):
        return f"WordPress {version[1]}"
    return generator if generator and "://" not in generator else None


def _parent(reference: str, by_guid: Mapping[str, str]) -> str | None:
    """The comment that a reference names; the post itself is no parent."""
    if reference in by_guid:
        return by_guid[reference]
    if found := native_id(reference):
        return found
    last = reference.rstrip("/").rpartition("/")[2]  # Blogger: …/comments/default/123
    return last if last in by_guid.values() else None


def _with_breaks(item: FeedItem) -> str | None:
    """A description without any markup for paragraphs is text as it was typed: its line ends mean something."""
    html = (item.html or "").strip()
    if html and not item.is_full and "\n" in html and not _MARKUP.search(html):
        return "".join(f"<p>{part.strip().replace(chr(10), '<br>')}</p>" for part in re.split(r"\n\s*\n", html))
    return html or None


def _without_prefix(html: str | None) -> tuple[str | None, str | None]:
    """The words without a leading "In reply to <a href=…#comment-21>X</a>." (WordPress, any language), and the comment named there."""
    head = (html or "")[:1500]
    if not html or _named_by_link(head) is None:
        return html, None
    body = parse_html(f"<body>{head}</body>").find("body")
    first = body[0] if body is not None and len(body) else None
    if first is None or first.tag != "p" or (body is not None and (body.text or "").strip()):
        return html, None
    links = list(first.iter("a"))
    end = html.lower().find("</p>")
    if len(links) != 1 or end < 0:
        return html, None
    answered = native_id(links[0].get("href"))
    words = plain_text(first, skip=links).split()
    if not answered or len(words) > _PREFIX_WORDS or not _SENTENCE_END.fullmatch(links[0].tail or ""):
        return html, None
    rest = html[end + 4 :].strip()
    return (rest, answered) if rest else (html, None)


def _named_by_link(html: str) -> str | None:
    """The comment that the first link of a piece of HTML names."""
    found = re.search(r"<a\s[^>]*href=[\"']([^\"']+)", html, re.IGNORECASE)
    return native_id(found[1]) if found else None
