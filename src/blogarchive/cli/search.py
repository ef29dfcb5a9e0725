"""`blogarchive search`."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypedDict, Unpack

import click

from blogarchive.archive import Hit, SearchFilter, open_archive
from blogarchive.cli.options import Count, archive_option
from blogarchive.cli.pieces import form_options, hand_out
from blogarchive.cli.render import broken, reading_columns
from blogarchive.text.terminal import one_line

_REFUSED = re.compile(r'-(?!-)(?![fo])[\w"][\w"]')  # -f and -o take a value that may stand close to them
_TIME = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d(?::\d\d(?::\d\d)?)?)?)?)?")


class _Wanted(TypedDict):
    """The filters as they were typed."""

    author: str | None
    host: str | None
    post: str | None
    kind: str | None
    since: str | None
    until: str | None


def _time(_: click.Context, __: click.Parameter, typed: str | None) -> str | None:
    if typed is not None and not (_TIME.fullmatch(typed) and _is_time(typed)):
        raise click.BadParameter(f"{typed!r} is no year, month, day or time such as 2010, 2010-05 or 2010-05-22")
    return typed and typed.replace(" ", "T")


def _is_time(figures: str) -> bool:
    """Whether there is such a month, day, hour: nothing was published in 2010-13."""
    try:
        datetime.fromisoformat(figures + "0001-01-01"[len(figures) :])
    except ValueError:
        return False
    return True


class _Search(click.Command):
    """Takes `-word` for a word to leave out, where Click would see an unknown option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        refused = [] if "--" in args else [arg for arg in args if _REFUSED.match(arg)]
        return super().parse_args(
            ctx, [arg for arg in args if arg not in refused] + (["--", *refused] if refused else [])
        )


@click.command(name="search", cls=_Search)
@click.argument("words", nargs=-1, required=True)
@click.option("--author", metavar="NAME", help="Only what this person wrote; the beginning of a name will do.")
@click.option("--host", metavar="HOST", help="Only posts of this blog.")
@click.option("--post", metavar="POST", help="Only this post: its number, address, or a part of its title.")
@click.option(
    "--since", metavar="DATE", callback=_time, help="Only what was published then or later: 2010, 2010-05, 2010-05-22."
)
@click.option("--until", metavar="DATE", callback=_time, help="Only what was published before.")
@click.option(
    "--kind",
    type=click.Choice(["post", "comment", "pingback", "trackback", "webmention"]),
    help="Only posts, or only comments.",
)
@click.option("--limit", type=Count(1), metavar="N", default=50, show_default=True, help="The best so many.")
@click.option("--json", "report_form", flag_value="jsonl", help="The same as -f jsonl: one hit a line.")
@form_options("text", "json", "jsonl", "csv", "md", "html")
@archive_option
def command(
    words: tuple[str, ...], limit: int, report_form: str, out: Path | None, archive: Path, **wanted: Unpack[_Wanted]
) -> None:
    """Search articles and comments, in all their versions, for texts that hold all WORDS.

    "a phrase" in quotes, begin* for beginnings, -word to leave out; accents and case do not matter. A word to leave out that begins with f
    or o stands in one pair of quotes with the others: 'sea -fish'.

    \b
    blogarchive search identité '"réseaux sociaux"' --kind comment
    blogarchive search 'umbrella*' --author Ben --since 2010-05 -f csv -o found.csv
    """
    asked = " ".join(words)
    with open_archive(archive, write=False) as opened:
        post_id = opened.find(wanted["post"]).id if wanted["post"] else None
        chosen = SearchFilter(
            author=wanted["author"],
            host=wanted["host"],
            kind=wanted["kind"],
            since=wanted["since"],
            until=wanted["until"],
            post_id=post_id,
        )
        hits = opened.search(asked, chosen, limit)
    columns = None if out else reading_columns()
    pieces = (
        (f"{_shown(hit, columns)}\n" for hit in hits) if report_form == "text" else _rendered(report_form, hits, asked)
    )
    hand_out(pieces, out)
    if not hits:
        click.echo("nothing found", err=True)


def _rendered(form: str, hits: Sequence[Hit], asked: str) -> Iterator[str]:
    from blogarchive.export.hits import render

    return render(form, hits, asked)


def _shown(hit: Hit, columns: int | None) -> str:
    where = f"{hit.post_id} · {one_line(hit.post_title)}"
    parts = (
        hit.author,
        (hit.published or "")[:16].replace("T", " "),
        hit.url,
        None if hit.is_current else "in an earlier version",
    )
    who = " · ".join(one_line(part) for part in parts if part)
    told = "\n".join(broken(_marked(hit), "  ", columns))
    return f"{click.style(where, bold=True)}\n  {who}\n{told}\n"


def _marked(hit: Hit) -> str:
    """The snippet with the words that were found in bold."""
    return "".join(
        click.style(one_line(piece), bold=True) if is_found else _one_line_inside(piece)
        for piece, is_found in hit.pieces()
    )


def _one_line_inside(text: str) -> str:
    """A piece of a line: its outer spaces stay."""
    folded = one_line(text)
    return (" " if text[:1].isspace() else "") + folded + (" " if folded and text[-1:].isspace() else "")
