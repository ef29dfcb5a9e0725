"""What kind of page this is: a post, or something that should not be archived as one.

A post that is refused is a worse mistake than an index that is read, so each kind needs two signs at least: one in the page's structure and
one in how little text of its own there is.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from blogarchive.document import Document
from blogarchive.late import late
from blogarchive.sources.article.block import Block, outermost, outside
from blogarchive.sources.article.body import Body, read_body
from blogarchive.sources.article.cards import CARD
from blogarchive.sources.article.labels import Role
from blogarchive.sources.head import Head, head_of, own_keys, post_key
from blogarchive.text.markup import page_title
from blogarchive.text.plain import plain_text
from blogarchive.text.urls import split_url


class Kind(StrEnum):
    """The kinds of pages that are told apart."""

    POST = "post"
    EMPTY = "empty"
    SCRIPT_SHELL = "script_shell"
    LOGIN = "login"
    NOT_FOUND = "not_found"
    PARKED = "parked"
    SEARCH = "search"
    INDEX = "index"
    SHOP = "shop"


class PageKind(NamedTuple):
    """A judgement: the kind, how sure it is (0 to 1), and one sentence that says why, fit for an error message."""

    kind: Kind
    confidence: float
    reason: str

    @property
    def is_post(self) -> bool:
        """Whether the page may be read as a post."""
        return self.kind is Kind.POST


_SHORT = 600  # characters of running text: a page with more is no error page, login or shell
_TINY = 80
_PARAGRAPH = 100  # characters
_ENOUGH = 1000  # characters: what a blog or an archive says of itself is shorter
_SEVERAL = 4  # entries that lead elsewhere
_PAIR = 2
_LOST = late(
    r"\b(?:404|410)\b|not found|page introuvable|non trouvée?|nicht gefunden|no encontrad[ao]|non trovat[ao]|não encontrad[ao]|niet gevonden|"
    r"nie znaleziono|не найден|見つかりません|找不到|hittades inte|bulunamadı|ikke funnet|ikke fundet",
    re.IGNORECASE,
)
_FOR_SALE = late(
    r"domain (?:name )?(?:is |may be )?(?:for sale|parked|parking|has expired)|buy this domain|domaine? (?:est )?à vendre|"
    r"domain (?:steht|ist) zu(?:m)? verkauf|dominio (?:está )?en venta|parked free|hugedomains|sedoparking",
    re.IGNORECASE,
)
_SEARCH_BODY = re.compile(r"(?:^|\s)search(?:-results|-no-results)?(?:\s|$)")
_LIST_BODY = re.compile(
    r"(?:^|\s)(?:home|blog|archive|category|tag|author|date)(?:\s|$)"
)  # as WordPress names its pages
_POST_BODY = re.compile(
    r"(?:^|\s)(?:single|singular|single-post|page-template-default|item-view|post-template-default)(?:\s|$)"
)


def page_kind(document: Document) -> PageKind:
    """Whether a page is a post, and else what it is."""
    return document.memo(_judge)


def _judge(document: Document) -> PageKind:
    body, head = document.memo(read_body), head_of(document)
    words = len(body.text)
    title = " ".join(page_title(document.tree).split())
    for test in (_nothing, _lost, _parked, _login):
        if words < _SHORT and (found := test(document, body, title)):
            return found
    return _listing(document, body, head) or _shop(document, body, head) or _post(words)


def _post(words: int) -> PageKind:
    return PageKind(
        kind=Kind.POST, confidence=min(1.0, 0.5 + words / 2000), reason=f"has {words} characters of running text"
    )


def _nothing(document: Document, body: Body, title: str) -> PageKind | None:
    """Nothing to read: no text and no picture in the body."""
    text, images = _all_text(document), body.order[0].images
    if text > _TINY or (text and images):
        return None
    if document.tree.find(".//script") is not None:
        return PageKind(
            kind=Kind.SCRIPT_SHELL,
            confidence=0.9,
            reason="shows its text only with JavaScript: the page itself is empty",
        )
    return None if text or images else PageKind(kind=Kind.EMPTY, confidence=1.0, reason="is an empty page")


def _all_text(document: Document) -> int:
    """The characters that a browser would show, also in the parts that nobody reads for an article."""
    return len(plain_text(document.tree))


def _lost(document: Document, body: Body, title: str) -> PageKind | None:
    """An error page that was sent as if all were well says so in its title or first heading."""
    heading = next((" ".join(block.words.split()) for block in body.order if block.tag == "h1" and block.own), "")
    if (
        len(title) < 120
        and (_LOST.search(title) or (len(heading) < 40 and _LOST.search(heading)))
        and not body.is_named
    ):
        return PageKind(kind=Kind.NOT_FOUND, confidence=0.9, reason="says that the page was not found")
    return None


def _parked(document: Document, body: Body, title: str) -> PageKind | None:
    if _FOR_SALE.search(title) or _FOR_SALE.search(body.text):
        return PageKind(kind=Kind.PARKED, confidence=0.9, reason="is a parked domain")
    return None


def _login(document: Document, body: Body, title: str) -> PageKind | None:
    """A password field outside the page's header, and hardly any text beside it."""
    for field in document.elements.named("input"):
        if (field.get("type") or "").lower() == "password" and next(
            field.iterancestors("header", "nav", "footer", "aside"), None
        ) is None:
            if len(body.text) < _SHORT / 2 and not body.is_named:
                return PageKind(kind=Kind.LOGIN, confidence=0.8, reason="asks for a login")
            return None
    return None


def _listing(document: Document, body: Body, head: Head) -> PageKind | None:
    """Several entries of equal standing, each with a heading that leads to another page, and none that is the page itself.

    They hold most of the page's text: a text with a list of posts below it is no list. Two are enough where the page says that it is the front
    page or an archive, or has no address but the site's.
    """
    if (head.first_meta("og:type") or "").lower() == "article" or _POST_BODY.search(_body_class(document)):
        return None
    is_front = _is_front(document)
    main = body.order[0] if is_front else body.parts[-1]
    entries = dict(_entries(document, _without_cards(body, main)))
    if len(entries) < (_PAIR if is_front else _SEVERAL) or set(entries) & own_keys(document):
        return None
    # an entry may hold several headings, and other entries
    said = sum(len(plain_text(entry.element)) for entry in outermost(entries.values()))
    if said < 0.5 * len(body.text) or _says_much_before(entries, body):
        return None
    if _SEARCH_BODY.search(_body_class(document)):
        return PageKind(kind=Kind.SEARCH, confidence=0.8, reason=f"is a list of {len(entries)} search results")
    return PageKind(kind=Kind.INDEX, confidence=0.7, reason=f"is a list of {len(entries)} posts, not one post")


def _says_much_before(entries: dict[str, Block], body: Body) -> bool:
    """A title and paragraphs of its own above the entries: the page is about something, and what follows belongs to it."""
    first = min(entry.place for entry in entries.values())
    own = body.order[body.title.place : first] if body.title is not None else []
    return sum(block.own for block in own if block.own_value >= _PARAGRAPH) >= _ENOUGH


def _without_cards(body: Body, main: Block) -> list[Block]:
    """The blocks of the body without the cards of other posts below its text: they are no entries of a list that the page is."""
    cards = (block for block, reason in body.left_out.items() if reason == CARD)
    return list(outside(cards, body.order[main.place : main.end]))


def _is_front(document: Document) -> bool:
    parts = split_url(document.url)
    return (not parts.path.strip("/") and not parts.query) or _LIST_BODY.search(_body_class(document)) is not None


def _entries(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    """The entries (`article` or `hentry`) whose heading only leads elsewhere, each with the key of the address it leads to."""
    for block in blocks:
        if block.tag not in ("h1", "h2", "h3") or not block.own or block.own_linked < block.own:
            continue
        link = next((a for a in block.element.iter("a") if a.get("href")), None)
        holder = next((above for above in islice(block.above(), 3) if _is_entry(above)), None)
        address = document.resolve(link.get("href")) if link is not None and holder is not None else None
        if address is not None and holder is not None:
            yield post_key(address), holder


def _is_entry(block: Block) -> bool:
    return block.tag == "article" or (block.says.role is Role.ARTICLE and block.tag != "body")


def _body_class(document: Document) -> str:
    body = document.tree.find("body")
    return (body.get("class") or "") if body is not None else ""


def _shop(document: Document, body: Body, head: Head) -> PageKind | None:
    is_product = (head.first_meta("og:type") or "").lower() in {"product", "product.item", "og:product"}
    if is_product and len(body.text) < 2 * _SHORT:
        return PageKind(kind=Kind.SHOP, confidence=0.7, reason="is a product in a shop")
    return None
