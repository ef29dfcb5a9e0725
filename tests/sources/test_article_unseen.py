"""What pages of kinds that nobody had prepared for showed about the article's text. Each test is one rule on a page made for it."""

import pytest

from tests.sources.article_pages import BODY, FIRST, SECOND, TEXT, THIRD, text_of

LINKS = "".join(f'<li><a href="/{n}">Another post number {n} of this blog</a></li>' for n in range(6))


def test_a_refrain_is_said_as_often_as_its_author_says_it() -> None:
    """Paragraphs of one kind in one place are the author's, also where one says what another said."""
    refrain = "And so we go on, down to the water and back again, whatever the weather may bring us today."
    song = f"<p>{FIRST}</p><p>{refrain}</p><p>{SECOND}</p><p>{refrain}</p>"
    assert text_of(f"<article><h1>A title</h1><div>{song}</div></article>").count(refrain) == 2


def test_what_stands_again_in_a_place_of_the_same_make_is_said_again() -> None:
    """A question to each of several people, cells of a table; what a box of another make repeats is a copy."""
    question = "What do you think of the tide, of the boats that lie still in it, and of those who look away?"
    asked = "".join(f"<div class='talk'><p>{question}</p><p>{answer}</p></div>" for answer in (FIRST, SECOND, THIRD))
    assert text_of(f"<article><h1>A title</h1><div>{asked}</div></article>").count(question) == 3
    cell = "Wide, and shallow enough for small boats with a flat bottom at any hour of the day, in all weathers"
    rows = "".join(f"<tr><td>{harbour}</td><td>{cell}</td></tr>" for harbour in ("North", "South"))
    assert text_of(f"<article><h1>A title</h1>{BODY}<table>{rows}</table></article>").count(cell) == 2
    summary = f"<div class='summary'><p>{question}</p></div>"
    assert text_of(f"<article><h1>A title</h1><div>{BODY}{asked}{summary}</div></article>").count(question) == 3


def test_a_body_within_a_body_is_the_text_without_its_foot() -> None:
    """The outer one holds a line about the paper as well, which makes up a good part of a short text."""
    foot = "<div class='about'><p>The Example is a paper of the coast that has told of boats and of the sea since 1903.</p></div>"
    inside = f"<div class='article-body'><div class='entry-content'>{BODY}</div>{foot}</div>"
    assert text_of(f"<main><h1>A title</h1>{inside}</main>") == TEXT


def test_the_footer_of_a_body_is_no_body() -> None:
    """The last word of a name says what it names: "article-body-footer" is a footer, and what stands before it the whole."""
    footer = f"<div class='article-body__footer'><p>{FIRST[::-1]}</p><p>{SECOND[::-1]}</p><ul>{LINKS}</ul></div>"
    assert text_of(f"<main><h1>A title</h1><div class='chunks'>{BODY}</div>{footer}</main>") == TEXT


def test_lines_of_white_space_repeat_nothing() -> None:
    """A text set in columns fills its lines up with spaces: they are no sign that it holds the paragraphs once more."""
    line = "     It was set in one width, and every line of it was filled up with spaces until its end."
    listing = "\n".join((line, *[" " * 80] * 3, "")) * 15
    text = text_of(f"<h1>A title</h1><p>{FIRST}</p><pre>{listing}</pre><p>{SECOND}</p>")
    assert "It was set in one width" in text
    assert text.startswith(FIRST)


def test_next_and_previous_may_be_adjectives() -> None:
    """They lead to other posts where nothing else or the word for a post follows."""
    links = "<p><a href='https://a.example/1'>a.example/1</a></p><p><a href='https://b.example/2'>b.example/2</a></p>"
    kept = text_of(f"<h1>A title</h1>{BODY}<p>Previous research on the same matter</p>{links}<p>{FIRST[::-1]}</p>")
    assert "Previous research" in kept
    gone = text_of(f"<h1>A title</h1>{BODY}<p>Next post:</p>{links}<p>{FIRST[::-1]}</p>")
    assert "Next post" not in gone


@pytest.mark.parametrize("words", ["Table of contents", "Inhaltsverzeichnis", "目次", "Spis treści:"])
def test_the_name_of_a_table_of_contents_goes_with_it(words: str) -> None:
    """It leads to the parts of the page, whether the table is left out as such or shown by a script."""
    assert text_of(f"<h1>A title</h1><p>{FIRST}</p><h2>{words}</h2><p>{SECOND}</p>") == f"{FIRST}\n\n{SECOND}"
    assert text_of(f"<h1>A title</h1><h2>{words}</h2><p>{FIRST}</p><p>{SECOND}</p>") == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        ("<p>Comments</p>", False),
        ("<p>Comments welcome, as always</p>", True),
        ("<p>责任编辑：王小明</p>", False),
        ("<p>你可能会喜欢</p>", False),
    ],
)
def test_what_announces_something_else_ends_a_text(line: str, is_text: bool) -> None:
    """A line of one word that names what follows, in any language."""
    assert (text_of(f"<h1>A title</h1>{BODY}{line}") == TEXT) is not is_text


@pytest.mark.parametrize(
    ("line", "is_text"),
    [("Last updated: October 2025", False), ("This post was last updated July 2021.", False), ("October 2025", True)],
)
def test_a_month_is_a_fact_where_it_tells_of_a_change(line: str, is_text: bool) -> None:
    """A month alone may be part of the story."""
    assert text_of(f"<h1>A title</h1><p>{line}</p>{BODY}").startswith(line) is is_text


@pytest.mark.parametrize(
    "line", ["Lesen Sie hier: {}", "Auch lesen: {}", "Dowiedz się więcej: {}"], ids=["here", "also", "polish"]
)
def test_lines_that_lead_to_another_story(line: str) -> None:
    """They are mostly link and begin with the words for it."""
    link = "<a href='/other'>Something else that happened in another town</a>"
    assert text_of(f"<h1>A title</h1><p>{FIRST}</p><p>{line.format(link)}</p><p>{SECOND}</p>") == f"{FIRST}\n\n{SECOND}"


def test_advertising_hidden_in_a_page_is_no_text_however_long() -> None:
    """Who breaks into a blog hides words for search engines in it; a page that is shown by a script hides its title too."""
    spam = "<div style='display:none'>" + "cheap pills and watches of every kind for you " * 400 + "</div>"
    body = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>" * 2
    assert "cheap pills" not in text_of(f"<div><h1>A title</h1><div>{body}</div></div>{spam}")
    shown = f"<div style='display: none'><h1>A title</h1>{BODY}</div><footer><p>{THIRD[::-1]}</p></footer>"
    assert text_of(shown) == TEXT


def test_listings_named_for_how_they_print_are_text() -> None:
    """Highlighters of code say so whether a listing is printed: that makes it no button."""
    listing = "<div class='crayon-syntax print-yes notranslate'><table><tr><td><pre>gem 'serializers', '~> 0.8.3'</pre></td></tr></table></div>"
    assert "gem 'serializers'" in text_of(f"<h1>A title</h1><p>{FIRST}</p>{listing}<p>{SECOND}</p>")


def test_a_footer_below_the_one_article_is_no_text() -> None:
    """However short the post is, and however much the footer says of the site."""
    about = "".join(f"<p>{line[::-1]}</p>" for line in (FIRST, SECOND, THIRD))
    inside = f"<article><h1>A title</h1><p>{FIRST}</p></article><footer><div>{about}</div></footer>"
    assert text_of(inside) == FIRST


def test_a_post_within_a_gadget_is_read_however_short() -> None:
    """Blogger has its posts in a "widget", and a post may be of ten words."""
    words = "Ten words are enough to say that I am well."
    post = f"<div class='post hentry'><h3 class='post-title'>A title</h3><div class='post-body'>{words}</div></div>"
    assert text_of(f"<div class='widget Blog'>{post}</div><div><p>{FIRST}</p></div>") == words


def test_an_article_that_is_cut_into_parts_is_read_to_its_end() -> None:
    """The first part alone calls itself the content; the next, which says more, is called the article's too."""
    parts = f"<div class='article-content'><p>{FIRST}</p></div><div class='article-middle'><p>{SECOND}</p><p>{THIRD}</p></div>"
    assert text_of(f"<article><h1>A title</h1><div class='story'>{parts}</div></article>") == TEXT


def test_a_listing_is_no_copy_of_itself() -> None:
    """A text may be one listing, page after page, in a box with words of its own."""
    lines = "\n".join(f"{number}. {line}" for number in range(4) for line in (FIRST, SECOND, THIRD))
    text = text_of(f"<h1>A title</h1><div>[Docs] [txt|pdf]<pre>{lines}</pre></div>")
    assert FIRST in text and THIRD in text
