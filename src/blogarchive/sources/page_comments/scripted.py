"""Comments that the page does not hold: loaded by a script, behind a button, or closed."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from blogarchive.document import Document
from blogarchive.model import Finding, Severity

_SEARCHED = 2_000  # characters of a script
_PLAIN = frozenset("a li ul ol p span img meta link td tr input option script h1 h2 h3 h4".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What shows which system is at work."""

    systems: tuple[tuple[str, tuple[str, ...]], ...]
    buttons: tuple[str, ...]
    closed: frozenset[str]


@cache
def signs() -> Signs:
    """The signs of scripted.toml."""
    data = tomllib.loads((files(__package__) / "scripted.toml").read_text("utf-8"))
    return Signs(
        systems=tuple((name, tuple(marks)) for name, marks in data["systems"].items()),
        buttons=tuple(data["more"]["buttons"]),
        closed=frozenset(data["closed"]["classes"]),
    )


def loaded_elsewhere(document: Document, found: int, claimed: int | None) -> Iterator[Finding]:
    """Says where missing comments are loaded from; nothing where the page shows as many as it claims, or some and claims none."""
    if found and (claimed is None or claimed <= found):
        return
    source = _signs_in(document)
    for name, marks in signs().systems:
        if any(mark in source for mark in marks):
            yield _finding(f"comments are not all in the page: loaded by script from {name}")
            return
    if any(button in source for button in signs().buttons):
        yield _finding("comments are not all in the page: a button loads more")


def _signs_in(document: Document) -> str:
    """Where such systems show: scripts with their addresses and attributes, ids and classes; in lower case."""
    words: list[str] = []
    for script in document.tree.iter("script", "iframe", "noscript"):
        words.extend(f'{name}="{value}"' for name, value in script.attrib.items())
        words.append((script.text or "")[:_SEARCHED])
    words.extend(
        f'<{element.tag} id="{element.get("id")}" class="{element.get("class")}"'
        for element in document.tree.iter()
        if isinstance(element.tag, str) and element.attrib and element.tag not in _PLAIN
    )
    return " ".join(words).lower()


def closed(document: Document) -> Iterator[Finding]:
    """Says that comments are closed, where the page has no form to write one and a note that says so."""
    if next(document.tree.iter("textarea"), None) is not None:
        return
    for element in document.tree.iter("p", "div", "span", "h2", "h3"):
        if (name := element.get("class")) and not signs().closed.isdisjoint(name.lower().split()):
            text = " ".join("".join(element.itertext()).split())
            message = f"comments are closed: {text}" if text else "comments are closed"
            yield Finding(code="comments-closed", severity=Severity.INFO, subject="comments", message=message[:200])
            return


def _finding(message: str) -> Finding:
    return Finding(code="comments-loaded-by-script", severity=Severity.WARNING, subject="comments", message=message)
