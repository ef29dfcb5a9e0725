"""How one text became another, by words."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

_TOKEN = re.compile(
    # Where words are not parted by spaces (Thai, Lao, Burmese, Khmer, kana, Han), each letter is compared by itself
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+|\s+|."
)
_LINE = re.compile(r"[^\n]*\n*")
_MOST = 4_000_000  # comparisons of tokens in one piece: a second or so; longer texts are first compared by lines


class Fate(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(NamedTuple):
    """A stretch of text with one fate."""

    fate: Fate
    text: str


def word_changes(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in order. All but the new ones are `before`, all but the gone ones are `after`, letter by letter."""
    return _smoothed(_compared(_TOKEN.findall(before), _TOKEN.findall(after)))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    yield Piece(Fate.SAME, "".join(old[:start]))
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    yield from (_by_lines if _is_long(middle_old, middle_new) else _by_tokens)(middle_old, middle_new)
    yield Piece(Fate.SAME, "".join(old[len(old) - end :]))


def _is_long(old: Sequence[str], new: Sequence[str]) -> bool:
    return len(old) * len(new) > _MOST and any("\n" in token for token in old)


def _by_tokens(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    is_long = len(old) * len(new) > _MOST // 100  # then spaces and other very common tokens do not begin a match
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=is_long).get_opcodes():
        if tag == "equal":
            yield Piece(Fate.SAME, "".join(old[i1:i2]))
        else:
            yield Piece(Fate.GONE, "".join(old[i1:i2]))
            yield Piece(Fate.NEW, "".join(new[j1:j2]))


def _by_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Lines first, then words within what lies between equal lines; what is too long even so counts as replaced."""
    one, other = _LINE.findall("".join(old)), _LINE.findall("".join(new))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        before, after = "".join(one[i1:i2]), "".join(other[j1:j2])
        tokens = _TOKEN.findall(before), _TOKEN.findall(after)
        if tag == "equal":
            yield Piece(Fate.SAME, before)
        elif len(tokens[0]) * len(tokens[1]) <= _MOST:
            yield from _by_tokens(*tokens)
        elif i2 - i1 == j2 - j1 > 1:  # every line was touched: each against its own
            for a, b in zip(one[i1:i2], other[j1:j2], strict=True):
                yield from _compared(_TOKEN.findall(a), _TOKEN.findall(b))
        else:
            yield Piece(Fate.GONE, before)
            yield Piece(Fate.NEW, after)


def _smoothed(pieces: Iterator[Piece]) -> list[Piece]:
    """Neighbours of one fate joined, and changes parted by nothing but a space taken as one: "[a b] {c d}" reads better than "[a] {c} [b] {d}"."""
    done: list[Piece] = []
    gone = new = ""
    for piece in [*pieces, Piece(Fate.SAME, "")]:
        if piece.fate is Fate.GONE:
            gone += piece.text
        elif piece.fate is Fate.NEW:
            new += piece.text
        elif (gone or new) and piece.text and piece.text.isspace() and "\n" not in piece.text:
            gone, new = gone + piece.text, new + piece.text
        elif piece.text:
            done += _change(gone, new)
            gone = new = ""
            done.append(piece)
    done += _change(gone, new)
    return _joined(done)


def _change(gone: str, new: str) -> Iterator[Piece]:
    """A change without the spaces that both of its sides end with."""
    kept = 0
    while kept < min(len(gone), len(new)) and gone[-1 - kept] == new[-1 - kept] and gone[-1 - kept].isspace():
        kept += 1
    cut_gone, cut_new = gone[: len(gone) - kept], new[: len(new) - kept]
    if cut_gone:
        yield Piece(Fate.GONE, cut_gone)
    if cut_new:
        yield Piece(Fate.NEW, cut_new)
    if kept:
        yield Piece(Fate.SAME, gone[len(gone) - kept :])


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].fate is piece.fate:
            joined[-1] = Piece(piece.fate, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined
