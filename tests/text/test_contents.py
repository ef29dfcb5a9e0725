"""The whole text of an element."""

import pytest

from blogarchive.text.contents import holds, text_in
from blogarchive.text.markup import parse_html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>", ""),
        ("<p>one</p>", "one"),
        ("<p> one <b>two\n<i>three</i></b> four</p> tail", " one two\nthree four"),
        ("<p>a &lt;b&gt; &amp; <b>ü&nbsp;&#8230;</b><br></p>", "a <b> & ü\xa0…"),
        ("<p>seen<script>var a = '<b>';</script><!-- not --><style>p{}</style></p>", "seenvar a = '<b>';p{}"),
    ],
)
def test_the_text_of_an_element_is_that_of_all_in_it(html: str, expected: str) -> None:
    """Without the text after it, and nothing escaped; scripts and styles are elements like others."""
    paragraph = next(parse_html(f"<body>{html}</body>").iter("p"))
    assert text_in(paragraph) == expected == "".join(paragraph.itertext())


def test_an_element_holds_itself_and_all_below_it() -> None:
    """What stands after it is not in it."""
    div = next(parse_html("<body><div><p><b>one</b></p></div><i>two</i></body>").iter("div"))
    assert holds(div, "div")
    assert holds(div, "form", "b")
    assert not holds(div, "i")
    assert not holds(div[0][0], "p", "i")
