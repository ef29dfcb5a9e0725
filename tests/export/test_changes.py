"""What changed, in forms to read and to follow."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from feedparser import FeedParserDict
from lxml import etree
from markdown_it import MarkdownIt

from blogarchive.document import Document
from blogarchive.export.changes import to_atom, to_html, to_json, to_jsonl, to_markdown
from blogarchive.model import Capture
from blogarchive.model.events import Edit, Event, PostChange, RecordChange, What

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARCHIVE = "9317226a-43e8-4192-817d-628432b0df14"
ATOM = "{http://www.w3.org/2005/Atom}"
POSTS = {1: ("Rain & <b>Sunday</b>\0", "https://blog.example/rain/?a=1&b=2"), 2: ("No address", "file:///tmp/x")}
HOSTILE = "<script>alert(1)</script> ]]> & \x1b[31m \ufffe \ud800 **bold** ~~x~~ # no"


def event(sequence: int, what: What, **more: object) -> Event:
    values = {"visit": sequence, "taken_at": START + timedelta(hours=sequence), "post_id": 1} | more
    return Event(sequence=sequence, what=what, **values)  # type: ignore[arg-type]


EVENTS = [
    event(1, What.SAVED, after="Rain"),
    event(1, What.ADDED, comment="11", author="Ben", after="I count stairs."),
    event(2, What.SAVED, after="x", post_id=2),
    event(3, What.TEXT, comment="11", author="Ben", before="I count stairs.", after=f"I count\n{HOSTILE}."),
    event(3, What.AUTHOR_LINK, comment="11", author="Ben", before=None, after="https://ben.example/"),
    event(4, What.GONE, comment="11", author="Ben", before="I count buses."),
]


def feed(events: Sequence[Event] = EVENTS, most: int = 100) -> bytes:
    return "".join(to_atom.render(events, POSTS, ARCHIVE, START, most)).encode()


def parsed(body: bytes) -> FeedParserDict:
    """As feedparser reads it."""
    return Document(
        Capture(url="https://a.example/", requested_url="https://a.example/", body=body, captured_at=START)
    ).feed


def test_the_feed_has_what_rfc_4287_asks_for() -> None:
    """Section 4.1: id, title and updated once in feed and entries, an author, absolute ids, no two alike, RFC 3339 times."""
    root = etree.fromstring(feed())
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 4
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
        time = element.findtext(f"{ATOM}updated") or ""
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", time)
    ids = [element.findtext(f"{ATOM}id") or "" for element in (root, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(UUID(id_.removeprefix("urn:uuid:")) for id_ in ids)
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    for entry in entries:
        links = entry.findall(f"{ATOM}link[@rel='alternate']")
        assert len(links) <= 1  # 4.1.2: no two of one type and language
        (content,) = entry.findall(f"{ATOM}content")
        assert content.get("type") == "html" and len(content) == 0  # 4.1.3.3: escaped, no child elements


def test_a_reader_reads_it() -> None:
    read = parsed(feed())
    assert not read.bozo
    assert read.version == "atom10"
    newest = read.entries[0]
    assert newest.title.endswith("1 comment gone")
    assert newest.link == "https://blog.example/rain/?a=1&b=2"
    assert read.entries[1].title.endswith("1 edit, author's link changed")
    told = read.entries[1].content[0].value
    assert "<script" not in told
    assert "I count" in told and "<del> stairs</del>" in told
    assert not read.entries[2].get("links")
    assert "saved, with 0 comments" in read.entries[2].title


def test_ids_stay_however_often_and_whatever_is_told() -> None:
    """A reader that saw an entry yesterday knows it today, when the feed begins later and holds more; another archive has other ids."""
    before = {entry.id: entry.title for entry in parsed(feed(EVENTS[:3])).entries}
    later = [*EVENTS[2:], event(9, What.ADDED, comment="12", after="New")]
    after = {entry.id: entry.title for entry in parsed(feed(later)).entries}
    assert len(before.keys() & after.keys()) == 1
    other = "".join(to_atom.render(EVENTS, POSTS, str(UUID(int=5)), START, 9)).encode()
    assert not before.keys() & {entry.id for entry in parsed(other).entries}


def test_a_feed_of_nothing_and_of_the_newest() -> None:
    empty = parsed(feed([]))
    assert (empty.bozo, empty.entries) == (False, [])
    assert [entry.updated for entry in parsed(feed(most=2)).entries] == [
        "2026-03-01T16:00:00+00:00",
        "2026-03-01T15:00:00+00:00",
    ]


def test_json_lines_have_times_in_iso_8601() -> None:
    (line,) = [to_jsonl.line(EVENTS[-1])]
    said = json.loads(line)
    assert said["taken_at"] == "2026-03-01T16:00:00+00:00"
    assert (said["what"], said["sequence"], said["kind"], line.count("\n")) == ("gone", 4, "visit", 1)
    assert "\x1b" not in to_jsonl.line(EVENTS[3])


def change(*records: RecordChange) -> PostChange:
    times = (START, START + timedelta(days=1))
    return PostChange(post_id=1, title=POSTS[1][0], url=POSTS[1][1], visits=(1, 3), times=times, records=records)


CHANGED = change(
    RecordChange(comment=None, author="Ida", fate=None, text="x", edits=(Edit(what=What.TEXT, before="It rained.", after="It poured."),)),
    RecordChange(comment="11", author=HOSTILE, fate=None, text="x", edits=(Edit(what=What.TEXT, before="one two", after=f"one {HOSTILE}"),)),
    RecordChange(comment="12", author=None, fate=What.GONE, text="Bye\n\nall"),
    RecordChange(comment="13", author="Max", fate=What.ADDED, text="Hello"),
    RecordChange(comment="14", author="Max", fate=None, text="x", edits=(Edit(what=What.PARENT, before=None, after="13"),)),
)  # fmt: skip


def test_as_json() -> None:
    document = json.loads("".join(to_json.render(CHANGED)))
    assert document["from"] == {"visit": 1, "taken_at": "2026-03-01T12:00:00+00:00"}
    assert document["changes"][0]["edits"][0]["pieces"] == [
        ["same", "It "],
        ["gone", "rained"],
        ["new", "poured"],
        ["same", "."],
    ]
    assert document["changes"][2]["fate"] == "gone"


def test_as_html() -> None:
    page = "".join(to_html.render(CHANGED))
    assert "<script" not in page.lower()
    assert "It <del>rained</del><ins>poured</ins>." in page
    assert "<del>Bye\n\nall</del>" in page and "<ins>Hello</ins>" in page
    assert not re.search(r"[\x00-\x08\x1b]", page)
    assert "Nothing changed." in "".join(to_html.render(change()))


def test_as_markdown() -> None:
    page = "".join(to_markdown.render(CHANGED))
    html = MarkdownIt("commonmark").render(page)
    assert "It <del>rained</del><ins>poured</ins>." in html
    assert "<script" not in html.lower()
    assert "<del>Bye</del></p>" in html
    assert "Nothing changed." in "".join(to_markdown.render(change()))


@pytest.mark.parametrize("what", list(What))
def test_everything_that_can_happen_has_words(what: What) -> None:
    one = event(1, what, comment="1", before="a", after="b")
    assert b"<entry>" in feed([one])
