"""What pages of kinds that nobody had prepared for showed about the article's text. Each test is one rule on a page made for it."""

from tests.sources.article_pages import BODY, FIRST, SECOND, TEXT, text_of

LINKS = "".join(f'<li><a href="/{n}">Another post number {n} of this blog</a></li>' for n in range(6))


def test_a_refrain_is_said_as_often_as_its_author_says_it() -> None:
    """Paragraphs of one kind in one place are the author's, also where one says what another said."""
    refrain = "And so we go on, down to the water and back again, whatever the weather may bring us today."
    song = f"<p>{FIRST}</p><p>{refrain}</p><p>{SECOND}</p><p>{refrain}</p>"
    assert text_of(f"<article><h1>A title</h1><div>{song}</div></article>").count(refrain) == 2


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
