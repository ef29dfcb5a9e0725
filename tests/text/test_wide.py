"""Writing in which one character counts as two."""

import pytest

from blogarchive.text.wide import is_wide, is_wide_language, letters_of, words_of


@pytest.mark.parametrize("tag", ["ja", "zh-Hant", "ko_KR", "ZH"])
def test_languages_of_wide_characters(tag: str) -> None:
    assert is_wide_language(tag)


@pytest.mark.parametrize("tag", ["", "en", "jam", "kok", "zha"])
def test_other_languages(tag: str) -> None:
    """Tags that merely begin alike are other languages: Jamaican, Konkani, Zhuang."""
    assert not is_wide_language(tag)


@pytest.mark.parametrize("line", ["海へ", "Python 3.14 のリリース", "旧书店", "북한산에 오르다"])
def test_lines_in_wide_characters(line: str) -> None:
    assert is_wide(line)


@pytest.mark.parametrize("line", ["", "A title", "Où l’été", "Привет", "What 海 means in English, and why", "…"])
def test_other_lines(line: str) -> None:
    assert not is_wide(line)


def test_a_wide_character_is_worth_two_letters() -> None:
    assert (letters_of("海へ"), letters_of("sea"), letters_of("été 海")) == (4, 3, 6)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("three short words", 3),
        ("it — counts dashes", 4),
        ("日本語の記事。", 6),
        ("你好，世界", 4),
        ("Python の記事、2020 年", 6),
        ("한국어 글 두 개", 4),
    ],
)
def test_words(text: str, count: int) -> None:
    """Korean parts its words by blanks, Chinese and Japanese do not."""
    assert words_of(text) == count
