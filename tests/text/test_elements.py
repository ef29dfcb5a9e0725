"""The columns of a page: each says of every element what the element itself says."""

from blogarchive.text.elements import Elements
from blogarchive.text.markup import parse_html

PAGE = "<html lang=en><body id=top><p class='lead big'>One <b>two</b> three<br>four</p><!-- five --><p>six</p></body></html>"


def test_columns_are_of_one_length_and_in_page_order() -> None:
    elements = Elements(parse_html(PAGE))
    assert elements.tags == ["html", "body", "p", "b", "br", "p"]
    assert elements.texts == [None, None, "One ", "two", None, "six"]
    assert elements.tails == [None, None, None, " three", "four", None]
    assert elements.classes == [None, None, "lead big", None, None, None]
    assert elements.ids == [None, "top", None, None, None, None]
    assert [element.tag for element in elements.all] == elements.tags
