"""What somebody typed to search for: words, "phrases", begin* and -without. Pure functions over values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from blogarchive.errors import UsageError

_PART = re.compile(r'(-?)(?:"([^"]*)"?(\*?)|([^\s"]+))')
_WORD = re.compile(r"\w")
_UNSPACED = re.compile(
    # Thai, Lao, Burmese, Khmer, kana and Han are written without spaces, so that FTS5 takes a sentence for one word
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_AROUND = 60  # characters of a snippet on each side of what was found


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or phrase. `is_begin`: it may go on; `is_part`: it may stand anywhere in the text, since its script has no spaces."""

    text: str
    is_begin: bool
    is_part: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """All of `asked` and none of `refused`."""

    asked: tuple[Term, ...]
    refused: tuple[Term, ...]

    @property
    def parts(self) -> tuple[Term, ...]:
        """The asked ones that no index over words can find."""
        return tuple(term for term in self.asked if term.is_part)

    @property
    def refused_parts(self) -> tuple[Term, ...]:
        """The same of the refused ones."""
        return tuple(term for term in self.refused if term.is_part)


def parsed(words: str) -> Wanted:
    """What is wanted. Raises UsageError where there is no word."""
    asked: list[Term] = []
    refused: list[Term] = []
    for minus, phrase, starred, word in _PART.findall(words.replace("\0", " ")):
        text = (phrase or word).rstrip("*")
        if _WORD.search(text):
            is_begin = bool(starred) or (phrase or word).endswith("*")
            term = Term(text=text, is_begin=is_begin, is_part=bool(_UNSPACED.search(text)))
            (refused if minus else asked).append(term)
    if not asked:
        raise UsageError(words, "there is no word to search for")
    return Wanted(asked=tuple(asked), refused=tuple(refused))


def expression(
    wanted: Wanted, columns: str, author: str | None = None, marks: Sequence[Sequence[str]] = ()
) -> str | None:
    """An expression in the language of FTS5 (https://www.sqlite.org/fts5.html#full_text_query_syntax) that nobody can break out of.

    Of each group of `marks` one must be there. None where nothing of what is wanted can be found by an index over words.
    """
    asked = " AND ".join(_quoted(term.text, is_begin=term.is_begin) for term in wanted.asked if not term.is_part)
    refused = " OR ".join(_quoted(term.text, is_begin=term.is_begin) for term in wanted.refused if not term.is_part)
    said = f"{{{columns}}} : ({asked})" if asked else ""
    by = (
        f"{{author}} : {_quoted(author.replace(chr(0), ' '), is_begin=True)}" if author and _WORD.search(author) else ""
    )
    held = [f"{{marks}} : ({' OR '.join(_quoted(mark, is_begin=False) for mark in group)})" for group in marks]
    parts = [part for part in (said, by, *held) if part]
    found = parts[0] if len(parts) == 1 else " AND ".join(f"({part})" for part in parts)
    return f"({found}) NOT ({{{columns}}} : ({refused}))" if found and refused else found or None


def _quoted(text: str, *, is_begin: bool) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}" *' if is_begin else f'"{doubled}"'


def excerpt(text: str, terms: tuple[Term, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of the text round the first of these terms, and the spans at which they stand in it."""
    pattern = re.compile("|".join(re.escape(term.text) for term in terms), re.IGNORECASE)
    first = pattern.search(text)
    at = first.start() if first else 0
    start, end = max(at - _AROUND, 0), at + _AROUND
    before, after = "…" if start else "", "…" if end < len(text) else ""
    piece = before + " ".join(text[start:end].split("\n")) + after
    return piece, tuple(found.span() for found in pattern.finditer(piece))
