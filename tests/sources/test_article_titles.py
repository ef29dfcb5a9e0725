"""Titles that are short, or stand in no heading."""

import pytest

from tests.sources.article_pages import BODY, post_of


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Сад", "Сад | Мой блог"),
        ("庭", "庭 - 私のブログ"),
        ("Go", "My blog: Go"),
        ("42", "My blog » 42"),
        ("Rain", "Rain"),
    ],
)
def test_a_heading_that_is_a_part_of_the_browsers_title_may_be_short(heading: str, title: str) -> None:
    """The site's name is a heading as well, and stands above."""
    page = f"<div><h1>Something else</h1></div><div><h2>{heading}</h2><div>{BODY}</div></div>"
    assert post_of(page, title).title == heading


def test_a_short_heading_that_is_a_word_of_the_title_is_not_the_title() -> None:
    """ "Go" in "Go to sea" is a word, and the heading that says all is the title."""
    assert post_of(f"<h1>Go to sea</h1><div><h2>Go</h2>{BODY}</div>", "Go to sea | My blog").title == "Go to sea"


def test_without_any_heading_a_line_that_is_a_part_of_the_browsers_title_is_the_title() -> None:
    """Pages of tables set it in a larger font; a link to the home page has the site's name."""
    page = f'<table><tr><td><a href="/">My blog</a><td><font size="5">A walk</font><br>3 March 2010{BODY}</td></tr></table>'
    assert post_of(page, "A walk | My blog").title == "A walk"
    assert post_of(page, "My blog").title is None
    assert post_of(page, "Another thing | My blog").title is None
