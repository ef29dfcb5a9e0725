"""What a page holds and no reader sees."""

from collections.abc import Sequence

from blogarchive.document import Document
from blogarchive.sources.microdata import items_of
from blogarchive.text.markup import Element


def is_unseen(element: Element) -> bool:
    """Whether an element's style takes it out of the page."""
    return "display:none" in (element.get("style") or "").replace(" ", "").lower()


def is_hidden(element: Element, names: Sequence[str]) -> bool:
    """Whether a browser does not show the element; `names` are those of its attributes: to ask for each takes longer."""
    return (
        "hidden" in names
        or ("aria-hidden" in names and element.get("aria-hidden") == "true")
        or ("style" in names and is_unseen(element))
    )


def items_for_programs(document: Document) -> frozenset[Element]:
    """The microdata items in lines of the page that nobody sees: title, address and logo said once more, for programs alone."""
    return frozenset(item for item in document.memo(items_of) if item.tag == "span" and is_unseen(item))
