"""What the post is about and how it may be used: tags, categories, license."""

import re
from functools import lru_cache

from blogarchive.document import Document
from blogarchive.sources.article.labels import names_post
from blogarchive.sources.article.lines import Line, Surroundings
from blogarchive.sources.head import head_of, relations
from blogarchive.sources.page_comments.inventory import inventory
from blogarchive.text.contents import line_in
from blogarchive.text.markup import Element
from blogarchive.text.substrings import has_any

_CATEGORIES = ("categor", "rubri", "cat-links", "thema", "sezion", "section")
_TAGS = ("tag", "label", "schlagw", "etiquet", "étiquet", "mots-cl", "keyword", "topic")
_SUBJECTS = (*_CATEGORIES, *_TAGS)
_CATEGORY = re.compile(rf"(?<![a-z])(?:{'|'.join(_CATEGORIES)})")
_TAG = re.compile(r"(?<![a-z])(?:tags?|labels?|schlagw|etiquet|étiquet|mots-cl|keyword|topics?)(?![a-z])")
_LONGEST = 60  # characters of a tag
_LICENSES = ("icense", "creativecommons")
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
            name = line_in(link).lstrip("#")
            if 0 < len(name) <= _LONGEST:
                (categories if kind == "category" else tags)[name] = None
    return tuple(tags), tuple(categories)


def _kind(link: Element, line: Line) -> str:
    relation = (link.get(b"rel") or "").lower()
    address = link.get(b"href") or ""
    path = address.partition("?")[0]
    named = "category" if "category" in relation else _named(path)
    if named or "search/label" in path:
        return named or "tag"
    is_tag = "tag" in relation.split()
    if not is_tag and (relation or "#" in address or line.block.own_linked < 0.5 * line.block.own):
        return ""  # a person, a permalink, the comments; or a sentence with a link in it
    return _named_around(link, line) or ("tag" if is_tag else "")


def _named(text: str) -> str:
    """Which of the two an address or a label is named after; "" for neither."""
    small = text.lower()
    if not has_any(small, _SUBJECTS):
        return ""
    if _CATEGORY.search(small) is not None:
        return "category"
    return "tag" if _TAG.search(small) is not None else ""


def _named_around(link: Element, line: Line) -> str:
    """What the line is called."""
    parent = line.block.parent.label if line.block.parent is not None else ""
    said = {_said_by(label) for label in (line.block.label, parent, link.get(b"class")) if label}
    return "category" if "category" in said else "tag" if "tag" in said else ""


@lru_cache(maxsize=4096)
def _said_by(label: str) -> str:
    """What a label names; a post's own element is called after its subjects, which says nothing about the line."""
    return "" if names_post(label) else _named(label)


def license_of(document: Document) -> str | None:
    """The address of the license that the page links with `rel=license`, else of a well-known free license."""
    if not _may_link_license(document):
        return None
    listed = document.memo(inventory)
    links = (*listed.named("link"), *listed.named("a"))
    stated = next((link for link in links if "license" in (link.get(b"rel") or "").lower().split()), None)
    known = next((link for link in links if _names_license(link.get(b"href") or "")), None)
    link = stated if stated is not None else known
    return document.resolve(link.get("href")) if link is not None else None


def _names_license(address: str) -> bool:
    return has_any(address, _LICENSES) and _LICENSE.search(address) is not None


def _may_link_license(document: Document) -> bool:
    """Whether some relation or address speaks of a license; to look at the lists is quicker than to search the page."""
    links = head_of(document).links
    said = [*document.memo(inventory).addresses, *relations(document)]
    said += [link.url for link in links]
    joined = "\n".join(said)
    return has_any(joined, _LICENSES) or any("license" in link.rel for link in links)
