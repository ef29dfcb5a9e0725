"""Where marks stand to each other, and the words of a page's classes and ids."""

import pytest

from blogarchive.sources.microformats import _ROOTS
from blogarchive.sources.page_comments.inventory import Inventory
from blogarchive.sources.page_comments.marks import stretch
from blogarchive.sources.page_comments.systems import CLOSED, signs
from blogarchive.text.elements import Elements
from blogarchive.text.markup import parse_html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li id=a>1<li id=x>2<li id=b>3<li id=y>4</ul>", ["a", "x", "b"]),
        ("<div id=c><p id=a>1</div><p id=x>2<div id=d><p><b id=b>3</b></div>", ["c", "x", "d"]),
        ("<div id=a><p id=x>1<p id=b>2</div>", ["a"]),
        ("<div id=b><p id=x>1<p id=a>2</div>", ["b"]),
    ],
)
def test_a_stretch_goes_from_what_holds_the_first_to_what_holds_the_second(html: str, expected: list[str]) -> None:
    """The elements are children of the smallest one round both; where one holds the other, it is all."""
    found = {element.get("id"): element for element in parse_html(f"<body>{html}</body>").iter()}
    assert [element.get("id") for element in stretch(found["a"], found["b"])] == expected


@pytest.mark.parametrize("word", sorted({*signs().places, *CLOSED, *_ROOTS}))
def test_words_that_are_asked_for_are_told_of_each_page(word: str) -> None:
    """Of a class or an id, on the first page of a blog and on the next one, which has nearly all its names from it."""
    for attribute in ("class", "id", "class"):
        page = Inventory(
            Elements(parse_html(f"<body><div {attribute}='one {word.upper()}'></div><p class='two'></p></body>"))
        )
        assert word in page.words
        assert "two" not in page.words
