"""Pingbacks, trackbacks and webmentions: other pages that point here, apart from the conversation."""

from collections.abc import Sequence

from blogarchive.export.html_builder import Markup, el, join, link
from blogarchive.export.html_comment import Stage
from blogarchive.export.html_moment import time_element
from blogarchive.model import SettledComment


def responses(settled: Sequence[SettledComment], stage: Stage) -> Markup:
    """The list of them, each with its kind, its page, its time and the words it carried."""
    head = el("h2", stage.words("responses"), " ", el("span", str(len(settled)), class_="count"), id="responses-head")
    rows = el("ul", join(_response(one, stage) for one in settled))
    return el("section", head, rows, id="responses", aria_labelledby="responses-head")


def _response(settled: SettledComment, stage: Stage) -> Markup:
    record, words = settled.record, stage.words
    name = record.author.name or record.author.url or words("anonymous")
    time = (
        time_element(record.published, words, source=settled.sources.get("published"), class_="dt-published")
        if record.published
        else None
    )
    words_of_it = el("p", record.text, class_="p-content", dir="auto") if record.text else None
    return el(
        "li",
        el(
            "p",
            el("span", words(record.kind.value), class_="mark"),
            " ",
            link(el("bdi", name, class_="p-name"), record.author.url, class_="u-url"),
            " ",
            time,
        ),
        words_of_it,
        class_="h-cite u-comment",
        id=stage.anchors[settled.id],
    )
