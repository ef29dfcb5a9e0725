"""Our own documents: the JSON export, and the same JSON inside the offline HTML page."""

from json import loads

from blogarchive.document import Document
from blogarchive.text.sniff import sniff

_MARK = '"blogarchive"'
_ISLAND = "blogarchive"  # the id of the script element that holds the JSON in the offline page


def own_document(document: Document) -> dict[str, object] | None:
    """The JSON document that a capture holds; None where it holds none of ours."""
    kind = sniff(document.capture.body)
    if kind == "json":
        return _ours(document.json) if _MARK in document.text[:200] else None
    for script in document.elements.named("script") if kind == "html" else ():
        if script.get("id") == _ISLAND and script.get("type") == "application/json":
            try:
                return _ours(loads(script.text or ""))
            except (ValueError, RecursionError):  # also a number of thousands of figures
                return None
    return None


def _ours(value: object) -> dict[str, object] | None:
    return value if isinstance(value, dict) and isinstance(value.get("blogarchive"), int) else None
