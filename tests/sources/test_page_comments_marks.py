"""Where marks stand to each other."""

import pytest

from blogarchive.sources.page_comments.marks import stretch
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
