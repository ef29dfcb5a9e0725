"""Cutting a folded text into numbers, words, spaces and single signs.

Scripts without spaces between words (Chinese, Japanese, Thai; Korean for its units) need a language's own words to be cut: "glued" texts.
"""

import re
from collections.abc import Iterable

_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff"
_PLAIN = re.compile(rf"[0-9]+|[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*|\s+|.", re.DOTALL)
_ASCII = re.compile(r"[0-9]+|[a-z]+|\s+|.", re.DOTALL)
_SOUTH_EAST = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff]")
_COMBINING = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc\u200b-\u200f]"
)


def plain_tokens(text: str) -> list[str]:
    """The tokens of a folded text; together they are the text."""
    return (_ASCII if text.isascii() else _PLAIN).findall(text)


def is_glued(text: str) -> bool:
    """Whether a text has letters of a script that does not part its words. (A true for emoji costs time only.)"""
    top = max(text, default="")
    return top >= "\u2e80" or (top >= "\u0e00" and _SOUTH_EAST.search(text) is not None)


def glued_pattern(spellings: Iterable[str]) -> re.Pattern[str] | None:
    """Cuts a glued text: a language's own words first, the longest first, then single characters; None where it has no such words."""
    glued = sorted(filter(is_glued, spellings), key=len, reverse=True)
    if not glued:
        return None
    return re.compile(rf"[0-9]+|[a-z\u00c0-\u0dff]+|{'|'.join(map(re.escape, glued))}|\s+|.", re.DOTALL)


def bare(word: str) -> str:
    """`word` without joiners and marks that folding keeps as they are characters of their own (Arabic and Hebrew vowels, the nukta)."""
    return word if word.isascii() else _COMBINING.sub("", word)
