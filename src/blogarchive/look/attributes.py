"""What elements of somebody else's page may keep of their attributes."""

import re

from blogarchive.text.markup import Element
from blogarchive.text.urls import resolve

_NAME = re.compile(r"[a-zA-Z_:][\w:.-]*\Z", re.ASCII)
_GONE = frozenset(
    (
        "action archive autofocus autoplay background cite classid code codebase content contenteditable crossorigin "
        "data dynsrc fetchpriority form formaction formtarget href http-equiv imagesizes imagesrcset integrity is "
        "itemid longdesc loading lowsrc manifest name nonce ping popovertarget poster profile referrerpolicy rel sizes "
        "slot src srcdoc srcset style target usemap xlink:href xml:base xmlns:xlink value from to by values "
        "attributename begin end onbegin"
    ).split()
)
"""`style` and what shows pictures come back in another form; the rest asks, leads elsewhere, or means something to scripts alone."""
_KEPT_DATA = 64  # characters of a `data-…` value: style sheets ask for short ones, scripts for long ones
_WITH_VALUES = frozenset(("li", "progress", "meter", "option"))
_SHOWN_VALUES = frozenset(("submit", "button", "reset", "text", "search", "email", "url", "tel", "number", ""))


def keep_harmless(element: Element, base: str) -> None:
    """Take away what runs, asks or leads elsewhere, and make links safe to follow."""
    tag = str(element.tag).lower()
    href = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or element.get("xlink:href")
    value, name = element.get("value"), element.get("name")
    for key in list(element.keys()):
        if not _may_stay(str(key), element.get(key) or ""):
            del element.attrib[key]
    if href and tag in {"a", "area"}:
        _lead(element, base, href)
    elif (
        href
        and href.strip().startswith("#")
        and tag in {"use", "textpath", "lineargradient", "radialgradient", "pattern"}
    ):
        element.set("href", href.strip())
    is_shown = tag in _WITH_VALUES or (tag == "input" and (element.get("type") or "").lower() in _SHOWN_VALUES)
    if value is not None and is_shown:
        element.set("value", value)
    if tag == "a" and name and not element.get("id"):
        element.set("id", name)  # what links within the page jump to
    if tag == "meta":
        element.set("name", (name or "").lower())


def _may_stay(name: str, value: str) -> bool:
    lower = name.lower()
    if not _NAME.match(name) or lower.startswith("on") or lower in _GONE:
        return False
    if lower.startswith("data-"):
        return len(value) <= _KEPT_DATA and "//" not in value and "{" not in value
    squeezed = re.sub(r"[\s\x00-\x1f]+", "", value).lower()
    return "javascript:" not in squeezed and not re.search(r"url\([\"']?(?!#)", squeezed)


def _lead(link: Element, base: str, href: str) -> None:
    """To another page in a window of its own, told nothing; within the page as a jump."""
    target = resolve(base, href)
    if target and target.partition("#")[0] == base.partition("#")[0] and "#" in target:
        link.set("href", "about:srcdoc#" + target.partition("#")[2])
    elif target:
        link.set("href", target)
        link.set("target", "_blank")
        link.set("rel", "noopener noreferrer nofollow")
    elif href.strip().lower().startswith("mailto:"):
        link.set("href", href.strip())
