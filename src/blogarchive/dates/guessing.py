"""Which languages a text may be in, told by its words: for pages that do not state their language, or state a wrong one."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from blogarchive.dates.folding import fold
from blogarchive.dates.lexicon import data_part, guessed_languages, spellings
from blogarchive.dates.tokens import is_glued, plain_tokens

_ROW = re.compile('"([^"]*)"')
_AGO = re.compile(r'(?m)^(?:before|after|now|today|yesterday|day_before_yesterday) = "([^"]*)"')
_OTHER_SCRIPT = re.compile(
    "[^\x00-\u036f\u1e00-\u2bff]"
)  # nothing of Latin, punctuation or signs; said by what it is not, a set compiles in a tenth of the time
_GLUED_LANGUAGES = {
    "ja": "[\u3040-\u30ff\u3400-\u9fff]",
    "zh": "[\u3400-\u9fff]",
    "ko": "[\u1100-\u11ff\uac00-\ud7ff]",
    "th": "[\u0e00-\u0e7f]",
    "lo": "[\u0e80-\u0eff]",
    "my": "[\u1000-\u109f]",
    "km": "[\u1780-\u17ff]",
}
"""Languages that do not part their words by spaces, and the script that shows them; compiled where a text has any."""


def guesses(text: str, known: str | None) -> list[list[str]]:
    """Languages by how many words of the text are theirs, groups of equals, the best first; without the one already tried."""
    folded = fold(text)
    hits: dict[str, int] = {}
    words = set(plain_tokens(folded))
    for is_latin in _scripts(text):
        index = _tags_by_word(is_latin)
        for word in words:
            for tag in index.get(word, ()):
                hits[tag] = hits.get(tag, 0) + 1
    if is_glued(folded):
        for tag, script in _GLUED_LANGUAGES.items():
            if re.search(script, folded):
                hits.setdefault(tag, 1)
    hits.pop(known or "en", None)
    groups: dict[int, list[str]] = {}
    for tag, count in hits.items():
        groups.setdefault(count, []).append(tag)
    return [groups[count] for count in sorted(groups, reverse=True)]


def has_day_word(text: str, known: str | None = None) -> bool:
    """Whether a word stands in `text` without one of which no date lacks digits (`ago`, `hier`, `now`), in `known` or any guessed language."""
    folded = fold(text)
    tokens = plain_tokens(folded)
    found = [_digitless_words(is_latin) for is_latin in _scripts(text)]
    if known is not None and known not in guessed_languages():
        found.append(_own_day_words(known))
    if not all(words.isdisjoint(tokens) for words, _ in found):
        return True
    return is_glued(folded) and any(piece in folded for _, pieces in found for piece in pieces)


@cache
def _own_day_words(tag: str) -> tuple[frozenset[str], tuple[str, ...]]:
    return _day_words(spellings(",".join(_distances(tag))))


def _scripts(text: str) -> tuple[bool, ...]:
    """Which words may stand in a text: Latin ones, and where it has letters of another script those of the others."""
    return (True, False) if not text.isascii() and _OTHER_SCRIPT.search(text) else (True,)


def _months(tag: str) -> list[str]:
    """A file's lists of month names, found without reading it as TOML, which costs ten times more."""
    return _ROW.findall(data_part(tag).partition("\nmonths = [")[2].partition("\n]")[0])


def _distances(tag: str) -> list[str]:
    """A file's lists of words for how far back something lies."""
    return _AGO.findall(data_part(tag))


def _written(rows: Iterable[str], is_latin: bool) -> list[str]:
    """The folded spellings of comma-separated lists that are Latin, or those that are not."""
    text = ", ".join(rows)
    if text.isascii():
        return spellings(text) if is_latin else []
    return spellings(",".join(word for word in text.split(", ") if (_OTHER_SCRIPT.search(word) is None) == is_latin))


@cache
def _tags_by_word(is_latin: bool) -> dict[str, tuple[str, ...]]:
    """Month names and words of distance -> the files that list them."""
    tags: dict[str, list[str]] = {}
    for tag in guessed_languages():
        for word in set(_key_words(_written([*_months(tag), *_distances(tag)], is_latin))):
            tags.setdefault(word, []).append(tag)
    return {word: tuple(found) for word, found in tags.items()}


def _key_words(spelt: Iterable[str]) -> Iterator[str]:
    """The longest word of each spelling: `urmă` of `în urmă`."""
    for spelling in spelt:
        yield spelling if spelling.isalpha() else max(plain_tokens(spelling), key=len)


@cache
def _digitless_words(is_latin: bool) -> tuple[frozenset[str], tuple[str, ...]]:
    return _day_words(_written([row for tag in guessed_languages() for row in _distances(tag)], is_latin))


def _day_words(found: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words, and pieces for glued scripts."""
    found = list(found)
    pieces = tuple(filter(is_glued, found))
    return frozenset(_key_words(spelling for spelling in found if not is_glued(spelling))), pieces
