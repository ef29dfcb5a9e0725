"""One comment in the page."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from blogarchive.export.html_builder import NOTHING, Markup, el, join, link, trusted
from blogarchive.export.html_images import Pictures
from blogarchive.export.html_moment import plain, time_element
from blogarchive.export.html_text import from_text, lowered
from blogarchive.export.html_thread import Answers
from blogarchive.export.html_words import Words
from blogarchive.model import Comment, Person, Reply, SettledComment, State

_HUES = 10
_MANY_ANSWERS = 8
_STATES = {State.HELD: "held", State.DELETED: "deleted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What all comments of a page share: `anchors` gives each comment id its id in the page, `names` its author."""

    words: Words
    pictures: Pictures
    answers: Answers
    anchors: Mapping[str, str]
    names: Mapping[str, str]
    localised: Callable[[str], str]  # sanitised HTML with links to other comments made links within the page


def comment_article(settled: SettledComment, stage: Stage) -> Markup:
    """The comment: who, when, in answer to whom, what, and the answers to it."""
    comment, anchor = settled.record, stage.anchors[settled.id]
    state = _STATES.get(comment.state)
    return el(
        "article",
        avatar(comment.author, stage.pictures, stage.words),
        el("header", _who(comment, stage), " ", _when(settled, anchor, stage), _state(comment, state, stage)),
        _to(stage.answers.parents.get(settled.id, ()), stage),
        el("div", _body(comment, anchor, stage), class_="e-content", itemprop="text", dir="auto"),
        _answered(stage.answers.children.get(settled.id, ()), stage),
        class_=f"by-author {state or ''}".strip() if comment.author.is_post_author else state,
    )


def avatar(person: Person, pictures: Pictures, words: Words) -> Markup:
    """The person's picture, or their initials on a colour of their own; says nothing that the name does not say."""
    if person.avatar and (name := pictures.backdrop(person.avatar)):
        return el("span", class_=f"av {name}", aria_hidden="true")
    shown = person.name or ""
    hue = crc32(shown.casefold().encode("utf-8", "replace")) % _HUES
    return el("span", initials(shown) or "?", class_=f"av h{hue}", aria_hidden="true")


def initials(name: str) -> str:
    """The first letters of the first and the last word; one character alone for scripts written without spaces."""
    words = [word for word in re.split(r"[\W_]+", name) if word]
    if not words:
        return ""
    first = words[0][0].upper()[:1]
    if len(words) == 1 or unicodedata.category(words[-1][0]) == "Lo":
        return first
    return first + words[-1][0].upper()[:1]


def person(who: Person, words: Words, *, itemprop: str = "author") -> Markup:
    """A name as an h-card, linked where it has an address."""
    name = el("bdi", who.name or words("anonymous"), class_=None if who.url else "p-name", itemprop="name")
    named = link(name, who.url, class_="p-name u-url", itemprop="url")
    return el(
        "span", named, class_="p-author h-card", itemprop=itemprop, itemscope=True, itemtype="https://schema.org/Person"
    )


def _who(comment: Comment, stage: Stage) -> Markup:
    mark = el("span", stage.words("post_author"), class_="mark") if comment.author.is_post_author else None
    return join([person(comment.author, stage.words), mark], " ")


def _when(settled: SettledComment, anchor: str, stage: Stage) -> Markup:
    comment, words = settled.record, stage.words
    time = NOTHING
    if comment.published:
        source = settled.sources.get("published")
        time = time_element(comment.published, words, source=source, class_="dt-published", itemprop="dateCreated")
    edited = None
    if comment.updated and comment.updated.local and comment.updated != comment.published:
        edited = el("span", words("edited", date=plain(comment.updated)), class_="edited")
    here = el("a", time or "#", href=f"#{anchor}", class_="here")
    there = link(
        "↗",
        comment.url,
        class_="there u-url",
        itemprop="url",
        title=words("at_original"),
        aria_label=words("at_original"),
    )
    return join([here, there if comment.url else None, edited], " ")


def _state(comment: Comment, state: str | None, stage: Stage) -> Markup | None:
    return el("span", stage.words(state), class_="mark") if state else None


def _to(replies: Sequence[Reply], stage: Stage) -> Markup | None:
    """ "in answer to": each one answered, inferred ones marked as such with the evidence on hover."""
    if not replies:
        return None
    links = []
    for reply in replies:
        anchor = stage.anchors[reply.parent]
        name = el(
            "a",
            el("bdi", stage.names[reply.parent]),
            href=f"#{anchor}",
            title=None if reply.stated else reply.evidence or None,
        )
        links.append(name)
    kind = "in_answer_to" if replies[0].stated else "probably_to"
    return el("p", stage.words(kind), " ", join(links, ", "), class_="to")


def _answered(replies: Sequence[Reply], stage: Stage) -> Markup | None:
    if not replies:
        return None
    links = [
        el("a", el("bdi", stage.names[reply.child]), href=f"#{stage.anchors[reply.child]}")
        for reply in replies[:_MANY_ANSWERS]
    ]
    rest = len(replies) - len(links)
    more = f" {stage.words('more', count=rest)}" if rest else None
    return el("p", stage.words("answers"), " ", join(links, ", "), more, class_="answers")


def _body(comment: Comment, anchor: str, stage: Stage) -> Markup:
    html = comment.html
    if not html:
        return from_text(comment.text) if comment.text else el("p", stage.words("no_text"), class_="none")
    if "c-" in html:  # ids of two comments may be the same
        html = html.replace(' id="c-', f' id="c-{anchor}-').replace(' href="#c-', f' href="#c-{anchor}-')
    return stage.pictures.fill(trusted(lowered(stage.localised(html), below=3)))
