"""Which spellings are one name."""

import re
import unicodedata

import pytest

from blogarchive.text.names import WORD, key_of, sign_of, slug_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LaPriss_", "lapriss"),
        ("Marie Dupont", "marie.dupont"),
        ("Zoë", "ZOE\u0308"),
        ("ﬁn", "fin"),
        ("Straße", "STRASSE"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_a_name_without_letters_is_itself() -> None:
    assert (key_of("★"), sign_of("★"), slug_of("★"), words_of("★ ★")) == ("", "★", "", [])


def test_marks_of_scripts_in_use_belong_to_words() -> None:
    """Every mark (Mn, Mc) between Devanagari and Khmer that follows letters, and the dots of kana."""
    word = re.compile(WORD)
    marks = [chr(c) for c in (*range(0x900, 0x1100), *range(0x1780, 0x17E0), 0x3099, 0x309A)]
    assert not [m for m in marks if unicodedata.category(m) in {"Mn", "Mc"} and not word.fullmatch(m)]
    assert not [m for m in "\u0964\u0965\u200b\u3001 -.'@#" if word.fullmatch(m)]
