"""The offline page in the language of its post: its words, numbers and direction."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogarchive.export.html_words import LANGUAGES, words_for
from tests.export.pages import text_of, tree_of, with_class
from tests.export.snapshots import POST_RECORD, make_comment, make_snapshot


@pytest.mark.parametrize("language", ["fr", "fr-CA", "FR_fr"])
def test_the_pages_own_words(language: str) -> None:
    """In the language of the post where we have them, else in English and marked as such."""
    french = tree_of(make_snapshot(make_comment(1), post=replace(POST_RECORD, language=language)))
    assert "Commentaires" in [text_of(h2).rstrip(" 1") for h2 in french.iter("h2")]
    finnish = tree_of(make_snapshot(make_comment(1), post=replace(POST_RECORD, language="fi")))
    assert with_class(finnish, "banner")[0].get("lang") == "en"


def _places(phrase: str | dict[str, str]) -> set[str]:
    """The places of a phrase, or of its forms together: those for few need not name the figure."""
    forms = [phrase] if isinstance(phrase, str) else phrase.values()
    return {place for form in forms for place in re.findall(r"{\w+}", form)}


def test_all_languages_have_all_words() -> None:
    """With the same places to fill."""
    folder = files("blogarchive.export") / "assets" / "words"
    tables = {tag: json.loads((folder / f"{tag}.json").read_text(encoding="utf-8")) for tag in LANGUAGES}
    assert {file.name for file in folder.iterdir()} == {f"{tag}.json" for tag in tables}
    for language, table in tables.items():
        assert set(table) == set(tables["en"]), language
        for key, phrase in table.items():
            expected = _places(tables["en"][key])
            assert _places(phrase) == expected, (language, key)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", {1: "1 comment", 0: "0 comments", 2: "2 comments"}),
        ("fr", {0: "0 commentaire", 1: "1 commentaire", 2: "2 commentaires"}),
        (
            "pl",
            {
                1: "1 komentarz",
                3: "3 komentarze",
                12: "12 komentarzy",
                22: "22 komentarze",
                25: "25 komentarzy",
                101: "101 komentarzy",
            },
        ),
        (
            "ru",
            {
                1: "1 комментарий",
                21: "21 комментарий",
                11: "11 комментариев",
                34: "34 комментария",
                14: "14 комментариев",
            },
        ),
        ("ar", {1: "تعليق واحد", 2: "تعليقان", 7: "7 تعليقات", 11: "11 تعليقًا", 100: "100 تعليق", 103: "103 تعليقات"}),
        ("tr", {1: "1 yorum", 5: "5 yorum"}),
        ("ja", {1: "コメント1件", 5: "コメント5件"}),
        ("zh-TW", {1: "1 則留言"}),
    ],
)
def test_counted_words(language: str, expected: Mapping[int, str]) -> None:
    """Each number in the form that the language asks for (https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html)."""
    words = words_for(language)
    assert {count: words("n_comments", count=count) for count in expected} == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_told_is_said_in_the_words_of_the_language(language: str) -> None:
    """The names of sources are for programs; a source that we have no word for (an older file's) keeps its name."""
    words = words_for(language)
    names = ("page", "learned", "article", "structured", "comment_feed", "entry_feed", "wordpress_api")
    said = {name: words.by(name) for name in names}
    assert len(set(said.values())) == 5 and not any("_" in phrase for phrase in said.values())
    assert words.by("page learned") == said["page"]
    assert "isso" in words.by("page isso")


@given(count=st.integers(min_value=0, max_value=100_000), language=st.sampled_from(LANGUAGES))
def test_every_number_has_a_form(count: int, language: str) -> None:
    """In every language."""
    assert all(words_for(language)(key, count=count) for key in ("n_comments", "n_answers", "n_people"))


@pytest.mark.parametrize(
    ("language", "expected"), [("ar", "rtl"), ("he-IL", "rtl"), ("fr", "ltr"), ("az-Latn", "ltr"), (None, None)]
)
def test_direction(language: str | None, expected: str | None) -> None:
    """By the language; none where that is unknown."""
    assert tree_of(make_snapshot(post=replace(POST_RECORD, language=language))).get("dir") == expected
