"""Comments that the page does not hold: loaded by a script, behind a button, or closed."""

from collections.abc import Iterator, Mapping, Set
from functools import cache
from itertools import chain

from blogarchive.document import Document
from blogarchive.model import Finding, Severity
from blogarchive.sources.page_comments.inventory import Inventory, inventory
from blogarchive.sources.page_comments.silent import Silent, with_word
from blogarchive.sources.page_comments.systems import CLOSED, signs
from blogarchive.text.contents import line_in
from blogarchive.text.markup import Element

_LONGEST = 3_000  # characters: what calls a comment system is short, what is longer is a library or data
_NOTES = frozenset(("p", "div", "span", "h2", "h3"))
# What leads to comments elsewhere, or only counts them, is named after the system too
_PLAIN = frozenset("a li ul ol p span img meta link td tr input option script h1 h2 h3 h4".split())


def loaded_elsewhere(document: Document, found: int, claimed: int | None) -> Iterator[Finding]:
    """Says where missing comments are loaded from; nothing where the page shows as many as it claims, or some and claims none."""
    if found and (claimed is None or claimed <= found):
        return
    listed = document.memo(inventory)
    name = _filling(listed) or _loading(listed)
    if name is not None:
        message = f"comments are not all in the page: loaded by script from {name}"
        yield Finding(code="comments-loaded-by-script", severity=Severity.WARNING, subject="comments", message=message)


def _filling(listed: Inventory) -> str | None:
    """The system that an element waits for."""
    places = signs().places
    for word in sorted(listed.words.intersection(places)):
        if any(element.tag not in _PLAIN for element in _called(word, listed)):
            return places[word]
    return next((signs().tags[str(element.tag)] for element in listed.named("filled")), None)


def _called(word: str, listed: Inventory) -> Iterator[Element]:
    """The elements that have a word for a class or an id."""
    names = with_word((*listed.distinct_classes, *listed.distinct_ids), (word,))
    said = {name for name in names if word in name.lower().split()}
    yield from listed.classed(said)
    yield from (element for element, name in listed.ids.items() if name in said)


def _loading(listed: Inventory) -> str | None:
    """The system that a script belongs to. A script that fills the page needs a place: without one its code is not searched."""
    scripts = (*listed.named("script"), *listed.named("iframe"))
    attributes = chain.from_iterable(map(Element.items, scripts))
    name = _first(signs().addresses, _addresses(), {*map("=".join, attributes)})
    if name is not None or not listed.spoken:
        return name
    codes = {code for script in scripts if (code := script.text) and len(code) < _LONGEST}
    return _first(signs().codes, _codes(), codes)


@cache
def _addresses() -> Silent:
    return Silent(signs().addresses)


@cache
def _codes() -> Silent:
    return Silent(signs().codes)


def _first(names: Mapping[str, str], silent: Silent, texts: Set[str]) -> str | None:
    found = silent.said(texts)
    return names[found[0]] if found else None


def closed(document: Document) -> Iterator[Finding]:
    """Says that comments are closed, where the page has no form to write one and a note that says so."""
    listed = document.memo(inventory)
    if CLOSED.isdisjoint(listed.words) or listed.named("textarea"):
        return
    names = {name for name in listed.distinct_classes if not CLOSED.isdisjoint(name.lower().split())}
    for element in listed.classed(names):
        if element.tag in _NOTES:
            text = line_in(element)
            message = f"comments are closed: {text}" if text else "comments are closed"
            yield Finding(code="comments-closed", severity=Severity.INFO, subject="comments", message=message[:200])
            return
