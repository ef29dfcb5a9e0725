"""The columns of a page: each says of every element what the element itself says."""

from blogarchive.sources.page_comments.systems import signs
from blogarchive.text.elements import FILLED, Elements, filled
from blogarchive.text.markup import parse_html

PAGE = "<html lang=en><body id=top><p class='lead big'>One <b>two</b> three<br>four</p><!-- five --><p>six</p></body></html>"


def test_columns_are_of_one_length_and_in_page_order() -> None:
    elements = Elements(parse_html(PAGE))
    assert elements.tags == ["html", "body", "p", "b", "br", "p"]
    assert elements.texts == [None, None, "One", "two", None, "six"]
    assert elements.tails == [None, None, None, "three", "four", None]
    assert elements.classes == [None, None, "lead big", None, None, None]
    assert [(element.tag, name) for element, name in elements.ids.items()] == [("body", "top")]
    assert [element.tag for element in elements.all] == elements.tags
    assert [None if parent is None else parent.tag for parent in elements.parents] == [
        None,
        "html",
        "body",
        "p",
        "p",
        "body",
    ]


def test_elements_are_listed_by_their_names_and_all_headings_together() -> None:
    elements = Elements(
        parse_html("<body><h2>a</h2><a>b</a><dt><b>c</b></dt><h1>d</h1><i>e</i><strong>f</strong><a>g</a>")
    )
    texts = {name: [element.text for element in elements.named(name)] for name in ("a", "headings", "bold", "form")}
    assert texts == {"a": ["b", "g"], "headings": ["a", None, "d"], "bold": ["c", "f"], "form": []}


def test_the_elements_that_comment_systems_fill_are_all_listed() -> None:
    assert signs().tags.keys() == FILLED


def test_the_end_of_an_element_is_where_the_next_one_begins() -> None:
    elements = Elements(parse_html(PAGE))
    assert [elements.end(place) for place in range(6)] == [6, 6, 5, 4, 5, 6]


def test_of_the_head_only_names_are_read() -> None:
    head = "<head><title>Cats</title>\n<script id=comments-js class=late>'long'</script>\n</head>"
    elements = Elements(parse_html(PAGE.replace("<html", "<html class=wide").replace("<body", f"{head}<body")))
    assert elements.tags[:5] == ["html", "head", "title", "script", "body"]
    assert elements.texts[:6] == [None] * 5 + ["One"]
    assert elements.tails[:7] == [None] * 6 + ["three"]
    assert list(elements.ids.values()) == ["top"]
    assert elements.classes[:6] == ["wide", *[None] * 4, "lead big"]


def test_filled_places_of_a_column_come_with_their_elements() -> None:
    """Nothing and no text are left out."""
    elements = Elements(parse_html("<p class='a'>one<b></b><i class=''>two</i></p>"))
    assert [(element.tag, name) for element, name in filled(elements.all, elements.classes)] == [("p", "a")]


def test_ids_are_those_of_elements_that_have_one() -> None:
    """The page's own first; an empty one is none."""
    elements = Elements(parse_html("<html id=x><body><p id=a>one<b>two</b><i id=''>three</i><i id=b>four</i></p>"))
    assert [(element.tag, name) for element, name in elements.ids.items()] == [("html", "x"), ("p", "a"), ("i", "b")]
