"""The site in a real Chromium, opened from the disk."""

import json
from pathlib import Path

import pytest

from blogarchive.export.site import Site
from tests.browser import samples
from tests.browser.chromium import Tab
from tests.export.shelf import html_files, shelf

pytestmark = pytest.mark.browser
_TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_FOUND = "[...document.querySelectorAll('#results > li > .title')].map(a => decodeURIComponent(a.getAttribute('href').slice(6, -5)))"
_VIOLATIONS = "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 150) + n.failureSummary).join(' | ')))"
_SETTLED = """new Promise(done => {
  const told = document.getElementById('told');
  const look = () => told.textContent && !told.textContent.startsWith('Searching') ? done(told.textContent) : setTimeout(look, 20);
  setTimeout(look, 250);
})"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small shelf and posts of all kinds, as a site."""
    path = tmp_path_factory.mktemp("site")
    site = Site(path)
    for post in (*shelf(), samples.rich()):
        site.add(post)
    site.close()
    return path


def search(tab: Tab, folder: Path, words: str) -> list[str]:
    """The posts that a search finds, best first."""
    tab.open((folder / "index.html").as_uri())
    tab.evaluate(
        f"(c => {{ c.value = {json.dumps(words)}; c.dispatchEvent(new Event('input')) }})(document.getElementById('find'))"
    )
    tab.evaluate(_SETTLED)
    found = tab.evaluate(_FOUND)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_all_pages(folder: Path, tab: Tab, width: int, scheme: str) -> None:
    """No page asks for anything outside the folder, complains, or must be scrolled sideways."""
    tab.media(prefers_color_scheme=scheme)
    tab.resize(width)
    for path, _ in html_files(folder):
        seen = tab.open(path.as_uri(), settle=0.02)
        assert seen.console == [], path
        assert all(request.startswith(folder.as_uri()) for request in seen.requests), path
        assert tab.evaluate(_TOO_WIDE) == 0, path


@pytest.mark.parametrize(
    ("words", "posts"),
    [
        ("café", ["2010-05-22-first", "2011-01-03-second"]),
        ("CAFE", ["2010-05-22-first", "2011-01-03-second"]),
        ("angstrom", ["2010-05-22-first"]),
        ("facade said", ["2010-05-22-first"]),
        ("strasse", ["2011-01-03-second"]),
        ("oeuv", ["2011-01-03-second"]),
        ("zoe", ["2010-05-22-first", "2010-05-22-je-tweete", "2011-01-03-second"]),
        ("zoe -oeuvre", ["2010-05-22-first", "2010-05-22-je-tweete"]),
        ('"what bob said"', ["2011-01-03-second"]),
        ('"bob what said"', []),
        ("保存する", ["記事"]),
        ("保", ["記事"]),
        ("参考に", ["記事"]),
        ("存保", []),
        ("山田", ["記事"]),
        ("xyzzy", []),
        ("constructor", []),
        ("__proto__", []),
        ("alert", ["passwd-CON"]),
        ("... !!", []),
    ],
)
def test_search(folder: Path, tab: Tab, words: str, posts: list[str]) -> None:
    """Words with and without accents, beginnings, phrases, exclusions, scripts without spaces, names."""
    if words == "... !!":  # no word in it: the lists stay
        tab.open((folder / "index.html").as_uri() + "#q=...%20!!")
        assert tab.evaluate("document.getElementById('browse').hidden") is False
        return
    assert sorted(search(tab, folder, words)) == sorted(posts)


def test_results_lead_to_the_place(folder: Path, tab: Tab) -> None:
    """A piece of a comment stands with its author and leads to it; what was found is marked, in the words of the text."""
    search(tab, folder, "facade")
    assert tab.evaluate("document.querySelector('.snippet .who').textContent") == "Bob"
    assert tab.evaluate("document.querySelector('.snippet mark').textContent") == "façade"
    tab.evaluate("document.querySelector('.snippet .who').click()")
    tab.watch(0.4)
    assert str(tab.evaluate("location.href")).endswith("/posts/2010-05-22-first.html#comment-2")


def test_a_search_has_an_address(folder: Path, tab: Tab) -> None:
    """It can be kept as a bookmark; without words the lists are back."""
    tab.open((folder / "index.html").as_uri() + "#q=fa%C3%A7ade")
    assert tab.evaluate(_SETTLED) == "Posts found: 1"
    assert tab.evaluate("document.getElementById('browse').hidden") is True
    tab.evaluate("(c => { c.value = ''; c.dispatchEvent(new Event('input')) })(document.getElementById('find'))")
    tab.watch(0.4)
    assert tab.evaluate("document.getElementById('browse').hidden") is False


def test_hostile_words_stay_words(folder: Path, tab: Tab) -> None:
    """What titles, names and comments hold never becomes markup in a result."""
    search(tab, folder, "script alert")
    seen = tab.watch(0.3)
    assert (seen.dialogs, seen.console) == ([], [])
    assert "<img src=x onerror=alert(1)>" in str(tab.evaluate("document.querySelector('#results .title').textContent"))
    assert tab.evaluate("document.querySelectorAll('#results img, #results script').length") == 0


def test_without_script(folder: Path, tab: Tab) -> None:
    """Lists and posts are all there; the search, which needs the script, does not show."""
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    tab.open((folder / "index.html").as_uri())
    tab.call("Emulation.setScriptExecutionDisabled", value=False)
    assert tab.evaluate("document.querySelector('.find').getClientRects().length") == 0
    assert tab.evaluate("document.querySelectorAll('.posts .title').length") == 5


def test_keyboard(folder: Path, tab: Tab) -> None:
    """Tab goes in the order of the page, visibly, first to the way past the navigation; / leads to the search."""
    tab.open((folder / "index.html").as_uri())
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    orders = []
    for _ in range(14):
        orders.append(tab.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        tab.press("Tab")
    assert orders == sorted(orders, key=lambda order: int(str(order)))
    tab.evaluate("document.activeElement.blur(); dispatchEvent(new KeyboardEvent('keydown', {key: '/'}))")
    assert tab.evaluate("document.activeElement.id") == "find"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_accessible(folder: Path, tab: Tab, axe: str, scheme: str, width: int) -> None:
    """axe-core finds no violation of any of its rules, on lists, on results, on a post."""
    tab.media(prefers_color_scheme=scheme)
    tab.resize(width)
    for path, _ in html_files(folder):
        address = path.as_uri() + ("#q=caf" if path.name == "index.html" else "")
        tab.open(address, settle=0.3)
        tab.evaluate(f"{axe};0")
        found = tab.evaluate(_VIOLATIONS)
        assert found == [], path
