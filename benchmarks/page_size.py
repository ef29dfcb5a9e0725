"""Bytes of the offline page (`-f html`) against its target: at most 1.3 times the bytes of its text and JSON, plus 40 KB.

  python -m benchmarks.page_size

Text is what the post and its comments say (`text`, UTF-8); JSON is the document in its shortest form, as the page holds it. "Indented" is the
same multiple by what `-f json` writes. Three kinds of pages: real ones of `../shared/corpus/comments` with at least 20 comments, where they are
at hand; one made here and read as a user would; and posts made here whose JSON holds the least that a comment can have.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tabulate import tabulate
from tests.export.snapshots import make_comment, make_snapshot, seed_snapshot

from benchmarks.comment_corpus import ROOT, comment_pages
from benchmarks.scaling import URL, page
from blogarchive.errors import NotAPostError
from blogarchive.export import to_json
from blogarchive.export.to_html import render
from blogarchive.fetch.replay import Offline
from blogarchive.model import Capture, Person, Precision, Request, Snapshot, Target, Timestamp
from blogarchive.model.codec import to_document
from blogarchive.pipeline.take import take_snapshot

MOST, FREE = 1.3, 40_000
MANY = 20
_WORDS = "Nobody knows what will be read in ten years, so all of it is kept as it was said. "
_START = datetime.fromisoformat("2010-05-22T20:00")


def crowd(count: int, length: int, *, is_threaded: bool, has_urls: bool) -> Snapshot:
    """A post with so many comments of so many bytes, by 97 people."""
    text = (_WORDS * (length // len(_WORDS) + 1))[:length]
    comments = []
    for number in range(1, count + 1):
        who = number * number % 97
        author = Person(name=f"Person {who}", url=f"https://person{who}.example/" if has_urls else None)
        time = Timestamp(raw=None, local=_START + timedelta(minutes=7 * number), offset=120, precision=Precision.MINUTE)
        parent = number // 2 if is_threaded and number % 3 == 0 else None
        author = replace(author, is_post_author=number % 10 == 0)
        comments.append(make_comment(number, author, text, parent=parent, published=time))
    return make_snapshot(*comments)


def read(body: bytes, url: str) -> Snapshot:
    """A saved page, read."""
    capture = Capture(url=url, requested_url=url, body=body, captured_at=datetime.now(UTC))
    target = Target(request=Request(url=url, named_by_user=True), captures=(capture,))
    return take_snapshot(target, Offline([capture])).snapshot


def real() -> Iterator[tuple[str, Snapshot]]:
    """Real pages with many comments; none where there is no corpus."""
    for one in comment_pages() if ROOT.is_dir() else ():
        with suppress(NotAPostError):
            snapshot = read(one.body, one.url)
            if len(snapshot.comments) >= MANY:
                yield one.name, snapshot


def row(name: str, snapshot: Snapshot) -> list[object]:
    """The figures of one page."""
    said = [snapshot.post.record.text, *(comment.record.text for comment in snapshot.comments)]
    text = sum(len((words or "").encode()) for words in said)
    data = len(json.dumps(to_document(snapshot), ensure_ascii=False, separators=(",", ":")).encode())
    made = len("".join(render(snapshot)).encode())
    count = len(snapshot.comments)
    ratio = (made - FREE) / (text + data)
    indented = (made - FREE) / (text + len("".join(to_json.render(snapshot)).encode()))
    return [name, count, text, data, made, f"{ratio:.3f}", "" if ratio <= MOST else "over", f"{indented:.3f}"]


def rows() -> Iterator[list[object]]:
    """Each page's figures."""
    yield row("seed", seed_snapshot())
    for name, snapshot in real():
        yield row(name, snapshot)
    for count in (20, 200, 2_000):
        yield row("read", read(page(count), URL))
    for count in (20, 200, 2_000):
        for length in (7, 50, 285, 1_000):
            for is_threaded in (False, True):
                for has_urls in (False, True):
                    name = f"{length} bytes{', threads' * is_threaded}{', addresses' * has_urls}"
                    yield row(name, crowd(count, length, is_threaded=is_threaded, has_urls=has_urls))


def main() -> None:
    """Print the table."""
    print(
        tabulate(
            rows(),
            ["page", "comments", "text", "JSON", "page", f"multiple ({MOST})", "", "indented"],
            colalign=("left",),
        ),
    )


if __name__ == "__main__":
    main()
