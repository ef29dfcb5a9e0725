"""Which of the pages in a crawl are posts of their own."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl

from blogarchive.document import Document
from blogarchive.model import Capture, Role
from blogarchive.sources.article.body import read_body
from blogarchive.sources.article.page_kind import page_kind
from blogarchive.text.contents import line_in
from blogarchive.text.urls import display_url, page_key, split_url


def posts_among(captures: Sequence[Capture], tell: Callable[[str], object]) -> list[str]:
    """The addresses of the pages that are posts, in their order. What belongs to another of them (a further page of its comments, the same with
    a parameter) is none, nor is a front page beside others; the only page is one whatever it looks like, and the reading says what is wrong.
    `tell` is told of each page that is looked at.
    """
    pages = {page_key(capture.requested_url): capture for capture in reversed(captures) if capture.role is Role.PAGE}
    found: dict[_Place, str] = {}
    titles: dict[_Place, str] = {}
    for key, capture in reversed(pages.items()):
        tell(f"looking for posts: {display_url(capture.requested_url)}")
        page = Document(capture)
        if len(pages) == 1 or page_kind(page).is_post:
            place = _place(key)
            found[place] = capture.requested_url
            titles[place] = _title(page)
    hosts = Counter(place.folders[0] for place in found)
    return [
        url
        for place, url in found.items()
        if (not place.is_front or hosts[place.folders[0]] == 1)
        and not any(titles.get(above) == titles[place] for above in place.above())
    ]


class _Place(NamedTuple):
    """An address: its host with its folders, and its parameters."""

    folders: tuple[str, ...]
    parameters: frozenset[tuple[str, str]]

    @property
    def is_front(self) -> bool:
        """Whether it is that of a host's front page."""
        return len(self.folders) == 1 and not self.parameters

    def above(self) -> set["_Place"]:
        """The addresses that this one extends: a folder above it, or the same with fewer parameters."""
        found = {_Place(self.folders[:depth], frozenset()) for depth in range(2, len(self.folders))}
        found |= {_Place(self.folders, self.parameters - {one}) for one in self.parameters}
        return found | ({_Place(self.folders, frozenset())} if self.parameters else set())


def _place(key: str) -> _Place:
    parts = split_url("//" + key)
    folders = (parts.netloc, *filter(None, parts.path.split("/")))
    return _Place(folders, frozenset(parse_qsl(parts.query, keep_blank_values=True)))


def _title(page: Document) -> str:
    title = page.memo(read_body).title
    return "" if title is None else line_in(title.element)
