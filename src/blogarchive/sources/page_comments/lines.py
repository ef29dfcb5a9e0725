"""What stands on a page from one place on, line by line: as a reader sees it, whatever elements the lines are made of."""

import re
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeAlias

from blogarchive.sources.page_comments.pieces import BLOCKS
from blogarchive.text.cached import cached_property
from blogarchive.text.contents import text_in
from blogarchive.text.markup import Element

Node: TypeAlias = str | Element
"""A text, or an element that stands in the line with all it holds."""
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SILENT = frozenset("script style noscript template select textarea button input object embed iframe svg".split())
_FORM = frozenset(("form", "fieldset"))
LABEL = re.compile(r"\W{0,3}([^\W\d][^:：]{0,24})[:：]\s*")
"""What stands before a field of a form filled in: "Name: Ada"."""
MOST_LINES = 400_000  # of one stretch; bounds the work on hostile input


@dataclass(eq=False)
class Line:
    """`block` is the element that the line stands in; `after_rule`, that a rule stands before it."""

    block: Element
    after_rule: bool = False
    nodes: list[Node] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """What the line says; white space is folded, so that places in it are those that `cut` takes."""
        return "".join(map(_said, self.nodes))

    @property
    def first(self) -> Element | None:
        """The element that it begins with; None where it begins with a text."""
        node = next((node for node in self.nodes if not (isinstance(node, str) and node.isspace())), None)
        return None if isinstance(node, str) else node

    def cut(self, start: int, end: int | None = None) -> list[Node]:
        """The nodes between two places of the text; of an element that lies only partly between them its text."""
        end = len(self.text) if end is None else end
        found: list[Node] = []
        for node, (first, last) in zip(self.nodes, self._spans(), strict=True):
            if start <= first and last <= end:
                found.append(node)
            elif first < end and start < last:
                found.append(self.text[max(first, start) : min(last, end)])
        return found

    def elements(self) -> Iterator[tuple[Element, int, int]]:
        """The elements of the line, each with its first place and the one after its last."""
        for node, (first, last) in zip(self.nodes, self._spans(), strict=True):
            if not isinstance(node, str):
                yield node, first, last

    def _spans(self) -> list[tuple[int, int]]:
        ends = [*accumulate(len(_said(node)) for node in self.nodes)]
        return [*zip([0, *ends], ends, strict=False)]


def _said(node: Node) -> str:
    text = node if isinstance(node, str) else text_in(node)
    is_plain = not ("\n" in text or "  " in text or "\t" in text or "\r" in text)
    return text if is_plain else _SPACES.sub(" ", text)


def lines_of(elements: Iterable[Element], *, after: Element | None = None) -> list[Line]:
    """The lines of elements. `after`: they follow that element, and the texts between them count too. Forms are left out."""
    flow = _Flow()
    if after is not None:
        flow.begin(after)
        flow.add(after.tail or "")
    for element in elements:
        if len(flow.lines) > MOST_LINES:
            break
        flow.walk(element)
        if after is not None:
            flow.add(element.tail or "")
    return [line for line in flow.lines if line.text.strip()]


class _Flow:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._rule = False

    def begin(self, beside: Element) -> None:
        """A new line in what holds an element."""
        block = next((above for above in beside.iterancestors() if above.tag in BLOCKS), beside)
        self.lines.append(Line(block, self._rule))

    def add(self, node: Node) -> None:
        """More of the line that was begun last."""
        if isinstance(node, str):
            if self.lines[-1].block.tag == "pre" and "\n" in node:
                self._add_preformatted(node)
                return
            if not node:
                return
        self.lines[-1].nodes.append(node)
        if self._rule and _said(node).strip():
            self._rule = False

    def _add_preformatted(self, text: str) -> None:
        first, *others = text.split("\n")
        self.add(first)
        for line in others:
            self.lines.append(Line(self.lines[-1].block, self._rule))
            self.add(line)

    def walk(self, top: Element) -> None:
        """All lines of an element. Without recursion: pages may be nested deep."""
        if not self.lines:
            self.begin(top)
        stack: list[tuple[Element, bool]] = [(top, False)]
        while stack:
            element, is_end = stack.pop()
            if is_end:
                if element.tag in BLOCKS:
                    self.begin(element)
            elif self._is_opened(element):
                stack.append((element, True))
                stack.extend((child, False) for child in element[::-1])
                continue
            if element is not top:
                self.add(element.tail or "")

    def _is_opened(self, element: Element) -> bool:
        """Begins an element; whether what it holds is still to be walked."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT or tag in _FORM:
            return False
        if tag in {"br", "hr"}:
            self._rule = self._rule or tag == "hr"
            self.begin(element)
            return False
        if tag not in BLOCKS and not _holds_lines(element):
            self.add(element)
            return False
        if tag in BLOCKS:
            self.lines.append(Line(element, self._rule))
        self.add(element.text or "")
        return True


def _holds_lines(element: Element) -> bool:
    return len(element) > 0 and any(each.tag in BLOCKS for each in element.iterdescendants("*"))


def link_in(element: Element) -> Element | None:
    """The first link in an element, or that itself."""
    return next(element.iter("a"), None)


def fill(holder: Element, nodes: Iterable[Node]) -> None:
    """Puts copies of nodes into an element, after what it holds."""
    for node in nodes:
        if isinstance(node, str):
            last = next(holder.iterchildren(reversed=True), None)  # `len` would count them all
            if last is None:
                holder.text = (holder.text or "") + node
            else:
                last.tail = (last.tail or "") + node
        else:
            whole = copy(node)
            whole.tail = None
            holder.append(whole)
