"""The article in the page."""

from collections.abc import Callable

from blogarchive.export.html_builder import Content, Markup, el, join, link, trusted, web_address
from blogarchive.export.html_head import title_of
from blogarchive.export.html_images import Pictures
from blogarchive.export.html_moment import time_element
from blogarchive.export.html_people import author_of_post
from blogarchive.export.html_text import fitted, from_text, terse
from blogarchive.export.html_words import Words
from blogarchive.model import Post, Snapshot


def post_article(snapshot: Snapshot, words: Words, pictures: Pictures, tag: Callable[[str], Content] = str) -> Markup:
    """Head, body and tags of the post; `tag` gives what stands for each tag."""
    post = snapshot.post.record
    return el(
        "article",
        _head(snapshot, words),
        _lead(post, pictures),
        _body(post, words, pictures),
        _foot(post, words, tag),
        id="post",
    )


def _head(snapshot: Snapshot, words: Words) -> Markup:
    post, sources = snapshot.post.record, snapshot.post.sources
    address = post.canonical_url or post.url or snapshot.url
    parts = [author_of_post(author, words) for author in post.authors if author.name]
    if post.published:
        parts.append(
            link(
                time_element(
                    post.published,
                    words,
                    source=sources.get("published"),
                    is_foreign=snapshot.is_dated_in_utc,
                    class_="dt-published",
                    itemprop="datePublished",
                ),
                address,
                class_="u-url",
                itemprop="url",
            )
        )
    if post.updated and post.updated.local and post.updated != post.published:
        shown = time_element(
            post.updated, words, source=sources.get("updated"), class_="dt-updated", itemprop="dateModified"
        )
        before, after = words.around("updated", "date")
        parts.append(join([before, shown, after]))
    return el(
        "header",
        el("p", post.site, class_="site", dir="auto") if post.site else None,
        el("h1", title_of(snapshot), class_="p-name", itemprop="headline", dir="auto"),
        el("p", post.subtitle, class_="subtitle", itemprop="alternativeHeadline", dir="auto")
        if post.subtitle
        else None,
        el("p", join(parts, trusted(' <span class="sep" aria-hidden="true">·</span> ')), class_="byline")
        if parts
        else None,
    )


def _lead(post: Post, pictures: Pictures) -> Markup | None:
    """The lead picture, where it is at hand and the body does not show it itself."""
    lead = post.lead_image
    if not lead or not pictures.has(lead) or _same_picture(lead, post.html or ""):
        return None
    return el("figure", pictures.show(lead, ""), class_="lead")


def _same_picture(address: str, html: str) -> bool:
    """The body holds the same file, perhaps in another size (`photo-300x200.jpg`) or from another host."""
    name = address.partition("?")[0].rpartition("/")[2].rpartition(".")[0]
    return bool(name) and f"/{name}" in html


def _body(post: Post, words: Words, pictures: Pictures) -> Markup:
    if post.html:
        content = terse(pictures.fill(fitted(post.html, below=1)))
    else:
        content = from_text(post.text) if post.text else el("p", words("no_text"), class_="none")
    return el("div", content, class_="e-content", itemprop="articleBody", dir="auto")


def _foot(post: Post, words: Words, tag_of: Callable[[str], Content]) -> Markup | None:
    before, after = words.around("label", "value", what=words("tags"))
    names = dict.fromkeys((*post.categories, *post.tags))
    tags = (
        el(
            "p",
            before,
            join((el("span", tag_of(tag), class_="p-category", itemprop="keywords") for tag in names), " "),
            after,
            class_="tags",
        )
        if names
        else None
    )
    license_ = (
        el("p", link(post.license, post.license, itemprop="license") if web_address(post.license) else post.license)
        if post.license
        else None
    )
    return el("footer", tags, license_) if tags or license_ else None
