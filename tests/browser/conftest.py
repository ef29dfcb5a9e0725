"""A Chromium for all tests of a run, and a tab for each."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from blogarchive.export.to_html import render
from blogarchive.model import Snapshot
from tests.browser.chromium import Browser, Tab, chromium_path, running

Write = Callable[[Snapshot], str]
"""Writes the offline page of a snapshot and gives its address."""


def absent(what: str) -> None:
    """Skips the test, or fails it where BLOGARCHIVE_BROWSER says that browser tests must run."""
    if os.environ.get("BLOGARCHIVE_BROWSER"):
        pytest.fail(f"{what}, and BLOGARCHIVE_BROWSER is set")
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if chromium_path() is None:
        absent("there is no Chromium")
    with running(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    opened = Tab(browser)
    opened.resize(1280)
    yield opened
    opened.close()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(snapshot: Snapshot) -> str:
        path = tmp_path / "page.html"
        path.write_text("".join(render(snapshot)), encoding="utf-8")
        return path.as_uri()

    return written


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core: where BLOGARCHIVE_AXE says, or in a `node_modules` beside or above the checkout."""
    named = os.environ.get("BLOGARCHIVE_AXE")
    above = (folder / "node_modules" / "axe-core" / "axe.min.js" for folder in Path(__file__).resolve().parents)
    found = (
        next((path for path in [Path(named)] if named), None)
        if named
        else next((path for path in above if path.is_file()), None)
    )
    if found is None:
        pytest.skip("there is no axe-core (npm install axe-core, or BLOGARCHIVE_AXE=…/axe.min.js)")
    return found.read_text(encoding="utf-8")
