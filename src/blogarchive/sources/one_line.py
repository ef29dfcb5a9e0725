"""Names and titles as feeds and APIs give them: sometimes with markup in them, sometimes escaped twice."""

import re
from html import unescape

from blogarchive.text.plain import plain_text_of

_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|br|cite|code|div|em|font|i|img|mark|p|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BEFORE_SITE = re.compile(r"\s+[-–—|:»«·•]+\s+\Z")
_ANY_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)


def one_line(value: object) -> str | None:
    """A title or another short text as plain text; None for anything else than words. Only tags that HTML knows are markup: "a <T> b" is not."""
    if not isinstance(value, str):
        return None
    if "<" in value and _TAG.search(value):
        value = plain_text_of(value)
    elif "&" in value and _ENTITY.search(value):
        value = unescape(value)
    return " ".join(value.split()) or None


def person_name(value: object) -> str | None:
    """A name as plain text: an entity is read once more (Isso writes it twice), and whatever looks like a tag is none of the name's words."""
    line = one_line(value)
    if line and "&" in line and _ENTITY.search(line):
        line = unescape(line)
    return one_line(plain_text_of(line)) if line and "<" in line and _ANY_TAG.search(line) else line


def without_site(title: str | None, site: str | None) -> str | None:
    """A title without " - Name of the site" at its end, which templates add for the sake of search engines."""
    if not title or not site:
        return title
    whole = title.rstrip()
    before = whole.removesuffix(site)
    stem = _BEFORE_SITE.sub("", before)
    return stem if before not in (whole, stem) and stem.strip() else title
