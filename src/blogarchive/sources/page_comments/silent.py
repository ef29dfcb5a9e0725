"""What is known to say nothing of comments, or something: the pages of one blog have nearly all their names and scripts in common."""

from collections.abc import Collection, Iterable, Set
from itertools import compress, repeat
from operator import contains

_MOST = 2_000_000  # characters that are remembered


class Silent:
    """Looks for marks in texts, and remembers from page to page in which texts none of them stands, and in which one does: they need not be
    looked through again."""

    def __init__(self, marks: Iterable[str]) -> None:
        """The marks are given in lower case."""
        self.marks = tuple(marks)
        self._known: set[str] = set()  # without a mark
        self._loud: set[str] = set()
        self._size = 0

    def said(self, texts: Set[str]) -> tuple[str, ...]:
        """The marks that stand in one of the texts, without regard to case, in their own order."""
        return self._said(self.loud(texts))

    def loud(self, texts: Set[str]) -> Set[str]:
        """The texts in which one of the marks stands."""
        others = self.others(texts)
        new = others - self._loud
        if not new:
            return others
        found = self._said(new)
        loud: Set[str] = with_word(new, found) if found else set()
        self._remember(new, loud)
        return loud | (others - new)

    def others(self, texts: Set[str]) -> Set[str]:
        """The texts without those that are known to have no mark."""
        return texts - self._known

    def _said(self, texts: Set[str]) -> tuple[str, ...]:
        joined = "\n".join(texts).lower()
        return tuple([mark for mark in self.marks if mark in joined]) if joined else ()

    def _remember(self, texts: Set[str], loud: Set[str]) -> None:
        self._size += sum(map(len, texts))
        if self._size > _MOST:
            self._known.clear()
            self._loud.clear()
            self._size = 0
        else:
            self._known.update(texts - loud)
            self._loud.update(loud)


def with_word(texts: Collection[str], words: Iterable[str]) -> set[str]:
    """The texts in which one of the words, given in lower case, stands."""
    lower = [*map(str.lower, texts)]
    return {text for word in words for text in compress(texts, map(contains, lower, repeat(word)))}
