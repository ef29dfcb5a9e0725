"""The offline page: what it says, to people and to programs, and that nothing gets out of its place."""

import json
import re
import time
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogarchive.export import EXPORTERS
from blogarchive.model import Kind, Person, State, Timestamp, Verdict
from blogarchive.model.codec import from_document, to_document
from blogarchive.text.markup import parse_html
from tests.export.pages import page_of, text_of, tree_of, with_class
from tests.export.snapshots import POST_RECORD, URL, make_comment, make_snapshot, seed_snapshot

_HOSTILE = st.text(
    alphabet=st.sampled_from("ab<>\"'&/=`\\\n\t \u2028-!]scriptyle\u202e\ud800\x00é中")
) | st.sampled_from(
    [
        '"><script>alert(1)</script>',
        "</script><script>alert(1)//",
        "<!--",
        "-->",
        "]]>",
        "' onload=alert(1) x='",
        "javascript:alert(1)",
        "</title>",
        "</style>",
    ]
)


def test_it_is_an_exporter() -> None:
    """Under its name, with its type and ending."""
    exporter = EXPORTERS["html"]
    assert (exporter.SUFFIX, exporter.MEDIA_TYPE) == (".html", "text/html; charset=utf-8")
    assert "".join(exporter.render(make_snapshot())).startswith("<!doctype html>")


def test_the_data_come_back() -> None:
    """The JSON document in the page is the snapshot's, key for key."""
    for snapshot in (seed_snapshot(), make_snapshot(make_comment(1, text="</script><!-- & \u2028 \ud800 \U0001f600"))):
        island = re.search(
            r'<script type="?application/json"? id="?blogarchive"?>(.*?)</script>', page_of(snapshot), re.DOTALL
        )
        assert island
        document = json.loads(island[1])
        assert document == to_document(snapshot)
        assert to_document(from_document(document)) == document


def test_the_same_snapshot_gives_the_same_page() -> None:
    """Byte for byte, so that a second export changes nothing."""
    assert page_of(seed_snapshot()) == page_of(seed_snapshot())


def test_the_head() -> None:
    """The policy stands before all it could concern, no address is asked for, programs find title, address and time."""
    root = tree_of(seed_snapshot())
    head = root.find("head")
    assert head is not None
    metas = {
        element.get("http-equiv") or element.get("name") or element.get("property"): element.get("content") or ""
        for element in head.iter("meta")
    }
    assert [element.tag for element in head][:2] == ["meta", "meta"]
    assert head[1].get("http-equiv") == "Content-Security-Policy"
    policy = metas["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe" not in policy
    assert metas["referrer"] == "no-referrer"
    assert metas["og:title"] == "Je tweete, tu tweetes, nous tweetons!"
    assert metas["og:url"] == URL
    assert metas["article:published_time"] == "2010-05-22"
    assert [element.get("href") for element in head.iter("link")] == [URL, "data:,"]
    assert root.get("lang") == "fr"


def test_the_header_says_what_this_is() -> None:
    """Where from, when saved, how many of how many, why not all, how to check."""
    banner = with_class(tree_of(seed_snapshot()), "banner")[0]
    words = text_of(banner)
    for expected in (URL, "2026-11-23", "21", "found 20", "5f" * 32, "comment_feed"):
        assert expected in words
    assert with_class(banner, "partial")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_verdict_is_told_in_words(verdict: Verdict) -> None:
    """Not by a colour alone."""
    snapshot = make_snapshot()
    audited = replace(snapshot, audit=replace(snapshot.audit, verdict=verdict))
    banner = with_class(tree_of(audited), "banner")[0]
    assert text_of(with_class(banner, "verdict")[0])


def test_microformats() -> None:
    """An h-entry whose comments are h-cites, each with author, time, content and address (microformats.org/wiki/h-entry, /comment)."""
    root = tree_of(
        make_snapshot(make_comment(1, Person(name="Bob", url="https://bob.example/")), make_comment(2, parent=1))
    )
    entry = with_class(root, "h-entry")[0]
    assert text_of(with_class(entry, "p-name")[0]) == "A post"
    cites = with_class(entry, "h-cite")
    assert [cite.get("id") for cite in cites] == ["comment-1", "comment-2"]
    assert all("u-comment" in (cite.get("class") or "") for cite in cites)
    assert with_class(cites[0], "h-cite")[1] is cites[1]
    first = cites[0]
    author = with_class(first, "p-author")[0]
    assert (text_of(author), [a.get("href") for a in author.iter("a")]) == ("Bob", ["https://bob.example/"])
    assert with_class(first, "dt-published")[0].get("datetime") == "2010-05-22T20:51+02:00"
    assert text_of(with_class(first, "e-content")[0]) == "Hello."
    assert "#comment-1" in [a.get("href") for a in with_class(first, "u-url")]


def test_microdata() -> None:
    """A schema.org BlogPosting with its comments (https://schema.org/BlogPosting)."""
    root = tree_of(seed_snapshot())
    posting = next(element for element in root.iter() if element.get("itemtype") == "https://schema.org/BlogPosting")
    comments = [element for element in posting.iter() if element.get("itemtype") == "https://schema.org/Comment"]
    assert (len(comments), {comment.get("itemprop") for comment in comments}) == (20, {"comment"})
    assert {element.get("itemprop") for element in comments[0].iter()} >= {"author", "dateCreated", "text", "url"}
    counts = [element.get("content") for element in posting.iter() if element.get("itemprop") == "commentCount"]
    assert counts == ["20"]


def test_threads() -> None:
    """Answers stand below what they answer, in the order of the page; a lost parent or a circle loses nobody."""
    said = [
        make_comment(1),
        make_comment(2),
        make_comment(3, parent=1),
        make_comment(4, parent=99),
        make_comment(5, parent=6),
        make_comment(6, parent=5),
    ]
    root = tree_of(make_snapshot(*said))
    cites = with_class(root, "h-cite")
    assert [cite.get("id") for cite in cites] == [f"comment-{n}" for n in (1, 3, 2, 4, 5, 6)]
    assert next(cites[1].iterancestors("li")) is cites[0]


def test_answers_are_linked_both_ways() -> None:
    """From the answer to what it answers, and back where the answer does not stand right below."""
    root = tree_of(
        make_snapshot(make_comment(1, "Ann"), make_comment(2, "Bob", parent=1), make_comment(3, "Cid", parent=1))
    )
    first, second, third = with_class(root, "h-cite")
    assert [a.get("href") for a in with_class(second, "to")[0].iter("a")] == ["#comment-1"]
    assert [a.get("href") for a in with_class(third, "to")[0].iter("a")] == ["#comment-1"]
    assert [a.get("href") for a in with_class(first, "answers")[0].iter("a")] == ["#comment-2", "#comment-3"]


def test_inferred_answers_say_so() -> None:
    """With the evidence at hand; they do not move the comment."""
    root = tree_of(seed_snapshot())
    second = with_class(root, "h-cite")[1]
    to = with_class(second, "to")[0]
    assert [a.get("title") for a in to.iter("a")] == ["begins with the name of the one answered"]
    assert second.getparent() is with_class(root, "h-cite")[0].getparent()


def test_the_author_is_marked() -> None:
    """Where she answers."""
    root = tree_of(seed_snapshot())
    assert len(with_class(root, "by-author")) == 8


def test_states() -> None:
    """Held and deleted comments are shown as such, edited ones with the time."""
    edited = make_comment(3, updated=Timestamp(local=datetime(2011, 1, 2)))
    root = tree_of(make_snapshot(make_comment(1, state=State.HELD), make_comment(2, state=State.DELETED), edited))
    assert text_of(with_class(root, "held")[0]).count("awaiting moderation") == 1
    assert with_class(root, "deleted")
    assert "2011" in text_of(with_class(root, "edited")[0])


def test_pingbacks_stand_apart() -> None:
    """Not among the comments, and not counted with them."""
    ping = make_comment(2, Person(name="Other blog", url="https://other.example/p"), "[…] says […]", kind=Kind.PINGBACK)
    root = tree_of(make_snapshot(make_comment(1), ping))
    section = next(element for element in root.iter("section") if element.get("id") == "responses")
    assert [a.get("href") for a in section.iter("a")] == ["https://other.example/p"]
    assert text_of(with_class(root, "count")[0]) == "1"


def test_links_to_comments_stay_in_the_page() -> None:
    """A comment that links to another one's address jumps to it; ids of two comments do not meet."""
    one = make_comment(1, html='<p id="c-x">a</p><a href="#c-x">b</a>')
    two = make_comment(2, html=f'<p id="c-x">a</p><a href="{URL}#comment-1">b</a>')
    root = tree_of(make_snapshot(one, two))
    bodies = [with_class(cite, "e-content")[0] for cite in with_class(root, "h-cite")]
    assert [a.get("href") for body in bodies for a in body.iter("a")] == ["#c-comment-1-x", "#comment-1"]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_headings_skip_no_level() -> None:
    """Those of the post come below its title, those of a comment below its author."""
    post = replace(POST_RECORD, html="<h1>a</h1><h4>b</h4><h2>c</h2>")
    root = tree_of(make_snapshot(make_comment(1, html="<h1>d</h1>"), post=post))
    levels = [
        (element.tag, text_of(element))
        for element in root.iter()
        if re.fullmatch("h[1-6]", str(element.tag)) and len(text_of(element)) == 1
    ]
    assert levels == [("h2", "a"), ("h3", "b"), ("h3", "c"), ("h4", "d")]


@settings(deadline=None, max_examples=150)
@given(_HOSTILE, _HOSTILE, _HOSTILE)
def test_nothing_gets_out_of_its_place(name: str, title: str, url: str) -> None:
    """Names, titles, addresses, ids: whatever they hold, the page keeps its elements, and the text reads as it was written."""
    person = Person(name=name, url=url, handle=name, avatar=url)
    comment = make_comment(1, person, title, html="<p>x</p>", url=url, published=Timestamp(raw=title))
    ping = replace(make_comment(2, person, title, kind=Kind.PINGBACK), id=url)
    post = replace(
        POST_RECORD,
        title=f"t{title}",
        site=name,
        subtitle=title,
        authors=(person,),
        tags=(name,),
        canonical_url=url,
        license=url,
        language=name,
    )
    snapshot = make_snapshot(replace(comment, id=name, sources={"published": title}), ping, post=post)
    page = page_of(snapshot)
    page.encode()
    root = parse_html(page)
    assert [element.tag for element in root[1]] == ["a", "header", "main", "footer", "script", "script"]
    assert not list(root.iter("iframe", "object", "form", "base", "svg", "img"))
    assert len(list(root.iter("script"))) == 2
    assert not [
        name for element in root.iter() for name in element.attrib if str(name).startswith("on") or name == "style"
    ]
    hrefs = [element.get("href", "") for element in root.iter("a", "link")]
    assert all(href.startswith(("http://", "https://", "#", "data:,")) for href in hrefs)
    visible = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "", f"t{title}")
    assert text_of(next(root.iter("h1"))) == " ".join(visible.split())


def test_two_thousand_comments_are_quick() -> None:
    """Well under a second of the processor's time, and not quadratic."""
    few = make_snapshot(*(make_comment(n, f"P{n % 50}", parent=n // 2 or None) for n in range(1, 501)))
    many = make_snapshot(*(make_comment(n, f"P{n % 50}", parent=n // 2 or None) for n in range(1, 4_001)))
    spent = []
    for snapshot in (few, many):
        started = time.process_time()
        page_of(snapshot)
        spent.append(time.process_time() - started)
    assert spent[1] < 2
    assert spent[1] < 24 * max(spent[0], 0.02)


def test_a_ladder_of_answers() -> None:
    """Ten thousand levels deep: no recursion, and set in only so far."""
    said = [make_comment(n, parent=n - 1 if n > 1 else None) for n in range(1, 10_001)]
    page = page_of(make_snapshot(*said))
    assert page.count("<li id=comment-") == 10_000
    depth = deepest = 0
    for tag in re.findall(r"</?ol>", page):
        depth += 1 if tag == "<ol>" else -1
        deepest = max(deepest, depth)
    assert (depth, deepest) == (0, 6)


def test_size() -> None:
    """At most 1.3 times the bytes of its text and data, plus 40 KB."""
    snapshot = seed_snapshot()
    data = len(json.dumps(to_document(snapshot), ensure_ascii=False, separators=(",", ":")).encode())
    said = [snapshot.post.record.text, *(comment.record.text for comment in snapshot.comments)]
    text = sum(len((words or "").encode()) for words in said)
    assert len(page_of(snapshot).encode()) < 1.3 * (data + text) + 40_000
