"""The offline page of a snapshot, and what stands in it."""

from blogarchive.export.to_html import render
from blogarchive.model import Snapshot
from blogarchive.text.markup import Element, parse_html


def page_of(snapshot: Snapshot) -> str:
    return "".join(render(snapshot))


def tree_of(snapshot: Snapshot) -> Element:
    return parse_html(page_of(snapshot))


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def with_class(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if name in (element.get("class") or "").split()]
