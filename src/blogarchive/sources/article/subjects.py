"""What the post is about and how it may be used: tags, categories, license."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from blogarchive.document import Document
from blogarchive.sources.article.lines import Line, Surroundings
from blogarchive.text.markup import Element

_CATEGORY = re.compile(r"(?:^|[^a-z])(?:categor|rubri|cat-links|thema|sezion|section)", re.IGNORECASE)
_TAG = re.compile(
    r"(?:^|[^a-z])(?:tags?|labels?|schlagw|etiquet|étiquet|mots-cl|keyword|topics?)(?:$|[^a-z])", re.IGNORECASE
)
_LONGEST = 60  # characters of a tag
_LICENSE = re.compile(
    r"creativecommons\.org/(?:licenses|publicdomain)/|gnu\.org/licenses/|unlicense\.org", re.IGNORECASE
)


def subjects(lines: Surroundings) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tags and categories. A link is a tag by `rel=tag`, or because it stands in a line or under an address that says so."""
    tags: dict[str, None] = {}
    categories: dict[str, None] = {}
    for line in lines:
        for link in line.elements:
            name = " ".join("".join(link.itertext()).split()).lstrip("#") if link.tag == "a" else ""
            if not 0 < len(name) <= _LONGEST:
                continue
            kind = _kind(link, line)
            if kind == "category":
                categories[name] = None
            elif kind == "tag":
                tags[name] = None
    return tuple(tags), tuple(categories)


def _kind(link: Element, line: Line) -> str:
    relation = (link.get("rel") or "").lower()
    path = urlsplit(link.get("href") or "").path if "[" not in (link.get("href") or "") else ""
    around = f"{line.block.label} {line.block.parent.label if line.block.parent else ''} {link.get('class') or ''}"
    if "category" in relation or _CATEGORY.search(path):
        return "category"
    if _TAG.search(path) or "search/label" in path:
        return "tag"
    if "tag" in relation.split():
        return "category" if _CATEGORY.search(around) else "tag"
    if line.block.own_linked < 0.5 * line.block.own:
        return ""
    return "category" if _CATEGORY.search(around) else "tag" if _TAG.search(around) else ""


def license_of(document: Document) -> str | None:
    """The address of the license that the page links with `rel=license`, else of a well-known free license."""
    known: str | None = None
    for link in _links(document):
        address = link.get("href") or ""
        if "license" in (link.get("rel") or "").lower().split():
            return document.resolve(address)
        if known is None and _LICENSE.search(address):
            known = document.resolve(address)
    return known


def _links(document: Document) -> Iterator[Element]:
    return document.tree.iter("a", "link")
