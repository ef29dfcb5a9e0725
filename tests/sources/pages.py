"""Small pages for the tests of the comment reader."""

from collections.abc import Sequence
from datetime import UTC, datetime

from blogarchive.document import Document
from blogarchive.model import Capture, Comment, Evidence, Finding, Request, Tally
from blogarchive.sources import page_comments
from blogarchive.sources.protocol import Context, Said

URL = "http://blog.example/2012/a-post/"
TAKEN = datetime(2020, 5, 1, 12, 0, tzinfo=UTC)


def page(body: str, *, language: str = "en", url: str = URL) -> Document:
    """A post with `body` after its article."""
    html = (
        f'<html lang="{language}"><head><title>A post</title></head><body><div id="main"><h1>A post</h1><div class="entry">'
        f"<p>The article has a few words of its own, written on 3 March 2012.</p></div>{body}</div></body></html>"
    )
    return Document(Capture(url=url, requested_url=url, body=html.encode(), captured_at=TAKEN))


def said(document: Document, post_url: str = URL) -> Sequence[Said]:
    """All that the source says of a page."""
    return list(page_comments.read(document, Context(page=document, post_url=post_url, taken_at=TAKEN)))


def comments(body: str, *, language: str = "en") -> list[Comment]:
    """The comments of a page, in its order."""
    everything = said(page(body, language=language))
    return [item.record for item in everything if isinstance(item, Evidence) and isinstance(item.record, Comment)]


def tallies(body: str, *, language: str = "en") -> list[Tally]:
    """The counts that a page claims."""
    return [item for item in said(page(body, language=language)) if isinstance(item, Tally)]


def findings(body: str) -> list[Finding]:
    """What the source finds worth saying."""
    return [item for item in said(page(body)) if isinstance(item, Finding)]


def requests(body: str, url: str = URL) -> list[str]:
    """The further pages asked for."""
    return [item.url for item in said(page(body, url=url)) if isinstance(item, Request)]


def facts(found: list[Comment]) -> list[tuple[str | None, str | None, str | None]]:
    """Name, time and words of each comment."""
    return [(c.author.name, c.published.isoformat() if c.published else None, c.text) for c in found]


def parents(found: list[Comment]) -> list[int | None]:
    """The position of each comment's parent."""
    at = {comment.native_id: index for index, comment in enumerate(found)}
    return [at[comment.parent] if comment.parent else None for comment in found]
