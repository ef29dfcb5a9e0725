"""What stands in a page's head and on its outermost elements: links, metas, the `Link:` header. Walked once for all readers of it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple
from urllib.parse import unquote

from blogarchive.document import Document
from blogarchive.text.markup import Element
from blogarchive.text.urls import page_key, resolve

_HEADER_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_PARAMETER = re.compile(r"""([a-z*]+)\s*=\s*(?:"([^"]*)"|([^\s;,"]+))""", re.IGNORECASE)
# Parameters that change what part of a post's comments is shown, not which post it is.
_VIEW = re.compile(
    r"(?<=[?&])(?:(?:cpage|replytocom|showComment|amp|feed)=[^&]*|m=[01])(?:&|$)|;comments(?::\d+)?|&$", re.IGNORECASE
)
_FOR_BROWSERS = frozenset(
    "stylesheet preload prefetch preconnect dns-prefetch modulepreload icon apple-touch-icon mask-icon".split()
)
_COMMENT_PAGE = re.compile(r"/comment-page-\d+(?=$|\?)|(?<=.)/comments(?=$|\?)")


class HeadLink(NamedTuple):
    """A `<link>` or one value of the `Link:` header; `url` is absolute, `rel` holds lower-case words.

    A tuple, because a page has many: it takes a third of the time that a frozen dataclass takes to be made.
    """

    rel: frozenset[str]
    url: str
    media_type: str = ""
    title: str = ""


class Head(NamedTuple):
    """The links of a page in their order, the contents of its metas by name (in lower case), and its language."""

    links: tuple[HeadLink, ...]
    metas: Mapping[str, Sequence[str]]
    language: str | None

    def first_meta(self, *names: str) -> str | None:
        """The content of the first of these metas (names in lower case) that has one, in the order of `names`."""
        for contents in self.said(names):
            for content in contents:
                if content:
                    return content
        return None

    def said(self, names: Iterable[str]) -> Iterator[Sequence[str]]:
        """The contents of each of these metas that the page has, in the order of `names`."""
        return map(self.metas.__getitem__, filter(self.metas.__contains__, names))

    def linked(self, rel: str) -> str | None:
        """The address of the first link with this relation."""
        for link in self.links:
            if rel in link.rel:
                return link.url
        return None


def head_of(document: Document) -> Head:
    """The head of a page (shared through `Document.memo`)."""
    return document.memo(_read)


def relations(document: Document) -> frozenset[str]:
    """What the links in the page's text (`<a rel>`) say of themselves, as written, each once (shared through `Document.memo`)."""
    return document.memo(_relations)


def own_keys(document: Document) -> frozenset[str]:
    """All names under which a page goes, as `post_key` writes them: its addresses, canonical, og:url and shortlink."""
    return document.memo(_own_keys)


def post_key(url: str) -> str:
    """What the addresses of one post have in common on any host: feeds and guids name old hosts. "" for a home page."""
    key = unquote(page_key(url))
    if "?" in key or "&" in key or ";" in key:
        key = _VIEW.sub("", key)
    if "/comment" in key:
        key = _COMMENT_PAGE.sub("", key)
    return key[key.find("/") if "/" in key else key.find("?") if "?" in key else len(key) :].strip("/?&=").lower()


def _relations(document: Document) -> frozenset[str]:
    return frozenset(filter(None, map(Element.get, document.elements.named("a"), repeat(b"rel"))))


def _own_keys(document: Document) -> frozenset[str]:
    head = head_of(document)
    urls = {document.url, document.capture.requested_url, head.linked("canonical"), head.linked("shortlink")}
    urls.add(document.resolve(head.first_meta("og:url")))
    return frozenset(key for url in urls if url and (key := post_key(url)))


def _read(document: Document) -> Head:
    links, metas = list(_header_links(document)), defaultdict[str, list[str]](list)
    for link in document.elements.named("link"):
        rel = _words(link.get(b"rel") or "")
        if rel.isdisjoint(_FOR_BROWSERS) and (url := document.resolve(link.get(b"href"))):
            media_type = (link.get(b"type") or "").partition(";")[0].strip().lower()
            links.append(HeadLink(rel, url, media_type, link.get(b"title") or ""))
    for meta in document.elements.named("meta"):
        name = meta.get(b"property") or meta.get(b"name") or _property(meta)
        if name and (content := meta.get(b"content")):
            metas[name.strip().lower()].append(content.strip())
    root = document.tree
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    return Head(links=tuple(links), metas=dict(metas), language=language)


def _property(meta: Element) -> str | None:
    """The property that a meta in the head names as microdata does; further down it belongs to an item."""
    name = meta.get(b"itemprop")
    return name if name and (holder := meta.getparent()) is not None and holder.tag == "head" else None


@lru_cache(maxsize=256)
def _words(rel: str) -> frozenset[str]:
    """The words of a relation: pages repeat a few of them."""
    return frozenset(rel.lower().split())


def _header_links(document: Document) -> list[HeadLink]:
    """The `Link:` headers (RFC 8288)."""
    links = []
    for header in document.capture.header_values("link"):
        for target, rest in _HEADER_LINK.findall(header):
            said = {name.lower(): quoted or plain for name, quoted, plain in _PARAMETER.findall(rest)}
            if url := resolve(document.url, target):
                rel = _words(said.get("rel", ""))
                links.append(
                    HeadLink(rel=rel, url=url, media_type=said.get("type", "").lower(), title=said.get("title", ""))
                )
    return links
