"""Differences by words: both texts can be put together from the pieces, and what did not change is not marked."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogarchive.text.differences import Fate, word_changes


def marked(before: str, after: str) -> str:
    signs = {Fate.SAME: "{}", Fate.GONE: "[-{}-]", Fate.NEW: "{{+{}+}}"}
    return "".join(signs[piece.fate].format(piece.text) for piece in word_changes(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "", ""),
        ("the same", "the same", "the same"),
        ("", "all new", "{+all new+}"),
        ("all gone", "", "[-all gone-]"),
        ("I count stairs.", "I count buses.", "I count [-stairs-]{+buses+}."),
        ("one two three", "one three", "one [-two -]three"),
        ("one three", "one two three", "one {+two +}three"),
        ("red blue green car", "old grey green car", "[-red blue-]{+old grey+} green car"),
        ("Merci", "Merci bien", "Merci{+ bien+}"),
        ("it’s fine", "it’s FINE", "it’s [-fine-]{+FINE+}"),
        ("私は日本語で書く", "私は英語で書く", "私は[-日本-]{+英+}語で書く"),
        ("one\n\ntwo", "one\n\nthree", "one\n\n[-two-]{+three+}"),
    ],
)
def test_what_changed_is_marked(before: str, after: str, shown: str) -> None:
    assert marked(before, after) == shown


@given(st.text("ab ,.\n\u65e5é", max_size=60), st.text("ab ,.\n\u65e5é", max_size=60))
def test_both_texts_are_in_the_pieces(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    assert "".join(piece.text for piece in pieces if piece.fate is not Fate.NEW) == before
    assert "".join(piece.text for piece in pieces if piece.fate is not Fate.GONE) == after
    assert all(piece.text for piece in pieces)


def test_long_texts_take_no_time() -> None:
    """A book of 15,000 words with a word changed in each of its paragraphs, and another book altogether."""
    chance = random.Random(1)
    words = [f"w{n}" for n in range(3000)]
    book = ["".join(f"{chance.choice(words)} " for _ in range(100)) for _ in range(150)]
    edited = [paragraph.replace(paragraph.split()[50], "x", 1) for paragraph in book]
    other = ["".join(f"{chance.choice(words)} " for _ in range(100)) for _ in range(150)]
    start = time.process_time()
    assert sum(piece.fate is Fate.NEW for piece in word_changes("\n".join(book), "\n".join(edited))) >= 145
    word_changes("\n".join(book), "\n".join(other))
    assert time.process_time() - start < 20
