"""Further pages of the same comments: where they are, from the links that page lists and "older comments" show."""

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from lxml import etree

from blogarchive.document import Document
from blogarchive.sources.page_comments.inventory import Inventory, inventory
from blogarchive.text.markup import Element

# WordPress: /comment-page-2/ and ?cpage=2; others: ?comments_page=2, ?commentPage=2, /comments/2
_NUMBERED = re.compile(r"(?:comment-page-|[?&]cpage=|[?&]comments?[-_]?page=)(\d{1,4})(?!\d)", re.IGNORECASE)
_PARTS = ("comment-page-", "page=")  # one of which stands in each of these, in lower case
_PAGE_LINKS = etree.XPath(".//a[@href]")
_MOST = 500  # pages; a thread of more is cut there, and the audit says so
_STEPS = frozenset("next prev previous older newer page-numbers page pager pagination nav-previous nav-next".split())


def comment_pages(document: Document, post_url: str, regions: list[Element]) -> Iterator[str]:
    """Addresses of the other comment pages, each once, without fragment, in the order of their numbers."""
    seen = {_bare(document.url), _bare(post_url)}
    for address in (*_numbered(document), *_stepwise(document, post_url, regions)):
        if (bare := _bare(address)) not in seen:
            seen.add(bare)
            yield address.partition("#")[0]


def _bare(address: str) -> str:
    return address.partition("#")[0].rstrip("/")


def _numbered(document: Document) -> list[str]:
    """All pages up to the highest one that is linked: page lists leave the middle out."""
    forms: dict[tuple[str, str], int] = {}
    listed = document.memo(inventory)
    turns_pages = any(map("\n".join(listed.addresses).lower().__contains__, _PARTS))
    addresses = [
        address
        for address in (listed.addresses if turns_pages else ())
        if ("omment" in address or "cpage=" in address) and "page" in address.lower()
    ]
    turns = [link.get("href") or "" for link in listed.named("link") if link.get("rel") in {"next", "prev"}]
    for href in (*addresses, *turns):
        match = _NUMBERED.search(href)
        if match is None or "replytocom" in href or _names_comment(href):
            continue
        if (address := document.resolve(href)) and (found := _NUMBERED.search(address)):
            address = address.partition("#")[0]
            form = (address[: found.start(1)], address[found.end(1) :])
            forms[form] = max(forms.get(form, 0), int(found[1]))
    return [
        f"{head}{number}{tail}" for (head, tail), most in forms.items() for number in range(1, min(most, _MOST) + 1)
    ]


def _names_comment(href: str) -> bool:
    """`/comment-page-2/#comment-94` is one comment's address, not a way to a page."""
    return bool(re.search(r"#.*\d", href))


def _stepwise(document: Document, post_url: str, regions: list[Element]) -> Iterator[str]:
    """Links in the comments' part of the page that are made for turning pages and stay at the post."""
    steps = _steps(document.memo(inventory)) if regions else frozenset()
    home = urlsplit(post_url)
    for region in regions:
        for link in _PAGE_LINKS(region):
            if (
                not (steps or link.get("rel"))
                or not _is_step(link, steps)
                or not (address := document.resolve(link.get("href")))
            ):
                continue
            parts = urlsplit(address)
            stays = (
                parts.netloc == home.netloc and parts.path.startswith(home.path.rstrip("/")) and parts.path.strip("/")
            )
            if stays and (parts.path, parts.query) != (home.path, home.query) and "replytocom" not in parts.query:
                yield address


def _steps(listed: Inventory) -> frozenset[Element]:
    """The elements with a class for turning pages."""
    words = _STEPS & listed.words
    names = {name for name in listed.classes_with([*words]) if not words.isdisjoint(name.lower().split())}
    return frozenset(listed.classed(names))


def _is_step(link: Element, steps: Collection[Element]) -> bool:
    """By its own class or rel, or those of the two elements round it."""
    element: Element | None = link
    for _ in range(3):
        if element is None:
            return False
        rel = element.get(b"rel")
        if element in steps or (rel and not _STEPS.isdisjoint(rel.lower().split())):
            return not _names_comment(link.get("href") or "")
        element = element.getparent()
    return False
