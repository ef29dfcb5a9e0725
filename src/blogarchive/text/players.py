"""What an embedded player shows, as an address that a person can open."""

import re
from urllib.parse import parse_qs

from blogarchive.text.markup import Element
from blogarchive.text.urls import resolve, split_url

_PAGES = (
    (
        re.compile(r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed|v|shorts)/([\w-]{6,})"),
        "https://www.youtube.com/watch?v={}",
    ),
    (re.compile(r"player\.vimeo\.com/video/(\d+)"), "https://vimeo.com/{}"),
    (re.compile(r"(?:www\.)?dailymotion\.com/(?:embed/|swf/)(?:video/)?(\w+)"), "https://www.dailymotion.com/video/{}"),
    (re.compile(r"open\.spotify\.com/embed/([\w/]+)"), "https://open.spotify.com/{}"),
)
_PARAMETERS = frozenset(("movie", "src", "url", "filename"))


def shown_by(player: Element, base_url: str | None) -> tuple[str, str] | None:
    """The address of what an iframe, embed, object, video or audio shows, and its title ("" where it has none); None where it is unknown."""
    for address in _addresses(player):
        target = resolve(base_url or "", address)
        if target and split_url(target).path + split_url(target).query not in {"", "/"}:
            return _page_of(target), " ".join((player.get("title") or "").split())
    return None


def _addresses(player: Element) -> list[str]:
    """All that may say it: own attributes (late-loaded ones first), then sources, parameters and an `embed` within."""
    found = [player.get(name) for name in ("data-src", "data-lazy-src", "src", "data")]
    inner = (one for one in player.iter("source", "param", "embed") if one is not player)
    found += [one.get("src") or one.get("value") for one in inner if one.tag != "param" or _says_address(one)]
    return [address.strip() for address in found if address and address.strip() and not address.startswith("about:")]


def _page_of(address: str) -> str:
    parts = split_url(address)
    place = parts.netloc.lower() + parts.path
    for pattern, page in _PAGES:
        if match := pattern.match(place):
            return page.format(match[1])
    if parts.netloc == "w.soundcloud.com" and (tracks := parse_qs(parts.query).get("url")):
        return resolve(address, tracks[0]) or address
    return address


def _says_address(parameter: Element) -> bool:
    return (parameter.get("name") or "").lower() in _PARAMETERS
