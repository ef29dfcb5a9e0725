"""Style sheets become complete in themselves: every address is found, nothing else is touched."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogarchive.look.resources import Resources
from blogarchive.look.styles import Styles
from blogarchive.model import Capture
from tests.export.snapshots import square

_BASE = "https://blog.example/css/a.css"
_DOT = square(1, (1, 2, 3))
_FONT = b"wOF2" + b"font" * 9
_AT_HAND: dict[str, tuple[str, bytes]] = {
    "https://blog.example/css/dot.png": ("image/png", _DOT),
    "https://blog.example/a.woff2": ("font/woff2", _FONT),
    "https://blog.example/a.woff": ("font/woff", b"wOFF" + b"font" * 9),
    "https://blog.example/css/b.css": ("text/css", b"i{color:red}"),
    "https://blog.example/css/loop.css": ("text/css", b"@import 'loop.css';b{color:blue}"),
    "https://blog.example/css/page.css": ("text/html", b"<p>no style sheet"),
}


def rewritten(css: str, letters: str = "abc") -> tuple[str, list[str]]:
    """The style sheet as it comes out, and what was asked for."""
    asked: list[str] = []

    def get(url: str) -> Capture | None:
        asked.append(url)
        if url not in _AT_HAND:
            return None
        kind, body = _AT_HAND[url]
        now = datetime(2026, 1, 1, tzinfo=UTC)
        return Capture(url=url, requested_url=url, captured_at=now, headers=(("content-type", kind),), body=body)

    styles = Styles(Resources(get), frozenset(map(ord, letters)))
    return styles.settled(styles.sheet(css, _BASE)), asked


@pytest.mark.parametrize(
    "css",
    [
        "a{background:url(dot.png)}",
        'a{background:url( "dot.png" )}',
        "a{background:URL('dot.png')}",
        r"a{background:u\72l(dot.png)}",
        r"a{background:url(d\6ft.png)}",
        "a{background:image-set('dot.png' 1x)}",
        "a{background:-webkit-image-set(url(dot.png) 1x)}",
        "a{background:url(dot.png)",
        "a{--x:url(dot.png)}",
        "/**/a{b:c}/* ; */ a{background:url(/css/dot.png)}",
    ],
)
def test_pictures_go_in(css: str) -> None:
    """However their address is written."""
    made, asked = rewritten(css)
    assert asked == ["https://blog.example/css/dot.png"]
    assert "data:image/png;base64," in made
    assert "dot.png" not in made


@pytest.mark.parametrize(
    "css",
    [
        "a::after{content:'url(dot.png)'}",
        "a{color:red}/* url(dot.png) */",
        "a{background:url(#clip)}",
        "a[href='dot.png']{color:red}",
        "a{background:url(data:image/gif;base64,R0lGODlhAQABAAAAACw=)}",
        "a{font-family:dot.png}@media (width < 600px){b{c:d}}",
    ],
)
def test_nothing_is_asked_for(css: str) -> None:
    """Where no address stands."""
    assert rewritten(css)[1] == []


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("@import 'b.css';p{q:r}", "i{color:red}p{q:r}"),
        ("@charset 'utf-8';@import url(b.css) screen;", "@media screen{i{color:red}}"),
        (
            "@import url(b.css) layer(x) supports(display:grid) print;",
            "@media print{@supports (display:grid){@layer x{i{color:red}}}}",
        ),
        ("p{q:r}@import 'b.css';s{t:u}", "p{q:r}s{t:u}"),
        ("@import 'missing.css';p{q:r}", "p{q:r}"),
        ("@import 'page.css';p{q:r}", "p{q:r}"),
        ("@namespace svg url(http://www.w3.org/2000/svg);p{q:r}", "p{q:r}"),
        ("p{width:expression(alert(1));behavior:url(x.htc)}", "p{width:x-expression(alert(1));x-behavior:url(data:,)}"),
        ("div/*x*/.a{b:c}", "div/**/.a{b:c}"),
        ("a.behavior:hover{b:c}", "a.behavior:hover{b:c}"),
        ("p::before{content:'</style>'}", "p::before{content:'<\\/style>'}"),
    ],
)
def test_rules(css: str, expected: str) -> None:
    """Imports stand where they were imported, what runs is no more, all else stays."""
    assert rewritten(css)[0] == expected


def test_imports_that_go_round() -> None:
    """They end; each is asked for once."""
    made, asked = rewritten("@import 'loop.css';")
    assert asked == ["https://blog.example/css/loop.css"]
    assert "b{color:blue}" in made


def test_fonts() -> None:
    """The best format that can be had, alone; none whose letters are not shown."""
    many = (
        "@font-face{font-family:A;src:url(/a.eot);src:url(/a.eot?#iefix) format('embedded-opentype'),"
        "url(/a.woff) format('woff'),url(/a.woff2) format('woff2');font-weight:400}"
    )
    made, asked = rewritten(many)
    assert asked == ["https://blog.example/a.woff2"]
    assert made.startswith("@font-face{font-family:A;")
    assert "font-weight:400" in made
    assert made.count("url(") == 1
    ranged = "@font-face{font-family:A;src:url(/a.woff2);unicode-range:U+0400-04FF,U+1C8?}"
    assert rewritten(ranged) == ("", [])
    assert rewritten(ranged, "где")[1] == ["https://blog.example/a.woff2"]
    assert rewritten("@font-face{font-family:A;src:url(/none.woff2)}p{q:r}")[0] == "p{q:r}"


def test_written_once() -> None:
    """What is used twice is a variable, unless it is short."""
    styles = Styles(Resources(lambda _: None), frozenset())
    large, small = "data:image/png;base64," + "A" * 999, "data:image/png;base64,AA"
    made = styles.sheet("".join(f"a{{b:url({address})}}" for address in (large, large, small, small)), _BASE)
    assert styles.settled(made).count(large) == 0
    assert styles.shared().count(large) == 1
    assert styles.settled(made).count(small) == 2


@given(css=st.text(alphabet=st.sampled_from("urlURL()'\"\\/*@;:{}#,. \n\ufdd0\0<>72aimport-set"), max_size=60))
def test_any_text(css: str) -> None:
    """Never raises; never lets a style element end, never leaves a place unfilled."""
    made, _ = rewritten(css)
    assert "</" not in made
    assert "\ufdd0" not in made
