"""What strangers write, made fit for a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogarchive.text.terminal import one_line, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("Déjà vu — 日本語 🎉", "Déjà vu — 日本語 🎉"),
        ("two\n\tlines", "two\n\tlines"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x1b]52;c;aGk=\x1b\\", "␛]52;c;aGk=␛\\"),
        ("\x9b31mred", "<U+009B>31mred"),
        ("over\rwritten", "over␍written"),
        ("a\0b\x7f\b", "a␀b␡␈"),
        ("\u202eevil\u2066x\u2069\u200f", "<U+202E>evil<U+2066>x<U+2069><U+200F>"),
        ("pay\u200bpal\ufeff", "pay<U+200B>pal<U+FEFF>"),
        ("pay\u200dpal", "pay<U+200D>pal"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("one\u2028two\x85three", "one<U+2028>two<U+0085>three"),
        ("\ud800", "<U+D800>"),
        ("flag\U000e0067", "flag<U+E0067>"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_what_is_printable_stays_so_and_holds_no_control(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert not any((ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 for c in shown)


def test_one_line() -> None:
    assert one_line(" a\n\n b\tc\x1b ") == "a b c␛"
