"""The offline page: one file that shows the post and its conversation in any browser, without network and without script.

Safe in three ways: the parts from outside were cleaned by text.sanitise, all other text is escaped by construction (html_builder), and
a Content-Security-Policy forbids everything but the style sheet and the script of this package.
Readable by programs: microformats2 (https://microformats.org/wiki/h-entry), schema.org microdata, OpenGraph, and the JSON document itself.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import escape
from itertools import zip_longest

from blogarchive.errors import UsageError
from blogarchive.export.html_budget import Choice, choose
from blogarchive.export.html_builder import Markup, el, join, opening
from blogarchive.export.html_charts import pictures_section
from blogarchive.export.html_comment import Stage, comment_item
from blogarchive.export.html_frame import Frame
from blogarchive.export.html_head import head
from blogarchive.export.html_images import Pictures
from blogarchive.export.html_island import island
from blogarchive.export.html_look import alone
from blogarchive.export.html_moment import circumstances
from blogarchive.export.html_post import post_article
from blogarchive.export.html_receipt import banner
from blogarchive.export.html_responses import responses
from blogarchive.export.html_thread import answers_in, threaded
from blogarchive.export.html_tools import tools
from blogarchive.export.html_words import Words, direction, words_for
from blogarchive.export.options import DEFAULTS, Options
from blogarchive.model import Kind, SettledComment, Snapshot

MEDIA_TYPE = "text/html; charset=utf-8"
SUFFIX = ".html"
_SEVERAL = 20
"""Comments: beyond, what is true of most of their times is said once."""
_MANY = 200
"""Comments: beyond, browsers lay out only those near the window at first (content-visibility)."""
_SAME = re.compile(r"(?!c-)[A-Za-z](?=[^\d]*\d)[A-Za-z0-9_.:-]{,80}\Z")
"""An id of the original that may stand in our page: its own ids hold no digit, those within HTML from outside begin with `c-`."""
_ODD = re.compile(r"[^A-Za-z0-9._:-]")


def render(snapshot: Snapshot, options: Options = DEFAULTS) -> Iterator[str]:
    """The page, piece by piece."""
    look = snapshot.look if options.look != "without" else None
    if options.look != "without" and look is None:
        _tell_of_no_look(snapshot, options)
    is_alone = look is not None and options.look == "only"

    def made(choice: Choice) -> Iterator[str]:
        if is_alone and choice.look:
            return alone(snapshot, choice.look)
        return framed(
            replace(snapshot, assets=choice.assets), Frame((asset.url for asset in choice.left_out), choice.look)
        )

    def size_with(choice: Choice) -> int:
        return sum(len(piece.encode("utf-8", "replace")) for piece in made(choice))

    yield from made(choose(() if is_alone else snapshot.assets, options, size_with, look))


def _tell_of_no_look(snapshot: Snapshot, options: Options) -> None:
    """Raises UsageError where there is nothing else to show."""
    said = "how it looked was not kept; fetch it again with --snapshot"
    if options.look == "only":
        raise UsageError(snapshot.url, said)
    options.note(f"{snapshot.url}: {said}")


def framed(snapshot: Snapshot, frame: Frame) -> Iterator[str]:
    """The page in a frame, piece by piece."""
    language = snapshot.post.record.language
    words = words_for(language)
    pictures = frame.pictures(snapshot.assets, words)
    for html in (snapshot.post.record.html, *(comment.record.html for comment in snapshot.comments)):
        pictures.expect(html)
    stage = replace(stage_of(snapshot, words, pictures), known_times=_known_times(snapshot, words))
    own = stage.language
    article = frame.linked(post_article(snapshot, words, pictures, frame.tag))
    conversation = frame.linked("".join(_conversation(snapshot, stage)))
    yield "<!doctype html>\n"
    yield opening("html", lang=language or words.language, dir=direction(language))
    yield head(snapshot, frame.policy(pictures.rules), frame.style(pictures.rules))
    yield "\n<body>\n"
    yield el("a", words("skip"), href="#comments", class_="skip", lang=own, dir=own and words.direction)
    yield frame.navigation(words, own)
    yield banner(snapshot, words, own)
    yield "\n" + opening("main", class_="h-entry", itemscope=True, itemtype="https://schema.org/BlogPosting")
    yield _facts(snapshot)
    yield article
    yield conversation
    yield frame.other_view(snapshot.taken_at, words)
    yield "</main>\n"
    yield el("footer", el("p", words("made_by")), class_="colophon", lang=own, dir=own and words.direction)
    yield island(snapshot)
    yield f"\n{frame.script()}\n</body></html>\n"


def stage_of(snapshot: Snapshot, words: Words, pictures: Pictures) -> Stage:
    """What the comments of a post share."""
    language = snapshot.post.record.language
    anchors = anchors_of(snapshot)
    return Stage(
        address=address_of(snapshot),
        direction=direction(language),
        words=words,
        language=None if (language or words.language).lower().startswith(words.language) else words.language,
        pictures=pictures,
        answers=answers_in(snapshot),
        anchors=anchors,
        names={comment.id: comment.record.author.name or words("anonymous") for comment in snapshot.comments},
        localised=_localiser(snapshot, anchors),
    )


def _facts(snapshot: Snapshot) -> Markup:
    """What schema.org asks for and the page shows elsewhere or not at all."""
    language = snapshot.post.record.language
    count = el("meta", itemprop="commentCount", content=str(len(snapshot.comments)))
    return join([el("meta", itemprop="inLanguage", content=language) if language else None, count])


def _conversation(snapshot: Snapshot, stage: Stage) -> Iterator[str]:
    words = stage.words
    said = [comment for comment in snapshot.comments if comment.record.kind is Kind.COMMENT]
    elsewhere = [comment for comment in snapshot.comments if comment.record.kind is not Kind.COMMENT]
    many = "many" if len(said) > _MANY else None
    yield "\n" + opening("section", id="comments", aria_labelledby="comments-head", tabindex="-1", class_=many)
    yield el("h2", words("comments"), " ", el("span", str(len(said)), class_="count"), id="comments-head")
    if stage.known_times:
        said_once = words("label", what=words("period"), value=stage.known_times)
        yield el("p", said_once, class_="known", data_facts=stage.known_times, lang=stage.language)
    if said:
        yield tools(said, words, stage.language) or ""
        yield from _threads(said, stage)
    else:
        yield el("p", words("no_comments"), class_="none")
    yield "</section>\n"
    if elsewhere:
        yield responses(elsewhere, stage)
    yield pictures_section(said, stage.answers, words, stage.language) or ""


def _threads(comments: list[SettledComment], stage: Stage) -> Iterator[str]:
    """Nested lists, written flat: each comment opens or closes as many levels as its depth asks for."""
    depth = -1
    placed = list(threaded(comments))
    following = [one.comment.id for one in placed[1:]]
    for one, after in zip_longest(placed, following):
        if one.depth > depth:
            yield "<ol>" * (one.depth - depth)
        else:
            yield "</ol>" * (depth - one.depth)  # the end of an `li` is implied
        depth = one.depth
        yield comment_item(one.comment, after, stage)
        yield "\n"
    yield "</ol>" * (depth + 1)


def address_of(snapshot: Snapshot) -> str:
    """The post's address."""
    return snapshot.post.record.canonical_url or snapshot.post.record.url or snapshot.url


def anchors_of(snapshot: Snapshot) -> Mapping[str, str]:
    """An id in the page for each comment, none twice: the one that its address has below the post's, so that what stands after the # leads
    to the same here and there; else its own, with what ids must not hold replaced."""
    taken: set[str] = set()
    anchors = {}
    start = f"{address_of(snapshot)}#"
    for number, comment in enumerate(snapshot.comments, 1):
        there = (comment.record.url or "").removeprefix(start)
        anchor = there if _SAME.match(there) and there not in taken else f"comment-{_ODD.sub('_', comment.id)}"
        if anchor in taken:
            anchor = f"{anchor}--{number}"
        taken.add(anchor)
        anchors[comment.id] = anchor
    return anchors


def _known_times(snapshot: Snapshot, words: Words) -> str | None:
    """What is true of most times, where there are many: said once, it need not stand beside each."""
    if len(snapshot.comments) <= _SEVERAL:
        return None
    told = Counter(
        circumstances(comment.record.published, words, comment.sources.get("published"))
        for comment in snapshot.comments
        if comment.record.published
    )
    return told.most_common(1)[0][0] if told else None


def _localiser(snapshot: Snapshot, anchors: Mapping[str, str]) -> Callable[[str], str]:
    """Links to a comment's own address become jumps within the page."""
    places = {f' href="{escape(c.record.url)}"': f' href="#{anchors[c.id]}"' for c in snapshot.comments if c.record.url}
    pattern = re.compile(r' href="[^"]*"')

    def localised(html: str) -> str:
        return pattern.sub(lambda found: places.get(found[0], found[0]), html) if " href=" in html else html

    return localised
