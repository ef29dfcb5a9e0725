"""Where comments and comment forms stand on a page, so that whoever reads the article can leave them out."""

from blogarchive.sources.page_comments.groups import Group
from blogarchive.sources.page_comments.inventory import Inventory
from blogarchive.text.markup import Element

_LISTS = frozenset(("ul", "ol", "dl", "table", "tbody"))
_FRAME = frozenset(("html", "body", "main"))


def regions_of(listed: Inventory, group: Group | None) -> list[Element]:
    """The outermost elements that hold comments, what is said about them, or a form to write one; none lies in another."""
    found: dict[Element, None] = {}
    if group is not None:
        for record in group.records:
            for top in record.shown:
                found[top] = None
        found = {_list_round(element): None for element in found}
    for area in listed.named("textarea"):
        form = next(area.iterancestors("form"), None)
        if form is not None and not _is_search(form):
            found[form] = None
    if not found:
        return []
    widest = _Widest(listed)
    widened = {widest.round(element): None for element in found}
    return [element for element in widened if not any(other in widened for other in element.iterancestors())]


def _list_round(element: Element) -> Element:
    """A list is as much a region as its items."""
    parent = element.getparent()
    return parent if parent is not None and parent.tag in _LISTS else element


class _Widest:
    """What stands round regions; asked once for each element round them, as records have theirs in common."""

    def __init__(self, listed: Inventory) -> None:
        self._listed = listed
        self._at_or_above: dict[Element | None, Element | None] = {}

    def round(self, element: Element) -> Element:
        """The outermost element round a region that says it is about comments and holds no main heading (that is the article's), or itself."""
        parent = element.getparent()
        unknown = list[Element]()
        while parent is not None and parent not in self._at_or_above and parent.tag not in _FRAME:
            unknown.append(parent)
            parent = parent.getparent()
        widest = self._at_or_above.get(parent)
        for parent in reversed(unknown):
            if widest is None and self._speaks(parent):
                widest = parent
            self._at_or_above[parent] = widest
        return element if widest is None else widest

    def _speaks(self, element: Element) -> bool:
        return element not in self._listed.round_titles and self._listed.is_speaking(element)


def _is_search(form: Element) -> bool:
    return (form.get("role") or form.get("method") or "").lower() in {"search", "get"}
