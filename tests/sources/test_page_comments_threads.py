"""Who answers whom, in each of the ways in which pages show it."""

import pytest

from tests.sources.pages import comments, parents


def note(number: int, extra: str = "", inside: str = "", tag: str = "div", style: str = "") -> str:
    """One comment; `inside` stands in it after its words."""
    return (
        f'<{tag} class="comment {extra}" id="comment-{number}"{style}><p class="meta"><b class="fn">Guest {number}</b> '
        f'<i class="date">5 March 2012 10:{number:02}</i></p><div class="text">Words of number {number}.</div>{inside}</{tag}>'
    )


def item(number: int, answers: str = "") -> str:
    """One comment as a list item, its answers in a list inside."""
    return note(number, tag="li", inside=f"<ul>{answers}</ul>" if answers else "")


CASES = {
    "nested lists": "<ol>" + item(1, item(2, item(3))) + item(4) + "</ol>",
    "list of answers as a sibling": f"<ol>{item(1)}<ul class='children'>{item(2)}<ul>{item(3)}</ul></ul>{item(4)}</ol>",
    "depth in the class": note(1, "depth-1") + note(2, "depth-2") + note(3, "depth-3") + note(4, "depth-1"),
    "indentation": "".join(
        note(n, style=f' style="margin-left:{indent}px"') for n, indent in ((1, 0), (2, 20), (3, 40), (4, 0))
    ),
    "a margin as a class": note(1) + note(2, "md:ml-8") + note(3, "md:ml-16") + note(4),
    "an offset as a class": "".join(
        f'<div class="row comment"><div class="col-md-offset-{step}"><b>Guest {n}</b> <i>5 March 2012 10:0{n}</i><p>Words of {n}.</p></div></div>'
        for n, step in ((1, 0), (2, 1), (3, 2), (4, 0))
    ),
    "ids for scripts": "".join(
        note(n).replace(f'id="comment-{n}"', f'data-id="{n + 70}" data-user-id="5" data-parent-id="{above}"')
        for n, above in ((1, 0), (2, 71), (3, 72), (4, 0))
    ),
    "indented blocks": f"<div id='all'>{note(1)}<div class='indented'>{note(2)}<div class='indented'>{note(3)}</div></div>{note(4)}</div>",
    "links to the parent": note(1)
    + note(2).replace("</p>", ' <a href="#comment-1">in reply to Guest 1</a></p>')
    + note(3).replace("</p>", ' <a href="#comment-2">in reply to Guest 2</a></p>')
    + note(4),
    "links to the parent in a long byline": note(1)
    + note(2).replace("</p>", ' replied to a <a href="#comment-1">comment that was written by Guest 1</a></p>')
    + note(3).replace("</p>", ' replied to a <a href="#comment-2">comment that was written by Guest 2</a></p>')
    + note(4),
    "numbers": "".join(
        note(n).replace("<b ", f"<span class='nr'>#{number}</span> <b ", 1)
        for n, number in ((1, "1"), (2, "1.1"), (3, "1.1.1"), (4, "2"))
    ),
    "lists named after the parent": f"{note(1)}<section id='replies-of-1'></section><div id='comment_children_1'>"
    f"{note(2)}</div><div id='comment_children_2'>{note(3)}</div>{note(4)}",
    "attribute": note(1) + note(2, style=' data-parent="1"') + note(3, style=' data-parent="2"') + note(4),
}


@pytest.mark.parametrize("body", CASES.values(), ids=CASES.keys())
def test_threads(body: str) -> None:
    assert parents(comments(f'<div id="comments">{body}</div>')) == [None, 0, 1, None]


@pytest.mark.parametrize("date", ["5.3.2012", "05.03.2012 10:00", "2012.3.5", "v. 2.1"])
def test_dates_and_versions_are_no_numbering(date: str) -> None:
    """`5.3.2012` looks like the answer to `5.3`, which nobody wrote."""
    body = "<ol>" + item(1, item(2, item(3))) + item(4) + "</ol>"
    for number in range(1, 5):
        body = body.replace(f"5 March 2012 10:{number:02}", f"{date}</i><i>5 March 2012" if "v" in date else date)
    assert parents(comments(f'<div id="comments">{body}</div>')) == [None, 0, 1, None]


def test_unclosed_list_items_are_neighbours() -> None:
    body = "".join(
        note(n, tag="li").replace("</li>", "").replace('<div class="text">', '<div class="text"><div>')
        for n in range(1, 6)
    )
    found = comments(f"<ol>{body}</ol>")
    assert [c.author.name for c in found] == [f"Guest {n}" for n in range(1, 6)]
    assert parents(found) == [None] * 5


def test_three_hundred_unclosed_blocks_are_all_kept() -> None:
    body = "".join(note(n).removesuffix("</div>") for n in range(1, 301))
    found = comments(f'<div id="comments">{body}')
    assert len(found) == 300
    assert set(parents(found)) == {None}


def test_comments_without_ids_can_still_be_parents() -> None:
    body = f"<ul>{note(1, tag='li', inside='<ul>' + note(2, tag='li') + '</ul>')}{note(3, tag='li')}</ul>"
    for number in (1, 2, 3):
        body = body.replace(f' id="comment-{number}"', "")
    found = comments(body)
    assert parents(found) == [None, 0, None]
    assert found[1].parent == found[0].native_id


def test_each_answer_may_have_an_element_of_its_own() -> None:
    """Four answers in four elements behind what they answer."""
    row = '<div id="comment-{i}" class="post-comment"><p><b>{n}</b> 2012-03-04 09:1{i}</p><p>Words number {i} of all.</p></div>'
    answers = "".join(f'<div class="replies">{row.format(i=i, n=f"Bo{i}")}</div>' for i in range(2, 7))
    found = comments(f"<section>{row.format(i=1, n='Ada')}{answers}{row.format(i=7, n='Cy')}</section>")
    assert parents(found) == [None, 0, 0, 0, 0, 0, None]


@pytest.mark.parametrize("name", ["row comment", "media comments", "item kommentar"])
def test_the_word_for_comments_may_stand_second_in_a_class(name: str) -> None:
    """Frameworks for styles want their own word first."""
    rows = [
        f'<div class="{name}"><div class="col-{12 - n % 3}"><b>Guest {n}</b> <i>5 March 2012 10:0{n}</i><p>Words {n}.</p></div></div>'
        for n in range(1, 6)
    ]
    assert [comment.text for comment in comments("".join(rows))] == [f"Words {n}." for n in range(1, 6)]
