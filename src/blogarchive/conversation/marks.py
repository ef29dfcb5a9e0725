"""What a record's text cannot show but its markup can: where links and code stand, as spans of the text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import accumulate, islice
from operator import attrgetter
from typing import NamedTuple

from blogarchive.conversation.spotting import Spans
from blogarchive.text.markup import Element, parse_html
from blogarchive.text.plain import plain_text

_CODE = frozenset("pre code kbd samp tt var".split())
_SOLID = re.compile(r"\S+")
_MARKED = re.compile(rf"<(?:a|{'|'.join(sorted(_CODE))})[\s>/]", re.IGNORECASE)
_CODED = re.compile(rf"<(?:{'|'.join(sorted(_CODE))})[\s>/]", re.IGNORECASE)
_LINK_TAG = re.compile(r"<a\s[^>]*>", re.IGNORECASE)
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_REL = re.compile(r"""\srel\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
# Characters of the private planes mark where element number n begins and ends; no page has them for a reason.
_OPEN, _CLOSE, _MOST = 0xF0000, 0x100000, 0xFFFD
_PRIVATE = re.compile("[\U000f0000-\U0010ffff]")
_BESIDE_PRIVATE = re.compile("([\U000f0000-\U0010ffff])")


class Mark(NamedTuple):
    """A link (`url` set) or a piece of code, as a span of the text; `rel` in lower case."""

    start: int
    end: int
    url: str | None
    rel: str


def marks_of(html: str | None, text: str) -> list[Mark]:
    """The links and the pieces of code of `html` that show in `text`, in their order."""
    if not html or not _MARKED.search(html):
        return []
    root, found = _marked_elements(html)
    for number, element in enumerate(found):
        element.text = chr(_OPEN + number) + (element.text or "")
        element.tail = chr(_CLOSE + number) + (element.tail or "")
    spans = _aligned(plain_text(root), text, len(found))
    if spans is None:
        spans = list(_searched([plain_text(element) for element in _marked_elements(html)[1]], text))
    return [
        Mark(start, end, element.get("href") if element.tag == "a" else None, (element.get("rel") or "").lower())
        for element, (start, end) in zip(found, spans, strict=True)
        if end > start and (element.tag != "a" or element.get("href"))
    ]


def _marked_elements(html: str) -> tuple[Element, list[Element]]:
    """The tree of the HTML, and its links and pieces of code."""
    root = parse_html(f"<body>{_PRIVATE.sub('', html)}</body>")
    return root, list(islice(root.iter("a", *_CODE), _MOST))


def has_code(html: str | None) -> bool:
    """Whether there may be code in a piece of HTML."""
    return html is not None and _CODED.search(html) is not None


def links_in(html: str | None) -> Iterator[tuple[str, bool]]:
    """The addresses of all links of a piece of HTML, and whether each says to be its author's; read without a parser, for a first look."""
    for tag in _LINK_TAG.findall(html or ""):
        address, rel = (found[found.lastindex or 0] if (found := name.search(tag)) else "" for name in (_HREF, _REL))
        if address:
            yield unescape(address).strip(), not {"author", "me"}.isdisjoint(rel.lower().split())


def _aligned(marked: str, text: str, count: int) -> list[tuple[int, int]] | None:
    """The spans, where the markup's words are the text's words; white space may differ. None where they are not."""
    starts, ends = [0] * count, [0] * count
    solid: list[str] = []
    at = 0
    for piece in _BESIDE_PRIVATE.split(marked):
        code = ord(piece) if len(piece) == 1 else 0
        if code >= _CLOSE:
            ends[code - _CLOSE] = at
        elif code >= _OPEN:
            starts[code - _OPEN] = at
        else:
            solid.append("".join(piece.split()))
            at += len(solid[-1])
    if "".join(solid) != "".join(text.split()):
        return None
    words = [word.span() for word in _SOLID.finditer(text)]
    before = [
        0,
        *accumulate(end - start for start, end in words),
    ]  # characters that are no white space, before each word

    def place(number: int) -> int:
        word = bisect_right(before, number) - 1
        return words[word][0] + number - before[word]

    return [
        (place(start), place(end - 1) + 1) if end > start else (0, 0) for start, end in zip(starts, ends, strict=True)
    ]


def _searched(shown: list[str], text: str) -> Iterator[tuple[int, int]]:
    """The spans of pieces that stand in the text in their order, where the text was taken from elsewhere than the markup."""
    cursor = 0
    for piece in shown:
        place = text.find(piece, cursor) if piece else -1
        if place < 0:
            yield 0, 0
        else:
            yield place, place + len(piece)
            cursor = place


class Links:
    """The links of a text, in their order. To find one takes no longer in a text with thousands."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks = sorted(marks, key=attrgetter("start", "end"))
        self._spans = Spans((mark.start, mark.end) for mark in self._marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks)

    def at(self, start: int, end: int) -> Mark | None:
        """The first that has a place in common with a stretch of the text."""
        place = self._spans.first(start, end)
        return None if place is None else self._marks[place]


def code_and_links(marks: Sequence[Mark]) -> tuple[Spans, Links]:
    """Where code stands, and the links that are not inside of code."""
    code = Spans((mark.start, mark.end) for mark in marks if mark.url is None)
    return code, Links(mark for mark in marks if mark.url is not None and not code.cover(mark.start, mark.end))
