"""The short cut through the sanitiser gives what the sanitiser gives, and takes nothing that it would change."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from blogarchive.text import sanitise
from blogarchive.text.harmless import as_harmless
from blogarchive.text.markup import parse_html
from blogarchive.text.tidying import tidy_tree


def the_long_way(html: str) -> str:
    """libxml2, tidying, nh3: what `clean` does where there is no short cut."""
    return sanitise._cleaner().clean(tidy_tree(parse_html(f"<body>{html}</body>"), None))


@pytest.mark.parametrize(
    "html",
    [
        "<p>One.</p>\n<p>Two <em>three</em> &amp; four<br>five &lt;b&gt; ’six’</p>",
        '<p>See <a href="https://blog.example/?a=1&amp;b=2" rel="nofollow">this</a>.</p>',
        "<ul><li>a</li><li>b <code>c</code></li></ul>",
        "<blockquote><p>Q</p></blockquote>\n<p>A</p>",
        '<p class="first">x</p>',
        "é 日本 🙂 <strong>ok</strong>",
    ],
)
def test_it_gives_what_the_sanitiser_gives(html: str) -> None:
    """To the letter."""
    short = as_harmless(html, sanitise.LINK_REL)
    assert short is not None
    assert short == the_long_way(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick=alert(1)>x</p>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="https://a.example/" onclick="x">x</a>',
        '<a href="https://a.example/\x01">x</a>',
        "</div><p>x</p><div>",
        "<p>x",
        "<b><i>x</b></i>",
        "<script>x</script>",
        "<p>a > b</p>",
        "<p>&bogus;</p>",
        "<p>&#27;</p>",
        "<p>&#x3c;</p>",
        "<!-- x --><p>x</p>",
        '<p id="x">y</p>',
        '<p style="color:red">y</p>',
        '<img src="x">',
        "<P>x</P>",
        '<pre class="lang-python">x</pre>',
        "</br>",
        "<div>" * 61 + "</div>" * 61,
    ],
)
def test_anything_else_goes_the_long_way(html: str) -> None:
    """Every doubt is the sanitiser's."""
    assert as_harmless(html, sanitise.LINK_REL) is None


PIECES = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br>",
    "x",
    " y ",
    "&amp;",
    "&lt;",
    '"',
    "'",
    '<a href="https://a.example/\'">',
    "</a>",
    "<div>",
    "</div>",
    "`",
    "=",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("<p><div></div></p>")
@example('<a href="https://a.example/"><a href="https://b.example/">x</a></a>')
def test_what_it_takes_is_stable_under_the_sanitiser(html: str) -> None:
    """The sanitiser finds nothing to remove in what the short cut lets through: no tag, no attribute, no word of it."""
    short = as_harmless(html, sanitise.LINK_REL)
    if short is None:
        return
    again = sanitise._cleaner().clean(short)
    assert set(re.findall(r"<a [^>]*>", again)) == set(re.findall(r"<a [^>]*>", short))
    assert parse_html(f"<body>{again}</body>").xpath("string()") == parse_html(f"<body>{short}</body>").xpath(
        "string()"
    )
