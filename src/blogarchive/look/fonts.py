"""Fonts that a page really uses: of several formats one, and none whose letters do not occur."""

import re

from blogarchive.look.resources import Resources

_SOURCE = re.compile(
    r"(?<![\w-])src\s*:((?:[^;}\"'(]|\"[^\"]*\"|'[^']*'|\((?:[^()\"']|\"[^\"]*\"|'[^']*')*\))*)", re.IGNORECASE
)
_URL = re.compile(
    r"url\(\s*(\"[^\"]*\"|'[^']*'|[^)\s]*)\s*\)(?:\s*format\(\s*[\"']?([\w-]+)[\"']?[^)]*\))?", re.IGNORECASE
)
_LOCAL = re.compile(r"local\([^)]*\)", re.IGNORECASE)
_RANGE = re.compile(r"unicode-range\s*:([^;}]*)", re.IGNORECASE)
_SPAN = re.compile(r"u\+([0-9a-f?]{1,6})(?:-([0-9a-f]{1,6}))?", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*(\"[^\"]*\"|'[^']*'|[^;}]*)", re.IGNORECASE)
_BETTER = ("woff2", "woff", "truetype", "ttf", "opentype", "otf")
_UNKNOWN = ("embedded-opentype", "eot", "svg")  # formats that no browser of today reads


def font_face(block: str, base: str, resources: Resources, letters: frozenset[int]) -> str:
    """The `@font-face` rule with its best font at hand put in; empty where no letter of it is shown or no font can be had."""
    if not _is_used(block, letters):
        return ""
    offered: list[tuple[int, str]] = []
    locals_: list[str] = []
    for source in _SOURCE.finditer(block):
        locals_ += _LOCAL.findall(source[1])
        for found in _URL.finditer(source[1]):
            address = found[1].strip("\"'")
            kind = (found[2] or address.partition("?")[0].partition("#")[0].rpartition(".")[2]).lower()
            if kind not in _UNKNOWN:
                offered.append((_BETTER.index(kind) if kind in _BETTER else len(_BETTER), address))
    sources = locals_
    for _, address in sorted(offered, key=lambda offer: offer[0]):
        if inlined := resources.font(base, address):
            safe = inlined.replace('"', "%22").replace("<", "%3C")
            sources = [*locals_, f'url("{safe}")']
            break
    if not sources:
        return ""
    rest = _SOURCE.sub("", block).strip().lstrip("{").rstrip("}").strip().rstrip(";")
    return f"@font-face{{{rest};src:{','.join(sources)}}}"


def family(block: str) -> str:
    """The family that a `@font-face` rule defines, in lower case; empty where it names none."""
    found = _FAMILY.search(block)
    return " ".join(found[1].strip().strip("\"'").lower().split()) if found else ""


def _is_used(block: str, letters: frozenset[int]) -> bool:
    found = _RANGE.search(block)
    spans = [_span(low, high) for low, high in _SPAN.findall(found[1])] if found else []
    return not spans or any(any(low <= letter <= high for letter in letters) for low, high in spans)


def _span(low: str, high: str) -> tuple[int, int]:
    """`U+4??` is a span too."""
    return int(low.replace("?", "0"), 16), int(high or low.replace("?", "f"), 16)
