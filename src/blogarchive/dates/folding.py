"""One spelling for many: case, accents, digits of all scripts and full-width forms folded, character by character.

Folding never changes the length of a text, so that a place in the folded text is the same place in the original.
"""

import unicodedata

_PUNCTUATION = {
    **dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2012\u2013\u2014\u2015", "–"),
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4`\u2032\u05f3", "'"),
    **dict.fromkeys("\u3001\u060c\u104a\u1363", ","),
    **dict.fromkeys("\u3002", "."),
    **dict.fromkeys("\u2236\ufe55", ":"),
    **dict.fromkeys("\u2044\u2215", "/"),
}
_LETTERS = {"ı": "i", "ς": "σ", "ي": "ی", "ى": "ی", "ك": "ک", "º": "o", "ª": "a"}
_NUKTA = 7  # the combining class
_ACCENTED = (
    (0x80, 0x530),
    (0x600, 0x700),
    (0x1E00, 0x2000),
)  # Latin, Greek, Cyrillic, Arabic: marks there are optional


class _Folding(dict[int, str]):
    """A translation table that fills itself: each character is worked out once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_one(chr(code))
        return folded


def _fold_one(char: str) -> str:
    if char.isspace():
        return " "
    if (digit := unicodedata.decimal(char, None)) is not None:
        return str(digit)
    if 0xFF01 <= ord(char) <= 0xFF5E and char not in _PUNCTUATION:
        char = chr(ord(char) - 0xFEE0)
    char = _PUNCTUATION.get(char, char)
    char = char.lower()[0]
    if any(low <= ord(char) < high for low, high in _ACCENTED) or _has_nukta(char):
        char = unicodedata.normalize("NFD", char)[0]
    return _LETTERS.get(char, char)


def _has_nukta(char: str) -> bool:
    """Whether a letter of India carries the dot below that is as often a character of its own (U+09DF or U+09AF U+09BC)."""
    return 0x900 <= ord(char) < 0xE00 and unicodedata.combining(unicodedata.normalize("NFD", char)[-1]) == _NUKTA


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` in lower case, without accents, with ASCII digits and plain spaces; as long as `text`."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)
