"""What the page is: where it comes from, when it was saved, whether all is there, and how to check that."""

import re
from collections.abc import Iterable

from blogarchive.export.html_builder import Content, Markup, el, join, link
from blogarchive.export.html_words import Words
from blogarchive.model import Audit, CaptureNote, Snapshot, SourceRun

_SCHEME = re.compile(r"^https?://(?:www\.)?|/$")


def banner(snapshot: Snapshot, words: Words, language: str | None) -> Markup:
    """One line that says it all, and behind it the receipt in full. `language` is of the words, where the page has another."""
    audit = snapshot.audit
    address = snapshot.post.record.canonical_url or snapshot.post.record.url or snapshot.url
    before, after = words.around("label", "value", what=words("original"))
    line = el(
        "summary",
        el("span", class_=f"dot {audit.verdict.value}", aria_hidden="true"),
        el(
            "span",
            el("b", words("saved_copy")),
            el("span", " · ", el("bdi", _SCHEME.sub("", address)), class_="from"),
            " · ",
            _saved_on(snapshot),
            " · ",
            _count(snapshot, words),
            class_="line",
        ),
    )
    receipt = el(
        "div",
        el("p", before, link(el("bdi", address), address), after, class_="original"),
        _verdict(audit, words),
        _sources(audit.sources, words),
        _captures(snapshot.captures, words),
        class_="receipt",
    )
    return el("header", el("details", line, receipt), class_="banner", lang=language, dir=language and words.direction)


def _saved_on(snapshot: Snapshot) -> Markup:
    taken = snapshot.taken_at
    return el(
        "time",
        taken.strftime("%Y-%m-%d"),
        datetime=taken.isoformat(timespec="seconds"),
        title=taken.strftime("%Y-%m-%d %H:%M:%S %Z"),
    )


def _count(snapshot: Snapshot, words: Words) -> str:
    most = snapshot.audit.most_claimed
    found = len(snapshot.comments)
    shown = str(found) if most is None or most <= found else words("found_of", found=found, claimed=most)
    return words("label", what=words("comments"), value=shown)


def _verdict(audit: Audit, words: Words) -> Markup:
    rows = [el("dt", words("found")), el("dd", str(audit.found))]
    if audit.claimed:
        rows.append(el("dt", words("claimed")))
    for tally in audit.claimed:
        said = f"{tally.count} ({words.by(tally.origin.source)}{f': “{tally.raw}”' if tally.raw else ''})"
        rows.append(el("dd", said))
    findings = [el("li", finding.message, class_=finding.severity.value) for finding in audit.findings]
    return join(
        [
            el(
                "p",
                el("span", class_=f"dot {audit.verdict.value}", aria_hidden="true"),
                words(audit.verdict.value),
                class_="verdict",
            ),
            el("dl", join(rows)),
            join([el("h2", words("why")), el("ul", join(findings))]) if findings else None,
        ]
    )


def _sources(runs: Iterable[SourceRun], words: Words) -> Markup | None:
    rows = [
        _row(run.name, words(run.outcome.value) + (f": {run.error}" if run.error else ""), str(run.items))
        for run in runs
    ]
    return _table(words("sources"), [words("source"), words("outcome"), words("items")], rows) if rows else None


def _captures(captures: Iterable[CaptureNote], words: Words) -> Markup | None:
    rows = [_row(link(note.url, note.url), str(note.bytes), el("code", note.sha256)) for note in captures]
    if not rows:
        return None
    table = _table(words("captures"), [words("address"), words("bytes"), "SHA-256"], rows)
    return join([table, el("p", words("verify"), class_="verify")])


def _row(*cells: Content) -> Markup:
    return el("tr", join(el("td", cell) for cell in cells))


def _table(caption: str, heads: list[str], rows: list[Markup]) -> Markup:
    head = el("thead", el("tr", join(el("th", word, scope="col") for word in heads)))
    return join(
        [
            el("h2", caption),
            el(
                "div",
                el("table", head, el("tbody", join(rows))),
                class_="wide",
                tabindex="0",
                role="region",
                aria_label=caption,
            ),
        ]
    )
