"""Rules found on pages of engines and widgets that were run for real: signs, places, depths, shadow roots."""

import pytest

from blogarchive.model import State
from tests.sources.pages import comments, facts, parents

PEOPLE = ("Ada", "Bo Lind", "Cy", "Dora", "Ed K.")
WORDS = ("A first thought on this.", "I cannot agree with that.", ":-)", "Where can one buy it?", "Well said.")
DAY = "4 March 2012, 9:1{}"


def rows(row: str) -> str:
    """`row` for each person, with {i}, {n}ame, {w}ords and {d}, the minute."""
    found = zip(PEOPLE, WORDS, strict=True)
    return "".join(row.format(i=i, n=name, w=words, d=DAY.format(i)) for i, (name, words) in enumerate(found))


def read_as(body: str) -> list[tuple[str | None, str | None]]:
    """Name and words of each comment."""
    return [(name, words) for name, _, words in facts(comments(body))]


@pytest.mark.parametrize(
    "row",
    [
        '<dt id="c{i}">{d} - {n}</dt><dd><p>{w}</p></dd>',
        '<dt id="c{i}"><b>{n}</b> <i>{d}</i></dt><dd><p><a href="#c{i}">¶</a> {w}</p></dd>',
    ],
)
def test_a_face_alone_is_said(row: str) -> None:
    """Signs are the theme's unless they are all that somebody says."""
    found = read_as(f'<dl id="comments"><h3>5 comments</h3>{rows(row)}</dl>')
    assert found == list(zip(PEOPLE, WORDS, strict=True))


def test_signs_between_name_and_time_are_no_name() -> None:
    """Dots of many shapes stand between the parts of a line."""
    row = '<li id="comment-{i}"><div><i>{i}</i> ⋅ {n} ⋅ <span>{d}</span> ¶</div><div class="body"><p>{w}</p></div></li>'
    found = read_as(f'<ul id="comments">{rows(row)}</ul>')
    assert [name for name, _ in found] == list(PEOPLE)


def test_a_pingback_that_comes_first_is_no_heading() -> None:
    """It has another class than the comments, and shows no time."""
    ping = '<li class="pingback"><div class="body" id="comment-9">Pingback: <a href="http://other.example/echo">An echo</a></div></li>'
    row = (
        '<li class="comment"><div class="body" id="comment-1{i}"><b class="fn">{n}</b> <i>{d}</i><p>{w}</p></div></li>'
    )
    names = [comment.author.name for comment in comments(f'<ol id="comments">{ping}{rows(row)}</ol>')]
    assert names == ["An echo", *PEOPLE]


def test_a_first_anchor_in_another_place_heads_the_list() -> None:
    """`c00` leads to the form, and stands in the heading."""
    row = '<div class="who"><a name="c0{i}"></a><b>{n}</b> <i>({d})</i></div><p>{w}</p>'
    body = rows(row).replace('name="c00"', 'name="c09"')
    found = comments(
        f'<div class="comment"><div class="caption">Today\'s comments [<a name="c00" href="#c">Add</a>]</div><div class="list">{body}</div></div>'
    )
    assert [name for name, _, _ in facts(found)] == list(PEOPLE)
    assert parents(found) == [None] * 5


def test_classes_after_the_first_tell_who_writes_from_whom_they_answer() -> None:
    """`item nick` and `item reply-at` are two places."""
    row = (
        '<div id="x-comment-{i}"><div class="head"><span class="item nick">{n}</span> <span class="item reply-at"><i></i>'
        '<span class="nick">Somebody</span></span> <span class="item date">{d}</span></div><div class="content"><p>{w}</p></div></div>'
    )
    found = read_as(f'<div class="list">{rows(row)}</div>')
    assert [name for name, _ in found] == list(PEOPLE)


@pytest.mark.parametrize(
    "step",
    [
        '<div style="--depth: {k}; margin-inline-start: calc(var(--depth) * 1rem)" id="comment-{i}">',
        '<div id="comment-{i}">{spacers}',
    ],
)
def test_depth_by_a_style_variable_or_empty_elements(step: str) -> None:
    """Both say how far in a comment stands, and nothing else does."""
    depths = (0, 1, 2, 0, 1)
    body = ""
    for i, (name, words, k) in enumerate(zip(PEOPLE, WORDS, depths, strict=True)):
        spacers = "".join(f'<div class="level-{level}"></div>' for level in range(1, k + 1))
        start = step.format(i=i, k=k, spacers=spacers)
        body += f"{start}<b>{name}</b> <i>{DAY.format(i)}</i><p>{words}</p></div>"
    assert parents(comments(f'<div id="comments">{body}</div>')) == [None, 0, 1, None, 3]


def test_shadow_roots_are_shown() -> None:
    """A template with a shadow root is what the browser shows of a custom element."""
    row = (
        '<my-comment id="mc{i}"><template shadowrootmode="open"><div class="top"><span class="name">{n}</span> <time>{d}</time></div>'
        '<div class="body"><p>{w}</p></div></template></my-comment>'
    )
    body = f'<my-comments><template shadowrootmode="open"><h2>5 comments</h2>{rows(row)}</template></my-comments>'
    assert read_as(body) == list(zip(PEOPLE, WORDS, strict=True))


PLAIN = ("A first thought on this.", "I cannot agree with that.", "Thanks!", "Where can one buy it?", "Well said.")


def plainly(row: str, **more: str) -> str:
    """`row` for each person, with words and no face among them."""
    found = zip(PEOPLE, PLAIN, strict=True)
    return "".join(
        row.format(i=i, k=3 * i, n=name, w=words, d=DAY.format(i), **more) for i, (name, words) in enumerate(found)
    )


def test_what_all_have_a_number_of_is_counted_by_the_theme() -> None:
    """ "0 likes", "3 likes": the same words with another number."""
    row = '<div id="comment-{i}"><b>{n}</b> <i>{d}</i><p>{w}</p><div><span>{k} likes</span></div></div>'
    assert read_as(f'<div id="comments">{plainly(row)}</div>') == list(zip(PEOPLE, PLAIN, strict=True))


def test_what_follows_some_comments_is_no_part_of_all() -> None:
    """Where the marked elements say all by themselves, the boxes after half of them are for answers."""
    row = '<div id="comment-{i}"><div class="head">{n} <span>{d}</span></div><div class="body"><p>{w}</p></div></div>'
    rows_ = plainly(row).replace('<div id="comment-2"', '<div id="reply-1">Write an answer</div><div id="comment-2"')
    body = rows_.replace('<div id="comment-4"', '<div id="reply-3">Write an answer</div><div id="comment-4"')
    body += '<div id="reply-4">Write an answer</div>'
    assert read_as(f'<div id="comments">{body}</div>') == list(zip(PEOPLE, PLAIN, strict=True))


def test_times_that_are_shown_when_pointed_at() -> None:
    """The words are in no language that is known, the tooltip is a time."""
    row = '<li class="x"><a href="/u/{i}">{n}</a> <span class="y" title="{d}">8 zzz</span><div>{w}</div></li>'
    found = facts(comments(f'<div class="comments"><h3>5 comments</h3><ol>{plainly(row)}</ol></div>'))
    times = [f"2012-03-04T09:1{i}:00" for i in range(5)]
    assert found == list(zip(PEOPLE, times, PLAIN, strict=True))


def test_a_name_with_a_year_among_the_times() -> None:
    """Name and time stand in elements that are alike: each record has one of either."""
    row = "<li><p>{n}</p><p>{d}</p><div><p>{w}</p></div></li>"
    body = f"<div><h2>5 comments</h2><ol>{plainly(row).replace('Cy', 'Max2011')}</ol></div>"
    assert [name for name, _ in read_as(body)] == ["Ada", "Bo Lind", "Max2011", "Dora", "Ed K."]


def test_a_tombstone_is_no_comment_unless_it_is_answered() -> None:
    """Neither name nor time, where all others have both; what is answered stays, and says what it is."""
    row = '<div class="comment" id="comment-{i}"><b>{n}</b> <i>{d}</i><p>{w}</p></div>'
    gone = '<div class="comment" id="comment-77"><p>This comment was deleted.</p>{}</div>'
    found = comments(f'<div id="comments">{plainly(row)}{gone.format("")}</div>')
    assert [comment.author.name for comment in found] == list(PEOPLE)
    answer = '<div class="comment" id="comment-78"><b>Flo</b> <i>5 March 2012, 8:00</i><p>Why was it?</p></div>'
    found = comments(f'<div id="comments">{plainly(row)}{gone.format(answer)}</div>')
    assert [(comment.author.name, comment.state) for comment in found[5:]] == [
        (None, State.DELETED),
        ("Flo", State.VISIBLE),
    ]
    assert parents(found)[-1] == 5


def test_a_comment_shown_above_the_list_is_the_one_in_it() -> None:
    """The same person, minute and words, alone in a box."""
    row = '<div class="comment-item"><b>{n}</b> <i>{d}</i><p>{w}</p></div>'
    first = row.format(n="Dora", d=DAY.format(3), w=PLAIN[3])
    body = f'<div class="comments"><div class="best">{first}</div><div class="all">{plainly(row)}</div></div>'
    assert read_as(body) == list(zip(PEOPLE, PLAIN, strict=True))


def test_a_subject_that_all_answer_announces_them() -> None:
    """ "Re: the post" says of a list what it is, where nothing else does."""
    row = (
        '<div class="windowbg"><h4>{n}</h4><div><h5 id="subject_{i}">Re: A post</h5><div>« {d} »</div></div>'
        '<div id="msg_{i}"><p>{w}</p></div></div>'
    )
    assert read_as(f"<div>{plainly(row)}</div>") == list(zip(PEOPLE, PLAIN, strict=True))


@pytest.mark.parametrize(
    "row",
    [
        '<div id="w{i}x" class="item"><b class="nick">{n}</b> <i class="time">{d}</i><div class="content">{to}<div><p>{w}</p></div></div></div>',
        (
            '<div id="w{i}x"><div class="item"><b class="nick">{n}</b> <i class="time">{d}</i>'
            '<div class="content">{to}<div><p>{w}</p></div></div></div></div>'
        ),
    ],
)
def test_a_line_above_the_words_says_who_is_answered(row: str) -> None:
    """A link to somebody's comment with their name is the widget's; it tells the parent and is none of the words."""
    body = ""
    for i, (name, words) in enumerate(zip(PEOPLE, PLAIN, strict=True)):
        to = f'<span>Reply <a href="#w{i - 1}x">@{PEOPLE[i - 1]}</a> :</span>' if i in {1, 2, 4} else ""
        body += row.format(i=i, n=name, d=DAY.format(i), w=words, to=to)
    found = comments(f'<div class="comments-list"><h3>5 comments</h3>{body}</div>')
    assert [(name, words) for name, _, words in facts(found)] == list(zip(PEOPLE, PLAIN, strict=True))
    assert parents(found) == [None, 0, 1, None, 3]


def test_guests_have_another_class() -> None:
    """What stands on the time's line and is named after the author is the name."""
    row = '<h3 id="comment-{i}"><span><a href="#comment-9">later: 9</a></span> by <span class="x-author">{n}</span>, {d}</h3><p>{w}</p>'
    body = plainly(row).replace('"x-author">Dora', '"x-author-anonymous">Dora')
    assert [name for name, _ in read_as(f'<div id="comments">{body}</div>')] == list(PEOPLE)


def test_depth_in_an_attribute() -> None:
    """Neither class nor style nor nesting says how deep an answer is."""
    depths = iter((0, 1, 2, 0, 1))
    row = '<div class="thread-item" data-depth="{k}"><b>{n}</b> <i>{d}</i><p>{w}</p></div>'
    body = "".join(
        row.format(k=next(depths), n=name, d=DAY.format(i), w=words)
        for i, (name, words) in enumerate(zip(PEOPLE, PLAIN, strict=True))
    )
    assert parents(comments(f'<div class="thread"><h3>5 comments</h3>{body}</div>')) == [None, 0, 1, None, 3]


def test_tooltips_tell_times_where_nothing_speaks_of_comments() -> None:
    """No class, no id and no language that is known: the tooltip of each record is a time, and a line above announces them."""
    row = '<li><h4>{n} <small title="{d}">8 zzz</small></h4><div>{w}</div></li>'
    found = facts(comments(f"<div><h3>5 comments</h3><ul>{plainly(row)}</ul></div>"))
    assert found == list(zip(PEOPLE, [f"2012-03-04T09:1{i}:00" for i in range(5)], PLAIN, strict=True))


def test_a_control_is_not_the_comments_address() -> None:
    """A word that asks another page for something comes back to the comment; a link to this page is its permalink."""
    row = (
        '<div id="comment-{i}5"><b>{n}</b> <i>{d}</i><p>{w}</p><a href="/react/{i}5/?#comment-{i}5">React</a> '
        '<a href="/2012/a-post/?thread={i}#comment-{i}5">Link</a></div>'
    )
    found = comments(f'<div id="comments">{plainly(row)}</div>')
    assert found[1].url == "http://blog.example/2012/a-post/?thread=1#comment-15"
    without = comments(f'<div id="comments">{plainly(row.partition("</a> ")[0] + "</a></div>")}</div>')
    assert without[1].url == "http://blog.example/2012/a-post/#comment-15"


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td><b>{n}</b><br><small>Posts: {k}<br>Since March</small></td><td><i>{d}</i><p>{w}</p></td></tr>",
        '<tr><td class="poster"><h4>{n}</h4><ul><li>Member</li><li>Posts: {k}</li></ul></td><td><i>{d}</i><p>{w}</p></td></tr>',
    ],
)
def test_what_the_writers_cell_tells_is_not_said(row: str) -> None:
    """Of two comments nothing can be counted: what stands in the name's cell is about its person."""
    body = "".join(
        row.format(n=n, k=7 * i, d=DAY.format(i), w=w) for i, (n, w) in enumerate([("Ada", PLAIN[0]), ("Bo", PLAIN[1])])
    )
    assert read_as(f'<h3>2 comments</h3><table id="comments">{body}</table>') == [("Ada", PLAIN[0]), ("Bo", PLAIN[1])]


def test_links_for_sorting_are_no_comment() -> None:
    """What stands among the comments without name, time or anybody's address, and is marked by its class alone, is a control."""
    row = '<div class="comment-item"><b>{n}</b> <i>{d}</i><p>{w}</p></div>'
    body = plainly(row).replace(
        "</p></div>", '</p></div><div class="comment-sort"><a href="?s=1">new</a> | <a href="?s=2">old</a></div>', 1
    )
    assert read_as(f'<div class="comments">{body}</div>') == list(zip(PEOPLE, PLAIN, strict=True))
