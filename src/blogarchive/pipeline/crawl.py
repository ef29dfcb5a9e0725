"""Which of the pages in a crawl are posts of their own."""

from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl, urlsplit

from blogarchive.document import Document
from blogarchive.model import Capture, Role
from blogarchive.sources.article.page_kind import page_kind
from blogarchive.text.urls import display_url, page_key


def posts_among(captures: Sequence[Capture], tell: Callable[[str], object]) -> list[str]:
    """The addresses of the pages that are posts, in their order; what belongs to another of them (a page of its comments, one of its pictures, the
    same with a parameter) is none. The only page is one whatever it looks like: the reading says what is wrong with it.
    `tell` is told of each page that is looked at.
    """
    pages = {page_key(capture.requested_url): capture for capture in reversed(captures) if capture.role is Role.PAGE}
    found: list[Capture] = []
    for capture in reversed(pages.values()):
        tell(f"looking for posts: {display_url(capture.requested_url)}")
        if len(pages) == 1 or page_kind(Document(capture)).is_post:
            found.append(capture)
    places = {_parts(capture.requested_url) for capture in found}
    return [capture.requested_url for capture in found if places.isdisjoint(_above(*_parts(capture.requested_url)))]


_Parts = tuple[tuple[str, ...], frozenset[tuple[str, str]]]


def _parts(url: str) -> _Parts:
    """The host and the folders of an address, and its parameters."""
    parts = urlsplit("//" + page_key(url))
    return (parts.netloc, *filter(None, parts.path.split("/"))), frozenset(
        parse_qsl(parts.query, keep_blank_values=True)
    )


def _above(folders: tuple[str, ...], parameters: frozenset[tuple[str, str]]) -> set[_Parts]:
    """The addresses that this one extends, the front page aside: a folder above it, or the same with fewer parameters."""
    found: set[_Parts] = {(folders[:depth], frozenset()) for depth in range(2, len(folders))}
    found |= {(folders, parameters - {one}) for one in parameters if len(folders) > 1 or len(parameters) > 1}
    return found | ({(folders, frozenset())} if parameters and len(folders) > 1 else set())
