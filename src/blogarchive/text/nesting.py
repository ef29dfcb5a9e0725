"""Markup rewritten so that nothing nests too deep: for pages that libxml2 has cut.

End tags are written out where the HTML standard implies them (https://html.spec.whatwg.org/#parsing-main-inbody), and past a limit an element
closes the one before it instead of going into it, as Chromium does at its limit of 512.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

MOST = 512

_TOKEN = re.compile(
    r"""<!--.*?(?:--!?>|\Z) | <[!?][^>]*>? | </([a-z][^\s/>]*)[^>]*>? | <([a-z][^\s/>]*)(?:[^"'<>]++|"[^"]*+"|'[^']*+')*+>?""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_VOID = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())
_RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
_ONCE = frozenset(("html", "head", "body"))
_CLOSES_P = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hgroup hr main menu nav ol p pre search section summary table ul".split()
)
_ITEMS = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "option": ("option",),
    "tr": ("tr",),
    "td": ("td", "th"),
    "th": ("td", "th"),
}
_WALLS = frozenset(
    "ul ol menu dir dl table select td th caption blockquote section article form button object template".split()
)
_ITEM_WALLS = dict.fromkeys(("td", "th"), frozenset(("table", "tr"))) | {"tr": frozenset(("table",))}
_NO_WALLS: frozenset[str] = frozenset()
_CELLS = frozenset(("td", "th", "caption"))


@dataclass(slots=True)
class _Writer:
    """Open elements as the page has them, each with whether it is open in what was written."""

    most: int
    out: list[str] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
    is_open: list[bool] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)  # of each name, its indexes in `stack`
    last_open: list[int] = field(default_factory=list)  # indexes in `stack` of what is open in the output

    def start(self, name: str, tag: str) -> None:
        if name in _CLOSES_P and self.places.get("p"):
            self.end_to(self.find(("p",), _WALLS))
        if name in _ITEMS:
            self.end_to(self.find(_ITEMS[name], _ITEM_WALLS.get(name, _WALLS)))
        if len(self.last_open) >= self.most:
            index = self.last_open.pop()
            self.is_open[index] = False
            self.out.append(f"</{self.stack[index]}>")
        self.out.append(tag)
        self.last_open.append(len(self.stack))
        self.places.setdefault(name, []).append(len(self.stack))
        self.stack.append(name)
        self.is_open.append(True)

    def find(self, names: tuple[str, ...], walls: frozenset[str]) -> int | None:
        """The index of the innermost open element of these names, unless a wall stands inside it."""
        found = self._innermost(names)
        return found if found >= 0 and self._innermost(walls) <= found else None

    def end_to(self, index: int | None) -> None:
        """Ends all elements from the innermost to the one at `index`."""
        if index is None:
            return
        while len(self.stack) > index:
            name = self.stack.pop()
            self.places[name].pop()
            if self.is_open.pop():
                self.last_open.pop()
                self.out.append(f"</{name}>")

    def _innermost(self, names: Iterable[str]) -> int:
        """Looked up, not searched for: pages may be 200,000 deep."""
        return max((places[-1] for name in names if (places := self.places.get(name))), default=-1)


def bounded(html: str, most: int = MOST) -> str:
    """The same page with no element deeper than `most`; all text, comments and start tags stay. Works in linear time."""
    writer = _Writer(most)
    seen: set[str] = set()
    at = 0
    while found := _TOKEN.search(html, at):
        writer.out.append(html[at : found.start()])
        at = found.end()
        if found[2]:
            at = _start(writer, found, seen)
        elif found[1]:
            _end(writer, found[1].lower(), found[0])
        elif found[0].startswith("<!--"):
            writer.out.append(found[0])
    writer.out.append(html[at:])
    return "".join(writer.out)


def _start(writer: _Writer, found: re.Match[str], seen: set[str]) -> int:
    """Writes a start tag, with its content where that is no markup. Returns where the page goes on."""
    name = found[2].lower()
    if name in _ONCE:
        if name not in seen:
            writer.out.append(found[0])
        seen.add(name)
    elif name in _VOID:
        writer.out.append(found[0])
    elif name in _RAW:
        end = _end_of_raw(found.string, found.end(), name)
        writer.out.append(found.string[found.start() : end])
        return end
    else:
        writer.start(name, found[0])
    return found.end()


def _end(writer: _Writer, name: str, tag: str) -> None:
    if name == "head":
        writer.out.append(tag)
    elif writer.places.get(name):
        writer.end_to(writer.find((name,), _NO_WALLS if name in _WALLS or name == "tr" else _CELLS))


def _end_of_raw(html: str, start: int, name: str) -> int:
    """Where an element ends whose content is no markup; at the end of the page where it is never closed."""
    end = re.compile(rf"</{name}[^>]*>", re.IGNORECASE).search(html, start)
    return end.end() if end else len(html)
