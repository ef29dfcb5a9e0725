"""Style sheets that need nothing else: pictures and fonts put in, imports written in their place, what runs or asks taken out.

Tokens are those of CSS Syntax (https://www.w3.org/TR/css-syntax-3/) as far as needed: an address hides behind escapes (`u\\72l(`), in strings, in
`image-set`, and nowhere in a comment.
"""

import re
from collections.abc import Iterator

from blogarchive.look.fonts import family, font_face
from blogarchive.look.resources import Resources
from blogarchive.text.urls import resolve

_ESCAPE = r"\\(?:[0-9a-fA-F]{1,6}[ \t\n\r\f]?|[^\n\r\f0-9a-fA-F])"
_STRING = r"""(?:"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?)"""
_TOKEN = re.compile(
    rf"(?P<comment>/\*.*?(?:\*/|\Z))|(?P<string>{_STRING})|(?P<name>@?(?:[\w-]|[^\x00-\x7f]|{_ESCAPE})++\(?)|(?P<space>\s++)|.",
    re.DOTALL,
)
_ARGUMENT = re.compile(rf"\s*+(?:(?P<string>{_STRING})|(?P<bare>(?:[^)\s\"'(\\]|{_ESCAPE})*+))\s*+(?:\)|\Z)", re.DOTALL)
_REST = re.compile(rf"(?:{_STRING}|url\([^)]*+\)?|[^;\"'{{}}])*+(?P<end>[;{{}}]|\Z)", re.DOTALL | re.IGNORECASE)
_IMPORT = re.compile(
    rf"\s*+(?:url\(\s*+(?P<url>{_STRING}|[^)\s]*+)\s*+\)|(?P<string>{_STRING}))(?P<when>.*)", re.DOTALL | re.IGNORECASE
)
_LAYER = re.compile(r"\s*layer(?:\(([^)]*)\))?(?=\s|\Z)", re.IGNORECASE)
_SUPPORTS = re.compile(r"\s*supports(\((?:[^()]|\([^()]*\))*\))", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n\r\f]?|(.))", re.DOTALL)
_COLON = re.compile(r"\s*+:")
_MARK = "\ufdd0"  # a character that no text may hold: stands round the number of an address that is still to be put in
_PLACE = re.compile(f"{_MARK}(f?)(\\d+){_MARK}")
_UNFIT = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff{_MARK}]")
_SETS = frozenset(("image-set(", "-webkit-image-set("))
_RUNS = frozenset(("behavior", "-ms-behavior", "-moz-binding"))
_DEEPEST = 6  # imports within imports
_LARGE = 600  # characters: what is used more than once is written once from here on
NOTHING = "data:,"


class _Everything:
    """As long as nothing is known of what is used, everything may be."""

    def __contains__(self, name: object) -> bool:
        return True


class Styles:
    """All style sheets of one page; `letters` are the characters that it shows, by which fonts are chosen."""

    def __init__(self, resources: Resources, letters: frozenset[int]) -> None:
        self._resources, self._letters = resources, letters
        self._faces: list[tuple[str, str]] = []
        self._fonts: str | _Everything = _Everything()
        self._places: list[str] = []
        self._place_of: dict[str, int] = {}
        self._uses: dict[int, int] = {}

    def sheet(self, css: str, base: str) -> str:
        """A style sheet for a `style` element; to be given to `settled` at the end."""
        return self._rewritten(_UNFIT.sub("", css).replace("\f", "\n"), base, 0)

    def imported(self, address: str) -> str:
        """The style sheet at an address; empty where it cannot be had."""
        css = self._resources.sheet(address)
        return self.sheet(css, address) if css else ""

    def declarations(self, css: str, base: str) -> str:
        """The value of a `style` attribute."""
        return self._rewritten(_UNFIT.sub("", css).replace("\f", "\n"), base, _DEEPEST)

    def number(self, address: str) -> int:
        """The number that stands for a `data:` URI until it is known how often it is used; counts this use."""
        safe = address.replace("\\", "%5C").replace('"', "%22").replace("\n", "").replace("<", "%3C")
        number = self._place_of.setdefault(safe, len(self._places))
        if number == len(self._places):
            self._places.append(safe)
        self._uses[number] = self._uses.get(number, 0) + 1
        return number

    def address(self, number: int) -> str:
        """The `data:` URI."""
        return self._places[number]

    def shared_as(self, number: int) -> str | None:
        """How style sheets name what is written once for all; None for what is used a single time, or is short."""
        return f"var(--ba{number})" if self._uses[number] > 1 and len(self._places[number]) >= _LARGE else None

    def only_fonts(self, named: str) -> None:
        """Fonts whose family does not occur in this text (in lower case) are left out, and not even asked for."""
        self._fonts = named

    def settled(self, css: str) -> str:
        """With all addresses in; `</` escaped, so that no style sheet ends its element."""
        return _PLACE.sub(self._address, css).replace("</", "<\\/")

    def shared(self) -> str:
        """The rule that holds what is used more than once; for the front of the page."""
        rules = (
            f'--ba{number}:url("{address}")' for number, address in enumerate(self._places) if self.shared_as(number)
        )
        return f":root{{{';'.join(rules)}}}"

    def _address(self, found: re.Match[str]) -> str:
        number = int(found[2])
        if found[1]:
            block, base = self._faces[number]
            return font_face(block, base, self._resources, self._letters) if family(block) in self._fonts else ""
        return self.shared_as(number) or f'url("{self._places[number]}")'

    def _rewritten(self, css: str, base: str, depth: int) -> str:
        return "".join(self._tokens(css, base, depth))

    def _tokens(self, css: str, base: str, depth: int) -> Iterator[str]:
        position, is_top, in_set, before = 0, True, 0, ""
        while found := _TOKEN.match(css, position):
            position, token = found.end(), found[0]
            name = _plain(token).lower() if found["name"] else ""
            if found["comment"]:
                yield "/**/" if before not in " ;}{" else ""
                continue
            if name in {"@import", "@charset", "@namespace"}:
                rest = _REST.match(css, position)
                position = rest.end() if rest else len(css)
                if name == "@import" and is_top and rest:
                    yield self._import(rest[0].rstrip(";"), base, depth)
                continue
            if name == "@font-face" and (block := _block(css, position)):
                self._faces.append((css[position:block], base))
                yield f"{_MARK}f{len(self._faces) - 1}{_MARK}"
                position = block
            elif name in {"url(", "src("} and (argument := _ARGUMENT.match(css, position)):
                yield self._url(_plain(argument["bare"] or _unquoted(argument["string"])), base)
                position = argument.end()
            elif in_set and found["string"]:
                yield self._url(_plain(_unquoted(token)), base)
            elif name == "expression(" or (name in _RUNS and before not in ".#-" and _COLON.match(css, position)):
                yield f"x-{name}"
            else:
                in_set = _depth(in_set, token, name)
                yield token
            is_top = is_top and (bool(found["space"]) or token == ";")  # noqa: S105 (of a style sheet)
            before = token[-1]

    def _url(self, address: str, base: str) -> str:
        """One address as the sheet is to have it: those of a place within the page stay."""
        address = address.strip()
        if address.startswith("#"):
            return f'url("{address}")'
        inlined = self._resources.picture(base, address)
        if inlined is None:
            return f"url({NOTHING})"
        _, mark, fragment = address.partition("#")
        if mark and not address.startswith("data:"):
            return f'url("{inlined}#{fragment}")'
        return f"{_MARK}{self.number(inlined)}{_MARK}"

    def _import(self, said: str, base: str, depth: int) -> str:
        found = _IMPORT.match(said)
        if not found or depth >= _DEEPEST:
            return ""
        address = resolve(base, _plain(_unquoted(found["url"] or found["string"])))
        css = self._resources.sheet(address) if address else None
        if not css or not address:
            return ""
        inner, when = self._rewritten(_UNFIT.sub("", css).replace("\f", "\n"), address, depth + 1), found["when"]
        if layer := _LAYER.match(when):
            inner, when = f"@layer {layer[1] or ''}{{{inner}}}", when[layer.end() :]
        if supports := _SUPPORTS.match(when):
            inner, when = f"@supports {supports[1]}{{{inner}}}", when[supports.end() :]
        return f"@media {when.strip()}{{{inner}}}" if when.strip() else inner


def without_places(css: str) -> str:
    """A style sheet that is not settled yet, without the places of its addresses and fonts: they are part of no selector."""
    return _PLACE.sub(" ", css)


def _depth(in_set: int, token: str, name: str) -> int:
    """How many brackets deep in an `image-set`, where strings are addresses."""
    if name in _SETS:
        return in_set + 1
    if in_set and token.endswith("("):
        return in_set + 1
    return in_set - 1 if in_set and token == ")" else in_set  # noqa: S105 (of a style sheet)


def _block(css: str, start: int) -> int | None:
    """Where the `{…}` that begins after `start` ends."""
    for found in _TOKEN.finditer(css, start):
        if found[0] == "}":
            return found.end()
    return None


def _unquoted(string: str | None) -> str:
    return (string or "").strip().strip("\"'")


def _plain(text: str) -> str:
    """With its escapes resolved."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: _character(found[1]) if found[1] else found[2].replace("\n", ""), text)


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
