"""Which marks of emphasis may stand as `**`, `*` and `~~`.

A run of asterisks opens or closes only by what stands on both sides of it (CommonMark 0.31, "delimiter runs"). Where it would not work
(`foo**"bar"**baz`), the emphasis is given up and the text kept.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from blogarchive.export.markdown.marks import BREAK, EMPHASIS, SIGNS, SPACE, STRONG, STRUCK

_KINDS = (STRONG, EMPHASIS, STRUCK)
_WRITTEN: Mapping[str, str] = {
    **dict.fromkeys(STRONG, "**"),
    **dict.fromkeys(EMPHASIS, "*"),
    **dict.fromkeys(STRUCK, "~~"),
}
_OPENING = dict(_KINDS)
_ANY = re.compile(f"[{''.join(_WRITTEN)}]")
_RUN = re.compile(f"[{''.join(_WRITTEN)}]+")


def emphasised(text: str) -> str:
    """The text with its marks of emphasis written out where they work and left out where they would not."""
    while bad := set(_failing(text)):
        text = "".join(character for at, character in enumerate(text) if at not in bad)
    return _ANY.sub(lambda mark: _WRITTEN[mark[0]], text)


def _failing(text: str) -> Iterator[int]:
    """The places of both marks of each pair of which one would not work."""
    opened: list[tuple[int, _Run]] = []
    for run in map(_Run, _RUN.finditer(text)):
        for place in range(run.start, run.end):
            mark = text[place]
            if mark in _OPENING:
                opened.append((place, run))
            elif opened and _OPENING[text[opened[-1][0]]] == mark:
                start, opening = opened.pop()
                nested = bool(opened) and opened[0][1] is not opening
                if not (opening.opens(nested=nested) and run.closes(nested=nested)):
                    yield from (start, place)
            else:
                yield place
    yield from (place for place, _ in opened)


class _Run:
    """Marks that touch each other, and what stands on both sides of them."""

    def __init__(self, found: re.Match[str]) -> None:
        text, marks = found.string, found[0]
        self.start, self.end = found.span()
        self._before, self._after = text[self.start - 1 : self.start], text[self.end : self.end + 1]
        self._is_mixed = len({_WRITTEN[mark][0] for mark in marks}) > 1
        self._opens_and_closes = len({mark in _OPENING for mark in marks}) > 1

    def opens(self, *, nested: bool) -> bool:
        """Whether it can be read as an opening; within other emphasis also that it cannot be read as a closing.

        A run that closes and opens at once is read in too many ways: it never opens.
        """
        return not self._opens_and_closes and self._reads(self._after, self._before, nested)

    def closes(self, *, nested: bool) -> bool:
        """Whether it can be read as a closing; within other emphasis also that it cannot be read as an opening."""
        return self._reads(self._before, self._after, nested)

    def _reads(self, inner: str, outer: str, nested: bool) -> bool:
        if self._is_mixed:  # asterisks beside tildes: each is punctuation to the other
            if nested and _may_be_punctuation(inner):
                return False  # the mark next to it has punctuation on both sides, and may be an opening or a closing
            inner = "*"
        fits = not _is_space(inner) and (not _may_be_punctuation(inner) or _is_space(outer) or _is_punctuation(outer))
        return fits and (not nested or _is_space(outer) or (_is_punctuation(outer) and not _may_be_punctuation(inner)))


def _is_space(character: str) -> bool:
    return character in {"", " ", "\n", "\t", SPACE, BREAK} or unicodedata.category(character) == "Zs"


def _is_punctuation(character: str) -> bool:
    """By every version of the specification: older ones do not count symbols beyond ASCII."""
    return (
        character in SIGNS
        or (character.isascii() and not character.isalnum())
        or unicodedata.category(character).startswith("P")
    )


def _may_be_punctuation(character: str) -> bool:
    """By some version of the specification; our own marks stand for ASCII signs."""
    return unicodedata.category(character)[0] in "PSC"
