"""Digits, letters and numbers as the world writes them: one reading, however it is spelt."""

from datetime import datetime, timedelta

import pytest

from blogarchive.dates import Hints, parse
from blogarchive.dates.lexicon import base_tag, guessed_languages, languages

NOW = datetime(2026, 11, 22, 12, 0, 0)

# The zero of each script's decimal digits (Unicode, category Nd).
ZEROS = {
    "ar": 0x660, "fa": 0x6F0, "hi": 0x966, "bn": 0x9E6, "pa": 0xA66, "gu": 0xAE6, "or": 0xB66, "ta": 0xBE6, "te": 0xC66, "kn": 0xCE6,
    "ml": 0xD66, "si": 0xDE6, "th": 0xE50, "lo": 0xED0, "my": 0x1040, "km": 0x17E0, "mn": 0x1810, "ja": 0xFF10,
}  # fmt: skip


@pytest.mark.parametrize("language", ZEROS)
def test_digits_of_all_scripts(language: str) -> None:
    text = "22/05/2010 14:03".translate({ord("0") + digit: ZEROS[language] + digit for digit in range(10)})
    stamp = parse(text, Hints(language=language, order="DMY"))
    assert stamp is not None
    assert stamp.isoformat() == "2010-05-22T14:03:00"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bn", "22 ফেব্রু\u09dfারি 2010"),
        ("bn", "22 ফেব্রু\u09af\u09bcারি 2010"),
        ("hi", "22 \u092b\u093cरवरी 2010"),
        ("hi", "22 \u095eरवरी 2010"),
        ("my", "၂၀၁၀ ဖေဖော်ဝါရီ ၂၂"),
        ("ckb", "22. شوبات 2010"),
    ],
)
def test_a_letter_with_its_dot_is_one_letter_or_two(language: str, text: str) -> None:
    """Unicode has both; that of Bengali and Hindi is composed on some pages and not on others."""
    stamp = parse(text, Hints(language=language))
    assert stamp is not None
    assert stamp.isoformat() == "2010-02-22"


@pytest.mark.parametrize("text", ["අප්\u200dරේල් 22, 2010", "අප්රේල් 22, 2010"])
def test_joiners_are_no_letters(text: str) -> None:
    stamp = parse(text, Hints(language="si"))
    assert stamp is not None
    assert stamp.isoformat() == "2010-04-22"


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "12 345 days ago", 12_345),
        ("en", "12,345 days ago", 12_345),
        ("de", "vor 1.234 Tagen", 1_234),
        ("fr", "il y a 1\u202f234 jours", 1_234),
        ("en", "user12 345 days ago", 345),
    ],
)
def test_thousands_are_one_number(language: str, text: str, days: int) -> None:
    stamp = parse(text, Hints(language=language, reference=NOW))
    assert stamp is not None
    assert stamp.local is not None
    assert stamp.local.date() == (NOW - timedelta(days=days)).date()


@pytest.mark.parametrize("text", ["1.5 hours ago", "1,5 hours ago"])
def test_a_fraction_is_not_read_as_its_second_half(text: str) -> None:
    stamp = parse(text, Hints(language="en", reference=NOW))
    assert stamp is None or stamp.local is None


def test_half_past_midnight_by_a_word_for_the_evening_is_left_at_the_day() -> None:
    """It may be the night before or after."""
    stamp = parse("2010年5月22日 晚上12:30", Hints(language="zh"))
    assert stamp is not None
    assert stamp.isoformat() == "2010-05-22"


@pytest.mark.parametrize("language", [None, "en", "fr", "de", "es"])
@pytest.mark.parametrize("text", ["du 2010", "here 2010", "few 2, 2010", "3 medi 2010"])
def test_words_of_small_languages_are_read_on_their_pages_alone(text: str, language: str | None) -> None:
    """`du` is November in Breton, `here` October, `few` February in Turkmen, `medi` September in Welsh."""
    assert parse(text, Hints(language=language or "xx", reference=NOW)) is None


def test_on_their_pages_they_are() -> None:
    assert set(guessed_languages()) < set(languages())
    for language, text in (("br", "3 Du 2010"), ("tk", "3 few 2010"), ("cy", "3 Medi 2010")):
        stamp = parse(text, Hints(language=language))
        assert stamp is not None
        assert stamp.is_known


@pytest.mark.parametrize(
    ("language", "tag"), [("bel", "be"), ("kir", "ky"), ("tl", "fil"), ("me_ME", "sr"), ("kmr", "ku"), ("nn-NO", "no")]
)
def test_the_names_that_wordpress_has_for_languages(language: str, tag: str) -> None:
    assert base_tag(language) == tag


@pytest.mark.parametrize("text", ["२०६७-०२-०८", "2067 मे 8"])
def test_years_of_another_calendar_are_left_open(text: str) -> None:
    """Nepal's Bikram Sambat is 56 years and eight months ahead."""
    stamp = parse(text, Hints(language="ne", reference=NOW))
    assert stamp is not None
    assert stamp.local is None
