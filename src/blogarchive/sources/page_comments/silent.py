"""What is known to say nothing of comments: the pages of one blog have nearly all their names and scripts in common."""

from collections.abc import Collection, Iterable, Set
from itertools import compress, repeat
from operator import contains

_MOST = 2_000_000  # characters that are remembered


class Silent:
    """Looks for marks in texts, and remembers from page to page the texts in which none of them stands: they need not be looked through again."""

    def __init__(self, marks: Iterable[str]) -> None:
        """The marks are given in lower case."""
        self.marks = tuple(marks)
        self._known: set[str] = set()
        self._size = 0

    def said(self, texts: Set[str]) -> tuple[str, ...]:
        """The marks that stand in one of the texts, without regard to case, in their own order."""
        return self._said(self.loud(texts))

    def loud(self, texts: Set[str]) -> Set[str]:
        """The texts in which one of the marks stands."""
        new = self.others(texts)
        if not new:
            return new
        found = self._said(new)
        loud: Set[str] = with_word(new, found) if found else set()
        self._remember(new - loud)
        return loud

    def others(self, texts: Set[str]) -> Set[str]:
        """The texts without those that are known to have no mark."""
        return texts - self._known

    def _said(self, texts: Set[str]) -> tuple[str, ...]:
        joined = "\n".join(texts).lower()
        return tuple([mark for mark in self.marks if mark in joined]) if joined else ()

    def _remember(self, texts: Set[str]) -> None:
        self._size += sum(map(len, texts))
        if self._size > _MOST:
            self._known.clear()
            self._size = 0
        else:
            self._known.update(texts)


def with_word(texts: Collection[str], words: Iterable[str]) -> set[str]:
    """The texts in which one of the words, given in lower case, stands."""
    lower = [*map(str.lower, texts)]
    return {text for word in words for text in compress(texts, map(contains, lower, repeat(word)))}
