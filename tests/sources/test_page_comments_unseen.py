"""Rules found on pages of engines and themes that nobody had prepared the reader for: names, subjects, controls, times."""

import pytest

from tests.sources.pages import comments, facts, parents, tallies

WORDS = ("A first thought on this.", "I cannot agree with that.", "Thanks!", "Where can one buy it?", "Well said.")
PEOPLE = ("Ada", "Bo Lind", "Cy", "Dora", "Ed K.")


def listed(row: str, names: tuple[str, ...] = PEOPLE) -> str:
    """A list of comments: `row` with {i}, {n}ame, {w}ords and {d}, the minute."""
    rows = "".join(
        row.format(i=12 + i, n=n, w=w, d=f"4 March 2012, 9:{10 + i}")
        for i, (n, w) in enumerate(zip(names, WORDS, strict=True))
    )
    return f'<div id="comments"><h3>5 comments</h3><ul>{rows}</ul></div>'


def names(body: str, language: str = "en") -> list[str | None]:
    """The names of the comments of a page."""
    return [comment.author.name for comment in comments(body, language=language)]


@pytest.mark.parametrize(
    "row",
    [
        '<li id="comment-{i}"><b class="author">{n}</b> <i class="date">{d}</i><p>{w}</p></li>',
        '<li id="comment-{i}"><h4>{n} <small>{d}</small></h4><p>{w}</p></li>',
        '<li id="comment-{i}"><a href="/user/{i}">{n}</a> <span>{d}</span><p>{w}</p></li>',
    ],
)
def test_somebody_may_be_called_1009(row: str) -> None:
    """A bare number at the place of the names is one: pupils and bots sign so."""
    people = ("Ada", "1009", "Cy", "Dora", "42")
    assert names(listed(row, people)) == list(people)


def test_a_number_that_all_have_is_no_name() -> None:
    """Where every record has a number of its own there, the theme counts."""
    row = '<li id="comment-{i}"><b>{i}</b> <b>{n}</b> <i>{d}</i><p>{w}</p></li>'
    assert names(listed(row)) == list(PEOPLE)


@pytest.mark.parametrize(
    ("line", "language"),
    [("{n} napsal:", "cs"), ("Inviato da {n}", "it"), ("{n} ha dit...", "ca"), ("Από {n}", "el"), ("投稿者:{n}", "ja")],
)
def test_words_round_all_names_are_the_themes(line: str, language: str) -> None:
    """What stands before or after the names of four people is no part of them, in whatever language."""
    row = f'<li id="comment-{{i}}"><p class="author">{line}</p><p class="date">{{d}}</p><p>{{w}}</p></li>'
    assert names(listed(row), language) == list(PEOPLE)


def test_guests_with_numbers_keep_their_word() -> None:
    """Without "Guest" nothing would be left of the names but numbers."""
    people = ("Guest 1", "Guest 2", "Guest 3", "Guest 4", "Guest 5")
    row = '<li id="comment-{i}"><p class="author">{n}</p><p class="date">{d}</p><p>{w}</p></li>'
    assert names(listed(row, people)) == list(people)


@pytest.mark.parametrize(
    "row",
    [
        '<li id="comment-{i}"><h3><a href="/node/5#comment-{i}">About bread {i}</a></h3><div>From {n}, {d}</div><p>{w}</p></li>',
        '<li id="comment-{i}"><h3>Re: bread</h3><p>{w}</p><div class="foot"><span>{d}</span> <b>{n}</b></div></li>',
    ],
)
def test_a_subject_is_no_name(row: str) -> None:
    """A link to the comment itself, or "Re:", is what it is about."""
    assert names(listed(row)) == list(PEOPLE)


def test_controls_beside_the_name_are_nobodys_address() -> None:
    """A link of the blog to itself beside the name leads to no person."""
    row = (
        '<li id="comment-{i}"><span class="name">{n}</span> <span class="date">{d}</span> <a href="/report?id={i}">!</a>'
        ' <a href="/p?c=1#c{i}">link</a><p>{w}</p></li>'
    )
    assert [comment.author.url for comment in comments(listed(row))] == [None] * 5


def test_a_handle_beside_the_name_is_no_part_of_it() -> None:
    """Mastodon shows both, in two links."""
    row = (
        '<li id="comment-{i}"><div class="who"><a class="name" href="https://m.example/@u{i}">{n}</a>'
        '<a class="user" href="https://m.example/@u{i}">@u{i}@m.example</a></div><i class="date">{d}</i><p>{w}</p></li>'
    )
    assert names(listed(row)) == list(PEOPLE)


def test_times_that_say_only_how_long_ago() -> None:
    """Mezzanine shows "8 years, 1 month ago" and nothing else."""
    row = '<li id="comment-{i}"><div><h4>{n} <small>8\u00a0years, 1\u00a0month ago</small></h4><p>{w}</p></div></li>'
    found = comments(listed(row))
    assert [(c.author.name, c.text) for c in found] == list(zip(PEOPLE, WORDS, strict=True))
    assert {c.published.isoformat() for c in found if c.published and c.published.estimated} == {"2012-04"}


def test_classes_for_looks_say_nothing() -> None:
    """`text-sm` is a size and names no text; there is no word for comments anywhere."""
    row = (
        '<li id="x{i}"><p class="font-semibold text-sm">{n}</p><p class="text-xs text-gray-500">{d}</p>'
        '<div class="mt-2 text-gray-800"><p>{w}</p></div></li>'
    )
    body = listed(row).replace('id="comments"', 'class="mt-12"') + "<form><textarea></textarea></form>"
    assert [(name, text) for name, _, text in facts(comments(body))] == list(zip(PEOPLE, WORDS, strict=True))


@pytest.mark.parametrize(
    "opened",
    [
        '<div id="w-{i}"><div class="level{k}" style="margin-left:{m}%">',
        '<div id="w-{i}" style="margin-right: {m}px"><div>',
        '<div id="w-{i}"><div class="blogLevel{k}">',
    ],
)
def test_threads_by_indents_inside_and_from_the_right(opened: str) -> None:
    """The record's first element may be indented in its place; right-to-left scripts are indented from the right."""
    rows = "".join(
        f'{opened.format(i=i, k=k, m=20 * k)}<b class="author">{PEOPLE[i]}</b> <i class="date">4 March 2012, 9:1{i}</i><p>{WORDS[i]}</p></div></div>'
        for i, k in enumerate((1, 2, 3, 2, 1))
    )
    assert parents(comments(f'<div id="comments">{rows}</div>')) == [None, 0, 1, 0, None]


def test_a_number_is_a_name_in_a_line_of_names() -> None:
    """Without an element for names: what all others have before their date is a name, and somebody's is a number."""
    people = ("Ada", "1009", "Cy", "Dora", "Ed K.")
    assert names(listed('<li id="comment-{i}"><p>{n} on {d}</p><p>{w}</p></li>', people)) == list(people)


def test_a_day_is_said_once_for_several_comments() -> None:
    """FlatPress shows the day in the first comment of the day, and a time of day in each."""
    days = ("<h6>Sunday, 4 March 2012</h6>", "", "<h6>Monday, 5 March 2012</h6>", "", "")
    rows = "".join(
        f'<li id="comment-{i}">{day}<b>{PEOPLE[i]}</b> <small><a href="#comment-{i}">0{9 - i}:30:0{i}</a></small><p>{WORDS[i]}</p></li>'
        for i, day in enumerate(days)
    )
    found = facts(comments(f'<ul id="comments">{rows}</ul>'))
    assert [time for _, time, _ in found] == [
        "2012-03-04T09:30:00", "2012-03-04T08:30:01", "2012-03-05T07:30:02", "2012-03-05T06:30:03", "2012-03-05T05:30:04",
    ]  # fmt: skip
    assert [name for name, _, _ in found] == list(PEOPLE)


def test_a_day_may_stand_in_a_heading_between_comments() -> None:
    """One heading for all comments of a day; the words begin on the line of the name."""
    days = ("<h4>4. maaliskuuta 2012</h4>", "", "", "<h4>5. maaliskuuta 2012</h4>", "")
    rows = "".join(
        f'{day}<div class="comment" id="c{i}"><i>12:0{i}</i> <b>{PEOPLE[i]}</b>: {WORDS[i]}</div>'
        for i, day in enumerate(days)
    )
    found = facts(comments(f'<div id="kommentit"><h3>Kommentit</h3>{rows}</div>', language="fi"))
    days_told = [(name, time and time[8:], text) for name, time, text in found]
    assert days_told == [
        (name, f"{day}T12:0{i}:00", text) for i, (name, day, text) in enumerate(zip(PEOPLE, ("04",) * 3 + ("05",) * 2, WORDS, strict=True))
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        '<div class="cut"><p>{w}</p>…</div><div class="rest" style="display:none"><p>More: {w}</p></div><a href="#" class="toggle">more</a>',
        '<div class="text"><div class="a"><div class="cut"><p>{w}</p></div><i>…</i><div class="a-content"><p>More: {w}</p></div></div></div>',
    ],
)
def test_a_folded_comment_is_whole(words: str) -> None:
    """A theme shows the beginning of long comments, and the rest when asked."""
    row = f'<li id="comment-{{i}}"><b class="author">{{n}}</b> <i class="date">{{d}}</i>{words}</li>'
    assert [text for _, _, text in facts(comments(listed(row)))] == [f"{text}\n\nMore: {text}" for text in WORDS]


def test_the_rest_of_a_page_is_no_part_of_the_last_comment() -> None:
    """Where its end tag is missing the page's sidebar and footer stand in it."""
    row = '<li id="comment-{i}"><b class="author">{n}</b> <i class="date">{d}</i><p>{w}</p></li>'
    body = listed(row).removesuffix("</li></ul></div>") + (
        "<aside><h2>Stories</h2><a href='/a'>About bread</a></aside><p>See also</p><footer><p>Imprint</p></footer>"
    )
    assert [text for _, _, text in facts(comments(body))] == list(WORDS)


@pytest.mark.parametrize(("end", "expected"), [("", [None, None, None]), ("</div>", [None, 0, 1])])
def test_three_in_each_other_are_a_thread_where_their_end_tags_stand(end: str, expected: list[int | None]) -> None:
    """Without end tags each comment is inside the one before it, and answers nobody."""
    opened = "".join(
        f'<div class="comment" id="comment-{i}"><b class="author">{PEOPLE[i]}</b> <i class="date">4 March 2012, 9:1{i}</i><p>{WORDS[i]}</p>'
        for i in range(3)
    )
    assert parents(comments(f'<div id="comments">{opened}{end * 3}</div>')) == expected


def test_a_list_named_after_comments_is_no_comment() -> None:
    """Fieldsets without ids: the one element with a word for comments in its class holds them all."""
    rows = "".join(
        f"<fieldset><legend>{n}, 4 March 2012, 9:1{i}</legend>{w}</fieldset>"
        for i, (n, w) in enumerate(zip(PEOPLE, WORDS, strict=True))
    )
    assert names(f'<div class="komentarze"><h3>Komentarze (5)</h3>{rows}</div>') == list(PEOPLE)


def test_places_for_answers_are_no_comments() -> None:
    """BlogEngine.NET has an element for answers in each comment, mostly empty, with an id that says "replies"."""
    rows = "".join(
        f'<div id="id_{i}f3c1300-aa01-4d1e-9c8e-17c1a26c{1300 + i}" class="vcard"><p class="date">4 March 2012 9:1{i}</p>'
        f'<p class="content">{WORDS[i]}</p><p class="author"><span class="fn">{PEOPLE[i]}</span></p>'
        f'<div id="replies_{i}f3c1300-aa01-4d1e-9c8e-17c1a26c{1300 + i}"></div></div>'
        for i in range(5)
    )
    assert names(f'<h2>Comments (5)</h2><div id="commentlist">{rows}</div>') == list(PEOPLE)


def test_a_permalink_may_say_the_time_as_a_span() -> None:
    """ "1 year" is a time where it is a link to the comment; elsewhere it is anything, and "23 h 59" is a time of day."""
    row = '<li><p>{n} · <a href="#comment-{i}">2 years</a></p><p>{w}</p><a id="comment-{i}"></a></li>'
    found = comments(listed(row))
    assert {c.published.isoformat() for c in found if c.published} == {"2018"}
    row = '<li id="comment-{i}"><p>{n} — 4 mars 2012 @ <a href="#comment-{i}">23 h 59 min</a></p><p>{w}</p></li>'
    assert {time for _, time, _ in facts(comments(listed(row), language="fr"))} == {"2012-03-04T23:59:00"}


def test_an_element_may_stand_in_boxes_of_different_classes() -> None:
    """Tistory's answers of the owner are as all comments, in a box of another class."""
    rows = "".join(
        f'<li id="comment{i}"><div class="rp_{kind}"><span class="name">{PEOPLE[i]}</span> <span class="date">2012.03.04 09:1{i}</span>'
        f"<p class='desc'>{WORDS[i]}</p></div></li>"
        for i, kind in enumerate(("general", "admin", "general", "general", "admin"))
    )
    found = facts(comments(f'<div class="comment"><ol>{rows}</ol></div>', language="ko"))
    assert found == [(n, f"2012-03-04T09:1{i}:00", w) for i, (n, w) in enumerate(zip(PEOPLE, WORDS, strict=True))]


@pytest.mark.parametrize("line", ["{n} said...", "{n} (not verified)", "Posted by {n}"])
def test_words_beside_a_number_leave_the_number(line: str) -> None:
    """The words round names are known, or the same in all; a number between them is somebody's name."""
    people = ("Ada", "1009", "Cy", "Dora", "42")
    row = f'<li id="comment-{{i}}"><p class="author">{line}</p><p class="date">{{d}}</p><p>{{w}}</p></li>'
    assert names(listed(row, people)) == list(people)


def test_one_person_may_have_written_all() -> None:
    """What all say at the place of the names is a name too; a word of the theme's beside names is none."""
    row = '<li id="comment-{i}"><b class="author">{n}</b> <i class="date">{d}</i><p>{w}</p></li>'
    assert names(listed(row, ("Anonymous",) * 5)) == ["Anonymous"] * 5
    row = '<li id="comment-{i}"><span class="author">Comment by <a href="/u{i}">{n}</a></span> <i class="date">{d}</i><p>{w}</p></li>'
    assert names(listed(row)) == list(PEOPLE)


def test_a_long_line_may_end_in_its_date() -> None:
    """Community Server repeats the post's title in each comment's heading, before its time."""
    row = (
        '<div class="comment"><h4><a href="#{i}" id="{i}">#</a> re: The longest title that this post could ever have @ Sunday, {d}</h4>'
        '<p>{w}</p><p class="foot">{n}</p></div>'
    )
    found = facts(comments(listed(row)))
    assert [(name, time and time[:10], text) for name, time, text in found] == [
        (name, "2012-03-04", text) for name, text in zip(PEOPLE, WORDS, strict=True)
    ]


def test_a_link_to_the_comments_may_count_them() -> None:
    """Mezzanine says "(13 comments)" under the title alone; what a link to another post's comments says counts nothing here."""
    row = '<li id="comment-{i}"><b class="author">{n}</b> <i class="date">{d}</i><p>{w}</p></li>'
    body = listed(row).replace("<h3>5 comments</h3>", "<h3>Comments</h3>")
    links = '<p>(<a href="/other#comments">7 comments</a>) (<a href="#comments">5 comments</a>)</p>'
    assert [tally.count for tally in tallies(links + body)] == [5]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("{n} sanoo:", "fi"),
        ("Přidal {n}", "cs"),
        ("Authored by: {n}", "en"),
        ("Wysłane: {n}", "pl"),
        ("توسط {n}", "fa"),
    ],
)
def test_two_comments_are_enough_for_known_words_and_colons(line: str, language: str) -> None:
    """Two people show little of what is the theme's: then words that are known count, and what both have before a colon."""
    rows = "".join(
        f'<li id="comment-{i}"><p class="author">{line.format(n=PEOPLE[i])}</p><p class="date">4 March 2012, 9:1{i}</p><p>{WORDS[i]}</p></li>'
        for i in range(2)
    )
    assert names(f'<div id="comments"><ul>{rows}</ul></div>', language) == ["Ada", "Bo Lind"]


@pytest.mark.parametrize(
    "line",
    [
        "Comment from: {n} [Visitor]",
        "<span>Comment from:</span> <a href='/u'>{n}</a> [Visitor]",
        "<b>Comment by</b> {n}",
    ],
)
def test_the_themes_words_may_stand_before_the_name_in_an_element(line: str) -> None:
    """b2evolution: "Comment from: Ada [Visitor]"."""
    rows = "".join(
        f'<div id="comment-{i}"><h4>{line.format(n=PEOPLE[i])}</h4><p>{WORDS[i]}</p><small>2012-03-04 @ 09:1{i}</small></div>'
        for i in range(2)
    )
    assert names(f'<section id="comments">{rows}</section>') == ["Ada", "Bo Lind"]


def test_a_page_with_a_word_for_comments_in_a_class_is_no_comment() -> None:
    """What holds the main heading is the page."""
    assert not comments(
        '<div class="article-social-comment"><h1>Title</h1><p class="author">Ada</p><p class="date">4 March 2012</p><p>Words.</p></div>'
    )


def test_the_heading_over_the_only_comment_is_none_of_its_words() -> None:
    """With one comment the element that is named after comments looks like it, and holds the heading of the list too."""
    body = '<div class="komentarze"><h3>Komentarze (1)</h3><fieldset><legend>Ada, 2012-03-04 09:10</legend>Well said.</fieldset></div>'
    assert facts(comments(body)) == [("Ada", "2012-03-04T09:10:00", "Well said.")]
    titled = '<div class="comment"><h3>Comment by Ada</h3><p>2012-03-04 09:10</p><p>Well said.</p></div>'
    assert facts(comments(titled)) == [("Ada", "2012-03-04T09:10:00", "Well said.")]
