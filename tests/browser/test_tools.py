"""The tools above the conversation."""

import pytest

from tests.browser import samples
from tests.browser.chromium import Tab
from tests.browser.conftest import Write
from tests.export.snapshots import URL, make_comment, make_snapshot

pytestmark = pytest.mark.browser
_SHOWN = "[...document.querySelectorAll('#comments .e-content')].filter(e => e.getClientRects().length).map(e => e.parentNode.id.slice(8)).join(' ')"


@pytest.fixture
def page(tab: Tab, write: Write) -> str:
    address = write(samples.rich())
    tab.open(address)
    return address


def enter(tab: Tab, name: str, value: str) -> None:
    """Put a value into a control as a user would."""
    kind = "input" if name == "find" else "change"
    tab.evaluate(
        f"(c => {{ c.value = {value!r}; c.dispatchEvent(new Event('{kind}')) }})(document.getElementById('{name}'))"
    )


def test_search(page: str, tab: Tab) -> None:
    """Accents and capitals do not matter; what fits and how many is shown; an empty search shows all again."""
    enter(tab, "find", "ZOE")
    assert tab.evaluate(_SHOWN) == "7"
    assert tab.evaluate("document.getElementById('shown').textContent") == "1 of 13"
    enter(tab, "find", "")
    assert len(str(tab.evaluate(_SHOWN)).split()) == 13


def test_person(page: str, tab: Tab) -> None:
    """Only what one person said, wherever it stands in the threads."""
    enter(tab, "who", "Ann Archivist")
    assert tab.evaluate(_SHOWN) == "1 3"


def test_order(page: str, tab: Tab) -> None:
    """By time, and back to threads, nothing lost."""
    before = tab.evaluate(_SHOWN)
    enter(tab, "order", "newest")
    assert str(tab.evaluate(_SHOWN)).split()[0] == "12"
    assert tab.evaluate("document.querySelectorAll('#comments li li[itemprop]').length") == 0
    enter(tab, "order", "thread")
    assert tab.evaluate(_SHOWN) == before
    assert tab.evaluate("document.querySelector('#comment-2').parentNode.parentNode.id") == "comment-1"


def test_fold(page: str, tab: Tab) -> None:
    """All answers away with one button, one thread with its own."""
    tab.evaluate("document.getElementById('fold').click()")
    assert tab.evaluate(_SHOWN) == "1 8 9 10 11 12 14"
    tab.evaluate("document.querySelector('#comment-1 > .toggle').click()")
    assert tab.evaluate(_SHOWN) == "1 2 8 9 10 11 12 14"


def test_next_by_the_author(page: str, tab: Tab) -> None:
    """Goes from one answer of hers to the next, and begins again after the last."""
    for expected in ("comment-2", "comment-5", "comment-2"):
        tab.evaluate("document.getElementById('next').click()")
        tab.rest()
        assert tab.evaluate("document.activeElement.id") == expected


def test_state_is_in_the_address(page: str, tab: Tab) -> None:
    """What was chosen can be bookmarked."""
    enter(tab, "who", "Bob")
    enter(tab, "order", "oldest")
    address = str(tab.evaluate("location.href"))
    assert address.endswith("#who=Bob&order=oldest")
    tab.open("about:blank")
    tab.open(address)
    assert tab.evaluate(_SHOWN) == "4 14"
    assert tab.evaluate("document.getElementById('who').value") == "Bob"


def test_a_link_to_a_hidden_comment_shows_it(page: str, tab: Tab) -> None:
    """A permalink is stronger than a filter or a fold."""
    enter(tab, "who", "Bob")
    tab.evaluate("location.hash = '#comment-7'")
    tab.watch(0.3)
    assert "7" in str(tab.evaluate(_SHOWN)).split()


def test_original_addresses_are_linked(page: str, tab: Tab) -> None:
    """Every comment with an address of its own leads there."""
    found = tab.evaluate("document.querySelector('#comment-2 > a:nth-of-type(2)').href")
    assert found == "https://blog.example/2010/05/je-tweete/#comment-2"


def test_times_tell_all_when_pointed_at(tab: Tab, write: Write) -> None:
    """In long conversations precision and origin are said once, above; on hover each time has them all the same."""
    tab.open(write(samples.crowd(30)))
    time = "document.querySelector('#comment-1 time')"
    assert tab.evaluate(f"{time}.title") == ""
    tab.evaluate(f"{time}.dispatchEvent(new Event('mouseover', {{bubbles: true}}))")
    assert tab.evaluate(f"{time}.title") == "+02:00 · to the minute, by the page"


def test_original_addresses_below_the_same_mark(tab: Tab, write: Write) -> None:
    """Where the site called a comment otherwise than we would, its name is kept, and the arrow leads there."""
    tab.open(write(make_snapshot(*(make_comment(n, url=f"{URL}#c{n}") for n in range(1, 5)))))
    assert tab.evaluate("document.querySelector('#c2 > a:nth-of-type(2)').href") == f"{URL}#c2"
