"""Which languages a text may be in, told by its words: for pages that do not state their language, or state a wrong one."""

import re
from collections.abc import Iterator
from functools import cache

from blogarchive.dates.folding import fold
from blogarchive.dates.lexicon import data_part, languages, spellings
from blogarchive.dates.tokens import is_glued, plain_tokens

_ROW = re.compile('"([^"]*)"')
_AGO = re.compile(r'(?m)^(?:before|after|now|today|yesterday|day_before_yesterday) = "([^"]*)"')
_GLUED_LANGUAGES = ("ja", "zh", "ko", "th")


def guesses(text: str, known: str | None) -> list[list[str]]:
    """Languages by how many words of the text are theirs, groups of equals, the best first; without the one already tried."""
    folded = fold(text)
    hits: dict[str, int] = {}
    index = _tags_by_word()
    for word in set(plain_tokens(folded)):
        for tag in index.get(word, ()):
            hits[tag] = hits.get(tag, 0) + 1
    if is_glued(folded):
        for tag in _GLUED_LANGUAGES:
            hits.setdefault(tag, 1)
    hits.pop(known or "en", None)
    groups: dict[int, list[str]] = {}
    for tag, count in hits.items():
        groups.setdefault(count, []).append(tag)
    return [groups[count] for count in sorted(groups, reverse=True)]


def has_day_word(text: str) -> bool:
    """Whether a word stands in `text` without one of which no date lacks digits (`ago`, `hier`, `now`), in any language."""
    words, pieces = _digitless_words()
    folded = fold(text)
    return not words.isdisjoint(plain_tokens(folded)) or (is_glued(folded) and any(piece in folded for piece in pieces))


@cache
def _tags_by_word() -> dict[str, tuple[str, ...]]:
    """Month names and words of distance -> the files that list them; found without reading the files as TOML, which costs ten times more."""
    tags: dict[str, list[str]] = {}
    for tag in languages():
        data = data_part(tag)
        rows = _ROW.findall(data.partition("\nmonths = [")[2].partition("\n]")[0])
        for word in {*_key_words(rows), *_key_words(_AGO.findall(data))}:
            tags.setdefault(word, []).append(tag)
    return {word: tuple(found) for word, found in tags.items()}


def _key_words(rows: list[str]) -> Iterator[str]:
    """The longest word of each spelling: `urmă` of `în urmă`."""
    for row in rows:
        for spelling in spellings(row):
            yield max(plain_tokens(spelling), key=len)


@cache
def _digitless_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words, and pieces for glued scripts."""
    found = [spelling for tag in languages() for row in _AGO.findall(data_part(tag)) for spelling in spellings(row)]
    pieces = tuple(filter(is_glued, found))
    words = frozenset(max(plain_tokens(spelling), key=len) for spelling in found if not is_glued(spelling))
    return words, pieces
