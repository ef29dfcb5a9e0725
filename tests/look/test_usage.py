"""Fonts that no rule of the page can use are left out; in doubt they stay."""

import pytest

from blogarchive.look.usage import Usage
from blogarchive.text.markup import parse_html

_PAGE = '<body class="home"><p class="lead" style="font-family: Inline One">x</p><h2 id="top">y</h2><font face="Old Face">z</font></body>'


@pytest.mark.parametrize(
    ("css", "is_used"),
    [
        ("body{font-family:'My Font',serif}", True),
        (".lead,.absent{font:bold 12px/1 'My Font'}", True),
        (".absent{font-family:My Font}", False),
        (".lead .absent{font-family:My Font}", False),
        ("#top:hover::before{font-family:My Font}", True),
        ("p:not(.absent){font-family:My Font}", True),
        ("@media screen{h2{font-family:My Font}}", True),
        ("@media screen{h3{font-family:My Font}}", False),
        (":root{--f:My Font}.lead{font-family:var(--f)}", True),
        (":root{--f:My Font;--g:var(--f)}.lead{font-family:var(--g, serif)}", True),
        (":root{--f:My Font}.absent{font-family:var(--f)}", False),
        ("*{font-family:My Font}", True),
        (".lead{color:red;font-family:My Font", True),
        ("/* .lead{font-family:My Font} */", False),
        (".lead::after{content:'}';font-family:My Font}", True),
        (".lead{&.absent{color:red} font-family:My Font}", True),
    ],
)
def test_used(css: str, is_used: bool) -> None:
    """By what the selectors name and by variables."""
    assert ("my font" in Usage(parse_html(_PAGE)).font_text([css])) is is_used


def test_attributes_count() -> None:
    """Those of elements, old and new."""
    said = Usage(parse_html(_PAGE)).font_text([])
    assert "inline one" in said
    assert "old face" in said
