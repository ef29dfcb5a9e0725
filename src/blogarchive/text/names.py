"""When two spellings are one name: case, accents, underscores and what stands between the words do not count, letters do.

In many scripts marks are letters in all but name: the vowels of Devanagari and Thai, the dots that make か a が. They count. The points of Hebrew
and Arabic, which most writers leave out, do not.
"""

import re
import unicodedata
from functools import lru_cache

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0963\u0966-\u096f\u0971-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e\u0f3f\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0fbc\u0fc6\u102b-\u103e\u1056-\u1059"
    "\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u17b4-\u17d3\u17dd\u3099\u309a"
)
"""What `\\w` does not hold and yet belongs to a word (Unicode's categories Mn and Mc of scripts in daily use), for a class of a pattern."""

WORD = rf"[\w{MARKS}]"
"""A character of a word, as a pattern."""

_NOT_A_LETTER = re.compile(rf"(?:[^\w{MARKS}]|_)+")
_LEFT_OUT = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0652\u0670]+"
)


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """Letters and digits alone, without case or accents: `LaPriss_` and `lapriss` are one; "" where it has none."""
    return _NOT_A_LETTER.sub("", _plain(name))


def sign_of(name: str) -> str:
    """The key of a name; a name without letters (`★`) is only itself."""
    return key_of(name) or name


def words_of(name: str) -> list[str]:
    """The keys of a name's words: `Jean-Pierre Dupont` has three."""
    return [word for word in _NOT_A_LETTER.split(_plain(name)) if word]


def slug_of(name: str) -> str:
    """A name as an id: `Marie Dupont` -> `marie-dupont`; "" where it has no letter or digit."""
    return "-".join(words_of(name))


def _plain(name: str) -> str:
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", _LEFT_OUT.sub("", unicodedata.normalize("NFKD", name.casefold())))
