"""A text as a row of tokens, and its *shape*: one letter per token, on which the grammar's patterns work.

`22 mai 2010 à 21 h 14 min` has the shape `d M y K d H d I`: numbers by their length, words by what the language's file says they are.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from blogarchive.dates.folding import fold
from blogarchive.dates.lexicon import Entry, Lexicon
from blogarchive.dates.tokens import is_glued, plain_tokens

_AFTER_NUMBER = re.compile("(?<=[dyn])[A-Za-z]|(?<=[dyn]-)[A-Za-z]")
_GLUED_LETTERS = {"t": "t", "z": "Z"}
_OTHERWISE = frozenset("HISDPYAMBUVmek")  # what stands after a number for another reason than to make it an ordinal


class Shaped(NamedTuple):
    """`shape[i]` is the class of `tokens[i]`, `values[i]` what it says: a number, a month, 12 for pm."""

    shape: str
    text: str
    tokens: Sequence[str]
    values: Sequence[int]

    def place(self, index: int) -> int:
        """Where token `index` begins in the text."""
        return sum(map(len, self.tokens[:index]))


def shaped(text: str, lexicon: Lexicon) -> Shaped:
    """`text` as tokens and shape in the words of one language."""
    folded = fold(text)
    cutter = lexicon.glued
    tokens: list[str] = cutter.findall(folded) if cutter and is_glued(folded) else plain_tokens(folded)
    entry_of = lexicon.entries.__getitem__
    found = _phrases(tokens, lexicon)
    if found:
        tokens = _joined(tokens, found)
    entries = [entry_of(token) for token in tokens]
    for index, entry in _numbered(found):
        entries[index] = entry
    shape = "".join([entry[0] for entry in entries])
    values = [entry[1] for entry in entries]
    if "z" in shape or _AFTER_NUMBER.search(shape):
        shape = _in_context(text, shape, tokens, lexicon)
    return Shaped(shape, text, tokens, values)


def _in_context(text: str, shape: str, tokens: Sequence[str], lexicon: Lexicon) -> str:
    """The shape with what only the neighbours tell: the `nd` of 22nd and 22-го, the `T` of 2010-05-22T14:03, and zones.

    Zones are known by their capitals alone: `est` is a French verb.
    """
    letters = list(shape)
    for match in _AFTER_NUMBER.finditer(shape):
        index = match.start()
        token = tokens[index]
        if token in lexicon.ordinals and letters[index] not in _OTHERWISE:
            letters[index] = "O"
        elif letters[index - 1] != "-" and token in _GLUED_LETTERS:
            letters[index] = _GLUED_LETTERS[token]
    if "z" in shape:
        start = 0
        for index, token in enumerate(tokens):
            if letters[index] == "z":
                letters[index] = "Z" if text[start : start + len(token)].isupper() else "X"
            start += len(token)
    return "".join(letters)


def _phrases(tokens: Sequence[str], lexicon: Lexicon) -> list[tuple[int, int, Entry]]:
    """Start, end and meaning of the expressions of several tokens: `il y a`, `p. m.`, `day before yesterday`."""
    phrases = lexicon.phrases
    found: list[tuple[int, int, Entry]] = []
    last = 0
    for index in [index for index, token in enumerate(tokens) if token in phrases]:
        if index < last:
            continue
        for rest, entry in phrases[tokens[index]]:
            if entry[0] == "J" and _is_counted(tokens, index, lexicon, found):
                continue  # "30 seconds ago" is no "seconds ago"
            if (stop := _follows(tokens, index + 1, rest)) is not None:
                found.append((index, stop, entry))
                last = stop
                break
    return found


def _is_counted(tokens: Sequence[str], index: int, lexicon: Lexicon, found: Sequence[tuple[int, int, Entry]]) -> bool:
    """Whether a unit stands at `index` and a number, in figures or words, before it."""
    before = index - 2 if index and tokens[index - 1].isspace() else index - 1
    if before < 0 or lexicon.entries[tokens[index]][0] != "S":
        return False
    is_phrase = bool(found) and found[-1][1] == before + 1
    return (found[-1][2] if is_phrase else lexicon.entries[tokens[before]])[0] in "dynNq"


def _joined(tokens: Sequence[str], found: Sequence[tuple[int, int, Entry]]) -> list[str]:
    """The tokens, those of each phrase as one."""
    joined: list[str] = []
    last = 0
    for start, stop, _ in found:
        joined += [*tokens[last:start], "".join(tokens[start:stop])]
        last = stop
    return [*joined, *tokens[last:]]


def _numbered(found: Sequence[tuple[int, int, Entry]]) -> Iterator[tuple[int, Entry]]:
    """The meanings of phrases with their places among the joined tokens."""
    swallowed = 0
    for start, stop, entry in found:
        yield start - swallowed, entry
        swallowed += stop - start - 1


def _follows(tokens: Sequence[str], index: int, rest: Sequence[str]) -> int | None:
    """Where the words of `rest` end if they stand at `index`, spaces aside; None if they do not."""
    for word in rest:
        if index < len(tokens) and tokens[index].isspace():
            index += 1
        if index >= len(tokens) or tokens[index] != word:
            return None
        index += 1
    return index
