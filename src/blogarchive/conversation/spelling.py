"""Words that were meant to be others: small slips of the pen."""

from collections.abc import Iterable, Iterator


def deletions(word: str, most: int) -> Iterator[str]:
    """`word` and all that is left of it when up to `most` (1 or 2) letters are struck out."""
    yield word
    shorter = {word[:i] + word[i + 1 :] for i in range(len(word))}
    yield from shorter
    if most > 1:
        yield from {piece[:i] + piece[i + 1 :] for piece in shorter for i in range(len(piece))} - shorter


def distance(one: str, other: str) -> int:
    """Letters put in, left out, exchanged or swapped with their neighbour that part two words (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        row = [i + 1]
        for j, wanted in enumerate(other):
            cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (letter != wanted))
            if i and j and letter == other[j - 1] and one[i - 1] == wanted:
                cost = min(cost, before[j - 1] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


class Misspellings:
    """Finds the one known word that a word was meant to be."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_piece: dict[str, set[str]] = {}
        for word in words:
            for piece in deletions(word, 1):
                self._by_piece.setdefault(piece, set()).add(word)

    def meant(self, word: str) -> str | None:
        """The only known word within one slip (from five letters on) or two (from eight on); None where there is none or a choice."""
        allowed = 2 if len(word) >= 8 else 1 if len(word) >= 5 else 0
        if not allowed:
            return None
        near = {known for piece in deletions(word, allowed) for known in self._by_piece.get(piece, ())}
        close = [known for known in near if len(known) >= 5 and distance(word, known) <= allowed]
        return close[0] if len(close) == 1 else None
