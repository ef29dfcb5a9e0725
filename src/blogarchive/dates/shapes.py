"""A text as a row of tokens, and its *shape*: one letter per token, on which the grammar's patterns work.

`22 mai 2010 à 21 h 14 min` has the shape `d M y K d H d I`: numbers by their length, words by what the language's file says they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from blogarchive.dates.folding import fold
from blogarchive.dates.lexicon import bare, HAS_GLUED, PLAIN_TOKENS, Entry, Lexicon
from blogarchive.dates.zones import ZONES

_NUMBERS = {1: "d", 2: "d", 4: "y"}
_HYPHENED = frozenset(("d-", "y-"))  # 22-го, 22-a
_KEPT = frozenset(".,:/-–()[]|@'+~·•°#%&=_*;\"")
_GLUED_LETTERS: dict[str, Entry] = {"t": ("t", 0), "z": ("Z", 0)}
_UNKNOWN: Entry = ("x", 0)
_SHORT: Entry = ("X", 0)  # three letters or fewer: prepositions are short, names and nouns mostly longer


@dataclass(frozen=True, slots=True)
class Shaped:
    """`shape[i]` is the class of `tokens[i]`, `values[i]` what it says: a number, a month, 12 for pm."""

    shape: str
    tokens: Sequence[str]
    values: Sequence[int]

    def place(self, index: int) -> int:
        """Where token `index` begins in the text."""
        return sum(map(len, self.tokens[:index]))


def shaped(text: str, lexicon: Lexicon) -> Shaped:
    """`text` as tokens and shape in the words of one language."""
    folded = fold(text)
    cutter = lexicon.glued if lexicon.glued is not None and HAS_GLUED(folded) else PLAIN_TOKENS
    tokens: list[str] = cutter.findall(folded)
    if not lexicon.phrases.keys().isdisjoint(tokens):
        tokens, phrases = _with_phrases(tokens, lexicon)
    else:
        phrases = {}
    shape: list[str] = []
    values: list[int] = []
    words = lexicon.words
    for index, token in enumerate(tokens):
        letter, value = words.get(token) or (_UNKNOWN if token.isascii() else words.get(bare(token), _UNKNOWN))
        if token.isdigit():
            letter, value = _NUMBERS.get(len(token), "n"), int(token) if len(token) < 9 else 0
        elif index in phrases:
            letter, value = phrases[index]
        elif not token[0].isalpha():
            letter = " " if token.isspace() else token if token in _KEPT else letter if letter != "x" else "!"
        elif shape and (shape[-1] in "dyn" or (token in lexicon.ordinals and "".join(shape[-2:]) in _HYPHENED)):
            letter, value = _after_number(token, (letter, value), lexicon)
        elif letter == "x":
            letter, value = _unknown(text, tokens, index)
        shape.append(letter)
        values.append(value)
    return Shaped("".join(shape), tokens, values)


def _after_number(token: str, entry: Entry, lexicon: Lexicon) -> Entry:
    """A word that stands directly after a number: the `nd` of 22nd, the `T` of 2010-05-22T14:03, a unit."""
    if token in lexicon.ordinals and entry[0] not in "HISDPYAMBUVm":
        return "O", 0
    return _GLUED_LETTERS.get(token, entry)


def _unknown(text: str, tokens: Sequence[str], index: int) -> Entry:
    """Zones are known by their capitals alone: `est` is a French verb."""
    token = tokens[index]
    if token in ZONES:
        start = sum(map(len, tokens[:index]))
        if text[start : start + len(token)].isupper():
            return "Z", 0
    return _SHORT if len(token) <= 3 else _UNKNOWN


def _with_phrases(tokens: list[str], lexicon: Lexicon) -> tuple[list[str], dict[int, Entry]]:
    """Several tokens that are one expression (`il y a`, `p. m.`, `day before yesterday`) become one."""
    joined: list[str] = []
    found: dict[int, Entry] = {}
    index = 0
    while index < len(tokens):
        end = index + 1
        for rest, entry in lexicon.phrases.get(tokens[index], ()):
            if (stop := _follows(tokens, index + 1, rest)) is not None:
                found[len(joined)] = entry
                end = stop
                break
        joined.append("".join(tokens[index:end]))
        index = end
    return joined, found


def _follows(tokens: Sequence[str], index: int, rest: Sequence[str]) -> int | None:
    """Where the words of `rest` end if they stand at `index`, spaces aside; None if they do not."""
    for word in rest:
        if index < len(tokens) and tokens[index].isspace():
            index += 1
        if index >= len(tokens) or tokens[index] != word:
            return None
        index += 1
    return index
