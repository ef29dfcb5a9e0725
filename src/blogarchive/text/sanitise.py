"""Hostile HTML to safe HTML: what a post or a comment may still hold once it is kept, shown and exported.

Two steps, in this order and no other. First libxml2 reads the fragment (text.markup), and `text.tidying` resolves addresses, turns players
into links, limits the depth. Then nh3 (ammonia, an HTML5 parser with an allow-list) has the last word: what it returns is never parsed
and written again, because that is how "mutation" attacks come back. svg, math, style and raw-text elements are never allowed: all known
holes of this family of sanitisers need one of them. nh3 alone would not do: 0.4 MB of unclosed `<font>` make it eat all memory.
"""

import re
from functools import cache, lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING

from blogarchive.late import late
from blogarchive.text.harmless import as_harmless
from blogarchive.text.markup import parse_html
from blogarchive.text.tidying import tidy_tree

if TYPE_CHECKING:
    from nh3 import Cleaner

ID_PREFIX = "c-"
"""Every id that comes from outside begins with this, so that it can neither shadow a script's names nor meet an id of ours."""

LINK_REL = "noopener noreferrer nofollow ugc"

TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i"
    " img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var"
    " wbr".split()
)
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"abbr", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_DROPPED_WITH_CONTENT = frozenset(
    "script style template noscript iframe object embed svg math textarea select title noembed noframes canvas applet".split()
)
_CLASS = re.compile(
    r"(?:lang(?:uage)?-[\w+#.-]{1,30}|wp-smiley|emoji|math|align(?:left|right|center|none))\Z", re.ASCII
)
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif|bmp|x-icon);base64,[A-Za-z0-9+/=\s]+\Z")
_NUMBERS = frozenset(("width", "height", "colspan", "rowspan", "span", "start", "value"))
_SPACE = re.compile(r"\s")
_NUMBER = re.compile(r"[0-9]{1,5}\Z")
_CONTROLS = late("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_PAGE_TAGS = re.compile(r"</?(?:html|body)\b[^<>]*>", re.IGNORECASE)  # libxml2 drops what stands after a second one


def clean(html: str, base_url: str | None = None) -> str:
    """The fragment, safe to stand in a page of ours; never raises.

    Addresses become absolute against `base_url` (dropped where that is impossible), only http, https and mailto are left; pictures keep
    http(s) or raster `data:` addresses. Embedded players become links to what they show. Characters that XML cannot hold are left out.
    """
    if "<" not in html:
        return escape(_CONTROLS.sub("", unescape(html)), quote=False)
    if (harmless := as_harmless(html, LINK_REL)) is not None:
        return harmless
    root = parse_html(f"<body>{_PAGE_TAGS.sub('', html)}</body>")
    tidied = tidy_tree(root, base_url).replace("\x7f", "")  # the only control character that a tree of lxml can hold
    return _cleaner().clean(tidied)


@cache
def _cleaner() -> "Cleaner":
    from nh3 import Cleaner

    return Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(_DROPPED_WITH_CONTENT),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "data"},
        url_relative=_fragment_only,
        link_rel=LINK_REL,
        id_prefix=ID_PREFIX,
    )


def _fragment_only(address: str) -> str | None:
    """Relative addresses were resolved before; only a jump within the fragment may be left."""
    return address if address.startswith(f"#{ID_PREFIX}") else None


def _attribute(tag: str, name: str, value: str) -> str | None:
    """What nh3's lists cannot say: `data:` for raster pictures alone, sizes that are numbers, classes that carry meaning."""
    if name == "class":
        return _meaningful(value)
    if name == "href":
        return None if value.lstrip().lower().startswith("data:") else value
    if name == "src":
        return value if value.startswith(("https://", "http://")) or _PICTURE.match(value) else None
    if name in _NUMBERS and tag != "data":
        return value if _NUMBER.match(value) else None
    if name == "id":
        return value if value and not _SPACE.search(value) else None
    return value


@lru_cache(maxsize=4096)
def _meaningful(classes: str) -> str | None:
    return " ".join(filter(_CLASS.match, classes.split())) or None
