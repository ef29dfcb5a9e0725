"""What becomes plain text of markup: words as somebody would quote or look for them."""

import pytest

from blogarchive.text.markup import parse_html
from blogarchive.text.plain import plain_text, plain_text_of


def test_a_soft_hyphen_is_no_part_of_the_word() -> None:
    """It only says where a long word may be broken; a hyphen that is one stays."""
    assert plain_text_of("<p>Donau&shy;dampf&shy;schiff</p><p>a steam-boat</p>") == "Donaudampfschiff\n\na steam-boat"


def test_composed_letters_are_one_character() -> None:
    """A letter and the accent after it are written as the one character that keyboards send."""
    assert plain_text_of("cafe&#769; <b>Zu&#776;rich</b>") == "caf\u00e9 Z\u00fcrich"


def test_the_reading_above_a_word_does_not_cut_it() -> None:
    """Ruby: the word stays whole, without the reading and the brackets that stand in for ruby where there is none."""
    ruby = "<ruby>\u6f22<rp>(</rp><rt>\u304b\u3093</rt><rp>)</rp>\u5b57<rt>\u3058</rt></ruby>\u3092\u66f8\u304f"
    assert plain_text_of(ruby) == "\u6f22\u5b57\u3092\u66f8\u304f"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<pre><code>if a:\n    b = 1</code></pre>", "if a:\n    b = 1"),
        ("<pre>one\n<span>  two</span>\n  three</pre>", "one\n  two\n  three"),
        ("<pre><code><b>x</b>\n  y</code></pre><p>a \n b</p>", "x\n  y\n\na b"),
        ("<pre>a\n b</pre>c\n d", "a\n b\n\nc d"),
    ],
)
def test_all_of_a_preformatted_text_keeps_its_white_space(html: str, text: str) -> None:
    """`white-space: pre` is inherited (CSS Text 3): a highlighter wraps code in elements of its own."""
    assert plain_text_of(html) == text


@pytest.mark.parametrize("inner", ["b", "b<i>c</i>", "<br>", "<img alt=':)' class='smiley'>"])
def test_what_stands_after_an_element_is_none_of_its_text(inner: str) -> None:
    """Asked for the text of one element, the words behind its end are another's."""
    (bold,) = parse_html(f"<p>before <b>{inner}</b> after</p>").iter("b")
    assert plain_text(bold) == {"b<i>c</i>": "bc", "b": "b", "<br>": ""}.get(inner, ":)")


def test_items_of_a_list_stand_in_a_line_each() -> None:
    """A list is one paragraph, also with a list within it; what stands empty has no line."""
    html = "<p>Bring</p><ul>\n<li> bread <li></li><li><b>salt</b> \n and oil</li> </ul>"
    assert plain_text_of(html) == "Bring\n\nbread\nsalt and oil"
