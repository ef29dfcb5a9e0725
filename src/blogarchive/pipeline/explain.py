"""Why a page was read the way it was: which source gave what, the candidates and their scores, what was dropped and why."""

from collections import Counter
from collections.abc import Iterator, Sequence

from blogarchive.document import Document
from blogarchive.errors import SourceError
from blogarchive.fetch.file import read_captures
from blogarchive.fetch.replay import Offline
from blogarchive.locate import locate
from blogarchive.merge import Merged, merge
from blogarchive.pipeline.gather import Gathered, gather
from blogarchive.pipeline.offline import refuse_address
from blogarchive.pipeline.take import CAST, context_of, refuse_other_media
from blogarchive.sources.article.block import Block
from blogarchive.sources.article.body import read_body
from blogarchive.sources.article.page_kind import page_kind
from blogarchive.sources.own_json import own_document
from blogarchive.sources.page_comments import page_times
from blogarchive.sources.page_comments.explanation import Candidate, explained
from blogarchive.text.counting import counted

_MOST = 12  # lines of one list: the rest is counted


def explain(source: str, *, url: str | None = None, feeds: Sequence[str] = ()) -> Iterator[str]:
    """Yields the explanation line by line, also of a page that is no post. Raises SourceError, and NotAPostError for what is no page."""
    refuse_address(source)
    target = locate(source, url=url, feeds=feeds, read=read_captures)
    fetch = Offline(target.captures)
    page = Document(fetch(target.request))
    if own_document(page) is not None:
        raise SourceError(source, "is a document of ours, which is taken as it is; explain what it was read from")
    refuse_other_media(page)
    gathered = gather(page, context_of(page), fetch, CAST, target.extra)
    yield f"page      {page.url}, {len(page.capture.body)} bytes"
    judged = page_kind(page)
    yield f"kind      {judged.kind} ({judged.confidence:.2f}): {judged.reason}"
    yield from _sources(gathered)
    yield from _article(page)
    yield from _comments(page)
    yield from _settled(merge(gathered.evidence))
    yield from _limited("finding", [f"{f.code} ({f.severity}), {f.subject}: {f.message}" for f in gathered.findings])


def _sources(gathered: Gathered) -> Iterator[str]:
    yield ""
    for run in gathered.runs:
        cost = f"{counted(run.items, 'item')}, {counted(run.requests, 'request')}"
        yield f"source    {run.name}: {run.outcome}, {cost}{f' ({run.error})' if run.error else ''}"
    for tally in gathered.tallies:
        yield f"claim     {tally.origin.source}: {tally.count} {tally.what}{f' (“{tally.raw}”)' if tally.raw else ''}"


def _article(page: Document) -> Iterator[str]:
    body = page.memo(read_body)
    yield ""
    yield f"article   {'named so by the page' if body.is_named else 'found by its text'}, {len(body.text)} characters"
    yield from _limited("in", [_place(part) for part in body.parts])
    yield from _limited("left out", [f"{_place(block)}: {reason}" for block, reason in body.left_out.items()])


def _place(block: Block) -> str:
    """The element with its nearest name, as a selector would have it."""
    element = block.element
    name = "".join(
        (
            f"#{element.get('id')}" if element.get("id") else "",
            *(f".{c}" for c in (element.get("class") or "").split()[:3]),
        )
    )
    return f"{block.tag}{name} (line {element.sourceline}, {block.text} characters, {block.linked} of them linked)"


def _comments(page: Document) -> Iterator[str]:
    told = explained(page, page.memo(page_times))
    yield ""
    if not told.candidates:
        yield "comments  no candidates: nothing on the page repeats with a time, a name or an id as comments do"
    for candidate in told.candidates:
        yield from _candidate(candidate)
    yield from _limited("passed", told.passed_over)
    yield from _limited("constant", told.constants)
    yield from _limited("dropped", told.dropped)


def _candidate(candidate: Candidate) -> Iterator[str]:
    yield f"comments  {'chosen' if candidate.is_chosen else 'tried'}: {candidate.records} × {candidate.marks}, score {candidate.score}"
    yield from _limited("because", candidate.reasons)
    yield f"  times at  {candidate.date_at or 'none found'}"
    yield f"  names at  {', '.join(candidate.names_at) or 'none found'}"
    yield f"  words at  {candidate.words_at}"


def _settled(merged: Merged) -> Iterator[str]:
    yield ""
    yield "post      " + ", ".join(f"{field} from {source}" for field, source in merged.post.sources.items())
    whose = Counter(
        f"{field} from {source}" for comment in merged.comments for field, source in comment.sources.items()
    )
    yield f"settled   {len(merged.comments)} comments: " + ", ".join(
        f"{what} ({count})" for what, count in whose.most_common()
    )
    differing = [
        f"{name}: {d.field} is “{d.value[:60]}” in {d.source}"
        for name, differences in (("post", merged.post.differences), *((c.id, c.differences) for c in merged.comments))
        for d in differences
    ]
    yield from _limited("differs", differing)
    yield from _limited("orphan", merged.orphans)


def _limited(label: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines[:_MOST]:
        yield f"  {label:<9} {line}"
    if len(lines) > _MOST:
        yield f"  {label:<9} and {len(lines) - _MOST} more"
