"""Posts and conversations for people at a terminal. Everything that came from outside goes through `printable`."""

import sys
from collections.abc import Iterable, Iterator

import click

from blogarchive.model import Audit, Outcome, SettledComment, Severity, Snapshot, Timestamp, Verdict
from blogarchive.text.counting import counted
from blogarchive.text.terminal import one_line, printable

_COLOURS = {Verdict.COMPLETE: "green", Verdict.PARTIAL: "yellow", Verdict.UNKNOWN: "cyan"}
_ORIGINS = dict.fromkeys(("structured", "article", "page", "learned"), "the page") | {
    "wordpress_api": "its WordPress API"
}
_MOST_FINDINGS = 6  # warnings that a receipt spells out
_SAYS_LEAST = 20  # columns for the words of a comment in a table
NARROWEST = 20
"""Columns of a terminal that is taken for no narrower."""
_WIDEST = 100  # columns: longer lines are hard to read
_DEEPEST = 6  # levels of answers that are still indented


def summary(snapshot: Snapshot) -> str:
    """Title, author, date, a table of the comments."""
    lines = [*_head(snapshot), ""]
    if snapshot.comments:
        lines += [_comment_table(snapshot), ""]
    return "\n".join(lines)


def whole(snapshot: Snapshot, columns: int | None = None) -> str:
    """The post and its conversation as text to read; with `columns` its paragraphs are broken into lines of no more than these."""
    lines = [*_head(snapshot), "", *_paragraphs(snapshot.post.record.text, "", columns), ""]
    depths = depths_of(snapshot)
    for number, comment in enumerate(snapshot.comments, 1):
        margin = "  " * min(depths[comment.id], _DEEPEST)
        lines.append(
            margin + click.style(f"{number}. {_who(comment)}", bold=True) + f" · {_when(comment.record.published)}"
        )
        lines += _paragraphs(comment.record.text, margin, columns)
        lines.append("")
    return "\n".join(lines)


def receipt(audit: Audit, *, of: str = "", verbose: bool = False) -> str:
    """What was found against what was claimed: one line, then a line per warning; with `verbose` all findings and sources.

    `of` is what the receipt is of, where there are several.
    """
    most = audit.most_claimed
    parts = [
        *([of] if of else []),
        counted(audit.found, "comment") if most is None else f"{audit.found} of {counted(most, 'claimed comment')}",
        click.style(str(audit.verdict), fg=_COLOURS[audit.verdict], bold=True),
        *_origins(audit),
    ]
    lines = [" · ".join(parts)]
    shown = [f.message for f in audit.findings if verbose or f.severity is not Severity.INFO]
    lines += [f"  {printable(message)}" for message in (shown if verbose else shown[:_MOST_FINDINGS])]
    if len(shown) > _MOST_FINDINGS and not verbose:
        lines.append(f"  and {len(shown) - _MOST_FINDINGS} more: see --verbose")
    if verbose:
        lines += [
            f"  {run.name}: {run.outcome}, {counted(run.items, 'item')}, {counted(run.requests, 'request')}{_because(run.error)}"
            for run in audit.sources
        ]
    return "\n".join(lines)


def depths_of(snapshot: Snapshot) -> dict[str, int]:
    """How deep in its thread each comment stands, by id."""
    depths: dict[str, int] = {}
    parents = {c.id: c.record.parent for c in snapshot.comments}
    for comment in snapshot.comments:
        path: list[str] = []
        at: str | None = comment.id
        while at is not None and at not in depths and at in parents:
            path.append(at)
            at = parents[at]
        depth = depths[at] + 1 if at in depths else 0
        for step in reversed(path):
            depths[step], depth = depth, depth + 1
    return depths


def _origins(audit: Audit) -> Iterator[str]:
    """`from the page and its comment feed`: several sources read one page."""
    read = [run.name for run in audit.sources if run.outcome in {Outcome.READ, Outcome.CUT_SHORT}]
    names = list(dict.fromkeys(_ORIGINS.get(name, f"its {name.replace('_', ' ')}") for name in read))
    if names:
        yield "from " + " and ".join([*filter(None, [", ".join(names[:-1])]), names[-1]])


def _paragraphs(text: str | None, margin: str, columns: int | None) -> list[str]:
    """The lines of a text below each other, each after the margin. What has no spaces (an address, Japanese) is for the terminal to break."""
    return [part for line in printable(text or "").split("\n") for part in broken(line, margin, columns)]


def broken(line: str, margin: str, columns: int | None) -> list[str]:
    """A line as lines of no more than these columns, each after the margin; colours go on. Without `columns` it stays as it is."""
    if columns is None:
        return [f"{margin}{line}".rstrip()]
    from wcwidth import wrap

    parts = wrap(line, max(NARROWEST, columns - len(margin)), break_long_words=False, break_on_hyphens=False)
    return [f"{margin}{part}".rstrip() for part in parts or [""]]


def reading_columns() -> int | None:
    """The columns that lines may have on a terminal; None where the text goes to a pipe or a file, which keep a paragraph on a line."""
    import shutil

    return min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else None


def _because(error: str | None) -> str:
    return f" ({printable(error)})" if error else ""


def _head(snapshot: Snapshot) -> Iterator[str]:
    post = snapshot.post.record
    yield click.style(one_line(post.title or "(no title)"), bold=True)
    by = ", ".join(one_line(a.name) for a in post.authors if a.name)
    when = _when(post.published) + (" UTC" if snapshot.is_dated_in_utc else "")
    if facts := [part for part in (by, when, one_line(post.site or "")) if part]:
        yield " · ".join(facts)
    yield one_line(post.url or snapshot.url)


def _comment_table(snapshot: Snapshot) -> str:
    import shutil

    from tabulate import tabulate

    depths = depths_of(snapshot)
    rows = [
        (
            number,
            "  " * min(depths[c.id], _DEEPEST) + _who(c),
            _when(c.record.published),
            one_line(c.record.text or ""),
        )
        for number, c in enumerate(snapshot.comments, 1)
    ]
    widths = [max(width(str(row[column])) for row in rows) for column in range(3)]
    columns = shutil.get_terminal_size((100, 24)).columns or 100
    room = columns - sum(widths) - 8
    if room < _SAYS_LEAST:
        return "\n".join(_as_lines(rows, max(columns, NARROWEST)))
    cut_rows = [(*row[:3], cut(row[3], room)) for row in rows]
    return tabulate(
        cut_rows,
        headers=("#", "who", "when", "says"),
        tablefmt="simple",
        disable_numparse=True,
        preserve_whitespace=True,
    )


def _as_lines(rows: Iterable[tuple[int, str, str, str]], columns: int) -> Iterator[str]:
    """The same on a narrow terminal, which would break each row of a table: two lines for each comment."""
    for number, who, when, says in rows:
        margin = " " * (len(who) - len(who.lstrip()))
        yield cut(f"{margin}{number}. {' · '.join(filter(None, (who.strip(), when)))}", columns)
        if says:
            yield cut(f"{margin}   {says}", columns)


def cut(text: str, room: int) -> str:
    """The beginning of a line that fits into so many terminal columns."""
    if text.isascii():
        return text if len(text) <= room else text[: room - 1].rstrip() + "…"
    from wcwidth import wcswidth

    if len(text) <= room and wcswidth(text) <= room:
        return text
    kept = text[:room]
    while kept and wcswidth(kept) > room - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def width(text: str) -> int:
    """The columns that a line takes on a terminal."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def _who(comment: SettledComment) -> str:
    author = comment.record.author
    mark = " ✎" if author.is_post_author else ""
    kind = "" if comment.record.kind == "comment" else f" ({comment.record.kind})"
    return cut(one_line(author.name or "(no name)"), 28) + mark + kind


def _when(time: Timestamp | None) -> str:
    """The time as understood, to the minute; the page's own words where it was not."""
    if time is None:
        return ""
    if time.local is None:
        return one_line(time.raw or "")
    stated = (time.isoformat() or "")[:16].replace("T", " ")
    return f"~{stated}" if time.estimated else stated
