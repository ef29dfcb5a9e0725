"""Whose word counts: one table, a line per field, the most trusted source first.

Sources that are not named come last, in the order in which they spoke. The reasons:

* An API and the engine's own feed state data; a page states what its theme makes of it (names cut, "Author" badges appended).
* A page shows what readers saw, so its words count for text before a feed's, which may be an excerpt or carry a quoted parent.
* A page's parents come from nesting, which themes flatten past a depth; an API or `thr:in-reply-to` names the parent itself.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

Ranked: TypeAlias = Mapping[str, Sequence[int]]

API, PAGE, LEARNED = "wordpress_api", "page", "learned"
PAGE_LIKE = frozenset({PAGE, LEARNED})
FEED, ENTRY, ARTICLE, STRUCTURED = "comment_feed", "entry_feed", "article", "structured"

COMMENT_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "native_id": (API, PAGE, LEARNED, FEED),
        "url": (PAGE, LEARNED, API, FEED),
        "author.name": (API, FEED, PAGE, LEARNED),
        "author.url": (API, PAGE, LEARNED, FEED),
        "author.handle": (PAGE, API),
        "author.avatar": (PAGE, LEARNED, API),
        "author.native_id": (API, PAGE),
        "text": (API, PAGE, LEARNED, FEED),
        "updated": (API, FEED, PAGE),
    }
)

POST_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "native_id": (API, ARTICLE, STRUCTURED, ENTRY),
        "url": (API, ENTRY, STRUCTURED, ARTICLE),
        "canonical_url": (STRUCTURED, API, ENTRY),
        "title": (API, ENTRY, ARTICLE, STRUCTURED),
        "subtitle": (ARTICLE, STRUCTURED),
        "site": (STRUCTURED, ENTRY, ARTICLE),
        "authors": (API, ENTRY, ARTICLE, STRUCTURED),
        "text": (ARTICLE, API, ENTRY, STRUCTURED),
        "updated": (API, ENTRY, STRUCTURED, ARTICLE),
        "language": (STRUCTURED, ARTICLE, ENTRY),
        "tags": (API, ARTICLE, STRUCTURED, ENTRY),
        "categories": (API, ARTICLE, STRUCTURED, ENTRY),
        "platform": (STRUCTURED, API, ENTRY),
        "license": (STRUCTURED, ARTICLE),
        "lead_image": (STRUCTURED, ARTICLE),
        "links": (ARTICLE, API, ENTRY),
        "images": (ARTICLE, API, ENTRY),
    }
)

STATES_ROOTS = frozenset({API})
"""Sources whose missing parent means "answers nobody"; elsewhere it means "not told here"."""

PARENT = (API, FEED, LEARNED, PAGE)

CLOCK = (API, PAGE, LEARNED, ARTICLE, FEED, ENTRY, STRUCTURED)
"""Whose wall clock is shown: a feed's clock is often Greenwich's."""

OFFSET = (API, FEED, ENTRY)
"""Who may tell the offset from UTC. A page's machine-readable offsets lie too often: 10 of 11 pages checked had a wrong one."""


def rank(source: str, order: tuple[str, ...]) -> int:
    """The place of a source in an order of trust; unnamed ones share the last place."""
    return order.index(source) if source in order else len(order)


@lru_cache(maxsize=1024)
def ranked_for_comment(sources: tuple[str, ...]) -> Ranked:
    """For each field of a comment the places of those sources, the most trusted first; those of one rank as they stand."""
    return {name: _ranked(sources, order) for name, order in COMMENT_FIELDS.items()}


@lru_cache(maxsize=1024)
def ranked_for_post(sources: tuple[str, ...]) -> Ranked:
    """The same for each field of a post."""
    return {name: _ranked(sources, order) for name, order in POST_FIELDS.items()}


def _ranked(sources: tuple[str, ...], order: tuple[str, ...]) -> Sequence[int]:
    return sorted(range(len(sources)), key=lambda place: rank(sources[place], order))
