"""The page's own words, in the language of the post where we have them, else in English.

Each language is a file in `assets/words`. A phrase that counts has a form for each plural category of its language
(https://cldr.unicode.org/index/cldr-spec/plural-rules), which `one`, `few` … name.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias, cast

FALLBACK = "en"
LANGUAGES = tuple("ar de en es fr it ja nl pl pt ru sv tr zh zh-hant".split())
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he iw ks ku ps sd syr ug ur yi".split())
_LTR_SCRIPTS = frozenset(("latn", "cyrl"))
_TRADITIONAL = frozenset(("hant", "tw", "hk", "mo"))
_SOURCES = {
    "page": "from_page",
    "learned": "from_page",
    "article": "from_page",
    "structured": "from_data",
    "comment_feed": "from_comment_feed",
    "entry_feed": "from_feed",
    "wordpress_api": "from_api",
}
_Table: TypeAlias = Mapping[str, str | Mapping[str, str]]


class Words:
    """Looks words up: `words("comments")`; `language` is the one they are in."""

    def __init__(self, language: str, table: _Table) -> None:
        self.language = language
        self._table = table

    def __call__(self, key: str, **values: str | int) -> str:
        """The word or phrase for `key`, with its `{places}` filled. One that counts goes by `count`."""
        phrase = self._table[key]
        if not isinstance(phrase, str):
            phrase = phrase[plural(self.language, int(values["count"]))]
        return phrase.format_map(values) if values else phrase

    def around(self, key: str, place: str, **values: str | int) -> tuple[str, str]:
        """What stands before and after one place of a phrase, for an element that is to stand there."""
        before, _, after = self(key, **values, **{place: "\0"}).partition("\0")
        return before, after

    def by(self, sources: str) -> str:
        """Who told something: names of sources, parted by spaces, in words. A name that we have no word for stands as it is."""
        names = dict.fromkeys(self._table.get(_SOURCES.get(name, ""), name) for name in sources.split())
        return self("by_source", source=", ".join(map(str, names)))

    @property
    def direction(self) -> str | None:
        """How these words run."""
        return direction(self.language)


def words_for(language: str | None) -> Words:
    """The words in the language of a post (a BCP 47 tag)."""
    primary, *rest = (language or FALLBACK).replace("_", "-").lower().split("-")
    chosen = primary if primary in LANGUAGES else FALLBACK
    if chosen == "zh" and _TRADITIONAL & set(rest):
        chosen = "zh-hant"
    return Words(chosen, {**_table(FALLBACK), **_table(chosen)})


def direction(language: str | None) -> str | None:
    """`rtl` or `ltr` by the language; None where it is unknown."""
    if not language:
        return None
    primary, *rest = language.replace("_", "-").lower().split("-")
    return "rtl" if primary in _RIGHT_TO_LEFT and not _LTR_SCRIPTS & set(rest) else "ltr"


def plural(language: str, count: int) -> str:
    """The plural category of a whole number in one of our languages (CLDR 45, cardinals; millions of comments are not foreseen)."""
    return _PLURALS.get(language, _one)(count)


def _one(count: int) -> str:
    return "one" if count == 1 else "other"


def _one_or_none(count: int) -> str:
    return "one" if count in {0, 1} else "other"


def _polish(count: int) -> str:
    return "one" if count == 1 else "few" if _is_few(count) else "many"


def _russian(count: int) -> str:
    return "one" if count % 10 == 1 and count % 100 != 11 else "few" if _is_few(count) else "many"


def _is_few(count: int) -> bool:
    return count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14}


def _arabic(count: int) -> str:
    if count < 3:
        return ("zero", "one", "two")[count]
    return "few" if 3 <= count % 100 <= 10 else "many" if count % 100 >= 11 else "other"


_PLURALS: Mapping[str, Callable[[int], str]] = {
    "fr": _one_or_none,
    "pt": _one_or_none,
    "pl": _polish,
    "ru": _russian,
    "ar": _arabic,
}


@cache
def _table(language: str) -> _Table:
    table: dict[str, str | Mapping[str, str]] = {}
    for folder in ("words", "site_words"):  # of the page; of lists and books
        source = (Path(__file__).parent / "assets" / folder / f"{language}.json").read_text(encoding="utf-8")
        table.update(cast("_Table", json.loads(source)))
    return table
