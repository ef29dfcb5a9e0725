"""@handles, #hashtags and bare addresses in plain text; never e-mail addresses, address fragments, colours, style sheets or code."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from blogarchive.late import late
from blogarchive.text.names import MARKS, WORD

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”«»]+", re.IGNORECASE)
_URL_END = ".,;:!?…)]}"
_REST = rf"(?:{WORD}|[\u200c\u200d](?=\w))"  # Persian and Indic words hold joiners
# After a letter, digit, dot or slash an @ belongs to an e-mail address or a path; the first sign of a name is a letter or digit.
_HANDLE = late(
    rf"(?<![\w{MARKS}@/.+\-&=])@(?P<name>\w{_REST}{{0,39}}+(?:[.\-]\w{_REST}*+)*+"
    rf"(?:@\w[\w\-]*(?:\.\w[\w\-]+)+|/\w{_REST}*+)?)(?![\w{MARKS}@])"
)
_HASHTAG = late(rf"(?<![\w{MARKS}&/#@.=?\"'])#(?P<name>\w{_REST}{{0,99}}+)(?![\w{MARKS}])")
_LETTER = re.compile(r"[^\W\d_]")
_COLOUR = re.compile(r"(?:[0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_BEFORE_COLOUR = re.compile(r"[:=]\s*$|colou?r\W*$", re.IGNORECASE)
_ORDINAL = re.compile(r"\d+[^\W\d_]{0,3}")
_AT_RULES = frozenset(
    "media import font charset keyframes page supports namespace layer container property viewport".split()
)
_AFTER_AT_RULE = re.compile(r"(?:-\w+)*\s*[({\"';]|(?:-\w+)*\s+(?:screen|print|all|only|url)\b", re.IGNORECASE)
_PREPROCESSOR = frozenset("include define undef ifdef ifndef endif pragma elif else error".split())
_MAIL_DOMAIN = re.compile(r"[a-z\d\-]+\.(?:com|net|org|de|fr|it|es|uk|co\.uk|ru|eu|edu|gov|info)", re.IGNORECASE)


class Spot(NamedTuple):
    """`text[start:end]` is a handle or hashtag (with its sign)."""

    start: int
    end: int


class Spans:
    """Stretches of a text: what stands in them is not looked at."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._furthest = list(accumulate((end for _, end in self._spans), max))

    def hold(self, place: int) -> bool:
        """Whether a place lies in one of them."""
        return self.meet(place, place + 1)

    def meet(self, start: int, end: int) -> bool:
        """Whether a stretch has a place in common with one of them."""
        return self.first(start, end) is not None

    def first(self, start: int, end: int) -> int | None:
        """Which of them, counted in their order, is the first that has a place in common with a stretch."""
        at = bisect_right(self._furthest, start)
        return at if at < len(self._spans) and self._spans[at][0] < end else None

    def cover(self, start: int, end: int) -> bool:
        """Whether one of them holds the whole of a stretch."""
        at = bisect_left(self._spans, (start + 1,)) - 1
        return at >= 0 and self._furthest[at] >= end


def urls_in(text: str) -> Iterator[tuple[int, int]]:
    """The spans of bare addresses, without the punctuation after them."""
    if "http" not in text and "www." not in text.lower():
        return
    for match in URL.finditer(text):
        address = match[0]
        end = len(address.rstrip(_URL_END))
        end += address[end:].startswith(")") and "(" in address  # …/Name_(word)
        yield match.start(), match.start() + end


def handles_in(text: str, skip: Spans) -> Iterator[Spot]:
    """The @handles as written: `@muad__dibb`, `@Pepe/Dugomo`, `@cath@example.social`."""
    if "@" not in text:
        return
    for match in _HANDLE.finditer(text):
        name = match["name"]
        if skip.hold(match.start()) or not _LETTER.search(name) or _MAIL_DOMAIN.fullmatch(name):
            continue
        if name.split("-")[0].lower() in _AT_RULES and _AFTER_AT_RULE.match(text, match.end()):
            continue
        yield Spot(match.start(), match.end())


def hashtags_in(text: str, skip: Spans) -> Iterator[Spot]:
    """The #hashtags: with a letter, and neither a number, an ordinal, a colour nor C."""
    if "#" not in text:
        return
    for match in _HASHTAG.finditer(text):
        name = match["name"]
        if skip.hold(match.start()) or not _LETTER.search(name) or _ORDINAL.fullmatch(name):
            continue
        if name in _PREPROCESSOR or _is_colour(
            name, text[max(0, match.start() - 16) : match.start()], text[match.end() : match.end() + 1]
        ):
            continue
        yield Spot(match.start(), match.end())


def _is_colour(name: str, before: str, after: str) -> bool:
    """`#ff0000`, `#FFF`, `color: #bad`; but `#FF` and a plain `#cafe` are words."""
    if not _COLOUR.fullmatch(name):
        return False
    if any(c.isdigit() for c in name) or len(set(name.lower())) == 1:
        return len(name) != 4 or any(c.isdigit() for c in name)
    return _BEFORE_COLOUR.search(before) is not None or after.startswith((";", "}"))
