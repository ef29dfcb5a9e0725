"""The article as the visible page shows it, whatever engine or theme made the page."""

from collections.abc import Iterator

from blogarchive.document import Document
from blogarchive.model import Evidence, Post, Request
from blogarchive.sources.article.body import read_body
from blogarchive.sources.article.content import content
from blogarchive.sources.protocol import Context, Said

NAME = "article"


def discover(page: Document, context: Context) -> Iterator[Request]:
    """Nothing: all of it stands on the page."""
    yield from ()


def read(document: Document, context: Context) -> Iterator[Said]:
    """The article of the page, as one Post."""
    body = document.memo(read_body)
    if not body.text:
        return
    inside = content(document, body.elements, body.skip)
    post = Post(
        url=document.url,
        html=inside.html,
        text=body.text,
        links=inside.links,
        images=inside.images,
        language=_language(document),
    )
    yield Evidence(record=post, origin=document.origin(NAME))


def _language(document: Document) -> str | None:
    return (document.tree.get("lang") or document.tree.get("xml:lang") or "").strip() or None
