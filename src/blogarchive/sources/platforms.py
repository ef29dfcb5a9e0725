"""Which engine made a page, and where such an engine keeps the comment feed of a post when the page does not name it."""

import re
from collections.abc import Callable, Iterator
from itertools import repeat
from urllib.parse import urljoin

from blogarchive.document import Document
from blogarchive.sources.head import head_of
from blogarchive.sources.page_comments.inventory import inventory
from blogarchive.text.markup import Element
from blogarchive.text.urls import split_url

# What an engine cannot help writing into its pages; the generator is often removed, these paths seldom are.
_WORDPRESS = re.compile(
    rb"wp-(?:(?<=/wp-)(?:includes|content/themes|content/plugins)/|comments-post\.php)"
)  # begins with what all have in common: that is found twice as quickly as by `in`
_SERENDIPITY = re.compile(r"serendipity(?:\[|_entry|_comment)")  # names of fields, classes and ids
# These stand in the addresses of style sheets, feeds and scripts, the last in a script itself: to search them takes less than to search the page.
_LOADED = (
    ("Dotclear", (".php?pf=", "/dotclear/")),
    ("Blogger", ("www.blogger.com/static/v1/", "/feeds/posts/default")),
)
_DOTCLEAR_SCRIPT = "var dotclear"
_POST_ID = re.compile(r"post-(\d+)")
_POST_ID_OF_BODY = re.compile(r"(?:^|\s)(?:postid|page-id)-(\d+)(?=\s|$)")
_ARTICLES = ("article", "div")  # what carries such an id
_SERENDIPITY_ID = re.compile(r"(?:/archives/|[?&](?:id|entry_id)=)(\d+)")


def generator(page: Document) -> str | None:
    """The engine's own words: "WordPress 6.1.9"."""
    return head_of(page).first_meta("generator")


def platform(page: Document) -> str | None:
    """The engine's name, with its version where the page says so; None where nothing tells."""
    return page.memo(_platform)


def is_wordpress(page: Document) -> bool:
    """Whether WordPress made the page, whatever name its generator gives."""
    return (platform(page) or "").startswith("WordPress") or page.memo(_has_wordpress_marks)


def wordpress_post_id(page: Document) -> str | None:
    """The number of the post, from the first of the places where WordPress and its themes write it (shared through `Document.memo`)."""
    return page.memo(_wordpress_post_id)


def _platform(page: Document) -> str | None:
    if said := generator(page):
        return said
    if page.memo(_has_wordpress_marks):
        return "WordPress"
    if _SERENDIPITY.search(_names(page)):
        return "Serendipity"
    scripts = page.elements.named("script")
    linked = (*page.elements.named("base"), *page.elements.named("link"))
    addresses = (*map(Element.get, linked, repeat(b"href")), *map(Element.get, scripts, repeat(b"src")))
    loaded = "\n".join(filter(None, addresses))
    if name := next((name for name, marks in _LOADED if any(mark in loaded for mark in marks)), None):
        return name
    return "Dotclear" if any(_DOTCLEAR_SCRIPT in code for script in scripts if (code := script.text)) else None


def _has_wordpress_marks(page: Document) -> bool:
    return _WORDPRESS.search(page.capture.body) is not None


def _names(page: Document) -> str:
    """What elements are called for scripts, styles and forms: less to search than the page, and nobody's words."""
    fields = [field.get(b"name") or "" for name in ("input", "textarea") for field in page.elements.named(name)]
    listed = page.memo(inventory)
    return "\n".join([*listed.distinct_classes, *listed.distinct_ids, *fields])


def _wordpress_post_id(page: Document) -> str | None:
    head = head_of(page)
    for link in head.links:
        if "shortlink" in link.rel and (found := re.search(r"[?&]p=(\d+)", link.url)):
            return found[1]
        if link.media_type == "application/json" and (found := re.search(r"/wp/v2/\w+/(\d+)", link.url)):
            return found[1]
    for test in (_by_body_class, _by_form, _by_article, _by_address):
        if number := test(page):
            return number
    return None


def conventional_feeds(page: Document) -> Iterator[str]:
    """Addresses at which the page's engine has the comments of this post, best first; nothing where the engine is not known."""
    name = (platform(page) or "").partition(" ")[0]
    if is_wordpress(page):
        name = "WordPress"
    if build := _CONVENTIONS.get(name):
        yield from build(page)


def _wordpress(page: Document) -> Iterator[str]:
    parts = split_url(page.url)
    if re.search(r"(?:^|&)(?:p|page_id)=\d", parts.query) or parts.path in {"", "/"}:
        if number := wordpress_post_id(page):
            yield urljoin(page.url, f"?feed=rss2&p={number}")
    else:
        yield f"{parts.scheme}://{parts.netloc}{re.sub(r'/comment-page-[0-9]+/?$', '', parts.path).rstrip('/')}/feed/"


def _serendipity(page: Document) -> Iterator[str]:
    """`rss.php` stands in the blog's root, beside `index.php` and the folder of the archives."""
    if found := _SERENDIPITY_ID.search(page.url):
        root = re.split(r"index\.php|/archives/", page.url)[0].rstrip("/?")
        yield f"{root}/rss.php?version=atom1.0&type=comments&cid={found[1]}"


def _dotclear(page: Document) -> Iterator[str]:
    """The feed of the entries, with the post's number, which its themes write as `id="p12"`."""
    from blogarchive.sources.feed_links import Carries, chosen

    entries = chosen(page, Carries.ENTRIES)
    numbers = page.tree.xpath("//*[starts-with(@id,'p') and number(substring(@id,2))=number(substring(@id,2))]/@id")
    if entries and len(numbers) == 1 and re.search(r"feed/(?:atom|rss2)$", entries.url):
        yield f"{entries.url}/comments/{numbers[0][1:]}"


_CONVENTIONS: dict[str, Callable[[Document], Iterator[str]]] = {
    "WordPress": _wordpress,
    "Serendipity": _serendipity,
    "Dotclear": _dotclear,
}


def _by_body_class(page: Document) -> str | None:
    body = next((element for element in page.tree if element.tag == "body"), None)
    found = _POST_ID_OF_BODY.search(body.get("class") or "") if body is not None else None
    return found[1] if found else None


def _by_form(page: Document) -> str | None:
    for field in page.elements.named("input"):
        if field.get("name") == "comment_post_ID" and (value := field.get("value") or "").isdigit():
            return value
    return None


def _by_article(page: Document) -> str | None:
    """The one article of the page that has a number; on a list of posts there are several."""
    ids = page.memo(inventory).ids
    posts = {name for element, name in ids.items() if name.startswith("post-") and element.tag in _ARTICLES}
    numbers = [found[1] for name in posts if (found := _POST_ID.fullmatch(name))]
    return numbers[0] if len(numbers) == 1 else None


def _by_address(page: Document) -> str | None:
    found = re.search(r"(?:^|&)p=(\d+)", split_url(page.url).query)
    return found[1] if found else None
