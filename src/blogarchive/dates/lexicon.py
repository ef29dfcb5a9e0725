"""The words of each language (`languages/<tag>.toml`), compiled when first needed.

A file's data part costs about half a millisecond to load; its `[[examples]]` are for the tests and are not read here.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from blogarchive.dates.folding import fold

Entry = tuple[str, int]
"""A word's class (one letter of the shape alphabet, see grammar.py) and its value."""

# Keys of a language file that hold one comma-separated list -> class and value.
_LISTS: dict[str, Entry] = {
    "connect": ("K", 0), "am": ("A", 0), "pm": ("A", 12), "noon": ("A", 1), "night": ("A", 2), "clock": ("h", 0),
    "year": ("Y", 0), "month": ("P", 0), "week": ("w", 0), "day": ("D", 0), "hour": ("H", 0), "minute": ("I", 0), "second": ("S", 0),
    "before": ("F", 0), "after": ("G", 0), "one": ("N", 1), "two": ("N", 2), "three": ("N", 3), "few": ("N", 0), "now": ("J", 0), "today": ("T", 0),
    "yesterday": ("T", 1), "day_before_yesterday": ("T", 2),
}  # fmt: skip
# A word of two classes gets a letter of its own; the grammar lets it be either.
BOTH = {
    frozenset("MW"): "B",
    frozenset("AK"): "a",
    frozenset("KN"): "q",
    frozenset("FK"): "f",
    frozenset("GK"): "g",
    frozenset("hK"): "h",
    frozenset("PW"): "V",
    frozenset("DW"): "U",
    frozenset("AD"): "m",
}
_COMBINING = re.compile(r"[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670]")
_COMMA = re.compile(r"\s*,\s*")
_GLUED = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff"
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff"
_WORD = rf"(?:(?![{_GLUED}])(?:[^\W\d_]|[{_MARKS}]))+"
PLAIN_TOKENS = re.compile(rf"[0-9]+|{_WORD}|[{_GLUED}]+|\s+|.", re.DOTALL)
HAS_GLUED = re.compile(f"[{_GLUED}]").search
ALIASES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "mo": "ro", "sh": "sr", "bs": "hr", "tl": "fil"}
MERIDIEM: dict[str, Entry] = {"am": ("A", 0), "pm": ("A", 12)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language, compiled: folded word -> entry; phrases by their first word; suffixes of ordinal numbers; how to cut a text."""

    words: Mapping[str, Entry]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    ordinals: frozenset[str]
    glued: re.Pattern[str] | None
    order: str | None
    year_last: str | None  # the order of day and month where a year that usually comes first comes last
    regions: Mapping[str, str]
    years_ahead: int  # what the language's calendar is ahead of the Gregorian one (Thai: 543)


def bare(word: str) -> str:
    """`word` without combining marks: folding keeps them where they are characters of their own (Arabic and Hebrew vowels, U+0301)."""
    return word if word.isascii() else _COMBINING.sub("", word)


def languages() -> tuple[str, ...]:
    """The tags that have a file."""
    return tuple(sorted(_sources()))


@cache
def _sources() -> dict[str, Traversable]:
    folder = files("blogarchive.dates") / "languages"
    return {item.name[:-5]: item for item in folder.iterdir() if item.name.endswith(".toml")}


@cache
def _data_part(tag: str) -> str:
    return _sources()[tag].read_text(encoding="utf-8").partition("[[examples]]")[0]


def base_tag(language: str | None) -> str | None:
    """The tag of the file that serves a language: `pt_BR` -> `pt`, `nb-NO` -> `no`; None where there is none."""
    base = re.split("[-_]", language.strip().lower(), maxsplit=1)[0] if language else ""
    base = ALIASES.get(base, base)
    return base if base in _sources() else None


@cache
def lexicon(tag: str | None) -> Lexicon:
    """The lexicon of a language file, its own words before those of English (themes mix them: `Mai 22nd, 2010`)."""
    data = tomllib.loads(_data_part(tag)) if tag else {}
    own = _classes(data)
    words: dict[str, Entry] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for spelling, entry in own.items():
        first, *rest = [token for token in PLAIN_TOKENS.findall(spelling) if not token.isspace()]
        if rest and not HAS_GLUED(spelling):
            phrases.setdefault(first, []).append((tuple(rest), entry))
        else:
            words[spelling] = entry
    ordinals = frozenset(_split(data.get("ordinals", "")))
    if tag != "en":
        english = lexicon("en")
        words = {**english.words, **words}
        phrases = {**{key: list(value) for key, value in english.phrases.items()}, **_joined(phrases, english)}
        ordinals |= english.ordinals
    return Lexicon(
        words=words,
        phrases={key: tuple(sorted(value, key=lambda item: -len(item[0]))) for key, value in phrases.items()},
        ordinals=ordinals,
        glued=_glued_tokens(own),
        order=data.get("order"),
        year_last=data.get("year_last"),
        regions=data.get("regions", {}),
        years_ahead=data.get("years_ahead", 0),
    )


def _joined(
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]], english: Lexicon
) -> dict[str, list[tuple[tuple[str, ...], Entry]]]:
    return {first: [*rests, *english.phrases.get(first, ())] for first, rests in phrases.items()}


def _classes(data: Mapping[str, object]) -> dict[str, Entry]:
    """Folded spelling -> entry, over all lists of a file."""
    found: dict[str, dict[str, int]] = {}
    for spelling, (letter, value) in _entries(data):
        found.setdefault(spelling, {}).setdefault(letter, value)
    return {spelling: _settled(spelling, classes) for spelling, classes in found.items()}


def _settled(spelling: str, classes: dict[str, int]) -> Entry:
    """One entry per word. The value of a double class packs both: month and weekday as `month * 8 + weekday`."""
    if len(classes) == 1:
        return next(iter(classes.items()))
    letter = BOTH.get(frozenset(classes))
    if letter is None:
        raise ValueError(f"{spelling!r} cannot be all of {sorted(classes)}")
    if letter == "B":
        return letter, classes["M"] * 8 + classes["W"]
    return letter, max(classes.values())


def _entries(data: Mapping[str, object]) -> Iterator[tuple[str, Entry]]:
    for key, entry in _LISTS.items():
        for spelling in _split(data.get(key, "")):
            yield spelling, entry
    for key, letter in (("months", "M"), ("weekdays", "W")):
        rows = data.get(key, [])
        assert isinstance(rows, list)
        for number, row in enumerate(rows, start=letter == "M"):
            for spelling in _split(row):
                yield spelling, (letter, number)
    eras = data.get("eras", {})
    assert isinstance(eras, dict)
    for spelling, before_first_year in eras.items():
        yield fold(spelling), ("E", before_first_year)


def _split(row: object) -> list[str]:
    assert isinstance(row, str)
    return [bare(fold(spelling)) for spelling in _COMMA.split(row) if spelling]


def _glued_tokens(spellings: Iterable[str]) -> re.Pattern[str] | None:
    """For scripts without spaces between words: the language's own words first, the longest first, then single characters."""
    glued = sorted(filter(HAS_GLUED, spellings), key=len, reverse=True)
    if not glued:
        return None
    return re.compile(rf"[0-9]+|{_WORD}|{'|'.join(map(re.escape, glued))}|[{_GLUED}]|\s+|.", re.DOTALL)


@cache
def tags_by_word() -> dict[str, tuple[str, ...]]:
    """Which files list a word, for texts whose language is not known; found without reading the files as TOML."""
    tags: dict[str, list[str]] = {}
    for tag in languages():
        for quoted in re.findall('"([^"]*)"', fold(_data_part(tag))):
            for word in PLAIN_TOKENS.findall(quoted):
                if word.isalpha() and tag not in (known := tags.setdefault(word, [])):
                    known.append(tag)
    return {word: tuple(found) for word, found in tags.items()}


@cache
def digitless_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Words without one of which no date lacks digits (`ago`, `hier`, `now`): whole words, and pieces for scripts without spaces."""
    words: set[str] = set()
    pieces: set[str] = set()
    for tag in languages():
        for row in re.findall(
            r'(?m)^(?:before|after|now|today|yesterday|day_before_yesterday) = "([^"]*)"', _data_part(tag)
        ):
            for spelling in _split(row):
                if HAS_GLUED(spelling):
                    pieces.add(spelling)
                else:
                    words.add(max(PLAIN_TOKENS.findall(spelling), key=len))
    return frozenset(words), tuple(pieces)
