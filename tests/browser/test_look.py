"""The page as it looked, in a real browser: hostile pages do nothing, behind each of the three walls; the switch works without script."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from blogarchive.document import Document
from blogarchive.export.options import Options
from blogarchive.export.to_html import render
from blogarchive.look import look_of
from blogarchive.model import Capture, Look
from tests.browser.chromium import Tab
from tests.browser.spy import Spy
from tests.export.snapshots import seed_snapshot, square
from tests.text.attacks import ATTACKS, HOME

pytestmark = pytest.mark.browser
_NOW = datetime(2026, 11, 23, tzinfo=UTC)
_STYLES = {
    "url": "body{background:url(HOME)}",
    "url-quoted": "body{background:url( 'HOME' )}",
    "url-escaped": r"body{background:u\72 l(HOME)}",
    "url-escaped-hex": r"body{background:\75\000072\6c(HOME)}",
    "url-upper": "body{background:URL(HOME)}",
    "url-unclosed": "body{background:url(HOME",
    "url-no-scheme": "body{background:url(//home.example/x)}",
    "import": "@import 'HOME';",
    "import-url": "@import url(HOME) screen;",
    "import-escaped": r"@\69mport 'HOME';",
    "import-after-comment": "/*x*/@import/**/'HOME';",
    "import-layer": "@import 'HOME' layer(a) supports(display:grid);",
    "image-set": "body{background:image-set('HOME' 1x)}",
    "image-set-webkit": "body{background:-webkit-image-set(url(HOME) 1x, 'HOME' 2x)}",
    "font": "@font-face{font-family:a;src:url(HOME)}body{font-family:a}",
    "font-local": "@font-face{font-family:a;src:local(x),url('HOME')format('woff2')}body{font-family:a}",
    "font-src": "@font-face{font-family:a;src:src('HOME')}body{font-family:a}",
    "cursor": "*{cursor:url(HOME),auto}",
    "content": "body::before{content:url(HOME)}",
    "list": "li{list-style-image:url(HOME)}",
    "mask": "p{mask:url(HOME#a);clip-path:url(HOME#a);filter:url(HOME#a)}",
    "variable": ":root{--x:url(HOME)}body{background:var(--x)}",
    "namespace": "@namespace url(HOME);",
    "comment-open": "/* body{background:url(HOME)}",
    "string-newline": "p::before{content:'x\nbackground:url(HOME)}body{background:url(HOME)}",
    "end-of-style": "p::before{content:'</style><img src=HOME onerror=alert(1)>'}",
    "end-of-style-escaped": r"p::before{content:'<\/style><script>alert(1)</script>'}",
    "expression": "p{width:expression(alert(1))}",
    "behavior": "p{behavior:url(HOME)}",
    "binding": "p{-moz-binding:url(HOME)}",
    "attribute-selector": "input[value^='a']{background:url(HOME?a)}",
    "nul": "body{background:u\x00rl(HOME)}",
}
_ELEMENTS = {
    "link-sheet": "<link rel=stylesheet href=HOME>",
    "link-preload": "<link rel=preload as=style href=HOME onload=\"this.rel='stylesheet'\">",
    "link-prefetch": "<link rel='dns-prefetch prefetch preconnect prerender modulepreload' href=HOME>",
    "link-icon": "<link rel=icon href=HOME><link rel=manifest href=HOME>",
    "svg-style": "<svg><style><img src=HOME onerror=alert(1)></style></svg>",
    "svg-use": "<svg><use href='HOME#a'/><image href=HOME /><feImage href=HOME /></svg>",
    "svg-fill": "<svg><rect fill='url(HOME)' width=9 height=9 /></svg>",
    "math-style": "<math><mtext><table><mglyph><style><img src=HOME onerror=alert(1)></style></table></math>",
    "iframe": "<iframe src=HOME></iframe><iframe srcdoc='<script>alert(1)</script><img src=HOME>'></iframe>",
    "frameset": "<frameset><frame src=HOME></frameset>",
    "srcset": "<img srcset='HOME 2x'><picture><source srcset=HOME><img src=HOME></picture>",
    "lazy": "<img data-src=HOME src=data:,><img loading=lazy src=HOME>",
    "video": "<video src=HOME poster=HOME autoplay></video><audio src=HOME autoplay></audio><video><source src=HOME><track src=HOME></video>",
    "body-background": "<table background=HOME><tr><td background=HOME>x</table>",
    "noscript": "<noscript><img src=HOME></noscript>",
    "template-shadow": "<div><template shadowrootmode=open><img src=HOME><script>alert(1)</script></template></div>",
    "refresh": "<meta http-equiv=refresh content='0;url=HOME'>",
    "base": "<base href=HOME><img src=x>",
    "form": "<form action=HOME><input name=a><button id=b formaction=HOME>x</button></form>",
    "ping": "<a ping=HOME href=#x>x</a>",
    "input-image": "<input type=image src=HOME>",
    "xmp": "<xmp><img src=HOME onerror=alert(1)></xmp><plaintext><img src=HOME onerror=alert(1)>",
    "textarea": "<textarea></textarea><img src=HOME onerror=alert(1)></textarea>",
    "comment": "<!--><img src=HOME onerror=alert(1)>--><!--[if IE]><script>alert(1)</script><![endif]-->",
    "portal": "<portal src=HOME></portal><object data=HOME></object><embed src=HOME><applet code=HOME></applet>",
    "javascript": "<a href='jav&#9;ascript:alert(1)' id=b>x</a>",
    "handlers": "<p onclick=alert(1) onmouseover=alert(1) autofocus tabindex=1 onfocus=alert(1)>x</p>",
    "animate": "<svg><a><animate attributeName=href values=javascript:alert(1) /><text>x</text></a></svg>",
    "fencedframe": "<fencedframe></fencedframe><search></search><unknown onpageshow=alert(1) src=HOME></unknown>",
}
_HOSTILE = {
    **{
        f"css-{name}": f'<style>{css}</style><p style="{escape(css)}">x</p><ul><li>y</ul>'
        for name, css in _STYLES.items()
    },
    **_ELEMENTS,
    **ATTACKS,
}


@pytest.fixture
def home() -> Iterator[str]:
    """An address that notes every request in `Spy.asked`."""
    Spy.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Spy) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/spy"
        server.shutdown()


def look(html: str) -> Look:
    """What becomes of a page of which nothing else can be had."""
    page = f"<!doctype html><html><head><title>x</title></head><body>{html}<p id=canary>Still here.</p></body></html>"
    capture = Capture(
        url="https://blog.example/p",
        requested_url="https://blog.example/p",
        captured_at=_NOW,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=page.encode("utf-8", "replace"),
    )
    return look_of(Document(capture), lambda _: None)


def at(home: str, attack: str) -> str:
    return attack.replace(HOME, home).replace("HOME", home)


@pytest.mark.parametrize("name", _HOSTILE)
def test_what_is_left_of_a_page_is_harmless(name: str, tab: Tab, tmp_path: Path, home: str) -> None:
    """The first wall alone: opened without frame and policy, it runs nothing and asks for nothing."""
    path = tmp_path / "look.html"
    path.write_text(look(at(home, _HOSTILE[name])).html, encoding="utf-8")
    seen = tab.open(path.as_uri(), settle=0.05)
    tab.evaluate("""document.querySelectorAll("*").forEach(e => {
      if (e.id === "b" && e.tagName !== "A") e.click();
      for (const kind of ["focus", "pointerenter", "mouseover", "toggle"]) e.dispatchEvent(new Event(kind));
    })""")
    after = tab.watch(0.05, own=path.as_uri())
    assert (seen.requests, seen.dialogs, after.requests, after.dialogs, Spy.asked) == ([], [], [], [], [])


@pytest.mark.parametrize("form", ["with", "only"])
def test_all_hostile_pages_together(form: str, tab: Tab, tmp_path: Path, home: str) -> None:
    """As it is exported: nothing is asked for, nothing is said in the console, the frame holds."""
    whole = look("".join(at(home, attack) for name, attack in _HOSTILE.items() if name not in {"comment-open", "xmp"}))
    path = tmp_path / "page.html"
    options = Options(look="with" if form == "with" else "only")
    path.write_text("".join(render(replace(seed_snapshot(), look=whole), options)), encoding="utf-8")
    seen = tab.open(f"{path.as_uri()}#look", settle=1.0)
    assert tab.evaluate("frames.length") == 1
    assert tab.evaluate("document.querySelectorAll('iframe').length") == 1
    assert (seen.requests, seen.console, seen.dialogs, Spy.asked) == ([], [], [], [])


@pytest.mark.parametrize(("form", "is_quirky"), [("with", False), ("only", False), ("with", True)])
def test_frame_and_policy_alone_hold(form: str, is_quirky: bool, tab: Tab, tmp_path: Path, home: str) -> None:
    """Were the first wall to fail: raw attacks in the frame run nothing and reach nobody."""
    path = tmp_path / "page.html"
    options = Options(look="with" if form == "with" else "only")
    for name, attack in _HOSTILE.items():
        doctype = "" if is_quirky else "<!doctype html>"
        raw = Look(html=f"{doctype}<body>{at(home, attack)}", is_quirky=is_quirky)
        path.write_text("".join(render(replace(seed_snapshot(), look=raw), options)), encoding="utf-8")
        seen = tab.open(f"{path.as_uri()}?{name}#look", settle=0.05)
        assert (seen.dialogs, Spy.asked) == ([], []), name


_OLD_WAYS = "<body style='margin:0'><div style='width:300;height:200;background:#fa0'>As it was.</div>"
"""Lengths without a unit, which the standards do not know (https://quirks.spec.whatwg.org/#the-unitless-length-quirk)."""


@pytest.mark.parametrize(
    ("doctype", "is_shown"),
    [
        ("", True),
        ('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">', True),
        ("<!doctype html>", False),
        (
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
            False,
        ),
    ],
)
@pytest.mark.parametrize("form", ["with", "only"])
def test_the_ways_of_its_time(form: str, doctype: str, is_shown: bool, tab: Tab, tmp_path: Path) -> None:
    """A page without the document type of the standards is shown as browsers show such a page, one with it is not."""
    capture = Capture(
        url="https://blog.example/p",
        requested_url="https://blog.example/p",
        captured_at=_NOW,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=f"{doctype}<html><head><title>x</title></head>{_OLD_WAYS}<p>é 日本</html>".encode(),
    )
    made = look_of(Document(capture), lambda _: None)
    path = tmp_path / "page.html"
    options = Options(look="with" if form == "with" else "only")
    path.write_text("".join(render(replace(seed_snapshot(), look=made), options)), encoding="utf-8")
    seen = tab.open(f"{path.as_uri()}#look", settle=0.5)
    assert (seen.requests, seen.console, seen.dialogs) == ([], [], [])
    assert (
        _pixels(tab.screenshot()).count(b"\xff\xaa\x00") > 40_000
    ) is is_shown  # else one line, as wide as the window


@pytest.mark.parametrize("length", [1_000_000, 1_600_000])
def test_a_long_page_of_old(length: int, tab: Tab, tmp_path: Path) -> None:
    """As long as browsers open it, by its own ways; beyond, by the standards. It is shown either way."""
    page = f"<body style='margin:0'><p style='background:#fa0'>As it was.</p><!--{'x' * length}-->"
    path = tmp_path / "page.html"
    path.write_text(
        "".join(render(replace(seed_snapshot(), look=Look(html=page, is_quirky=True)), Options(look="only"))),
        encoding="utf-8",
    )
    seen = tab.open(path.as_uri(), settle=0.5)
    assert (seen.requests, seen.console, seen.dialogs) == ([], [], [])
    assert b"\xff\xaa\x00" * 50 in _pixels(tab.screenshot())


def test_the_switch(tab: Tab, tmp_path: Path) -> None:
    """Without script: one view or the other, told by the address."""
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    shown = Look(html="<!doctype html><body style='background:#fa0'><p>As it was.")
    path = tmp_path / "page.html"
    path.write_text("".join(render(replace(seed_snapshot(), look=shown), Options(look="with"))), encoding="utf-8")
    views = "['#post', '#look'].map(s => document.querySelector(s).getClientRects().length > 0).join()"
    seen = tab.open(path.as_uri())
    assert (seen.requests, seen.console, tab.evaluate(views)) == ([], [], "true,false")
    tab.evaluate("document.querySelector('.views a:last-child').click()")
    tab.watch(0.5)
    assert tab.evaluate(views) == "false,true"
    assert b"\xff\xaa\x00" in _pixels(tab.screenshot())
    tab.evaluate("document.querySelector('.views a').click()")
    tab.watch(0.2)
    assert tab.evaluate(views) == "true,false"


@pytest.mark.parametrize("form", ["with", "only"])
def test_accessible(form: str, tab: Tab, tmp_path: Path, axe: str) -> None:
    """axe-core finds no violation in what holds the frame."""
    shown = Look(html="<!doctype html><html lang=fr><title>x</title><body><main><h1>Comme avant.</h1></main>")
    path = tmp_path / "page.html"
    options = Options(look="with" if form == "with" else "only")
    path.write_text("".join(render(replace(seed_snapshot(), look=shown), options)), encoding="utf-8")
    tab.open(f"{path.as_uri()}#look")
    tab.evaluate(f"{axe};0")
    assert tab.evaluate("axe.run({iframes: false}).then(r => r.violations.map(v => v.id))") == []


def _pixels(png: bytes) -> bytes:
    """The picture's bytes, unpacked: rows of RGB or RGBA with a filter byte each; enough to see whether a colour occurs."""
    image = pytest.importorskip("PIL.Image")
    from io import BytesIO

    return bytes(image.open(BytesIO(png)).convert("RGB").tobytes())


def test_pictures_fonts_and_styles_are_shown(tab: Tab, tmp_path: Path) -> None:
    """Under the policy: a sheet's background, a picture, an imported rule."""
    dot = square(40, (200, 60, 40))
    bodies = {
        "https://blog.example/a.css": b"@import 'b.css'; .box{background:url(dot.png)}",
        "https://blog.example/b.css": b".box{width:40px;height:40px}",
        "https://blog.example/dot.png": dot,
    }

    def get(url: str) -> Capture | None:
        body = bodies.get(url)
        return (body and Capture(url=url, requested_url=url, captured_at=_NOW, body=body)) or None

    html = "<!doctype html><link rel=stylesheet href=a.css><div class=box></div><img src=dot.png><img src=dot.png>"
    page = Capture(
        url="https://blog.example/p", requested_url="https://blog.example/p", captured_at=_NOW, body=html.encode()
    )
    snapshot = replace(seed_snapshot(), look=look_of(Document(page), get))
    path = tmp_path / "page.html"
    path.write_text("".join(render(snapshot, Options(look="only"))), encoding="utf-8")
    seen = tab.open(path.as_uri(), settle=0.5)
    assert (seen.requests, seen.console) == ([], [])
    assert _pixels(tab.screenshot()).count(bytes((200, 60, 40))) >= 3 * 1600 - 100
    assert len(re.findall("data:image/png", path.read_text(encoding="utf-8"))) == 1
