"""Cards of other posts, in and below a text, and lists of links that are the text."""

from blogarchive.sources.article.page_kind import page_kind
from tests.sources.article_pages import FIRST, SECOND, THIRD, page, text_of
from tests.sources.made import document

WORDS = (
    "A few words about what the other post has to say, as a theme shows them, so that the reader may want to go there …"
)


LONG = [f"{text} ({number})" for number in range(4) for text in (FIRST, SECOND, THIRD)]
BODY = "".join(f"<p>{text}</p>" for text in LONG)
TEXT = "\n\n".join(LONG)


def _card(number: int, tag: str = "div") -> str:
    link = f"<h3><a href='/other-{number}'>Another post, number {number}</a></h3>"
    return f"<{tag} class='tile'><div class='tile-in'>{link}<p>{WORDS} ({number})</p></div></{tag}>"


def _among(inside: str) -> str:
    """A text with something between two of its paragraphs."""
    return f"<h1>A title</h1><div>{BODY.replace('</p>', '</p>' + inside, 1)}</div>"


def test_cards_below_the_last_paragraph_are_other_posts() -> None:
    """With the heading that announces them, whatever its words and those of their classes."""
    cards = "".join(_card(number) for number in range(3))
    assert text_of(f"<main><h1>A title</h1><div>{BODY}</div><h2>Aus dem Heft</h2><div>{cards}</div></main>") == TEXT


def test_an_article_in_the_article_with_a_linked_headline_is_another_post() -> None:
    """Also a single one between two paragraphs; a headline in it that leads nowhere makes it a part."""
    assert text_of(_among(_card(1, "article"))) == TEXT
    part = f"<article><h3>The part</h3><p>{WORDS}</p></article>"
    assert f"The part\n\n{WORDS}" in text_of(_among(part))


def test_a_card_that_is_one_link_is_another_post() -> None:
    """Its words are link as its headline is."""
    card = (
        "<div class='tile'><a href='/other-{0}'><h4>Another post, number {0}</h4><p>" + WORDS + " ({0})</p></a></div>"
    )
    assert text_of(_among(f"<div>{card.format(1)}{card.format(2)}</div>")) == TEXT


def test_links_with_words_about_each_are_a_text() -> None:
    """A post that recommends things lists them as cards do: between its paragraphs they stay, and so does what can be unfolded."""
    things = "".join(_card(number) for number in range(3))
    assert text_of(_among(f"<div>{things}</div>")).count(WORDS) == 3
    unfolded = "".join(
        f"<div class='toggle'><h3><a href='#'>Question {n}?</a></h3><div><p>{WORDS} ({n})</p></div></div>"
        for n in range(3)
    )
    assert text_of(f"<h1>A title</h1><div>{BODY}<div>{unfolded}</div></div>").count(WORDS) == 3


def test_many_cards_below_a_text_do_not_make_a_list_of_the_page() -> None:
    """However much they say: the page has a text of its own."""
    cards = "".join(_card(number, "article") for number in range(12))
    inside = f"<div><h1>A title</h1>{BODY}</div><div>{cards}</div>"
    assert WORDS not in text_of(inside)
    assert page_kind(document(page(inside))).is_post
    assert not page_kind(document(page(f"<h1>A blog</h1><div>{cards}</div>"))).is_post


def test_read_more_below_each_thing_of_a_list_takes_no_heading_with_it() -> None:
    """The linked heading after it begins the next thing."""
    things = "".join(
        f"<h2><a href='https://elsewhere.example/{n}'>The thing number {n}</a></h2><p>{WORDS} ({n})</p><p>Read more</p>"
        for n in range(3)
    )
    text = text_of(f"<h1>A title</h1><div><p>{FIRST}</p>{things}<p>{SECOND}</p></div>")
    assert all(f"The thing number {n}" in text for n in range(3))


def test_a_text_with_many_entries_below_it_is_no_list() -> None:
    """A page that says much of its own between its title and the entries is about that; a blog that says a little of itself is a list."""
    entries = "".join(_card(number, "article").replace("<p>", f"<p>{THIRD} {number}. ") for number in range(30))
    assert page_kind(document(page(f"<h1>A title</h1><div>{BODY}</div><div>{entries}</div>"))).is_post
    assert not page_kind(document(page(f"<h1>A title</h1><div><p>{FIRST}</p></div><div>{entries}</div>"))).is_post
