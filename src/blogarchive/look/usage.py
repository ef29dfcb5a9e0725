"""Which font families a page can show at all: those that a rule names which may apply to one of its elements.

Blogs’ themes declare dozens of fonts and use two. Nothing is left out by mistake: a rule counts as live if each class, id and element that its
selector names occurs somewhere on the page, and a variable stands for all values that it is ever given.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from blogarchive.text.markup import Element

_PIECE = re.compile(
    r"/\*.*?(?:\*/|\Z)|\"(?:[^\"\\]|\\.)*\"?|'(?:[^'\\]|\\.)*'?|\([^(){};]*\)|[{};]|[^{};\"'(/]+|.", re.DOTALL
)
_FONT = re.compile(r"(?<![\w-])font(?:-family)?\s*:\s*([^;]*)", re.IGNORECASE)
_VARIABLE = re.compile(r"(--[\w-]+)\s*:\s*([^;]*)")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_NEGATED = re.compile(
    r":(?:not|is|where|has|host|host-context|-webkit-any)\([^)]*\)?|\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?", re.IGNORECASE
)
_NAMED = re.compile(r"([.#]?)(-?[_a-zA-Z][\w-]*)")
_ROUNDS = 6  # variables within variables


class Usage:
    """What is on the page, and so which rules can be live."""

    def __init__(self, root: Element) -> None:
        self._names: set[str] = {"html", "body"}
        self._inline: list[str] = []
        for element in root.iter():
            if isinstance(element.tag, str):
                self._names.add(element.tag.lower())
                self._names.update(f".{word}" for word in (element.get("class") or "").split())
                self._names.add(f"#{element.get('id')}")
                self._inline += [f"{name}:{value}" for name in ("font-family", "face") if (value := element.get(name))]
                self._inline.append(element.get("style") or "")

    def font_text(self, sheets: Iterable[str]) -> str:
        """All that live rules and `style` attributes say about fonts, in lower case, with variables replaced by what they may be."""
        values: defaultdict[str, set[str]] = defaultdict(set)
        said: set[str] = set()
        blocks = [(None, text.replace("face:", "font-family:")) for text in self._inline]
        for selector, declarations in (*blocks, *(block for css in sheets for block in _blocks(css))):
            for name, value in _VARIABLE.findall(declarations):
                values[name].add(value)
            if selector is None or self._may_apply(selector):
                said.update(_FONT.findall(declarations))
        open_, known = set(_USED.findall(" ".join(said))), set[str]()
        for _ in range(_ROUNDS):
            known |= open_
            more = {value for name in open_ for value in values[name]}
            said |= more
            open_ = set(_USED.findall(" ".join(more))) - known
        return " ".join(said).lower()

    def _may_apply(self, selector: str) -> bool:
        return any(
            all(mark + (name if mark else name.lower()) in self._names for mark, name in _NAMED.findall(part))
            for part in _NEGATED.sub(" ", selector).split(",")
        )


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """The innermost blocks of a style sheet with their selectors; of at-rules what stands within."""
    preludes: list[str] = []
    text: list[str] = []
    for found in _PIECE.finditer(css):
        piece = found[0]
        if piece == "{":
            preludes.append("".join(text).rpartition(";")[2].strip())
            text = []
        elif piece == "}":
            if preludes and not preludes[-1].startswith("@"):
                yield preludes[-1], "".join(text)
            preludes = preludes[:-1]
            text = []
        elif not piece.startswith("/*"):
            text.append(piece)
    if preludes:
        yield preludes[-1], "".join(text)
