"""Real pages with the comments that people read on them (`../shared/corpus/comments`), and readers that find comments on a page."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha1
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from benchmarks.readers import NOW
from benchmarks.site_corpus import SHARED, corpus
from blogarchive.errors import NotAPostError
from blogarchive.fetch.replay import Offline
from blogarchive.model import TIME_OF_FILE, Capture, Request, Target
from blogarchive.model.codec import to_document
from blogarchive.pipeline.take import take_snapshot

ROOT = SHARED / "corpus" / "comments"
KEPT_OUT = 4  # every fourth site is looked at as a sum only
Finder: TypeAlias = Callable[[bytes, str], list[dict[str, Any]]]
"""Page and address -> comments as the corpus' scorer takes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentPage:
    """A page and its answer as the corpus has it."""

    name: str
    body: bytes
    gold: dict[str, Any]

    @property
    def url(self) -> str:
        """Where the page was saved from."""
        return str(self.gold["url"])

    @property
    def is_kept_out(self) -> bool:
        """Whether the page's site is one of those kept out: by a hash of its host, so that all its pages are on one side."""
        host = (urlsplit(self.url).hostname or "").removeprefix("www.")
        return int(sha1(host.encode(), usedforsecurity=False).hexdigest(), 16) % KEPT_OUT == 0


def comment_pages() -> Iterator[CommentPage]:
    """All pages. Raises FileNotFoundError where the corpus is not there."""
    if not ROOT.is_dir():
        raise FileNotFoundError(ROOT)
    for gold in sorted(ROOT.glob("*/gold.json")):
        body = gold.with_name("page.html").read_bytes()
        yield CommentPage(name=gold.parent.name, body=body, gold=json.loads(gold.read_text("utf-8")))


def ours(body: bytes, url: str) -> list[dict[str, Any]]:
    """What `blogarchive read` finds on a saved page whose time of capture is not known."""
    capture = Capture(url=url, requested_url=url, body=body, captured_at=NOW, notes=(TIME_OF_FILE,))
    target = Target(request=Request(url=url, named_by_user=True), captures=(capture,))
    try:
        snapshot = take_snapshot(target, Offline(target.captures)).snapshot
    except NotAPostError:
        return []
    found: list[dict[str, Any]] = corpus("score_comments").from_document(to_document(snapshot))
    return found


def trafilatura(body: bytes, url: str) -> list[dict[str, Any]]:
    """trafilatura, default settings: each paragraph of what it takes for comments counts as one comment."""
    read = import_module("trafilatura").bare_extraction(body, url=url, include_comments=True)
    text = (read.comments or "") if read is not None else ""
    return [{"text": line} for line in text.split("\n") if line.strip()]


def finders() -> dict[str, Finder]:
    """Ours, and the peers that can be imported here."""
    peers = {"trafilatura": trafilatura} if find_spec("trafilatura") is not None else {}
    return {"blogarchive": ours, **peers}
