"""The page's own words, in the language of the post where we have them, else in English."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast

FALLBACK = "en"
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he iw ks ku ps sd syr ug ur yi".split())
_LTR_SCRIPTS = frozenset(("latn", "cyrl"))


class Words:
    """Looks words up: `words("comments")`; `language` is the one they are in."""

    def __init__(self, language: str, table: Mapping[str, str]) -> None:
        self.language = language
        self._table = table

    def __call__(self, key: str, **values: str | int) -> str:
        """The word or phrase for `key`, with its `{places}` filled."""
        return self._table[key].format_map(values) if values else self._table[key]


def words_for(language: str | None) -> Words:
    """The words in the language of a post (a BCP 47 tag)."""
    tables = _tables()
    primary = (language or FALLBACK).replace("_", "-").lower().partition("-")[0]
    chosen = primary if primary in tables else FALLBACK
    return Words(chosen, {**tables[FALLBACK], **tables[chosen]})


def direction(language: str | None) -> str | None:
    """`rtl` or `ltr` by the language; None where it is unknown."""
    if not language:
        return None
    primary, *rest = language.replace("_", "-").lower().split("-")
    return "rtl" if primary in _RIGHT_TO_LEFT and not _LTR_SCRIPTS & set(rest) else "ltr"


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    source = (files("blogarchive.export") / "assets" / "words.json").read_text(encoding="utf-8")
    return cast("Mapping[str, Mapping[str, str]]", json.loads(source))
