"""What of a WordPress comment a saved site shows at all: who answers whom, and at what time of day. What nothing shows cannot be read.

WordPress' own markup alone is known here (`comment-21`, `ul.children`, `depth-3`, `thr:in-reply-to`, REST): none of the code that is measured.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from blogarchive.text.markup import Element, parse_html

_RECORD = re.compile(r"^(?:li-|div-)?comment-(\d+)$")
_REFERENCE = re.compile(r"#(?:li-|div-)?comment-(\d+)$")
_DEPTH = re.compile(r"(?:^|\s)depth-(\d+)(?=\s|$)")
_CLOCK = re.compile(r"(\d{1,2})\s*(?:h|:|\.|時|点)\s*(\d{2})(?!\d)(?:\s*([ap])\.?m\b)?", re.IGNORECASE)
_ANSWER = re.compile(r"<p>[^<]{1,40}<a href=\"[^\"]*#comment-(\d+)\"[^>]*>[^<]*</a>[^<]{0,3}</p>")
_ATOM, _THR = "{http://www.w3.org/2005/Atom}", "{http://purl.org/syndication/thread/1.0}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CHILDREN = "ancestor::*[self::ul or self::ol][contains(concat(' ', @class, ' '), ' children ')][1]"


@dataclass(slots=True)
class Shown:
    """`parents` are (child, parent) as a page, a feed or REST states them; `exact` the comments whose time a feed or REST tells;
    `clocks` the times of day that stand in a comment's own element."""

    parents: set[tuple[str, str]] = field(default_factory=set)
    exact: set[str] = field(default_factory=set)
    clocks: dict[str, set[tuple[int, int]]] = field(default_factory=lambda: defaultdict(set))

    def has(self, own: str) -> bool:
        """Whether a comment stands anywhere as a comment of its own."""
        return own in self.exact or own in self.clocks

    def shows_minute(self, own: str, published: str) -> bool:
        """Whether a comment's time of day is told; where its element is not known, it is taken for told."""
        if own in self.exact or own not in self.clocks:
            return True
        moment = datetime.fromisoformat(published)
        utc = moment.astimezone(UTC)
        return bool({(moment.hour, moment.minute), (utc.hour, utc.minute)} & self.clocks[own])


def shown_in(files: list[Path]) -> Shown:
    """What these files show."""
    shown = Shown()
    for file in files:
        body = file.read_bytes() if file.exists() else b""
        if not body.strip():
            continue
        if file.suffix == ".json":
            _look_at_rest(json.loads(body), shown)
        elif file.suffix == ".xml":
            _look_at_feed(etree.fromstring(body, etree.XMLParser(recover=True, huge_tree=True)), shown)
        else:
            _look_at_page(parse_html(body.decode("utf-8", "replace")), shown)
    return shown


def _look_at_rest(said: object, shown: Shown) -> None:
    for item in said if isinstance(said, list) else ():
        if isinstance(item, dict) and "author_name" in item:
            shown.exact.add(str(item.get("id")))
            if item.get("parent"):
                shown.parents.add((str(item.get("id")), str(item["parent"])))


def _look_at_feed(feed: Element | None, shown: Shown) -> None:
    for item in feed.iter(f"{_ATOM}entry", "item") if feed is not None else ():
        names = (item.findtext(f"{_ATOM}id") or "", item.findtext("guid") or "", item.findtext("link") or "")
        own = next((found[1] for name in names if (found := _REFERENCE.search(name))), None)
        if own is None:
            continue
        shown.exact.add(own)
        reply = item.find(f"{_THR}in-reply-to")
        told = _REFERENCE.search(reply.get("ref") or "") if reply is not None else None
        if told := told or _ANSWER.match((item.findtext(_CONTENT) or "").strip()):
            shown.parents.add((own, told[1]))


def _look_at_page(tree: Element, shown: Shown) -> None:
    above: dict[int, str] = {}
    for element in tree.iter():
        found = _RECORD.match(element.get("id") or "") if isinstance(element.tag, str) else None
        if found is None:
            continue
        shown.clocks[found[1]].update(_clock(*match.groups()) for match in _CLOCK.finditer(_own_text(element)))
        for children in element.xpath(_CHILDREN):
            owner = _first_record(children.getparent(), children) or _first_record(children.getprevious(), None)
            if owner and owner != found[1]:
                shown.parents.add((found[1], owner))
        if depth := _DEPTH.search(element.get("class") or ""):
            above[int(depth[1])] = found[1]
            if (parent := above.get(int(depth[1]) - 1)) is not None:
                shown.parents.add((found[1], parent))


def _clock(hour: str, minute: str, half: str | None) -> tuple[int, int]:
    """On 24 hours; a clock of twelve without its half tells the time of the first."""
    if half is None:
        return int(hour), int(minute)
    return int(hour) % 12 + (12 if half.lower() == "p" else 0), int(minute)


def _own_text(record: Element) -> str:
    """All words and titles of a comment's element, without its answers'."""
    return " ".join(_pieces(record, _RECORD.match(record.get("id") or "")))


def _pieces(element: Element, own: re.Match[str] | None) -> Iterator[str]:
    yield from (element.text or "", element.get("title") or "", element.get("datetime") or "")
    for inner in element:
        if isinstance(inner.tag, str):
            other = _RECORD.match(inner.get("id") or "")
            if other is None or own is None or other[1] == own[1]:
                yield from _pieces(inner, own)
        yield inner.tail or ""


def _first_record(element: Element | None, end: Element | None) -> str | None:
    """The first comment in an element, before its answers begin."""
    for inner in element.iter() if element is not None else ():
        if inner is end:
            return None
        if isinstance(inner.tag, str) and (found := _RECORD.match(inner.get("id") or "")):
            return found[1]
    return None
