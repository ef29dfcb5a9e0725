"""Links from one archived post to another: in an export of many they lead to where the other one is."""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

from blogarchive.text.sanitise import LINK_REL
from blogarchive.text.urls import page_key

_LINK = re.compile(rf'<a href=(?:"([^"#]*)(#[^"]*)?"|([^"#> ]+)(#[^"> ]*)?)([^>]*?) rel="{LINK_REL}">')
"""As the sanitiser writes links and html_text.terse shortens them; nothing else writes this `rel`."""


def linked_pages(html: str) -> Iterator[str]:
    """The keys of all pages that sanitised HTML links to: those that `led` asks for."""
    for found in _LINK.finditer(html) if LINK_REL in html else ():
        yield _key(found)


def led(html: str, place: Callable[[str, str], str | None]) -> str:
    """The HTML with its links led to what is at hand: `place` gives the new address for a page (text.urls.page_key) and a fragment (with its
    #, or ""), or None where the link stays as it is."""

    def changed(found: re.Match[str]) -> str:
        there = place(_key(found), found[2] or found[4] or "")
        return found[0] if there is None else f'<a href="{escape(there)}"{found[5]}>'

    return _LINK.sub(changed, html) if LINK_REL in html else html


def _key(found: re.Match[str]) -> str:
    return page_key(unescape(found[1] or found[3] or ""))
