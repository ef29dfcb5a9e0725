"""Comments in markup of many shapes, without ids, themes or known class names: whoever writes a page by hand writes it in one of these."""

from collections.abc import Callable

import pytest

from tests.sources.pages import comments, parents

FORM = '<form action="/post"><textarea name="t"></textarea></form>'
NAMES = ("Ada", "Bo Lind", "Cy")
TIMES = ("2012-03-04T21:05:00", "2012-03-05T08:00:00", "2012-03-26T10:10:00")
DATES = ("March 4, 2012 9:05 pm", "March 5, 2012 8:00 am", "March 26, 2012 10:10 am")
NUMBERS = ("4.3.2012 21:05", "5.3.2012 08:00", "26.3.2012 10:10")
ISO = ("2012-03-04 21:05", "2012-03-05 08:00", "2012-03-26 10:10")
TEXTS = ("A first thought on this.", "I cannot agree with that at all.", "Thanks!")
Row = Callable[[str, str, str], str]


def rows(row: str, dates: tuple[str, ...] = DATES, texts: tuple[str, ...] = TEXTS) -> str:
    """Three comments: `row` with {i}, {n}ame, {d}ate, {t}ime and te{x}t."""
    return "".join(
        row.format(i=i, n=n, d=d, t=t, x=x)
        for i, (n, d, t, x) in enumerate(zip(NAMES, dates, TIMES, texts, strict=True))
    )


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            f"<table>{rows('<tr><td>{n}<br><small>{d}</small></td><td>{x}</td></tr>')}</table>{FORM}", id="rows"
        ),
        pytest.param(
            f"<table>{rows('<tr><td><b>{n}</b> {d}</td></tr><tr><td>{x}</td></tr>')}</table>{FORM}", id="two rows each"
        ),
        pytest.param(
            rows("<table border=1><tr><th>{n}</th><td>{d}</td></tr><tr><td colspan=2>{x}</td></tr></table>") + FORM,
            id="a table each",
        ),
        pytest.param(
            f"<h3>3 comments</h3><dl>{rows('<dt>{n}, {d}</dt><dd><p>{x}</p></dd>')}</dl>", id="definitions without ids"
        ),
        pytest.param(
            f"<h2>Comments</h2>{rows('<p><b>{n}</b> wrote on {d}:</p><p>{x}</p><hr>')}{FORM}", id="flat, between rules"
        ),
        pytest.param(f"<h2>Comments</h2>{rows('<h4>{n} &mdash; {d}</h4><p>{x}</p>')}{FORM}", id="flat, under headings"),
        pytest.param(
            f"<h2>Comments</h2><div class=q>{rows('<p>{x}</p><p class=sig>&mdash; {n}, {d}</p>')}</div>{FORM}",
            id="signed below",
        ),
        pytest.param(
            f"<div class=notes>{rows('<div class=n><p>{x}</p><div class=m>Posted by {n} on {d}</div></div>')}</div>{FORM}",
            id="name and time after the words",
        ),
        pytest.param(
            "<h2>Responses</h2>"
            + rows("<p>{x}<br><font size=1>Posted by <a href='mailto:x@y.example'>{n}</a> at {d}</font></p>")
            + FORM,
            id="all in one paragraph",
        ),
        pytest.param(f"<div id=disc>{rows('<div>{d}<br><b>{n}</b><br>{x}</div>')}</div>{FORM}", id="lines"),
        pytest.param(
            f"<div id=replies>{rows('<div class=r><b>{n}</b> <i>{d}</i><p>{x}</p></div>')}</div>",
            id="in what is named so",
        ),
        pytest.param(
            rows("<section><header><span>{n}</span><time datetime='{t}'>long ago</time></header><p>{x}</p></section>")
            + FORM,
            id="a time for machines alone",
        ),
        pytest.param(
            f"<div class=list>{rows('<div class=i><p>{x}</p><small>{n} | {d}</small></div>', ISO)}</div>{FORM}",
            id="dates in figures",
        ),
        pytest.param(rows("<details open><summary><b>{n}</b>, {d}</summary><p>{x}</p></details>") + FORM, id="details"),
        pytest.param(rows("<fieldset><legend>{n} ({d})</legend>{x}</fieldset>") + FORM, id="fieldsets"),
        pytest.param(
            "<ul class=cl>"
            + "".join(
                f"<li><span>{d.rsplit(' ', 2)[0]}</span><span>{' '.join(d.rsplit(' ', 2)[1:])}</span><h5>{n}</h5><div>{x}</div></li>"
                for n, d, x in zip(NAMES, DATES, TEXTS, strict=True)
            )
            + f"</ul>{FORM}",
            id="date and time of day in two elements alike",
        ),
        pytest.param(
            f"<ol id=comments>{rows('<li id=comment-{i}><b>{n}</b> {d}<p>{x}')}</ol><p>Footer text of the site.</p>",
            id="no end tags",
        ),
        pytest.param(
            "<div class=disc>"
            + rows(
                "<div class=row><div class=c1><img src='/u{i}.png'></div><div class=c2><div class=top>"
                "<a href='http://{i}.example/'>{n}</a><span>|</span><span>{d}</span></div><div class=txt>{x}</div>"
                "<div class=bot><a href='#'>Like</a> <a href='#'>Flag</a></div></div></div>"
            )
            + f"</div>{FORM}",
            id="columns",
        ),
        pytest.param(
            f"<h3>Athugasemdir (3)</h3><div>{rows('<div class=a><strong>{n}</strong> <span>{d}</span><p>{x}</p></div>', NUMBERS)}</div>",
            id="a heading in a language without a file",
        ),
    ],
)
def test_three_comments(body: str) -> None:
    found = comments(body)
    assert [comment.author.name for comment in found] == [*NAMES]
    assert [comment.published.isoformat() if comment.published else None for comment in found] == [*TIMES]
    assert [comment.text for comment in found] == [*TEXTS]


def test_very_short_words_are_words() -> None:
    row = "<li><a href='http://{i}.example'>{n}</a> <em>{d}</em><p>{x}</p></li>"
    assert [comment.text for comment in comments(f"<ul>{rows(row, texts=('ok', '+1', '😀'))}</ul>{FORM}")] == [
        "ok",
        "+1",
        "😀",
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("<div class=r style='margin-left:{m}px'><b>{n}</b> <i>{d}</i><p>{x}</p></div>", [None, 0, 1]),
        ("<div class=e><span>#{k}</span> <b>{n}</b> ({d})<p>{x}</p></div>", [None, 0, 1]),
        ("<div class=e id=m{i}><b>{n}</b> {d} <a href='#m0'>in reply to Ada</a><p>{x}</p></div>", [None, 0, 0]),
    ],
    ids=["indented", "numbered", "answers by a link to an anchor of the page's own kind"],
)
def test_threads_without_nesting(row: str, expected: list[int | None]) -> None:
    body = "".join(row.format(i=i, m=40 * i, k="1" + ".1" * i, n=NAMES[i], d=DATES[i], x=TEXTS[i]) for i in range(3))
    assert parents(comments(f"<div class=thread>{body}</div>{FORM}")) == expected


def test_answers_in_a_list_without_a_class() -> None:
    item = "<li><b>{}</b> <i>{}</i><p>{}</p>{}</li>"
    answer = "<ul>" + item.format("Bo", DATES[1], TEXTS[1], "") + "</ul>"
    found = comments(
        f"<ul class=talk>{item.format('Cy', DATES[2], TEXTS[2], '')}{item.format('Ada', DATES[0], TEXTS[0], answer)}</ul>{FORM}"
    )
    assert ([c.author.name for c in found], parents(found)) == (["Cy", "Ada", "Bo"], [None, None, 1])


def test_one_comment_alone_in_what_is_named_after_comments() -> None:
    found = comments(
        f"<div id=comments><h3>Kommentar</h3><dl><dt id=c12>Ada, {DATES[0]}</dt><dd><p>Hello.</p></dd></dl></div>"
    )
    assert [(c.native_id, c.author.name, c.text) for c in found] == [("12", "Ada", "Hello.")]


@pytest.mark.parametrize(
    "row",
    [
        "<div class=x><b>{n}</b> <i>{d}</i><p>{x}</p></div>",
        "<p><b>{n}</b>, {d}</p><p>{x}</p>",
        "<ul><li><b>{n}</b>, {d}<p>{x}</p></li></ul>",
    ],
)
def test_one_comment_below_a_heading_that_counts_it(row: str) -> None:
    body = row.format(n=NAMES[0], d=DATES[0], x=TEXTS[0])
    found = comments(f"<h3>1 Kommentar</h3>{body}{FORM}", language="de")
    assert [(c.author.name, c.text) for c in found] == [(NAMES[0], TEXTS[0])]


def test_the_owners_answers_inside_the_records() -> None:
    """They have neither an id nor a list of their own, and their name and time stand below their words."""
    record = (
        "<ul class=post><li class=info><a name=comment-{i}></a><span class=user-name>{n}</span> <span class=time>{d}</span></li>"
        "<li class=text>{x}</li>{answer}</ul>"
    )
    answer = "<li class=reply-text>Answer {}.<p><a href='http://host.example/'>Host</a> þann {} svaraði</p></li>"
    body = "".join(
        record.format(i=i, n=NAMES[i], d=DATES[i], x=TEXTS[i], answer=answer.format(i, DATES[2]) if i < 2 else "")
        for i in range(3)
    )
    found = comments(f"<div id=comments>{body}</div>")
    assert [comment.author.name for comment in found] == ["Ada", "Host", "Bo Lind", "Host", "Cy"]
    assert [comment.text for comment in found] == [TEXTS[0], "Answer 0.", TEXTS[1], "Answer 1.", TEXTS[2]]
    assert parents(found) == [None, 0, None, 2, None]


@pytest.mark.parametrize(
    "line",
    ["<b>{n}</b> skrifaði þann {d}", "<a href='http://a.example'>{n}</a> ({d})", "{n} ({d})", "<i>{d}</i> <b>{n}</b>"],
)
def test_the_words_round_a_name_need_no_list(line: str) -> None:
    body = rows("<div class=x><div>" + line + "</div><p>{x}</p></div>")
    assert [comment.author.name for comment in comments(f"<div>{body}</div>{FORM}")] == [*NAMES]


def test_a_time_without_a_year_takes_the_year_of_the_attribute_and_keeps_its_clock() -> None:
    """Attributes are in UTC more often than they say."""
    body = (
        "<div class=comment id=comment-1><b class=author>Ada</b> <time datetime='2012-01-09T12:06:44Z'>January 9 at 13:06</time><p>One.</p></div>"
        "<div class=comment id=comment-2><b class=author>Bo</b> <time datetime='2013-01-01T00:30:00Z'>December 31 at 19:30</time><p>Two.</p></div>"
    )
    found = [comment.published for comment in comments(f"<div id=comments>{body}</div>")]
    assert [stamp.isoformat() if stamp else None for stamp in found] == ["2012-01-09T13:06:00", "2012-12-31T19:30:00"]


def test_a_clock_of_twelve_hours_without_halves_is_settled_by_the_attribute() -> None:
    """Some translations of WordPress have no "am" and "pm". Nobody lives twelve hours west of UTC, so that the attribute is no other zone's clock."""
    body = "".join(
        f"<div class=comment id=comment-{hour}><b class=author>{name}</b> <time datetime='2012-03-05T{hour:02}:30:44+02:00'>"
        f"5 March 2012 {shown:02}:30</time><p>Words of {name}.</p></div>"
        for name, hour, shown in (("Ada", 6, 6), ("Bo", 18, 6), ("Cy", 23, 11))
    )
    found = [comment.published for comment in comments(f"<div id=comments>{body}</div>")]
    assert [stamp.isoformat() if stamp else None for stamp in found] == [
        "2012-03-05T06:30:44",
        "2012-03-05T18:30:44",
        "2012-03-05T23:30:44",
    ]


def test_what_is_left_of_the_words_of_a_time_is_no_name() -> None:
    """`time` holds nothing but a time (https://html.spec.whatwg.org/#the-time-element), also where a word in it is of no listed language."""
    body = "".join(
        f"<div class=comment id=comment-{n}><b class=fn>{name}</b> <time>5 March 2012 zorkl 10:0{n}</time><p>Words of {n}.</p></div>"
        for n, name in enumerate(("Ada", "", "Bo", "Cy"), start=1)
    )
    assert [comment.author.name for comment in comments(f"<div id=comments>{body}</div>")] == ["Ada", None, "Bo", "Cy"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Prose.</p><p>More prose.</p>"
        + rows(
            "<blockquote><p>{x}</p>&mdash; {n} (@{n}) <a href='#'>{d}</a></blockquote><p>Prose between the quoted posts.</p>"
        ),
        rows(
            "<div class=card><a href='/{i}'><h3>Headline {i}</h3></a><span>{n}</span><time datetime='{t}'>{d}</time><p>{x}</p></div>"
        ),
        rows("<div class=offer><p>Product {i}</p><p>Price of: {d}</p></div>"),
    ],
    ids=["quoted posts", "cards of other posts", "prices"],
)
def test_what_repeats_with_a_time_without_a_word_for_comments_is_none(body: str) -> None:
    """Neither a line before it nor a form speaks of comments."""
    assert comments(f"<div>{body}</div>") == []
