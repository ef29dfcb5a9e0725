"""Which addresses are somebody's profile, and whose: by the address alone."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

# Host (without www., m., mobile. or a country) -> the path of a profile; its group is the user's name there.
_NAME = r"([\w.\-]{1,64})"
_PATHS: dict[str, str] = {
    "twitter.com": r"/(?:#!/)?@?(\w{1,20})",
    "x.com": r"/@?(\w{1,20})",
    "facebook.com": rf"/(?:people/[^/]+/(?=\d)|pg/|profile\.php\?id=(?=\d))?{_NAME}",
    "instagram.com": rf"/{_NAME}",
    "linkedin.com": r"/(?:in|pub)/([\w.\-%]+)(?:/[\w/]*)?",
    "github.com": r"/([A-Za-z\d\-]{1,39})",
    "gitlab.com": rf"/{_NAME}",
    "codeberg.org": rf"/{_NAME}",
    "youtube.com": r"/(?:@|user/|c/|channel/)([\w.\-]+)(?:/(?:featured|videos|about))?",
    "bsky.app": r"/profile/([\w.\-:]+)",
    "plus.google.com": r"/(?:u/\d/)?(\+?\w+)(?:/(?:posts|about))?",
    "flickr.com": r"/(?:people|photos)/([\w.@\-]+)",
    "reddit.com": r"/u(?:ser)?/([\w\-]+)",
    "pinterest.com": rf"/{_NAME}",
    "twitch.tv": r"/(\w+)",
    "soundcloud.com": rf"/{_NAME}",
    "about.me": rf"/{_NAME}",
    "gravatar.com": r"/(\w+)",
    "t.me": r"/(\w{5,32})",
    "keybase.io": r"/(\w+)",
    "stackoverflow.com": r"/users/\d+/([\w\-]+)",
    "vk.com": rf"/{_NAME}",
}
# The first segment of pages of these hosts that are nobody's.
_PAGES = frozenset(
    "about account accounts ads api apps avatar blog business categories contact developers dialog directory discover docs download "
    "events explore features feed games groups hashtag help home i intent invite jobs legal login logout marketplace me messages "
    "notifications oauth p pages photo photo.php photos plugins policies posts press pricing privacy profile profile.php reel reels "
    "register search security settings share share.php sharer sharer.php shop signin signup status stories story.php support "
    "terms topics tos tr trending tv video videos watch widgets".split()
)
_HOST_PREFIX = re.compile(r"(?:www|m|mobile|[a-z]{2}-[a-z]{2}|[a-z]{2})\.")
_AT_PATH = re.compile(r"/@([\w.\-]{1,64})(?:@([\w.\-]+\.\w+))?")  # Mastodon and its kin, Medium, TikTok, Threads
_USERS_PATH = re.compile(r"/users/(\w{1,64})")  # ActivityPub actors
_NOT_FEDIVERSE = frozenset("medium.com tiktok.com threads.net threads.com substack.com youtube.com".split())


@lru_cache(maxsize=4096)
def profile_handle(url: str) -> str | None:
    """The handle of the person whose profile `url` is: `@Sweb`, `@cath@mastodon.social`; None where it is no profile that we know."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    host = host.removeprefix("www.")
    path = unquote(parts.path).rstrip("/")
    if match := _AT_PATH.fullmatch(path):
        return _at(match, host)
    known = host if host in _PATHS else _HOST_PREFIX.sub("", host, count=1)
    if pattern := _PATHS.get(known):
        return _on(known, pattern, path, parts.query, parts.fragment)
    if match := _USERS_PATH.fullmatch(path):
        return f"@{match[1]}@{host}"
    return None


def _at(match: re.Match[str], host: str) -> str:
    if match[2]:
        return f"@{match[1]}@{match[2]}"
    return f"@{match[1]}" if host in _NOT_FEDIVERSE else f"@{match[1]}@{host}"


def _on(host: str, pattern: str, path: str, query: str, fragment: str) -> str | None:
    if host == "twitter.com" and fragment.startswith("!/"):  # twitter.com/#!/name, as it was written about 2011
        path = fragment[1:].rstrip("/")
    if path == "/profile.php" and (number := re.search(r"(?:^|&)id=(\d+)", query)):
        return f"@{number[1]}"
    match = re.fullmatch(pattern, path)
    if not match or match[1].lower() in _PAGES or (match[1].lower().endswith(".php")):
        return None
    return f"@{match[1].lstrip('+')}"
