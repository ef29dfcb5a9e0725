"""The head of the page: the policy, what programs read about the post, the style sheet."""

from blogarchive.export.html_builder import Markup, el, join, web_address
from blogarchive.model import Post, Snapshot

GENERATOR = "blogarchive"
_DESCRIPTION = 200
_EMPTY_ICON = "data:,"
"""Without it, browsers ask a server for /favicon.ico."""


def head(snapshot: Snapshot, policy: Markup, style: Markup) -> Markup:
    """All of `<head>`; the policy comes before anything that it could concern."""
    post = snapshot.post.record
    address = web_address(post.canonical_url or post.url or snapshot.url)
    return el(
        "head",
        el("meta", charset="utf-8"),
        policy,
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title_of(snapshot) + (f" · {post.site}" if post.site else "")),
        el("meta", name="generator", content=GENERATOR),
        el("meta", name="robots", content="noindex"),
        el("link", rel="canonical", href=address) if address else None,
        el("link", rel="icon", href=_EMPTY_ICON),
        _about(post, snapshot),
        style,
    )


def title_of(snapshot: Snapshot) -> str:
    """The post's title, else its address."""
    return (snapshot.post.record.title or "").strip() or snapshot.url


def _about(post: Post, snapshot: Snapshot) -> Markup:
    """OpenGraph (https://ogp.me) and the usual names."""
    names = [author.name for author in post.authors if author.name]
    text = " ".join((post.text or "").split())
    description = text if len(text) <= _DESCRIPTION else text[: _DESCRIPTION - 1].rpartition(" ")[0] + "…"
    properties = [
        ("og:type", "article"),
        ("og:title", title_of(snapshot)),
        ("og:url", web_address(post.canonical_url or post.url or snapshot.url)),
        ("og:site_name", post.site),
        ("og:description", description),
        ("article:published_time", post.published.isoformat() if post.published else None),
        ("article:modified_time", post.updated.isoformat() if post.updated else None),
        *(("article:tag", tag) for tag in post.tags),
    ]
    metas = [el("meta", name="author", content=name) for name in names]
    metas += [el("meta", name="description", content=description)] if description else []
    metas += [el("meta", property=name, content=value) for name, value in properties if value]
    return join(metas)
