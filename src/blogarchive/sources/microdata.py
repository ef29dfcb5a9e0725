"""Microdata (https://html.spec.whatwg.org/multipage/microdata.html) of schema.org: the post's item, its comments and their number."""

import re
from collections.abc import Iterator
from typing import cast

from lxml.etree import XPath

from blogarchive.document import Document
from blogarchive.model import Comment, Evidence, Person, Post, Tally, Timestamp
from blogarchive.sources.head import own_keys, post_key
from blogarchive.sources.machine_times import machine_time
from blogarchive.text.identifiers import native_id
from blogarchive.text.markup import Element
from blogarchive.text.plain import plain_text

# How the addresses of types end
_POSTS = ("BlogPosting", "Article", "SocialMediaPosting")
_WORK = "/CreativeWork"
_COMMENTS = ("/Comment", "/Comments", "/UserComment", "/UserComments")
_COUNT = re.compile(r"(?:UserComments|CommentAction)\D{0,40}?(\d{1,7})|^\s*(\d{1,7})\b")
_LINKS = {
    "a": "href",
    "link": "href",
    "area": "href",
    "img": "src",
    "audio": "src",
    "video": "src",
    "iframe": "src",
    "source": "src",
}

_ITEMS = XPath("descendant::*/@itemtype/..")  # three times as quick as [@itemtype]
_PROPERTIES = XPath("descendant::*/@itemprop/..")

Properties = dict[str, list[Element]]


def items_of(document: Document) -> list[Element]:
    """The items of the page that say what type they are of, in its order; to be asked for through `document.memo`."""
    return cast("list[Element]", _ITEMS(document.tree))


def read_microdata(document: Document, source: str) -> Iterator[Evidence | Tally]:
    """The page's one item of a post, and every item of a comment with words and a name."""
    items = [(item, kind) for item in document.memo(items_of) if (kind := _kind(item))]
    if not items:
        return
    origin = document.origin(source, "microdata")
    posts = [item for item, kind in items if kind.endswith(_POSTS)] or [
        item for item, kind in items if kind.endswith(_WORK) and _is_written(item, document)
    ]
    if (post := _own_post(posts, document)) is not None:
        found = properties(post, document)
        yield Evidence(record=_post(found, document), origin=origin)
        for element in found.get("commentCount", []) + found.get("interactionCount", []):
            if count := _COUNT.search(_value(element)):
                yield Tally(what="comments", count=int(count[1] or count[2]), origin=origin, raw=_value(element))
    for item, kind in items:
        if kind.endswith(_COMMENTS):
            comment = _comment(item, document)
            if comment.text and comment.author.name:
                yield Evidence(record=comment, origin=origin)


def properties(item: Element, document: Document) -> Properties:
    """The elements that hold an item's properties, by name; those of items within it belong to them."""
    return document.memo(_owned).get(item) or ({} if item.get("itemscope") is not None else _below(item))


def _owned(document: Document) -> dict[Element, Properties]:
    """The properties of all items. They are few on a page that may be one item as a whole: they are asked for, not looked for."""
    owned: dict[Element, Properties] = {}
    owners: dict[Element, Element | None] = {}
    for element in cast("list[Element]", _PROPERTIES(document.tree)):
        if (owner := _owner(element, owners)) is not None:
            found = owned.setdefault(owner, {})
            for name in (element.get("itemprop") or "").split():
                found.setdefault(name, []).append(element)
    return owned


def _owner(element: Element, owners: dict[Element, Element | None]) -> Element | None:
    """The item that an element stands in; `owners` are those of elements seen before, so that no way up is gone twice."""
    way: list[Element] = []
    around = element.getparent()
    while around is not None and around not in owners and around.get("itemscope") is None:
        way.append(around)
        around = around.getparent()
    owner = owners.get(around, around) if around is not None else None
    owners.update(dict.fromkeys(way, owner))
    return owner


def _below(item: Element) -> Properties:
    """The same for what has a type and forgot to say that it is an item."""
    found: Properties = {}
    waiting = list(reversed(item))
    while waiting:
        element = waiting.pop()
        for name in (element.get("itemprop") or "").split():
            found.setdefault(name, []).append(element)
        if element.get("itemscope") is None:
            waiting.extend(reversed(element))
    return found


def _kind(item: Element) -> str:
    return (item.get("itemtype") or "").strip().rstrip("/")


def _is_written(item: Element, document: Document) -> bool:
    """Whether a work of no named kind has what a post has: themes of several engines say no more of their posts."""
    found = properties(item, document)
    return "headline" in found and "datePublished" in found and not {"text", "articleBody"}.isdisjoint(found)


def _own_post(posts: list[Element], document: Document) -> Element | None:
    """The item whose address is the page's, else the only one there is."""
    if len(posts) < 2:
        return posts[0] if posts else None
    own = own_keys(document)
    for item in posts:
        found = properties(item, document)
        for element in found.get("url", []) + found.get("mainEntityOfPage", []):
            if post_key(document.resolve(_value(element)) or "") in own:
                return item
    return None


def _post(found: Properties, document: Document) -> Post:
    return Post(
        title=_first(found, "headline") or _first(found, "name"),
        subtitle=_first(found, "alternativeHeadline"),
        authors=tuple(person for element in found.get("author", []) if (person := _person(element, document)).name),
        published=_time(found, "datePublished", "dateCreated"),
        updated=_time(found, "dateModified"),
        language=_first(found, "inLanguage"),
        tags=tuple(
            word.strip() for element in found.get("keywords", []) for word in _value(element).split(",") if word.strip()
        ),
        license=_address(found, "license", document),
        lead_image=_address(found, "image", document),
    )


def _comment(item: Element, document: Document) -> Comment:
    found = properties(item, document)
    words = next((found[name][0] for name in ("text", "commentText", "description") if name in found), None)
    url = _address(found, "url", document)
    person = next(
        (_person(element, document) for name in ("author", "creator") for element in found.get(name, ())), Person()
    )
    return Comment(
        native_id=native_id(item.get("id")) or native_id(url) or native_id(_first(found, "identifier")),
        url=url,
        author=person,
        text=plain_text(words) if words is not None else None,
        published=_time(found, "dateCreated", "datePublished", "commentTime"),
    )


def _person(element: Element, document: Document) -> Person:
    """A nested Person, or a plain name."""
    inner = properties(element, document) if element.get("itemscope") is not None else {}
    link = element if element.tag == "a" else None
    url = _address(inner, "url", document) or (document.resolve(link.get("href")) if link is not None else None)
    return Person(name=_first(inner, "name") if inner else _value(element) or None, url=url)


def _value(element: Element) -> str:
    """What an element says as a property's value."""
    if (content := element.get("content")) is not None:
        return content.strip()
    if element.tag == "time":
        return (element.get("datetime") or plain_text(element)).strip()
    if element.tag in _LINKS and element.get("itemprop") != "name":
        return (
            (element.get(_LINKS[str(element.tag)]) or "").strip()
            if not (element.text or "").strip()
            else " ".join(plain_text(element).split())
        )
    return " ".join(plain_text(element).split())


def _first(found: Properties, name: str) -> str | None:
    return next((value for element in found.get(name, ()) if (value := _value(element))), None)


def _address(found: Properties, name: str, document: Document) -> str | None:
    for element in found.get(name, ()):
        target = element.get("href") or element.get("src") or element.get("content")
        if target and (url := document.resolve(target)):
            return url
    return None


def _time(found: Properties, *names: str) -> Timestamp | None:
    for name in names:
        for element in found.get(name, ()):
            if time := machine_time(element.get("datetime") or element.get("content") or _value(element)):
                return time
    return None
