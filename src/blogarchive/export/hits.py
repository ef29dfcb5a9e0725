"""What a search found, in every form that others can use."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType

from blogarchive.export.characters import writable
from blogarchive.export.html_builder import Markup, el, join, link, text
from blogarchive.export.markdown.marks import STRONG, marked
from blogarchive.export.markdown.settling import settled
from blogarchive.export.small_page import small_page
from blogarchive.export.to_csv import guard
from blogarchive.export.to_json import dumped
from blogarchive.model.hit import Hit

COLUMNS = ("post_id", "post_title", "comment", "author", "published", "url", "is_current", "snippet")
_STYLE = """
:root { --found: #ffe9a8 } @media (prefers-color-scheme: dark) { :root { --found: #6b5410 } }
ol { padding-left: 1.6em } li { margin: 0 0 1.2em } p { margin: .1em 0 } .by { color: var(--soft); font-size: .9em }
mark { background: var(--found); color: inherit; border-radius: 3px }
"""


def render(form: str, hits: Sequence[Hit], words: str) -> Iterator[str]:
    """Yield the hits as json, jsonl, csv, md or html; `words` is what was searched for."""
    return _FORMS[form](hits, words)


def _json(hits: Sequence[Hit], _: str) -> Iterator[str]:
    yield dumped([asdict(hit) for hit in hits], indent=0) + "\n"


def _json_lines(hits: Sequence[Hit], _: str) -> Iterator[str]:
    for hit in hits:
        yield dumped(asdict(hit)) + "\n"


def _csv(hits: Sequence[Hit], _: str) -> Iterator[str]:
    """Guarded against formulas as the table of comments is."""
    written = io.StringIO(newline="")
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for hit in hits:
        values: Mapping[str, object] = asdict(hit) | {"is_current": "true" if hit.is_current else "false"}
        cells = ("" if values[column] is None else writable(str(values[column])) for column in COLUMNS)
        table.writerow([guard(cell) for cell in cells])
    yield written.getvalue()


def _markdown(hits: Sequence[Hit], words: str) -> Iterator[str]:
    yield settled(f"# {_line(words)}\n")
    for hit in hits:
        snippet = "".join(
            f"{STRONG[0]}{marked(part)}{STRONG[1]}" if is_found and part.strip() else marked(part)
            for part, is_found in ((writable(" ".join(part.split("\n"))), is_found) for part, is_found in hit.pieces())
        )
        yield settled(f"\n## {_line(hit.post_title or hit.url)}\n\n{_line(_by(hit))}\n\n{snippet.strip()}\n")


def _html(hits: Sequence[Hit], words: str) -> Iterator[str]:
    title = f"{words}: {len(hits)} found"
    yield small_page(title, _STYLE, el("h1", title), el("ol", join(_item(hit) for hit in hits)))


def _item(hit: Hit) -> Markup:
    snippet = join(el("mark", part) if is_found else text(part) for part, is_found in hit.pieces())
    return el(
        "li",
        el("p", link(hit.post_title or hit.url, hit.url)),
        el("p", _by(hit, with_url=False), class_="by"),
        el("p", snippet, dir="auto"),
    )


def _by(hit: Hit, *, with_url: bool = True) -> str:
    """Who, when, where, and whether it was said once and changed since."""
    time = (hit.published or "")[:16].replace("T", " ")
    what = f"comment {hit.comment}" if hit.comment else "article"
    parts = (what, hit.author, time, hit.url if with_url else None, None if hit.is_current else "in an earlier version")
    return " · ".join(part for part in parts if part)


def _line(words: str) -> str:
    return marked(" ".join(writable(words).split()))


_FORMS: Mapping[str, Callable[[Sequence[Hit], str], Iterator[str]]] = MappingProxyType(
    {"json": _json, "jsonl": _json_lines, "csv": _csv, "md": _markdown, "html": _html}
)
