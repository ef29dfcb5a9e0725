"""Posts as people write them all over the world, and as attackers would: what the browser tests open."""

from dataclasses import replace
from datetime import datetime, timedelta

from blogarchive.model import Asset, Comment, Kind, Person, Precision, Reply, SettledComment, Snapshot, State, Timestamp
from blogarchive.text.sanitise import clean
from tests.export.snapshots import DOT, POST_RECORD, URL, make_comment, make_snapshot

_RICH = f"""
<p>A first paragraph with <a href="https://elsewhere.example/a-page">a link</a>, <em>stress</em>, <code>code()</code> and <mark>a mark</mark>.
A footnote<sup id="ref1"><a href="#fn1">1</a></sup>. An averylongwordthatnobodywouldeverwriteandthatmustnotpushthepagewide{"x" * 120}.</p>
<h1>A heading as large as the title</h1>
<p><img src="/dot.png" alt="A red square" width="400" height="300"></p>
<h4>One that skips two levels</h4>
<figure><img src="/dot.png" alt="The same square again"><figcaption>A caption below it.</figcaption></figure>
<p><img src="/lost.jpg" alt="A picture that was not saved"> and text around it.</p>
<blockquote><p>Somebody else’s words, over more than one line so that one sees how a quotation of some length is set.</p></blockquote>
<pre><code class="language-python">def a_function(with_a_long_line, that_runs, over_the_edge, of_the_column, and_must_scroll): return None
</code></pre>
<ul><li>one</li><li>two<ul><li>within two</li></ul></li></ul>
<ol start="3"><li>three</li><li>four</li></ol>
<table><thead><tr><th>Year</th><th>Posts</th><th>A rather long column name</th><th>Another one</th><th>And a last one</th></tr></thead>
<tbody><tr><td>2009</td><td>12</td><td>some words</td><td>more words</td><td>4.5</td></tr></tbody></table>
<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="A film"></iframe>
<hr><details><summary>More</summary><p>Hidden at first.</p></details>
<p id="fn1">1. The footnote. <a href="#ref1">back</a></p>
"""
WORDS = "It is a long established fact that a reader will be distracted by what can be read on a page. "


def rich() -> Snapshot:
    """All kinds of markup, threads of some depth, states, pingbacks, avatars."""
    ann = Person(name="Ann Archivist", url="https://ann.example/", avatar="https://avatars.example/ann?s=48")
    cath = Person(name="Cath", is_post_author=True, avatar="https://avatars.example/cath?s=48")
    comments = [
        make_comment(1, ann, WORDS * 3),
        make_comment(2, cath, "Thank you, Ann.", parent=1),
        make_comment(3, ann, "You are welcome.", parent=2),
        make_comment(4, "Bob", WORDS, parent=3),
        make_comment(5, cath, "Deeper.", parent=4),
        make_comment(6, "مريم", "تعليق بالعربية مع English inside.", parent=5),
        make_comment(7, "Zoë", "Deepest, " + "x" * 200, parent=6),
        make_comment(
            8,
            "太郎",
            "日本語のコメントです。",
            html=f'<p>日本語の<a href="{URL}#comment-1">コメント</a>です。</p><h2>x</h2><p id="c-a">y</p>',
        ),
        make_comment(9, Person(name=None), "", html="", published=None, url=None),
        make_comment(10, "Held", "Waits.", state=State.HELD),
        make_comment(11, "Gone", "[deleted]", state=State.DELETED, published=Timestamp(raw="hier")),
        make_comment(12, "Relative", "Hm.", published=_about_three_days()),
        make_comment(
            13,
            Person(name="Another blog", url="https://other.example/post"),
            "[…] as Cath says […]",
            kind=Kind.PINGBACK,
        ),
        make_comment(
            14,
            "Bob",
            '<img src="/smile.gif">',
            html=clean('<p>Smile <img src="/dot.png" class="wp-smiley" alt=":)"> <b>x</b></p>', URL),
        ),
    ]
    post = replace(
        POST_RECORD,
        html=clean(_RICH, URL),
        title="All kinds of markup",
        subtitle="And what becomes of it",
        tags=("one", "two"),
    )
    assets = tuple(
        Asset(url=url, media_type="image/png", body=DOT)
        for url in ("https://blog.example/dot.png", "https://avatars.example/ann?s=48")
    )
    replies = (Reply(child="8", parent="1", stated=False, confidence=0.9, evidence="links to it"),)
    return make_snapshot(*comments, post=post, assets=assets, replies=replies)


def _about_three_days() -> Timestamp:
    return Timestamp(raw="3 days ago", local=datetime(2026, 11, 20), precision=Precision.DAY, estimated=True)


def arabic() -> Snapshot:
    """Right to left, with what runs from left to right inside."""
    text = "هذه تدوينة عن حفظ المدونات والتعليقات. كتبها أحدهم في سنة 2010 على WordPress، وقرأها كثيرون. " * 4
    post = replace(
        POST_RECORD,
        title="حفظ المدونات: لماذا وكيف؟",
        site="مدونة الأرشيف",
        language="ar",
        html=clean(
            f"<p>{text}</p><blockquote><p>{text}</p></blockquote><ul><li>أولاً</li><li>ثانياً</li></ul><p>{text}</p>", URL
        ),
        text=text,
    )
    said = [
        make_comment(1, "مريم الحسن", "شكراً على المقال! " * 8),
        make_comment(2, Person(name="Cath", is_post_author=True), "شكراً لك يا مريم.", parent=1),
        make_comment(3, "Bob", "An English answer (in brackets).", parent=2),
        make_comment(4, "يوسف", "أتفق معكم تماماً.", parent=1),
        make_comment(5, "مريم الحسن", "وأنا أيضاً."),
    ]
    return make_snapshot(*said, post=post)


def japanese() -> Snapshot:
    """No spaces between words."""
    text = (
        "ブログの記事と、その下に書かれたすべてのコメントを保存することについて書きます。十年後にも読めるように、一つのファイルにまとめます。"
        * 4
    )
    post = replace(
        POST_RECORD,
        title="ブログを保存する：記事とコメントを一つのファイルに",
        site="保存の記録",
        language="ja",
        html=clean(f"<p>{text}</p><h2>見出し</h2><p>{text}</p>", URL),
        text=text,
        published=Timestamp(raw="2010年5月22日", local=datetime(2010, 5, 22), precision=Precision.DAY),
    )
    said = [
        make_comment(1, "山田太郎", "とても参考になりました。ありがとうございます。" * 3),
        make_comment(2, Person(name="花子", is_post_author=True), "こちらこそ、ありがとうございます！", parent=1),
        make_comment(3, "鈴木", "私もそう思います。"),
        make_comment(4, "山田太郎", "https://example.example/" + "a" * 150),
    ]
    return make_snapshot(*said, post=post)


def crowd(count: int = 2_000, *, words: int = 3) -> Snapshot:
    """Many comments by some people, many of them answers."""
    start = datetime(2010, 5, 22, 20, 0)
    comments = []
    for number in range(1, count + 1):
        parent = number // 2 if number % 3 == 0 else None
        time = Timestamp(raw=None, local=start + timedelta(minutes=7 * number), offset=120, precision=Precision.MINUTE)
        author = Person(name=f"Person {number * number % 97}", is_post_author=number % 10 == 0)
        comments.append(make_comment(number, author, WORDS * words, parent=parent, published=time))
    return make_snapshot(*comments)


def ladder(depth: int = 10_000) -> Snapshot:
    """Each comment answers the one before."""
    return make_snapshot(
        *(
            make_comment(n, f"P{n % 7}", "Yes." if n % 2 else "No.", parent=n - 1 if n > 1 else None)
            for n in range(1, depth + 1)
        )
    )


def hostile(html: str) -> Snapshot:
    """One piece of hostile HTML everywhere: cleaned where HTML stands, as it is where text stands."""
    person = Person(name=html, url=html, handle=html, avatar=html)
    record = make_comment(1, person, html, html=clean(html, URL), url=html).record
    said = [
        SettledComment(id=html[:60], record=record, sources={"published": html}),
        make_comment(2, "Canary", "Still here.", html='<p id="c-canary">Still here.</p>'),
        SettledComment(id="3", record=replace(_pingback(), author=person, text=html, published=Timestamp(raw=html))),
    ]
    post = replace(
        POST_RECORD, html=clean(html, URL), title=html, subtitle=html, site=html, authors=(person,), tags=(html,), language=html[:20],
        license=html, lead_image=html, canonical_url=html, text=html,
    )  # fmt: skip
    return make_snapshot(*said, post=post)


def _pingback() -> Comment:
    return make_comment(3, kind=Kind.PINGBACK).record
