"""The page as it looked, beside the same page as a browser shows it live: bundled themes of a real WordPress."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import cast

import pytest

from tests.browser.chromium import Tab, chromium_path, running
from tests.live.posts import SEED
from tests.live.test_wordpress import Blog, blog, command
from tests.live.wordpress import Variant

pytestmark = [pytest.mark.live, pytest.mark.browser, pytest.mark.timeout(600)]
_ = blog  # the fixture
_THEMES = ("twentytwentyone", "twentytwentytwo", "twentytwentythree")
_NOT_THERE = ["*wp-emoji*"]
"""A script that shows pictures from a far server for characters, which no test can reach."""


@pytest.mark.parametrize("theme", _THEMES)
def test_looks_as_it_did(blog: Blog, theme: str, tmp_path: Path) -> None:
    """Not one pixel in a hundred differs, on a desk and on a phone; what is exported from the archive is the same."""
    pytest.importorskip("PIL.Image")
    if chromium_path() is None:
        pytest.skip("there is no Chromium")
    blog.site.apply(Variant(theme=theme))
    address = f"{blog.site.url}/?p={blog.ids[SEED]}"
    archive, page = tmp_path / "a.db", tmp_path / "look.html"
    done = command(address, "--snapshot", "--archive", str(archive), "-q")
    assert done.returncode == 0, done.stderr
    export = [sys.executable, "-m", "blogarchive", "export", "1", "-f", "html", "--snapshot-only", "-q"]
    subprocess.run([*export, "--archive", archive, "-o", page], check=True)
    (tmp_path / "profile").mkdir()
    with running(tmp_path / "profile") as browser:
        tab = Tab(browser)
        tab.call("Network.setBlockedURLs", urls=_NOT_THERE)
        for width in (1280, 400):
            tab.resize(width)
            tab.open(address, settle=0.5)
            tab.resize(width, int(cast("float", tab.evaluate("document.documentElement.scrollHeight"))))
            tab.watch(0.5)
            live = tab.screenshot()
            seen = tab.open(page.as_uri(), settle=0.5)
            assert (seen.requests, seen.console) == ([], [])
            assert _differing(live, tab.screenshot()) < 0.01


def _differing(one: bytes, other: bytes) -> float:
    """The share of pixels that differ by more than a hardly visible 16 of 255."""
    from PIL import Image, ImageChops

    first, second = (Image.open(BytesIO(png)).convert("RGB") for png in (one, other))
    assert first.size == second.size
    difference = ImageChops.difference(first, second).convert("L").point([255 * (level > 16) for level in range(256)])
    return difference.histogram()[255] / (first.size[0] * first.size[1])
