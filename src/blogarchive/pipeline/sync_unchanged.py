"""Whether an answer is what it was, so that nothing has to be read: pure functions over answers."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType

from blogarchive.archive import Answer
from blogarchive.document import Document
from blogarchive.model import Capture, Role
from blogarchive.text.markup import Element

_UNREAD = frozenset(
    ("script", "style", "template", "input", "meta", "link")
)  # what no reader sees, where nonces and times of building stand
_TOLD = ("href", "src", "datetime", "id", "class", "title", "alt")
_ANSWERED = frozenset((Role.COMMENT_PAGE, Role.COMMENT_FEED, Role.API))
_FEEDS = frozenset(("comment_feed", "entry_feed", "wordpress_api"))
_NOTHING: Mapping[str, object] = MappingProxyType({})


def conditions(answer: Answer) -> tuple[tuple[str, str], ...]:
    """The headers that ask for an answer only if it is another one by now (RFC 9110, 13.1)."""
    headers = (("If-None-Match", answer.etag), ("If-Modified-Since", answer.last_modified))
    return tuple((name, value) for name, value in headers if value and value.isascii() and value.isprintable())


def is_as_it_was(answer: Answer, capture: Capture) -> bool:
    """Whether the server says so, or the bytes do. What another address answers is read again."""
    return capture.url == answer.final_url and (capture.status == 304 or capture.sha256 == answer.sha256)


def reads_the_same(old: bytes, capture: Capture) -> bool:
    """Whether a page shows its readers the same as before: the same words, addresses and times in the same elements."""
    before = Document(
        Capture(
            url=capture.url,
            requested_url=capture.url,
            headers=capture.headers,
            body=old,
            captured_at=capture.captured_at,
        )
    )
    pairs = zip_longest(_shown(before.tree), _shown(Document(capture).tree))
    return all(one == other for one, other in pairs)


def _shown(tree: Element) -> Iterator[object]:
    for element in tree.iter():
        if not isinstance(element.tag, str) or (
            element.tag in _UNREAD and "json" not in (element.get("type") or "")
        ):  # a comment of the markup
            yield _squeezed(element.tail)
        else:
            told = [element.get(name) for name in _TOLD]
            yield element.tag, told, _squeezed(element.text), _squeezed(element.tail)


def _squeezed(text: str | None) -> str:
    return " ".join(text.split()) if text else ""


def others_to_ask(document: Mapping[str, object], answers: Sequence[Answer]) -> list[Answer]:
    """What else must be unchanged where the page is. Nothing where the page tells how many comments there are and shows them all."""
    others = [answer for answer in answers if answer.role in _ANSWERED and answer.url.startswith("http")]
    if any(answer.role is Role.COMMENT_PAGE for answer in others) or not _page_tells(document):
        return others
    return []


def _page_tells(document: Mapping[str, object]) -> bool:
    """Whether a new comment would show on the page: it states their number, or is what they were read from."""
    audit, comments = document.get("audit"), document.get("comments")
    audit = audit if isinstance(audit, dict) else _NOTHING
    comments = comments if isinstance(comments, list) else []
    if audit.get("verdict") == "partial":
        return False
    claims = audit.get("claimed")
    if any(
        c["source"] not in _FEEDS and c["count"] == audit.get("found")
        for c in (claims if isinstance(claims, list) else ())
    ):
        return True
    return any(source == "page" for comment in comments for source in comment["sources"].values())
