"""The words of each language (`languages/<tag>.toml`), compiled when first needed.

A file's data part costs about half a millisecond to load; its `[[examples]]` are for the tests and are not read here.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from blogarchive.dates.folding import fold
from blogarchive.dates.tokens import bare, glued_pattern, is_glued, plain_tokens
from blogarchive.dates.zones import ZONES

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
    frozenset("wW"): "v",
    frozenset("Mw"): "e",
    frozenset("HK"): "k",
    frozenset("DW"): "U",
    frozenset("AD"): "m",
}
_MONTHS = 12
_COMMA = re.compile(r"\s*,\s*")
ALIASES = {
    "nb": "no", "nn": "no", "iw": "he", "in": "id", "mo": "ro", "sh": "sr", "bs": "hr", "tl": "fil", "kmr": "ku",
    # WordPress's own names of locales, which its pages state as their language
    "me": "sr", "bel": "be", "bre": "br", "fao": "fo", "kir": "ky", "oci": "oc", "ory": "or", "tuk": "tk", "zul": "zu",
}  # fmt: skip
_NUMBERS = {1: "d", 2: "d", 4: "y"}
_KEPT = frozenset(".,:/-–()[]|@'+~·•°#%&=_*;\"")
_UNKNOWN: Entry = ("x", 0)
_SHORT: Entry = ("X", 0)  # three letters or fewer: prepositions are short, names and nouns mostly longer


class Entries(dict[str, Entry]):
    """Token -> entry, for all tokens there are: the language's words, numbers, punctuation. Remembers what it worked out, unknown words aside."""

    def __init__(self, words: Mapping[str, Entry]) -> None:
        super().__init__(words)
        self.words = words

    def __missing__(self, token: str) -> Entry:
        if token[0].isalpha():
            return self._unknown(token)
        if token.isdecimal():
            entry = _NUMBERS.get(len(token), "n"), int(token) if len(token) < 9 else 0
        elif token.isspace():
            entry = " ", 0
        else:
            entry = token if token in _KEPT else "!", 0
        if len(token) <= 4:
            self[token] = entry
        return entry

    def _unknown(self, token: str) -> Entry:
        if not token.isascii() and (stripped := bare(token)) in self.words:
            return self.words[stripped]
        if token in ZONES:
            return "z", 0  # if it is written in capitals
        return _SHORT if len(token) <= 3 else _UNKNOWN


class Lexicon(NamedTuple):
    """One language, compiled: folded token -> entry; phrases by their first word; suffixes of ordinal numbers; how to cut a text."""

    entries: "Entries"
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    ordinals: frozenset[str]
    glued: re.Pattern[str] | None
    alone: frozenset[str]  # units that mean one where no number stands before them: месяц назад
    order: str | None
    year_last: str | None  # the order of day and month where a year that usually comes first comes last
    regions: Mapping[str, str]
    has_solar_months: bool  # names of months of the Solar Hijri calendar follow the Gregorian ones: numbers 13 to 24
    other_years_from: int | None  # years of a calendar that is not read (Bikram Sambat: 2067 was 2010)
    years_ahead: int  # what the language's calendar is ahead of the Gregorian one (Thai: 543)


def languages() -> tuple[str, ...]:
    """The tags that have a file."""
    return tuple(sorted(_sources()))


@cache
def guessed_languages() -> tuple[str, ...]:
    """Those whose words are looked for on pages of another or no stated language.

    The files in `languages/stated/` are not: `du 2010` is November in Breton, `few` February in Turkmen.
    """
    return tuple(tag for tag, path in sorted(_sources().items()) if path.parent.name != "stated")


@cache
def _sources() -> dict[str, Path]:
    folder = Path(__file__).with_name("languages")
    return {path.stem: path for place in (folder, folder / "stated") for path in place.glob("*.toml")}


@cache
def data_part(tag: str) -> str:
    """A language file's text up to its examples."""
    return _sources()[tag].read_text(encoding="utf-8").partition("[[examples]]")[0]


@cache
def base_tag(language: str | None) -> str | None:
    """The tag of the file that serves a language: `pt_BR` -> `pt`, `nb-NO` -> `no`; None where there is none."""
    base = re.split("[-_]", language.strip().lower(), maxsplit=1)[0] if language else ""
    base = ALIASES.get(base, base)
    return base if base in _sources() else None


@cache
def lexicon(tag: str | None) -> Lexicon:
    """The lexicon of a language file, its own words before those of English (themes mix them: `Mai 22nd, 2010`)."""
    import tomllib  # 10 ms to import; not needed at start

    data = tomllib.loads(data_part(tag)) if tag else {}
    own = _classes(data)
    words: dict[str, Entry] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for spelling, entry in own.items():
        first, *rest = [token for token in plain_tokens(spelling) if not token.isspace()]
        if rest and not is_glued(spelling):
            phrases.setdefault(first, []).append((tuple(rest), entry))
        else:
            words[spelling] = entry
    ordinals = frozenset(spellings(data.get("ordinals", "")))
    if tag != "en":
        english = lexicon("en")
        words = {**english.entries.words, **words}
        for first, rests in english.phrases.items():  # of the phrases only "a.m." and "p.m."
            phrases.setdefault(first, []).extend(row for row in rests if row[1][0] == "A")
        ordinals |= english.ordinals
    return Lexicon(
        entries=Entries(words),
        phrases={key: tuple(sorted(value, key=lambda item: -len(item[0]))) for key, value in phrases.items() if value},
        ordinals=ordinals,
        glued=glued_pattern(own),
        alone=frozenset(spellings(data.get("alone", ""))),
        order=data.get("order"),
        year_last=data.get("year_last"),
        regions=data.get("regions", {}),
        has_solar_months=len(data.get("months", ())) > _MONTHS,
        other_years_from=data.get("other_years_from"),
        years_ahead=data.get("years_ahead", 0),
    )


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
        for spelling in spellings(data.get(key, "")):
            yield spelling, entry
    for key, letter in (("months", "M"), ("weekdays", "W")):
        rows = data.get(key, [])
        assert isinstance(rows, list)
        for number, row in enumerate(rows, start=letter == "M"):
            for spelling in spellings(row):
                yield spelling, (letter, number)
    eras = data.get("eras", {})
    assert isinstance(eras, dict)
    for spelling, before_first_year in eras.items():
        yield fold(spelling), ("E", before_first_year)


def spellings(row: object) -> list[str]:
    """The folded spellings of a comma-separated list."""
    assert isinstance(row, str)
    return [spelling for spelling in _COMMA.split(bare(fold(row))) if spelling]
