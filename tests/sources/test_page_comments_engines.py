"""Rules found on pages of engines and widgets that were run for real: signs, places, depths, shadow roots."""

import pytest

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
