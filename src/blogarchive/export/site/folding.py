"""Words as the search compares them: without case, accents and compatibility forms, cut the same way here and in `assets/site.js`.

Scripts that are written without spaces are cut into pairs of neighbouring characters, which find every word of two characters and more.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

MOST = 24
"""Characters of a word that count: enough to tell words apart, and no index is as long as what somebody pastes."""

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]")
"""Accents of Latin, Greek and Cyrillic; points and harakat, which Hebrew and Arabic write or leave out. Elsewhere marks are letters."""

_LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "þ": "th",
    "ς": "σ",
}
"""Letters that no decomposition turns into what people type instead."""

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, kana and Han, as in a character class."""

_UNSPACED = re.compile(f"[{UNSPACED}]")
_RUNS = re.compile(f"([{UNSPACED}]+)|([^\\s{UNSPACED}]+)")


class _Table(dict[int, str]):
    """What each character becomes; a space where it belongs to no word."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        bare = _MARKS.sub("", unicodedata.normalize("NFKD", character))
        lower = unicodedata.normalize("NFC", bare).lower()
        made = "".join(
            _LETTERS.get(letter, letter if unicodedata.category(letter)[0] in "LNM" else " ") for letter in lower
        )
        self[code] = made
        return made


_TABLE = _Table()


def folded(text: str) -> str:
    """The text with each character as compared, and spaces between words."""
    return unicodedata.normalize("NFC", text).translate(_TABLE)


def words_in(text: str) -> Iterator[str]:
    """The words of a text, repeated as they are in it. Of a run without spaces: its pairs, then its last character alone."""
    for unspaced, word in _RUNS.findall(folded(text)):
        if word:
            yield word[:MOST]
        else:
            yield from map("".join, pairwise(unspaced))
            yield unspaced[-1]


def beginning(word: str) -> str:
    """What the bucket of a word is found by: whoever types that much gets all words that go on from there."""
    return word[:1] if is_unspaced(word) else word[:2]


def is_unspaced(word: str) -> bool:
    """Whether a word begins in a script that is written without spaces."""
    return bool(_UNSPACED.match(word))
