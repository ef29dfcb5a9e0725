"""Hypothesis strategies for snapshots: whatever a page, a feed or an API may have put into one.

Sources of trouble are mixed in on purpose: text that is markup in some format, formulas, controls, right-to-left marks, empty strings.
"""

import html
from datetime import UTC, datetime

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from blogarchive.model import (
    POST,
    Audit,
    CaptureNote,
    Comment,
    Difference,
    Finding,
    Image,
    Kind,
    Link,
    Mention,
    MentionKind,
    Origin,
    Outcome,
    Party,
    Person,
    Post,
    Precision,
    Reply,
    SettledComment,
    SettledPost,
    Severity,
    Snapshot,
    SourceRun,
    State,
    Tally,
    Timestamp,
    Verdict,
)

TROUBLE = (
    "@Sweb >> merci !\n\n@Edonis : oui",
    "=1+1",
    "  -2+3",
    "'=quoted",
    "+33 1 23",
    "---",
    "---\ntitle: evil\n---",
    "a: b # c",
    "<script>alert(1)</script>",
    "&lt;script&gt; &amp; &copy; &#33;",
    "</script><!-- --> ]]>",
    "# heading\n## two\n===\n---",
    "* star _under_ `code` ~~~ ```",
    "1. one\n2) two\n10. ten",
    "- list\n+ list",
    "> quote\n>no space",
    "[link](http://x.example/) ![i](j) [ref]: http://y.example/",
    "http://auto.example/ <http://a.example/> a@b.example www.c.example",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "    indented\n\tcode",
    "line one  \nline two\\\nline three",
    "{{< shortcode >}} {% liquid %} {{ x }} [[wiki]] #tag ^block $math$ %%hidden%% ==mark==",
    "quote \"double\" and 'single', comma; semicolon\ttab\r\ncrlf\rcr",
    "\u202eright to left\u202c \u2028 \u2029 \u0085 \u200b\ufeff",
    "עברית العربية 日本語 🎉👩‍👩‍👧 é e\u0301 ＝1",
    "\u00a0no-break\u00a0",
    "null",
    "true",
    "1e5",
    "0x1F",
    "2010-05-22",
    "~",
    "",
    " ",
)

characters = st.characters(codec="utf-8", exclude_characters="\x00")
texts: SearchStrategy[str] = st.sampled_from(TROUBLE) | st.text(characters, max_size=60)
names: SearchStrategy[str] = st.sampled_from(
    ("Cath", "Sweb", "Pepe/Dugomo", "muad__dibb", "=cmd|x", "Ça, va", "*")
) | st.text(characters, max_size=12)
words: SearchStrategy[str] = st.text("abcdefghijklmnopqrstuvwxyz-_", min_size=1, max_size=12)
urls: SearchStrategy[str] = st.builds(
    "http://{}.example/{}".format, words, st.text("abc/?&=#%;()[]_~.'\" <>|é", max_size=12)
)


def maybe(strategy: SearchStrategy[str]) -> SearchStrategy[str | None]:
    """The strategy's values or None."""
    return st.none() | strategy


@st.composite
def timestamps(draw: st.DrawFn) -> Timestamp:
    """Times to whole seconds, cut to their precision; some not understood, some estimated."""
    raw = draw(maybe(texts))
    if draw(st.integers(0, 9)) == 0:
        return Timestamp(raw=raw if raw is not None else "?")
    local = draw(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1))).replace(microsecond=0)
    precision = draw(st.none() | st.sampled_from(Precision))
    if precision in {Precision.YEAR, Precision.MONTH, Precision.DAY}:
        month = 1 if precision is Precision.YEAR else local.month
        day = local.day if precision is Precision.DAY else 1
        local = datetime(local.year, month, day)
        return Timestamp(raw=raw, local=local, precision=precision, estimated=draw(st.booleans()))
    offset = draw(st.none() | st.integers(-14 * 60, 14 * 60))
    return Timestamp(raw=raw, local=local, offset=offset, precision=precision, estimated=draw(st.booleans()))


people: SearchStrategy[Person] = st.builds(
    Person,
    name=maybe(names),
    url=maybe(urls),
    handle=maybe(words),
    avatar=maybe(urls),
    native_id=maybe(words),
    is_post_author=st.booleans(),
)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str | None, str | None]:
    """HTML and the text that a browser shows for it; sometimes only the text, sometimes neither."""
    text = draw(maybe(texts))
    if text is None or draw(st.booleans()):
        return None, text
    shown = " ".join(text.split())
    return f"<p>{html.escape(shown)}</p>", shown


differences = st.lists(st.builds(Difference, field=words, source=words, value=texts), max_size=2).map(tuple)
suppliers = st.dictionaries(st.sampled_from(("text", "published", "author", "parent")), words, max_size=3)


@st.composite
def settled_posts(draw: st.DrawFn) -> SettledPost:
    """A post with any of its fields missing."""
    markup, text = draw(bodies())
    record = Post(
        native_id=draw(maybe(words)),
        url=draw(maybe(urls)),
        canonical_url=draw(maybe(urls)),
        title=draw(maybe(texts)),
        subtitle=draw(maybe(texts)),
        site=draw(maybe(texts)),
        authors=tuple(draw(st.lists(people, max_size=2))),
        html=markup,
        text=text,
        published=draw(st.none() | timestamps()),
        updated=draw(st.none() | timestamps()),
        language=draw(maybe(words)),
        tags=tuple(draw(st.lists(texts, max_size=3))),
        categories=tuple(draw(st.lists(texts, max_size=2))),
        platform=draw(maybe(words)),
        license=draw(maybe(urls)),
        lead_image=draw(maybe(urls)),
        links=tuple(draw(st.lists(st.builds(Link, url=urls, text=texts), max_size=2))),
        images=tuple(draw(st.lists(st.builds(Image, url=urls, alt=maybe(texts), caption=maybe(texts)), max_size=2))),
    )
    return SettledPost(record=record, sources=draw(suppliers), differences=draw(differences))


@st.composite
def settled_comments(draw: st.DrawFn, *, max_size: int = 6) -> tuple[SettledComment, ...]:
    """Comments with unique ids; a parent stands before its answers."""
    ids = draw(st.lists(words, max_size=max_size, unique=True))
    comments: list[SettledComment] = []
    for at, name in enumerate(ids):
        markup, text = draw(bodies())
        record = Comment(
            native_id=draw(maybe(words)),
            url=draw(maybe(urls)),
            kind=draw(st.sampled_from(Kind)),
            parent=draw(st.none() | st.sampled_from(ids[:at])) if at else None,
            author=draw(people),
            html=markup,
            text=text,
            published=draw(st.none() | timestamps()),
            updated=draw(st.none() | timestamps()),
            state=draw(st.sampled_from(State)),
        )
        comments.append(SettledComment(id=name, record=record, sources=draw(suppliers), differences=draw(differences)))
    return tuple(comments)


confidences = st.floats(0, 1)
counts = st.integers(0, 10**6)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
origins = st.builds(Origin, source=words, url=urls, locator=texts)
audits = st.builds(
    Audit,
    verdict=st.sampled_from(Verdict),
    found=counts,
    claimed=st.lists(st.builds(Tally, what=words, count=counts, origin=origins, raw=maybe(texts)), max_size=2).map(
        tuple
    ),
    sources=st.lists(
        st.builds(
            SourceRun,
            name=words,
            outcome=st.sampled_from(Outcome),
            items=counts,
            requests=counts,
            error=maybe(texts),
        ),
        max_size=2,
    ).map(tuple),
    findings=st.lists(
        st.builds(Finding, code=words, severity=st.sampled_from(Severity), subject=words, message=texts), max_size=2
    ).map(tuple),
)
notes = st.builds(
    CaptureNote,
    url=urls,
    status=st.integers(100, 599),
    captured_at=moments,
    sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
    bytes=counts,
    role=st.sampled_from(("page", "comment_feed", "api")),
)
parties = st.builds(
    Party,
    id=words,
    names=st.lists(names, max_size=2).map(tuple),
    urls=st.lists(urls, max_size=2).map(tuple),
    handles=st.lists(words, max_size=2).map(tuple),
    comments=counts,
    mentioned=counts,
    is_post_author=st.booleans(),
)


@st.composite
def mentions(draw: st.DrawFn, places: list[str]) -> Mention:
    """Somebody mentioned at one of the places."""
    start = draw(st.integers(0, 1000))
    text = draw(names)
    return Mention(
        kind=draw(st.sampled_from(MentionKind)),
        text=text,
        where=draw(st.sampled_from(places)),
        start=start,
        end=start + len(text),
        url=draw(maybe(urls)),
        person=draw(maybe(words)),
        confidence=draw(confidences),
    )


def replies(ids: list[str]) -> SearchStrategy[tuple[Reply, ...]]:
    """Who answers whom among these comments."""
    if not ids:
        return st.just(())
    comments = st.sampled_from(ids)
    reply = st.builds(
        Reply, child=comments, parent=comments, stated=st.booleans(), confidence=confidences, evidence=texts
    )
    return st.lists(reply, max_size=2).map(tuple)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """A whole snapshot whose parts fit together."""
    comments = draw(settled_comments())
    ids = [comment.id for comment in comments]
    return Snapshot(
        url=draw(urls),
        taken_at=draw(moments),
        post=draw(settled_posts()),
        comments=comments,
        mentions=tuple(draw(st.lists(mentions([POST, *ids]), max_size=2))),
        replies=draw(replies(ids)),
        people=tuple(draw(st.lists(parties, max_size=2))),
        audit=draw(audits),
        captures=tuple(draw(st.lists(notes, max_size=2))),
    )
