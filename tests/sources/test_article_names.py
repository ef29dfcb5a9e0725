"""The author's name in the words of a byline, without what themes write beside it."""

import pytest

from blogarchive.sources.article.bylines import words_after_by
from blogarchive.sources.article.name_words import names_in
from tests.sources.article_pages import BODY, post_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("View all posts by Ada Example →", ["Ada Example"]),
        ("Zeige alle Beiträge von Ada Beispiel", ["Ada Beispiel"]),
        ("Alle Beiträge", []),
        ("By Ada Example May 3, 2019", ["Ada Example"]),
        ("April Example 3", ["April Example"]),
        ("Ada (A.B.) Example", ["Ada (A.B.) Example"]),
        ("Ada (guest) posted", ["Ada"]),
        ("Ada Example and Bob Sample", ["Ada Example", "Bob Sample"]),
        ("Sharp and Sons", ["Sharp and Sons"]),
        ("Текст: Ада Иванова", ["Ада Иванова"]),
        ("责任编辑：艾达", []),
        ("Written by", []),
    ],
)
def test_the_names_in_the_words(text: str, names: list[str]) -> None:
    """The link to somebody's posts, a day, a nickname, a second author, a label; who edited a text did not write it."""
    assert list(names_in(text)) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada von Beispiel", None),
        ("Ada von der Beispiel", None),
        ("Ada Di Esempio", None),
        ("Text von Ada Beispiel", "Ada Beispiel"),
        ("Veröffentlicht von Ada", "Ada"),
        ("Articolo di Ada Esempio", "Ada Esempio"),
    ],
)
def test_a_word_of_a_name_is_no_by(text: str, name: str | None) -> None:
    """Names hold words that elsewhere stand before them."""
    assert words_after_by(text) == name


def test_by_is_any_word_further_on_in_a_line() -> None:
    """What comes after it there is whatever a thing was done by; beside a date it is a byline."""
    line = "<p>As in the last episode the tests are all powered by Mocha and Chai:</p>"
    assert post_of(f"<article><h1>A title</h1>{line}{BODY}</article>").authors == ()
    told = "<p>This entry was put up here on 3 May 2019 at noon by Ada Example</p>"
    (author,) = post_of(f"<article><h1>A title</h1>{told}{BODY}</article>").authors
    assert author.name == "Ada Example"


def test_what_a_page_is_powered_by_wrote_nothing() -> None:
    """Engines and comment systems stand after "by" in many a foot."""
    assert post_of(f"<article><h1>A title</h1>{BODY}</article><div>Powered by WordPress</div>").authors == ()


def test_a_month_is_not_the_last_name() -> None:
    """The byline goes on with the day, and the name is cut before the figures."""
    line = "<div class='byline'>By <b>Ada Example</b> March 25, 2015</div>"
    (author,) = post_of(f"<article><h1>A title</h1>{line}{BODY}</article>").authors
    assert author.name == "Ada Example"
