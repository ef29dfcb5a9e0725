"""Attributes of a book's pages: only those that readers use, each with a value that is allowed there."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, urlsplit

from blogarchive.export.html_builder import web_address
from blogarchive.text.markup import Element
from blogarchive.text.urls import ascii_host

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_TIME = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?\Z")
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+\Z", re.ASCII)


def tidy_attributes(element: Element) -> None:
    """Leave what is allowed on the element, with allowed values."""
    tag, parent = str(element.tag), element.getparent()
    for name in list(element.attrib):
        allowed = _ALLOWED.get((tag, str(name))) or _EVERYWHERE.get(str(name))
        value = allowed(element.attrib[name]) if allowed else None
        if value is None:
            del element.attrib[name]
        else:
            element.set(name, value)
    if tag == "li" and element.get("value") and (parent is None or parent.tag != "ol"):
        del element.attrib["value"]
    if tag == "colgroup" and len(element):
        element.attrib.pop("span", None)
    if (tag == "time" and not element.get("datetime")) or (tag == "bdo" and not element.get("dir")):
        element.tag = "span"
    if tag == "img":
        element.set("alt", element.get("alt") or "")
    if language := element.get("lang"):
        element.set(_XML_LANGUAGE, language)


def language_tag(value: str | None) -> str | None:
    """A language tag that is well-formed (BCP 47), else None."""
    value = (value or "").strip().replace("_", "-")
    return value if _LANGUAGE.match(value) else None


def address(value: str) -> str | None:
    """An address that a link may lead to, written as RFC 3986 wants it; None where it cannot be."""
    if value.startswith("#"):
        return value
    if value.lower().startswith("mailto:"):
        return value if _MAIL.match(value) else None
    try:
        parts = urlsplit(web_address(value) or "")
        host, port = ascii_host(parts.hostname or ""), parts.port
        host = f"[{host}]" if ":" in host else host
    except ValueError:
        return None
    if not re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|\[[0-9a-f:.]+\]", host):
        return None
    rest = quote(parts.path, safe="/%:@!$&'()*+,;=~") + (f"?{_escaped(parts.query)}" if parts.query else "")
    rest += f"#{_escaped(parts.fragment)}" if parts.fragment else ""
    rest = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", rest)
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{rest}"


def _escaped(text: str) -> str:
    return quote(text, safe="/%:@!$&'()*+,;=~?")


def _any(value: str) -> str:
    return value


def _one_of(*words: str) -> Callable[[str], str | None]:
    return lambda value: value.lower() if value.lower() in words else None


def _number(least: int, most: int) -> Callable[[str], str | None]:
    return lambda value: value if value.isascii() and value.isdigit() and least <= int(value) <= most else None


def _time(value: str) -> str | None:
    """A date that is one, with a time of day that is one."""
    from datetime import datetime

    value = value.strip()
    if not _TIME.match(value):
        return None
    try:
        datetime.fromisoformat(
            value + "-01-01"[3 * (len(value) > 4) :] if len(value) < 10 else value.replace("Z", "+00:00")
        )
    except ValueError:
        return None
    return value


_Rule = Callable[[str], str | None]
_EVERYWHERE: Mapping[str, _Rule] = {
    "class": _any,
    "dir": _one_of("ltr", "rtl", "auto"),
    "id": _any,
    "lang": language_tag,
    "title": _any,
}
_ALLOWED: Mapping[tuple[str, str], _Rule] = {
    ("a", "href"): address,
    ("img", "src"): _any,
    ("img", "alt"): _any,
    ("img", "width"): _number(1, 20_000),
    ("img", "height"): _number(1, 20_000),
    ("ol", "start"): _number(0, 99_999),
    ("ol", "reversed"): lambda _: "reversed",
    ("ol", "type"): lambda value: value if value in {"1", "a", "A", "i", "I"} else None,
    ("li", "value"): _number(0, 99_999),
    ("td", "colspan"): _number(1, 1_000),
    ("th", "colspan"): _number(1, 1_000),
    ("td", "rowspan"): _number(1, 65_534),
    ("th", "rowspan"): _number(1, 65_534),
    ("th", "scope"): _one_of("row", "col", "rowgroup", "colgroup"),
    ("col", "span"): _number(1, 1_000),
    ("colgroup", "span"): _number(1, 1_000),
    ("time", "datetime"): _time,
    ("del", "datetime"): _time,
    ("ins", "datetime"): _time,
}
