"""Further pages of the same comments: where they are, from the links that page lists and "older comments" show."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from urllib.parse import SplitResult

from blogarchive.document import Document
from blogarchive.sources.page_comments.inventory import Inventory, inventory
from blogarchive.sources.page_comments.silent import Silent
from blogarchive.text.contents import text_in
from blogarchive.text.markup import Element
from blogarchive.text.substrings import has_any
from blogarchive.text.urls import split_url

# WordPress: /comment-page-2/ and ?cpage=2; others: ?comments_page=2, ?commentPage=2, /comments/2
_NUMBERED = re.compile(r"(?:comment-page-|[?&]cpage=|[?&]comments?[-_]?page=)(\d{1,4})(?!\d)", re.IGNORECASE)
_MOST = 500  # pages; a thread of more is cut there, and the audit says so
_LONGEST_NUMBER = 8  # characters of a page's number, with the space round it
_LONGEST_ROW, _ROW_LETTERS = 200, 30  # characters and letters of a row of pages
_PROGRAM = re.compile(r"^/?$|\.(?:php\d?|cgi|pl|py|aspx?|jsp|do|cfm)$", re.IGNORECASE)
_NEAR = 2  # siblings of the comments that may be a row of pages
_PAGERS = ("pagination", "pagenav", "paging", "pager", "pagebar")  # parts of classes: `quip-pagination`, `wp-pagenavi`
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
    addresses = [
        address  # what stands in each of these; few others have "age"
        for address in listed.addresses
        if "age" in address and ("omment" in address or "cpage=" in address)
    ]
    turns = [link.get("href") or "" for link in listed.named("link") if link.get(b"rel") in {"next", "prev"}]
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
    """Links in the comments' part of the page that are made for turning pages, or counted as pages are, and stay at the post."""
    if not regions:
        return
    steps = _steps(document.memo(inventory))
    home = split_url(post_url)
    for part in (*regions, *_beside(regions)):
        for link in _links_in(part):
            is_number = _is_number(link.text)
            if not (is_number or steps or link.get("rel")) or not (is_number or _is_step(link, steps)):
                continue
            if not (address := _staying(link, document, home)):
                continue
            if _is_step(link, steps) or _is_counted(link, document, home):
                yield address


def _links_in(part: Element) -> Iterator[Element]:
    return (link for link in part.iterdescendants("a") if link.get(b"href") is not None)


def _beside(regions: Sequence[Element]) -> Iterator[Element]:
    """The elements right before and after the comments that hold no more than a row of pages."""
    known = frozenset(regions)
    for region in regions:
        for is_before in (True, False):
            for element in islice(region.itersiblings("*", preceding=is_before), _NEAR):
                if element not in known and _is_short(element):
                    yield element


def _is_short(element: Element) -> bool:
    """Whether an element holds no more text than a row of pages; what holds an article is not read to its end."""
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > _LONGEST_ROW:
            return False
    return True


def _is_number(text: str | None) -> bool:
    return text is not None and len(text) < _LONGEST_NUMBER and text.strip().isdecimal()


def _staying(link: Element, document: Document, home: SplitResult) -> str:
    """Where a link leads, if to another address of the post; else ""."""
    address = document.resolve(link.get("href")) or ""
    parts = split_url(address)
    stays = parts.netloc == home.netloc and parts.path.startswith(home.path.rstrip("/")) and parts.path.strip("/")
    is_other = (parts.path, parts.query) != (home.path, home.query) and "replytocom" not in parts.query
    return address if stays and is_other and _names_post(parts, home) else ""


def _names_post(address: SplitResult, home: SplitResult) -> bool:
    """Whether an address keeps what names the post: where one program shows all pages (`index.php?post/7`), that is in the query."""
    if not _PROGRAM.search(home.path):
        return True
    return address.query.startswith(home.query) or set(home.query.split("&")) <= set(address.query.split("&"))


def _is_counted(link: Element, document: Document, home: SplitResult) -> bool:
    """Whether a number that is a link is one of a row in which each follows another, and one is no link to elsewhere: the page that is shown.

    Marks to be given, as from one to five, are all links; so are the numbers of comments, which stand in elements of their own.
    """
    row = link.getparent()
    if row is not None and len(row) == 1 and not text_in(row).replace(link.text or "", "", 1).strip():
        row = row.getparent()
    if row is None:
        return False
    text = " ".join(row.itertext())
    if len(text) > _LONGEST_ROW or sum(map(str.isalpha, text)) > _ROW_LETTERS or _names_comment(link.get("href") or ""):
        return False
    numbers = set(map(int, re.findall(r"\d{1,4}", text)))
    others = [each for each in _links_in(row) if _is_number(each.text) and _staying(each, document, home)]
    linked = {int(each.text or "") for each in others}
    number = int(link.text or "")
    return bool(numbers - linked) and not numbers.isdisjoint({number - 1, number + 1})


def _steps(listed: Inventory) -> frozenset[str | None]:
    """The class attributes that speak of turning pages."""
    return frozenset(filter(_turns_pages, _silent().loud(listed.distinct_classes)))


@lru_cache(maxsize=2048)  # the pages of a blog have most of their classes in common
def _turns_pages(name: str) -> bool:
    lower = name.lower()
    return not _STEPS.isdisjoint(lower.split()) or has_any(lower, _PAGERS)


@cache
def _silent() -> Silent:
    """The classes in which nothing speaks of turning pages."""
    return Silent((*_STEPS, *_PAGERS))


def _is_step(link: Element, steps: Collection[str | None]) -> bool:
    """By its own class or rel, or those of the three elements round it."""
    element: Element | None = link
    for _ in range(4):  # a link, its item, the list and what holds it
        if element is None:
            return False
        rel = element.get(b"rel")
        if element.get(b"class") in steps or (rel and not _STEPS.isdisjoint(rel.lower().split())):
            return not _names_comment(link.get("href") or "")
        element = element.getparent()
    return False
