"""Microformats: h-entry and h-cite (https://microformats.org/wiki/h-entry), and the older hAtom (`hentry`) that blog themes have had since 2005."""

from collections.abc import Iterator
from functools import lru_cache

from blogarchive.document import Document
from blogarchive.model import Comment, Evidence, Person, Post, Timestamp
from blogarchive.sources.head import own_keys, post_key
from blogarchive.sources.machine_times import machine_time
from blogarchive.sources.page_comments.inventory import inventory
from blogarchive.text.identifiers import native_id
from blogarchive.text.markup import Element
from blogarchive.text.plain import plain_text

_ROOTS = frozenset(("h-entry", "hentry", "h-cite"))
_RESPONSES = frozenset(("u-comment", "p-comment"))
_CLOSED = frozenset(
    "entry-content e-content p-summary entry-summary comments comments-area commentlist comment-list".split()
)
_OPAQUE = _ROOTS | _CLOSED | {"h-card"}  # whose name and address are those of a person
_PARTS = frozenset(
    "author dt-published dt-updated e-content entry-date entry-title fn h-card p-author p-category p-content p-name published u-url updated url "
    "vcard".split()
)
_TAGS = frozenset("article div section main body li blockquote".split())  # what roots are made of

Classes = dict[str, list[Element]]


def read_microformats(document: Document, source: str) -> Iterator[Evidence]:
    """The page's own entry, and the comments that stand in it as `u-comment`."""
    if not (roots := list(_roots(document))):
        return
    origin = document.origin(source, "microformats")
    entries = [element for element, names in roots if not names & (_RESPONSES | {"h-cite"}) and "comment" not in names]
    if (entry := _own_entry(entries, document)) is not None:
        yield Evidence(record=_post(parts_of(entry), document), origin=origin)
    for element, names in roots:
        if names & _RESPONSES:
            comment = _comment(element, document)
            if comment.text and comment.author.name:
                yield Evidence(record=comment, origin=origin)


def _roots(document: Document) -> Iterator[tuple[Element, frozenset[str]]]:
    """The entries and citations of a page with their class names."""
    listed = document.memo(inventory)
    if listed.words.isdisjoint(_ROOTS):
        return
    telling = {
        classes: names
        for classes in listed.distinct_classes
        if ("entry" in classes or "h-cite" in classes) and not (names := _split(classes)).isdisjoint(_ROOTS)
    }
    for element in listed.classed(telling):
        if element.tag in _TAGS:
            yield element, telling[element.get("class") or ""]


def parts_of(entry: Element) -> Classes:
    """The elements of an entry by each of their class names that says what they are; not what stands in its words, or in entries within it."""
    found: Classes = {}
    waiting = entry[::-1]
    while waiting:
        element = waiting.pop()
        if classes := element.get(b"class"):
            names, is_opaque = _told(classes)
            for name in names:
                found.setdefault(name, []).append(element)
            if is_opaque:
                continue
        if len(element):
            waiting += element[::-1]
    return found


@lru_cache(maxsize=1024)
def _told(classes: str) -> tuple[frozenset[str], bool]:
    """What a class attribute says of an element, and whether what stands in that is the element's own affair."""
    names = _split(classes)
    return names & _PARTS, not names.isdisjoint(_OPAQUE)


@lru_cache(maxsize=1024)
def _split(classes: str) -> frozenset[str]:
    """The names of a class attribute: a page repeats a few of them over and over."""
    return frozenset(classes.split())


def _own_entry(entries: list[Element], document: Document) -> Element | None:
    """The entry whose permalink is the page's, else the only one: a list of related posts has several."""
    if len(entries) < 2:
        return entries[0] if entries else None
    own = own_keys(document)
    for entry in entries:
        found = parts_of(entry)
        links = [e for name in ("u-url", "entry-title") for top in found.get(name, ()) for e in (top, *top.iter("a"))]
        if any(post_key(document.resolve(link.get("href")) or "") in own for link in links):
            return entry
    return None


def _post(found: Classes, document: Document) -> Post:
    return Post(
        title=_title(found),
        authors=tuple(person for person in (_person(found, document),) if person.name),
        published=_time(found, "dt-published", "published", "entry-date"),
        updated=_time(found, "dt-updated", "updated"),
        tags=tuple(word for element in found.get("p-category", ()) if (word := " ".join(plain_text(element).split()))),
    )


def _title(found: Classes) -> str | None:
    """The entry's name, unless that is its content: a note has no title, and is its own name (`class="e-content p-name"`)."""
    content = found.get("e-content", ())
    names = [element for element in found.get("p-name", ()) if element not in content]
    return _line(found | {"p-name": names}, "p-name", "entry-title")


def _comment(element: Element, document: Document) -> Comment:
    found = parts_of(element)
    url = next((document.resolve(link.get("href")) for link in found.get("u-url", ())), None)
    words = next((found[name][0] for name in ("e-content", "p-content", "p-name") if name in found), None)
    return Comment(
        native_id=native_id(element.get("id")) or native_id(url),
        url=url,
        author=_person(found, document),
        text=plain_text(words) if words is not None else None,
        published=_time(found, "dt-published"),
    )


def _person(found: Classes, document: Document) -> Person:
    """The author: an h-card (or vcard) with a name within, or an element that is the name."""
    for name in ("p-author", "author", "vcard", "h-card"):
        for card in found.get(name, ()):
            inner = parts_of(card)
            link = card if card.tag == "a" else next(iter(inner.get("u-url", inner.get("url", []))), None)
            label = _line(inner, "p-name", "fn") or " ".join(plain_text(card).split())
            if label:
                return Person(name=label, url=document.resolve(link.get("href")) if link is not None else None)
    return Person()


def _line(found: Classes, *names: str) -> str | None:
    for name in names:
        for element in found.get(name, ()):
            if line := " ".join(plain_text(element).split()):
                return line
    return None


def _time(found: Classes, *names: str) -> Timestamp | None:
    """`<time datetime>`, the `title` of an abbreviation, or the element's words (the value class pattern in its simplest form)."""
    for name in names:
        for element in found.get(name, ()):
            for said in (element.get("datetime"), element.get("title"), element.get("content"), plain_text(element)):
                if time := machine_time(said):
                    return time
    return None
