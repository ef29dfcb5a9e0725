"""What a comment is called, whoever names it: a page's `id`, a link's fragment, a feed's guid, an API's number.

A page says `li-comment-12`, its feed `?p=7#comment-12`, the API 12: all three mean "12", so that they can be told to be the same comment.
"""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from blogarchive.late import late

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_HASH = r"(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{8,64}"  # 24 hexadecimal digits of MongoDB, 20 of Remark42, short codes of static blogs
_MOMENT = r"\d{6}-\d{6}"  # FlatPress: the comment of 22 May 2010, 23:31:18 is `comment100522-233118`
_BARE = rf"{_UUID}|{_MOMENT}|\d+|{_HASH}"
_WORDS = "comment|commentaire|comentario|commento|kommentar|reactie|yorum|cmt|comm|isso"
_PARTS = (
    "body|content|text|author|header|message|item|entry|meta|id|no|nr"  # `div-comment-body-12` belongs to comment 12
)
# The number follows the word for "comment" at once or after one part's name; `comment-page-2` or `comment-reply-12` name no comment.
_WORDED = late(rf"(?:^|[-_:./]|id|lj)(?:{_WORDS})[-_:.]?(?:(?:{_PARTS})[-_:.]?)?({_BARE})(?![a-z0-9])", re.IGNORECASE)
_SHORT = late(r"^c[-_]?(\d+)(?![a-z0-9])", re.IGNORECASE)  # Dotclear, Blogger, Serendipity, Textpattern: `c12`
_WHOLE = late(rf"^(?:{_UUID}|\d+|[0-9a-f]{{20,64}})$", re.IGNORECASE)
_LAST = late(rf"({_UUID}|\d+)[^a-z0-9]*$", re.IGNORECASE)
_SECONDS = re.compile(r"\d{9,10}\.\d{1,6}$")  # PyBlosxom: the moment in seconds since 1970
# Widgets and lists that only speak of comments: `recent-comment-12`, `respond-comment-12`
_ABOUT = re.compile(r"recent|latest|respond|form|preview|template|count|cancel", re.IGNORECASE)
_PARAMETERS = frozenset("comment commentid comment_id cid comid cmt cmtid thread replyto replytocom".split())
_PATH = late(rf"/comment/({_UUID}|\d+)/?$", re.IGNORECASE)  # Drupal: /comment/12
_NOTHING = frozenset("comments comment respond reply commentform comment-form commentlist addcomment top".split())


@lru_cache(
    maxsize=4096
)  # readers ask the same link for its comment, for whom that answers and for whether it leads to a person
def native_id(text: str | None, *, is_comment: bool = False) -> str | None:
    """The bare identifier of the comment that an element's id, a fragment, an address or a guid names; None where it names none.

    With `is_comment` the caller knows that a comment is meant (an item of a comment feed, a record of a comment list); then a form that
    is not known keeps its last number (`reactie_nr12`), or the whole fragment where it has none.
    """
    text = (text or "").strip()
    if not text or len(text) > 2000:
        return None
    address, _, fragment = text.rpartition("#")
    is_address = "://" in text or text[0] in "/?" or bool(address)
    if found := _named(fragment):
        return found
    if is_address and (found := _of_address(address or text)):
        return found
    return _guessed(fragment, is_plain=not is_address or bool(address)) if is_comment else None


def _named(fragment: str) -> str | None:
    if "/" in fragment and "://" in fragment:
        return None
    match = _SHORT.match(fragment) or _WORDED.search(fragment)
    if match and not _ABOUT.search(fragment[: match.end(1)]):
        return _bare(match[1])
    return _bare(fragment) if _WHOLE.match(fragment) else None


def _of_address(address: str) -> str | None:
    if "?" not in address and "/comment/" not in address.lower():
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    for name, value in parse_qsl(parts.query):
        if name.lower() in _PARAMETERS and _WHOLE.match(value):
            return _bare(value)
    match = _PATH.search(parts.path)
    return _bare(match[1]) if match else None


def _guessed(fragment: str, *, is_plain: bool) -> str | None:
    """`is_plain`: the text is a fragment, an id or a URI of another kind than an address, so that all of it names the comment."""
    if not is_plain or not fragment or fragment.lower() in _NOTHING:
        return None
    if _SECONDS.match(fragment):
        return fragment
    match = _LAST.search(fragment)
    return _bare(match[1]) if match else fragment


def _bare(identifier: str) -> str:
    """Numbers without leading zeros (Textpattern's `c000012` is its comment 12), everything else in lower case."""
    return identifier.lstrip("0") or "0" if identifier.isdecimal() else identifier.lower()
