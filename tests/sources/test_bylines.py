"""Words that say who wrote, in the languages of blogs: the name after them is found however they are written."""

import pytest

from blogarchive.sources.article.bylines import name_after_by, words_after_by


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Posted on 3 May by Ada Example", "Ada Example"),
        ("(by: Ada Example)", "Ada Example"),
        ("BY ADA EXAMPLE", "ADA EXAMPLE"),
        ("Ein Beitrag von Ada Beispiel", "Ada Beispiel"),
        ("Écrit par Ada Exemple", "Ada Exemple"),
        ("Napisał(a) Ada Kowalska", "Ada Kowalska"),
        ("Scris de Ada Popescu", "Ada Popescu"),
        ("ΣΥΝΤΆΚΤΗΣ: Άδα Παππά", "Άδα Παππά"),
        ("Автор: Ада Иванова", "Ада Иванова"),
        ("Tác giả: Nguyễn Ada", "Nguyễn Ada"),
        ("— Ada @ 8:47 pm", "Ada"),
    ],
)
def test_the_name_after_by(text: str, name: str) -> None:
    """Case and what stands beside the words do not matter."""
    assert name_after_by(text) == name


def test_a_word_that_only_holds_by_says_nothing() -> None:
    """Babysitters are nobody's bylines."""
    assert name_after_by("Ruby Example and the Babylon Band") is None
    assert words_after_by("Ruby Example and the Babylon Band") is None
