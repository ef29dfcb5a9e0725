"""People in the page: their names, and something to know them by at a glance."""

import re
import unicodedata
from zlib import crc32

from blogarchive.export.html_builder import Markup, el, link, web_address
from blogarchive.export.html_images import Pictures
from blogarchive.export.html_words import Words
from blogarchive.model import Person

_CARD = "p-author h-card"
_HUES = 10


def author_of_post(who: Person, words: Words) -> Markup:
    """A name as an h-card, linked where it has an address; for schema.org a Person."""
    name = el("span", who.name or words("anonymous"), class_="p-name", itemprop="name")
    named = link(name, who.url, class_="u-url", itemprop="url")
    return el(
        "b", named, class_="p-author h-card", itemprop="author", itemscope=True, itemtype="https://schema.org/Person"
    )


def author_of_comment(who: Person, words: Words) -> Markup:
    """The same in fewer words, for there may be thousands; a heading, by which one can go from comment to comment."""
    name = who.name or words("anonymous")
    if web_address(who.url):  # name and address of an h-card that is itself the link are implied
        return el("h3", link(name, who.url, class_=_CARD), itemprop="author")
    return el("h3", name, class_=_CARD, itemprop="author")


def avatar(who: Person, pictures: Pictures) -> tuple[str, str | None]:
    """The class of the person's picture, else of a colour of their own with their initials: the style sheet draws it beside the comment. It
    says nothing that the name does not."""
    if who.avatar and (name := pictures.backdrop(who.avatar)):
        return name, None
    shown = who.name or ""
    hue = crc32(shown.casefold().encode("utf-8", "replace")) % _HUES
    return f"h{hue}", initials(shown) or "?"


def initials(name: str) -> str:
    """The first letters of the first and the last word; one character alone for scripts written without capitals."""
    words = [word for word in re.split(r"[\W_]+", name) if word]
    if not words:
        return ""
    first = words[0][0].upper()[:1]
    if len(words) == 1 or unicodedata.category(words[-1][0]) == "Lo":
        return first
    return first + words[-1][0].upper()[:1]
