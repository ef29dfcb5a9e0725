"""The one place where HTML becomes a tree.

libxml2 drops the rest of a page, without an error, past a depth of 2048 elements or a text node over 10 MB; only its error log says so.
Then the page is read a second time by BeautifulSoup over the standard library's parser, which has no such limits, and the tree is handed on.
"""

import re
from itertools import islice
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_CUT = {etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_INTERNAL_ERROR, etree.ErrorTypes.ERR_NO_MEMORY}
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])  # what XML cannot hold
_NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_SUSPICIOUS_TAG = (
    50_000  # bytes of one tag: libxml2 is quadratic in a tag's attributes, 5,000 of them still take < 0.1 s
)
_MANY_ATTRIBUTES = 1_000
_ATTRIBUTE = re.compile(rb"""[\s/]+[^\s/=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")
_EMPTY = b"<html><body></body></html>"


def parse_html(text: str) -> Element:
    """The root element (`html`) of a page; never raises, an empty page gives an empty body.

    Characters that XML cannot hold are left out, so that every later export stays valid.
    """
    data = _tamed(text.encode("utf-8", "replace"))
    root, cut = _libxml2(data)
    if cut:
        root = _second_reading(data.decode())
    return root if root is not None else etree.fromstring(_EMPTY, etree.HTMLParser())


def _libxml2(data: bytes) -> tuple[Element | None, bool]:
    parser = etree.HTMLParser(huge_tree=True, encoding="utf-8", remove_pis=True)
    try:
        root: Element | None = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    return root, _may_be_cut(data) and any(entry.type in _CUT for entry in parser.error_log)


def _may_be_cut(data: bytes) -> bool:
    """Reading the error log costs as much as the parse on sloppy pages; only these can reach a limit of libxml2."""
    return len(data) > 10_000_000 or data.count(b"<") > 2048


def _second_reading(text: str) -> Element | None:
    from bs4 import BeautifulSoup

    from blogarchive.text.soup import tree_of

    return tree_of(BeautifulSoup(text, "html.parser"))


def _tamed(data: bytes) -> bytes:
    data = data.translate(None, _CONTROLS)
    for noncharacter in _NONCHARACTERS:
        data = data.replace(noncharacter, b"")
    if len(data) > _SUSPICIOUS_TAG and max(map(len, data.split(b"<"))) > _SUSPICIOUS_TAG:
        data = re.sub(rb"<[a-zA-Z][^<>]{%d,}>" % _SUSPICIOUS_TAG, _fewer_attributes, data)
    return data


def _fewer_attributes(tag: re.Match[bytes]) -> bytes:
    """A tag of more than 1,000 attributes keeps its first ones: no page has so many for a reason. One long value is kept whole."""
    attributes = list(islice(_ATTRIBUTE.finditer(tag[0]), _MANY_ATTRIBUTES + 1))
    return tag[0] if len(attributes) <= _MANY_ATTRIBUTES else tag[0][: attributes[-1].start()] + b">"
