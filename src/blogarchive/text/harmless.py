"""Recognises HTML that is safe as it stands, so that the many plain comments of a page need no parser.

A fragment counts as harmless when it is nothing but text, a few character references, and well-nested tags of a short list without
attributes, save for links to http(s) addresses, which are written anew. Everything else goes to the sanitiser: this is a short cut through
it, never a way round it.
"""

import re

from blogarchive.late import late

_TAGS = "p|b|strong|i|em|u|ul|ol|li|blockquote|code|pre|del|ins|sub|sup|small|div|span|h[2-6]"
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
_REFERENCE = r"&(?:amp|lt|gt|quot|nbsp|#(?:3[49]|160|8\d{3}));"
_CLASS = r"(?: class=\"(?![^\"]*(?:lang|smil|emoji|math|align))[\w -]*\")?"  # classes that carry meaning are the sanitiser's to judge
_ADDRESS = rf"https?://[^\s\"<>&\\{_CONTROLS}]*(?:&amp;[^\s\"<>&\\{_CONTROLS}]*)*"
_LINK = rf"<a href=\"({_ADDRESS})\"(?: (?:rel|target|class)=\"[\w -]*\")*>"
_HARMLESS = late(rf"(?:[^<>&{_CONTROLS}]+|{_REFERENCE}|<(?:{_TAGS}){_CLASS}>|</(?:{_TAGS}|a)>|<br ?/?>|{_LINK})*+")
_TAG = re.compile(r"<(/?)([a-z0-9]+)")
_REWRITTEN = late(rf"{_LINK}|<({_TAGS}) [^<>]*>|<(br) ?/>")
_DEEPEST = 60  # levels: more is nobody's comment


def as_harmless(html: str, link_rel: str) -> str | None:
    """The fragment with its classes dropped and `rel` set on its links; None where it is not plainly harmless."""
    if not _HARMLESS.fullmatch(html) or not _is_well_nested(html):
        return None
    return _REWRITTEN.sub(lambda tag: _written(tag, link_rel), html)


def _is_well_nested(html: str) -> bool:
    """Whether every tag is closed in its turn, so that the fragment cannot close what stands around it."""
    stack: list[str] = []
    for close, name in _TAG.findall(html):
        if name == "br":
            if close:
                return False
        elif not close:
            stack.append(name)
            if len(stack) > _DEEPEST:
                return False
        elif not stack or stack.pop() != name:
            return False
    return not stack


def _written(tag: re.Match[str], link_rel: str) -> str:
    address, name = tag[1], tag[2] or tag[3]
    return f"<{name}>" if name else f'<a href="{address}" rel="{link_rel}">'
