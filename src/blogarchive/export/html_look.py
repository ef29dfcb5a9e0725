"""The page as it looked, in a frame: beside the reading page behind a switch, or alone.

Why a frame: `srcdoc` (or a `data:` URI, for pages of old) under `sandbox` without `allow-scripts` and `allow-same-origin` is a document that
runs nothing, sees nothing of ours, and whose style sheets end at its edge; it inherits our Content-Security-Policy, so it asks for nothing either. A
link in it opens a new window. The switch is the address's fragment (`:target`), so it needs no script and can be bookmarked; the frame is not even
loaded before it is shown.
"""

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime

from blogarchive.export.html_builder import Markup, el, join, opening, trusted
from blogarchive.export.html_head import title_of
from blogarchive.export.html_island import island
from blogarchive.export.html_words import Words, direction, words_for
from blogarchive.model import Look, Snapshot

_SANDBOX = "allow-popups allow-popups-to-escape-sandbox"  # links may open windows of their own; nothing else is allowed
_ALONE = (
    "html,body,main{margin:0;height:100%;overflow:hidden}iframe{display:block;width:100%;height:100%;border:0}"
    ".unseen{position:absolute;clip-path:inset(50%);white-space:nowrap}"
)
_POLICY = ("default-src 'none'", "img-src data:", "base-uri 'none'", "form-action 'none'")
_LONGEST = 2_000_000  # characters of an address, beyond which Chromium opens none


def switch(words: Words, language: str | None) -> Markup:
    """The links from one view to the other."""
    return el(
        "nav",
        el("a", words("view_reading"), href="#post"),
        el("a", words("view_original"), href="#look"),
        class_="views",
        aria_label=words("view"),
        lang=language,
        dir=language and words.direction,
    )


def policy_of(look: Look) -> tuple[str, ...]:
    """What a Content-Security-Policy must allow for the frame. Without a network style sheets and fonts can only be looked at, and the
    attributes of thousands of elements cannot be named by their hashes."""
    allowed = ("font-src data:", "style-src 'unsafe-inline'")
    return (*allowed, "frame-src data:") if _address(look) else allowed


def _address(look: Look) -> str | None:
    """A page from before the standards as a `data:` URI: only so browsers show it by its own rules, `srcdoc` is always of the standards. Sandbox
    and policy are the same. None for other pages, and for those that make an address too long."""
    if not look.is_quirky:
        return None
    address = f"data:text/html;charset=utf-8;base64,{b64encode(look.html.encode('utf-8', 'replace')).decode()}"
    return address if len(address) <= _LONGEST else None


def look_section(look: Look, taken_at: datetime, words: Words) -> Markup:
    """The frame, for the end of the page."""
    return el("section", _frame(look, taken_at, words), id="look", tabindex="-1", aria_labelledby="look-head")


def alone(snapshot: Snapshot, look: Look) -> Iterator[str]:
    """A page that is nothing but the frame, with the JSON document behind it."""
    language = snapshot.post.record.language
    words = words_for(language)
    yield "<!doctype html>\n"
    yield opening("html", lang=language or words.language, dir=direction(language))
    yield el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content="; ".join((*_POLICY, *policy_of(look)))),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", title_of(snapshot)),
        el("link", rel="icon", href=look.icon or "data:,"),
        el("style", trusted(_ALONE)),
    )
    yield "\n<body>"
    yield el("main", _frame(look, snapshot.taken_at, words))
    yield island(snapshot)
    yield "\n</body></html>\n"


def _frame(look: Look, taken_at: datetime, words: Words) -> Markup:
    said = words("looked", date=(look.seen_at or taken_at).strftime("%Y-%m-%d"))  # a later visit may not have kept it
    address = _address(look)
    held = {"src": address} if address else {"srcdoc": look.html}
    frame = el("iframe", title=said, sandbox=_SANDBOX, loading="lazy", **held)
    return join([el("h1", said, class_="unseen", id="look-head"), frame])
