"""How alike two texts are, cheaply enough for thousands of them."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

_WORD = re.compile(r"\w+")
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+")  # combining marks of the scripts that have capitals


def folded(text: str) -> str:
    """Letters and digits alone, without case, accents or compatibility forms: equal for texts that a theme dressed differently."""
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    return " ".join(_WORD.findall(_ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))))


def shingles(text: str) -> frozenset[str]:
    """Pairs of neighbouring words of a folded text (the single word where there is one)."""
    words = folded(text).split()
    return frozenset(f"{a} {b}" for a, b in pairwise(words)) or frozenset(words)


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that the larger holds too: 1 for an excerpt of a text and the text."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def common_start(texts: Sequence[str]) -> str:
    """The longest start that all have in common: that of the two furthest apart in alphabetical order."""
    first, last = min(texts), max(texts)
    length = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:length]
