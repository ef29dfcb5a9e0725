"""JSON-LD in a page (https://schema.org, https://www.w3.org/TR/json-ld11/): the post's node, its comments and their number.

Sites write it by template, so it is often not quite JSON: trailing commas, line ends within strings, HTML comments or CDATA around it.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from itertools import islice
from json import JSONDecoder

from blogarchive.document import Document
from blogarchive.model import Comment, Evidence, Person, Post, Tally
from blogarchive.sources.head import head_of, own_keys, post_key
from blogarchive.sources.machine_times import machine_time
from blogarchive.sources.one_line import one_line, person_name, without_site
from blogarchive.text.identifiers import native_id
from blogarchive.text.plain import plain_text_of

_WRAPPING = ("<!--", "-->", "<![CDATA[", "]]>", "//", "/*", "*/", ";")
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)
_POSTS = ("Article", "Posting", "BlogPost", "Report", "Review", "Recipe", "HowTo")  # how the names of such types end
_DECODER = JSONDecoder(strict=False)
_REFERRING = {"@id", "@type"}  # what has no more than these names another node
_MOST = 20_000  # nodes and lists of a script that are looked at

Node = Mapping[str, object]


def read_json_ld(document: Document, source: str) -> Iterator[Evidence | Tally]:
    """The post's node as a Post, its `comment` nodes as comments, its `commentCount` as a claim."""
    if not (nodes := _nodes(document)):
        return
    named = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    origin = document.origin(source, "json-ld")
    if (post := _own_post(nodes, document)) is None:
        if (page := _own_page(nodes, document)) is not None:
            yield Evidence(record=_told_of_page(page, named, document), origin=origin)
        return
    yield Evidence(record=_post(post, named, document), origin=origin)
    if (count := _count(post.get("commentCount"))) is not None:
        yield Tally(what="comments", count=count, origin=origin, raw=f"commentCount: {count}")
    for comment in _comments(post, named, document):
        yield Evidence(record=comment, origin=origin)


def loads_sloppy(text: str) -> object:
    """JSON as templates write it; None where nothing helps."""
    for repair in _REPAIRS:
        try:
            value: object = _DECODER.decode(repair(text))
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _unwrapped(text: str) -> str:
    """Without what hides a script from old browsers and XML."""
    for _ in range(2 * len(_WRAPPING)):
        before, text = text, text.strip()
        for mark in _WRAPPING:
            text = text.removeprefix(mark).removesuffix(mark)
        if text == before:
            break
    return text


def _without_last_commas(text: str) -> str:
    return _STRING_OR_COMMA.sub(lambda found: found[1] or "", _unwrapped(text))


_REPAIRS: tuple[Callable[[str], str], ...] = (
    str,
    _unwrapped,
    _without_last_commas,
    lambda text: unescape(_unwrapped(text)),
)


def _nodes(document: Document) -> list[Node]:
    """All nodes of all scripts, outer ones first."""
    nodes: list[Node] = []
    for script in document.elements.named("script"):
        if "ld+json" in (script.get(b"type") or "") and (text := script.text):
            waiting = _holders([loads_sloppy(text)])
            for holder in islice(waiting, _MOST):  # grows meanwhile
                if isinstance(holder, dict):
                    nodes.append(holder)
                    waiting += _holders(holder.values())
                else:
                    waiting += _holders(holder)
    return nodes


def _holders(values: Iterable[object]) -> list[dict[str, object] | list[object]]:
    """Those of the values that hold others: most are mere words."""
    return [value for value in values if isinstance(value, (dict, list))]  # a union would be made anew for each value


def _own_post(nodes: list[Node], document: Document) -> Node | None:
    """The node of this page's post: its address says so, else its headline, else that it is the only one without another address."""
    if not (posts := [node for node in nodes if "@type" in node and _is_of_post(node["@type"])]):
        return None
    own = own_keys(document)
    for node in posts:
        main = node.get("mainEntityOfPage")
        names = (node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, dict) else main)
        if any(isinstance(name, str) and post_key(document.resolve(name) or "") in own for name in names):
            return node
    title = head_of(document).first_meta("og:title")
    titled = [node for node in posts if title and title == one_line(node.get("headline"))]
    nameless = [node for node in posts if not isinstance(node.get("url"), str)]
    return next((some[0] for some in (titled, nameless) if len(some) == 1), None)


def _is_of_post(kinds: object) -> bool:
    if isinstance(kinds, list):
        return any(str(kind).endswith(_POSTS) for kind in kinds)
    return str(kinds).endswith(_POSTS)


def _own_page(nodes: list[Node], document: Document) -> Node | None:
    """The node of the page itself, as plugins write it where the post has none: it says when the page was published."""
    for node in nodes:
        if "datePublished" in node and "WebPage" in _types(node):
            address = document.resolve(_text(node.get("url")) or _text(node.get("@id")))
            if address and post_key(address) in own_keys(document):
                return node
    return None


def _told_of_page(node: Node, named: Mapping[str, Node], document: Document) -> Post:
    """When and by whom; a page's name is made for search engines."""
    return Post(
        authors=tuple(_people(node.get("author"), named, document)),
        published=machine_time(_text(node.get("datePublished"))),
        updated=machine_time(_text(node.get("dateModified"))),
    )


def _post(node: Node, named: Mapping[str, Node], document: Document) -> Post:
    body = _text(node.get("articleBody"))
    site = next(
        (_text(_resolved(node.get(key), named).get("name")) for key in ("isPartOf", "publisher") if key in node), None
    )
    return Post(
        url=_address(document, node.get("url")),
        title=without_site(one_line(node.get("headline")) or one_line(node.get("name")), site),
        subtitle=one_line(node.get("alternativeHeadline")),
        site=site,
        authors=tuple(_people(node.get("author") or node.get("creator"), named, document)),
        text=plain_text_of(body) if body else None,
        published=machine_time(_text(node.get("datePublished")) or _text(node.get("dateCreated"))),
        updated=machine_time(_text(node.get("dateModified"))),
        language=_text(node.get("inLanguage")),
        tags=tuple(_words(node.get("keywords"))),
        categories=tuple(_words(node.get("articleSection"))),
        license=_address(document, node.get("license")),
        lead_image=next(_images(node.get("image"), named, document), None),
    )


def _comments(post: Node, named: Mapping[str, Node], document: Document) -> Iterator[Comment]:
    """Nested comments, each answer after what it answers; only those with both words and a name."""
    waiting: deque[tuple[object, str | None]] = deque([(post.get("comment"), None)])
    seen: set[int] = set()  # references may go in a circle
    while waiting:
        value, parent = waiting.popleft()
        if isinstance(value, list):
            waiting.extendleft((item, parent) for item in reversed(value))
        elif isinstance(value, dict) and id(node := _resolved(value, named)) not in seen:
            seen.add(id(node))
            comment = _comment(node, parent, named, document)
            if comment.text and comment.author.name:
                yield comment
            if "comment" in node:
                waiting.appendleft((node["comment"], comment.native_id))


def _comment(node: Node, parent: str | None, named: Mapping[str, Node], document: Document) -> Comment:
    text = _text(node.get("text")) or _text(node.get("description"))
    url = _address(document, node.get("url"))
    names = (url, _text(node.get("@id")), _text(node.get("identifier")))
    return Comment(
        native_id=next((found for name in names if (found := native_id(name))), None),
        url=url,
        parent=parent,
        author=next(_people(node.get("author") or node.get("creator"), named, document), Person()),
        text=plain_text_of(text) if text else None,
        published=machine_time(_text(node.get("datePublished")) or _text(node.get("dateCreated"))),
    )


def _resolved(value: object, named: Mapping[str, Node]) -> Node:
    """A node, or the one that its `@id` refers to."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, dict):
        return {"name": value} if isinstance(value, str) else {}
    return named.get(str(value["@id"]), value) if "@id" in value and value.keys() <= _REFERRING else value


def _people(value: object, named: Mapping[str, Node], document: Document) -> Iterator[Person]:
    for item in value if isinstance(value, list) else (value,):
        node = _resolved(item, named)
        if name := person_name(node.get("name")):
            yield Person(name=name, url=_address(document, node.get("url")))


def _images(value: object, named: Mapping[str, Node], document: Document) -> Iterator[str]:
    for item in value if isinstance(value, list) else (value,):
        node = _resolved(item, named)
        for key in ("url", "contentUrl", "name"):
            if found := _address(document, node.get(key)):
                yield found


def _types(node: Node) -> list[str]:
    kinds = node.get("@type")
    return [str(kind) for kind in kinds] if isinstance(kinds, list) else [str(kinds)]


def _words(value: object) -> Iterator[str]:
    """Keywords are a list, or one string with commas."""
    for item in value if isinstance(value, list) else str(value or "").split(","):
        if isinstance(item, str) and (word := one_line(item)):
            yield word


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _address(document: Document, value: object) -> str | None:
    return document.resolve(value) if isinstance(value, str) else None


def _count(value: object) -> int | None:
    if isinstance(value, str) and value.strip().isdecimal():
        value = int(value) if len(value) < 9 else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
