"""What the post is about and how it may be used: tags, categories, license."""

import re

from lxml import etree

from blogarchive.document import Document
from blogarchive.sources.article.labels import names_post
from blogarchive.sources.article.lines import Line, Surroundings
from blogarchive.sources.head import head_of, relations
from blogarchive.sources.page_comments.inventory import inventory
from blogarchive.text.markup import Element

_CATEGORIES = ("categor", "rubri", "cat-links", "thema", "sezion", "section")
_TAGS = ("tag", "label", "schlagw", "etiquet", "étiquet", "mots-cl", "keyword", "topic")
_CATEGORY = re.compile(rf"(?<![a-z])(?:{'|'.join(_CATEGORIES)})")
_TAG = re.compile(r"(?<![a-z])(?:tags?|labels?|schlagw|etiquet|étiquet|mots-cl|keyword|topics?)(?![a-z])")
_LONGEST = 60  # characters of a tag
_LICENSES = etree.XPath(
    "(//a|//link)[contains(@rel, 'icense') or contains(@href, 'creativecommons.org/') or contains(@href, '/licenses') "
    "or contains(@href, 'unlicense.org')]"
)
_LICENSE = re.compile(
    r"creativecommons\.org/(?:licenses|publicdomain)/|gnu\.org/licenses/|unlicense\.org", re.IGNORECASE
)


def subjects(lines: Surroundings) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tags and categories. A link is a tag by `rel=tag`, or because it stands in a line or under an address that says so."""
    tags: dict[str, None] = {}
    categories: dict[str, None] = {}
    for line in lines:
        for link in line.elements if line.block.own_links else ():
            if link.tag != "a" or not (kind := _kind(link, line)):
                continue
            name = " ".join("".join(link.itertext()).split()).lstrip("#")
            if 0 < len(name) <= _LONGEST:
                (categories if kind == "category" else tags)[name] = None
    return tuple(tags), tuple(categories)


def _kind(link: Element, line: Line) -> str:
    relation = (link.get("rel") or "").lower()
    address = link.get("href") or ""
    path = address.partition("?")[0]
    if "category" in relation or _names_category(path):
        return "category"
    if _names_tag(path) or "search/label" in path:
        return "tag"
    is_tag = "tag" in relation.split()
    if not is_tag and (relation or "#" in address or line.block.own_linked < 0.5 * line.block.own):
        return ""  # a person, a permalink, the comments; or a sentence with a link in it
    around = _label_around(link, line)
    if is_tag:
        return "category" if _names_category(around) else "tag"
    return "category" if _names_category(around) else "tag" if _names_tag(around) else ""


def _names_category(text: str) -> bool:
    small = text.lower()
    return any(map(small.__contains__, _CATEGORIES)) and _CATEGORY.search(small) is not None


def _names_tag(text: str) -> bool:
    small = text.lower()
    return any(map(small.__contains__, _TAGS)) and _TAG.search(small) is not None


def _label_around(link: Element, line: Line) -> str:
    """What the line is called; a post's own element is called after its subjects, which says nothing about the line."""
    parent = line.block.parent.label if line.block.parent is not None else ""
    return " ".join(label for label in (line.block.label, parent, link.get("class") or "") if not names_post(label))


def license_of(document: Document) -> str | None:
    """The address of the license that the page links with `rel=license`, else of a well-known free license."""
    if not _may_link_license(document):
        return None
    found = _LICENSES(document.tree)
    links = [link for link in found if isinstance(link, etree._Element)] if isinstance(found, list) else []
    stated = next((link for link in links if "license" in (link.get("rel") or "").lower().split()), None)
    known = next((link for link in links if _LICENSE.search(link.get("href") or "")), None)
    link = stated if stated is not None else known
    return document.resolve(link.get("href")) if link is not None else None


def _may_link_license(document: Document) -> bool:
    """Whether some relation or address speaks of a license; to look at the lists is quicker than to search the page."""
    links = head_of(document).links
    said = [*document.memo(inventory).addresses, *relations(document)]
    said += [link.url for link in links]
    joined = "\n".join(said)
    return "icense" in joined or "creativecommons" in joined or any("license" in link.rel for link in links)
