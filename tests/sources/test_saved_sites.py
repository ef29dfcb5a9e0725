"""Feeds and APIs that real engines served, against what stood in their databases."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from blogarchive.document import Document
from blogarchive.errors import SourceError
from blogarchive.model import Capture, Comment, Request
from blogarchive.sources import comment_feed, wordpress_api
from blogarchive.sources.one_line import person_name
from blogarchive.text.identifiers import native_id
from tests.sources.made import TAKEN, Heard, context

SHARED = Path(__file__).parents[3] / "shared"
ROOTS = (SHARED / "corpus" / "engines", SHARED / "wordpress" / "pages")
TREES = sorted(path.parent for root in ROOTS for path in root.glob("*/gold.json"))

ENGINE_ERRORS = frozenset(
    ("1227",)
)  # Dotclear's feed takes the night of the clock change for winter time, its page does not

pytestmark = pytest.mark.corpus


def key(url: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """An address without regard to the order of its parameters."""
    parts = urlsplit(url)
    return parts.netloc, unquote(parts.path) or "/", tuple(sorted(parse_qsl(parts.query, keep_blank_values=True)))


class Site:
    """A saved site: its posts with their true comments, and its answers by address."""

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self.posts = json.loads((tree / "gold.json").read_text("utf8"))
        self.entries = json.loads((tree / "manifest.json").read_text("utf8"))["entries"]
        self.answers = {key(entry["url"]): entry for entry in reversed(self.entries)}

    def document(self, url: str, file: str | None = None) -> Document | None:
        """The saved answer, if it was saved."""
        entry = self.answers.get(key(url))
        if file is None and (entry is None or entry["status"] != 200 or not (self.tree / entry["file"]).exists()):
            return None
        headers = tuple((name, str(value)) for name, value in ((entry or {}).get("headers") or {}).items())
        body = (self.tree / (file or (entry or {})["file"])).read_bytes()
        return Document(Capture(url=url, requested_url=url, headers=headers, body=body, captured_at=TAKEN))


def conversations(site: Site) -> Iterator[tuple[dict[str, dict[str, str]], list[Comment]]]:
    """For each post the true comments by number, and what its feed and its API say."""
    for post in site.posts:
        page = site.document(post["url"], post["page"])
        assert page is not None
        known = context(page, post["url"])
        true = {native_id(str(c["id"])) or str(c["id"]): c for c in post["comments"]}
        for source in (comment_feed, wordpress_api):
            waiting: list[Request] = list(source.discover(page, known))
            for request in waiting:
                answer = site.document(request.url)
                if answer is None:
                    continue
                try:
                    said = Heard(source.read(answer, known))
                except SourceError:
                    continue
                waiting += said.requests
                yield true, said.comments


def same_moment(comment: Comment, true: dict[str, str]) -> bool:
    """Whether the time is the true one in UTC."""
    return comment.published is not None and comment.published.utc == datetime.fromisoformat(
        true["published"]
    ).astimezone(UTC)


@pytest.mark.skipif(not TREES, reason="the saved sites are not beside this checkout")
@pytest.mark.parametrize("tree", TREES, ids=[tree.name for tree in TREES])
def test_what_feeds_and_apis_say_is_true(tree: Path) -> None:
    """Every comment is one of the post's, with its true time and author, and no parent but the true one."""
    wrong: list[str] = []
    for true, comments in conversations(Site(tree)):
        for comment in comments:
            gold = true.get(comment.native_id or "")
            if gold is None:
                wrong.append(f"{comment.native_id} is unknown")
                continue
            parent = native_id(str(gold["parent"])) if gold.get("parent") else None
            if comment.parent not in {parent, None}:
                wrong.append(f"{comment.native_id} answers {parent}, not {comment.parent}")
            if not same_moment(comment, gold) and comment.native_id not in ENGINE_ERRORS:
                wrong.append(f"{comment.native_id} is of {gold['published']}, not {comment.published}")
            if comment.author.name and comment.author.name != person_name(gold["author"]):
                wrong.append(f"{comment.native_id} is by {gold['author']}, not {comment.author.name}")
    assert not wrong
