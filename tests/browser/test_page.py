"""The offline page in a real browser: it asks for nothing, complains of nothing, shows everything, at every width."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from blogarchive.export.html_words import LANGUAGES
from blogarchive.model import Snapshot
from tests.browser import samples
from tests.browser.chromium import Tab
from tests.browser.conftest import Write, absent
from tests.export.snapshots import POST_RECORD, make_comment, make_snapshot, seed_snapshot

pytestmark = pytest.mark.browser

_SAMPLES: dict[str, Callable[[], Snapshot]] = {
    "seed": seed_snapshot,
    "rich": samples.rich,
    "arabic": samples.arabic,
    "japanese": samples.japanese,
}
_VISIBLE = "[...document.querySelectorAll('#comments .e-content, #responses li')].filter(e => e.getClientRects().length).length"
_SEARCH = """(find => {
  const start = performance.now();
  find.value = "no such words";
  find.dispatchEvent(new Event("input"));
  return performance.now() - start;
})(document.getElementById("find"))"""
_TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(params=_SAMPLES)
def sample(request: pytest.FixtureRequest) -> Snapshot:
    made: Snapshot = _SAMPLES[request.param]()
    return made


def test_nothing_is_asked_for_and_all_is_shown(sample: Snapshot, tab: Tab, write: Write) -> None:
    """At the widths of phones, tablets and desks: no request, no message, no comment hidden, nothing to scroll sideways."""
    address = write(sample)
    for width in (320, 375, 768, 1280, 1440):
        tab.resize(width)
        seen = tab.open(address, settle=0.1)
        assert (seen.requests, seen.console, seen.dialogs) == ([], [], [])
        assert tab.evaluate(_VISIBLE) == len(sample.comments)
        assert tab.evaluate(_TOO_WIDE) == 0, width


@pytest.mark.parametrize("font", ["serif", "sans-serif", "monospace"])
def test_no_font_makes_it_too_wide(sample: Snapshot, tab: Tab, write: Write, font: str) -> None:
    """On a phone, in whatever fonts are there, and with the wider spacing that readers may set (WCAG 2.2, 1.4.12)."""
    tab.resize(320)
    tab.open(write(sample))
    tab.evaluate(f"""(sheet => {{
      sheet.replaceSync("* {{ font-family: {font} !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }}");
      document.adoptedStyleSheets = [sheet];
      document.querySelectorAll("details").forEach(d => d.open = true);
    }})(new CSSStyleSheet())""")
    assert tab.evaluate(_TOO_WIDE) == 0


@pytest.mark.parametrize("field", ["order", "who"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_choice_of_the_tools_is_cut(tab: Tab, write: Write, language: str, field: str) -> None:
    """The widest choice fits into its field at every width, and no word of the tools makes the page too wide."""
    talk = (make_comment(n, parent=1 if n > 1 else None) for n in range(1, 6))
    tab.open(write(make_snapshot(*talk, post=replace(POST_RECORD, language=language))))
    for width in (320, 375, 700, 900, 1280):
        tab.resize(width)
        cut = """(() => { const field = document.querySelector("#FIELD"), free = field.cloneNode(true);
            free.id = ""; free.style.cssText = "width:max-content; position:absolute"; field.parentNode.append(free);
            const lack = free.offsetWidth - field.offsetWidth; free.remove();
            return [lack, document.documentElement.scrollWidth - innerWidth] })()""".replace("FIELD", field)
        lack, beyond = cast("list[int]", tab.evaluate(cut))
        assert lack <= 1 and beyond <= 0, width


def test_without_script_all_is_shown(sample: Snapshot, tab: Tab, write: Write) -> None:
    """Only the tools, which need the script, are away."""
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    seen = tab.open(write(sample))
    assert (seen.requests, seen.console) == ([], [])
    assert tab.evaluate(_VISIBLE) == len(sample.comments)
    assert not tab.evaluate("[...document.querySelectorAll('.tools')].some(e => e.getClientRects().length)")


def test_dark(sample: Snapshot, tab: Tab, write: Write) -> None:
    """Who prefers a dark screen gets light letters on a dark ground."""
    tab.media(prefers_color_scheme="dark")
    tab.open(write(sample))
    light = "(color => color.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3)"
    assert float(str(tab.evaluate(f"{light}(getComputedStyle(document.body).backgroundColor)"))) < 60
    assert float(str(tab.evaluate(f"{light}(getComputedStyle(document.querySelector('.e-content')).color)"))) > 180


def test_text_runs_as_it_should(tab: Tab, write: Write) -> None:
    """The page follows the language, each comment its own letters."""
    tab.open(write(samples.arabic()))
    assert tab.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    directions = tab.evaluate(
        "[...document.querySelectorAll('#comments .e-content')].map(e => getComputedStyle(e).direction).join(' ')"
    )
    assert directions == "rtl rtl ltr rtl rtl"
    tab.open(write(samples.rich()))
    assert tab.evaluate("getComputedStyle(document.querySelector('#comment-6 > .e-content')).direction") == "rtl"


def test_a_long_name_widens_nothing(tab: Tab, write: Write) -> None:
    """The choice of a person is as wide as its field, whatever people are called."""
    long = "A blog of a very long name that nobody would ever read to its end " * 3
    tab.open(write(make_snapshot(make_comment(1, long), make_comment(2, "Ben"), make_comment(3, "Zoë", parent=2))))
    for width in (320, 700, 1280):
        tab.resize(width)
        assert tab.evaluate(_TOO_WIDE) == 0
        beyond = "document.querySelector('#who').getBoundingClientRect().right - document.querySelector('main').getBoundingClientRect().right"
        assert float(str(tab.evaluate(beyond))) <= 1, width


def test_nothing_stands_beside_the_page(tab: Tab, write: Write) -> None:
    """What is hidden from sight widens no page, also none from right to left whose own words are English (there are no Hebrew ones)."""
    tab.open(write(make_snapshot(make_comment(1), post=replace(POST_RECORD, language="he"))))
    assert tab.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    assert tab.evaluate(_TOO_WIDE) == 0


def test_cells_of_scripts_without_blanks_are_no_columns_of_single_letters(tab: Tab, write: Write) -> None:
    """Where one column of a wide table may break anywhere and the others cannot, it keeps room for a few characters."""
    tab.open(write(_table(("averylongwordinacell" * 2, "長い内容がここに入ります", *("figures",) * 6))))
    assert float(str(tab.evaluate("parseFloat(getComputedStyle(document.querySelectorAll('td')[1]).width)"))) > 50


def _table(cells: Iterable[str]) -> Snapshot:
    html = f"<table><tr><td>{'</td><td>'.join(cells)}</td></tr></table>"
    return make_snapshot(post=replace(POST_RECORD, html=html))


def test_pictures(tab: Tab, write: Write) -> None:
    """Those at hand are shown in their size, also where they return; missing ones leave a box that asks for nothing."""
    tab.open(write(samples.rich()))
    assert tab.evaluate(
        "[...document.querySelectorAll('.e-content img')].every(i => i.complete && i.naturalWidth === 40)"
    )
    assert tab.evaluate("document.querySelector('.missing').textContent.includes('A picture that was not saved')")
    assert tab.evaluate(
        "getComputedStyle(document.querySelector('#comment-1'), '::before').backgroundImage.startsWith('url(\"data:image/png')"
    )


def test_printed(sample: Snapshot, tab: Tab, write: Write, tmp_path: Path) -> None:
    """On paper all comments are there, the tools are not, and links show where they lead."""
    if shutil.which("pdftotext") is None:
        absent("there is no pdftotext (poppler-utils)")
    tab.open(write(sample))
    (tmp_path / "page.pdf").write_bytes(tab.pdf())
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, check=True, text=True
    )
    printed = re.sub(r"\s+", "", done.stdout)
    for comment in sample.comments:
        shown = comment.record.published and comment.record.published.raw
        if shown and "ago" not in shown:
            assert re.sub(r"\s+", "", shown) in printed
        if (name := comment.record.author.name) and name.isascii():
            assert name.replace(" ", "") in printed
        text = re.sub(r"\s+", "", comment.record.text or "")
        if text.isascii() and "<" not in text:
            assert text[:40] in printed
    assert "Everybody" not in printed
    if "elsewhere.example" in (sample.post.record.html or ""):
        assert "(https://elsewhere.example/a-page)" in printed


def test_a_wide_table_is_printed_whole(tab: Tab, write: Write, tmp_path: Path) -> None:
    """Paper cannot be scrolled: the last column stands on it too."""
    if shutil.which("pdftotext") is None:
        absent("there is no pdftotext (poppler-utils)")
    tab.open(write(_table(("anaddressthatisverylong" * 3, *(f"w{n}" for n in range(12))))))
    (tmp_path / "page.pdf").write_bytes(tab.pdf())
    box = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "page.pdf", "-"], capture_output=True, check=True, text=True
    ).stdout
    width = float(re.findall(r'page width="([\d.]+)"', box)[0])
    assert all(float(right) <= width for right in re.findall(r'xMax="([\d.]+)"', box))
    assert all(f">w{n}<" in box for n in range(12))


def test_keyboard(tab: Tab, write: Write) -> None:
    """Tab goes through the page in its order, beginning with the way past the article."""
    tab.open(write(samples.rich()))
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    orders = []
    for _ in range(25):
        orders.append(tab.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        tab.press("Tab")
    assert orders == sorted(orders, key=lambda order: int(str(order)))


def test_skip_link(tab: Tab, write: Write) -> None:
    """Enter on it leads to the comments."""
    tab.open(write(samples.rich()))
    tab.press("Tab")
    tab.press("Enter")
    tab.rest()
    assert tab.evaluate("document.activeElement.id") == "comments"
    assert tab.evaluate("Math.abs(document.getElementById('comments').getBoundingClientRect().top) < 100")


def test_two_thousand_comments(tab: Tab, write: Write) -> None:
    """They can be read and searched within a second of the processor's time."""
    tab.call("Performance.enable", timeDomain="threadTicks")
    tab.open(write(samples.crowd(2_000)))
    metrics = cast("list[dict[str, object]]", tab.call("Performance.getMetrics")["metrics"])
    assert next(float(str(metric["value"])) for metric in metrics if metric["name"] == "TaskDuration") < 1
    assert float(str(tab.evaluate(_SEARCH))) < 3_000
    assert tab.evaluate(_VISIBLE) == 0


def test_three_thousand_deep(tab: Tab, write: Write) -> None:
    """A ladder of answers neither breaks the page nor pushes it wide."""
    tab.resize(320)
    seen = tab.open(write(samples.ladder(3_000)))
    assert (seen.requests, seen.console) == ([], [])
    assert tab.evaluate("document.querySelectorAll('#comments .e-content').length") == 3_000
    assert tab.evaluate(_TOO_WIDE) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_accessible(sample: Snapshot, tab: Tab, write: Write, axe: str, scheme: str, width: int) -> None:
    """axe-core finds no violation of any of its rules."""
    tab.media(prefers_color_scheme=scheme)
    tab.resize(width)
    tab.open(write(sample))
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    tab.evaluate(f"{axe};0")
    found = tab.evaluate(
        "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 150) + n.failureSummary).slice(0, 3).join(' | ')))"
    )
    assert found == []
