"""One comment in the page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from blogarchive.export.html_builder import Markup, el, join, link, opening
from blogarchive.export.html_images import Pictures
from blogarchive.export.html_moment import plain, time_element
from blogarchive.export.html_people import author_of_comment, avatar
from blogarchive.export.html_text import auto_direction, content, fitted, from_text, terse
from blogarchive.export.html_thread import Answers
from blogarchive.export.html_words import Words
from blogarchive.model import Comment, Reply, SettledComment, State

_TYPE = "https://schema.org/Comment"
_MANY_ANSWERS = 8
_STATES = {State.HELD: "held", State.DELETED: "deleted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What all comments of a page share: `anchors` gives each comment id its id in the page, `names` its author."""

    address: str  # of the post
    direction: str | None  # of the page
    words: Words
    language: str | None  # of these words, where it is not that of the page
    pictures: Pictures
    answers: Answers
    anchors: Mapping[str, str]
    names: Mapping[str, str]
    localised: Callable[[str], str]  # sanitised HTML with links to other comments made links within the page
    known_times: str | None = None  # what the page says once about the times of nearly all comments


def comment_item(settled: SettledComment, after: str | None, stage: Stage) -> Markup:
    """The comment as an `li` whose end is left to what follows: there may be thousands, and each byte counts as often.
    `after` is the id of the comment shown next."""
    picture, letters = avatar(settled.record.author, stage.pictures)
    start = opening(
        "li",
        id=stage.anchors[settled.id],
        class_=" ".join(("u-comment h-cite", picture, *marks_of(settled.record))),
        data_i=letters,
        itemprop="comment",
        itemscope=True,
        itemtype=_TYPE,
    )
    return join([start, comment_head(settled, stage), comment_body(settled, after, stage)])


def marks_of(comment: Comment) -> list[str]:
    """The classes of a comment that is no common one: the post's author's, held back, deleted."""
    state = _STATES.get(comment.state)
    return [name for name in ("by-author" if comment.author.is_post_author else None, state) if name]


def comment_body(settled: SettledComment, after: str | None, stage: Stage) -> Markup:
    """In answer to whom, what, and the answers to it. The end of the last paragraph is implied."""
    comment = settled.record
    said = content(
        _body(comment, stage.anchors[settled.id], stage),
        class_="e-content",
        itemprop="text",
        dir=auto_direction(comment.text, stage.direction),
    )
    answers = stage.answers
    return join(
        [
            _to(answers.parents.get(settled.id, ()), stage),
            said,
            _answered(answers.children.get(settled.id, ()), after, stage),
        ]
    )


def comment_head(settled: SettledComment, stage: Stage) -> Markup:
    """Who, when, and the way to the original."""
    comment, words = settled.record, stage.words
    state = _STATES.get(comment.state)
    parts = [author_of_comment(comment.author, words)]
    if comment.author.is_post_author:
        parts.append(el("span", words("post_author"), class_="mark"))
    anchor = stage.anchors[settled.id]
    if comment.url and comment.url != f"{stage.address}#{anchor}":
        parts.append(el("a", _when(settled, stage), href=f"#{anchor}"))
        parts.append(link("↗", comment.url, class_="u-url", itemprop="url"))
    else:  # the jump within this page is also its original address; the script puts the arrow there
        parts.append(
            el(
                "a",
                _when(settled, stage),
                href=f"#{anchor}",
                class_="u-url",
                itemprop=None if stage.known_times else "url",
            )
        )
    if comment.updated and comment.updated.local and comment.updated != comment.published:
        parts.append(el("span", words("edited", date=plain(comment.updated)), class_="edited"))
    if state:
        parts.append(el("span", words(state), class_="mark"))
    return join(parts, " ")


def _when(settled: SettledComment, stage: Stage) -> Markup | str:
    published = settled.record.published
    if published is None:
        return "#"
    return time_element(
        published,
        stage.words,
        source=settled.sources.get("published"),
        known=stage.known_times,
        class_="dt-published",
        itemprop="dateCreated",
    )


def _to(replies: Sequence[Reply], stage: Stage) -> Markup | None:
    """Whom it answers: each one, inferred ones marked as such, with the evidence on hover."""
    if not replies:
        return None
    links = [_jump(reply.parent, stage, None if reply.stated else reply.evidence or None) for reply in replies]
    kind = "in_answer_to" if replies[0].stated else "probably_to"
    return join([opening("p", class_="to"), stage.words(kind), " ", join(links, ", ")])


def _answered(replies: Sequence[Reply], after: str | None, stage: Stage) -> Markup | None:
    """The answers, unless the only one stands right below."""
    if not replies or (len(replies) == 1 and replies[0].child == after):
        return None
    links = [_jump(reply.child, stage) for reply in replies[:_MANY_ANSWERS]]
    rest = len(replies) - len(links)
    more = f" {stage.words('more', count=rest)}" if rest else None
    return join([opening("p", class_="answers"), stage.words("answers"), " ", join(links, ", "), more])


def _jump(comment: str, stage: Stage, title: str | None = None) -> Markup:
    return el("a", stage.names[comment], href=f"#{stage.anchors[comment]}", title=title)


def _body(comment: Comment, anchor: str, stage: Stage) -> str:
    html = comment.html
    if not html:
        return from_text(comment.text) if comment.text else el("p", stage.words("no_text"), class_="none")
    if '"c-' in html or '"#c-' in html:  # ids of two comments may be the same
        html = html.replace(' id="c-', f' id="c-{anchor}-').replace(' href="#c-', f' href="#c-{anchor}-')
    return terse(stage.pictures.fill(fitted(stage.localised(html), below=3)))
