"""`blogarchive search`."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from blogarchive.archive import Hit, SearchFilter, open_archive
from blogarchive.cli.options import archive_option
from blogarchive.text.terminal import one_line


@click.command(name="search")
@click.argument("words", nargs=-1, required=True)
@click.option("--author", metavar="NAME", help="Only what this person wrote.")
@click.option("--host", metavar="HOST", help="Only posts of this blog.")
@click.option(
    "--kind",
    type=click.Choice(["post", "comment", "pingback", "trackback", "webmention"]),
    help="Only posts, or only comments.",
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="The best so many.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines: one hit a line.")
@archive_option
def command(words: tuple[str, ...], limit: int, as_json: bool, archive: Path, **wanted: str | None) -> None:
    """Search articles and comments for texts that hold all WORDS.

    "a phrase" in quotes, begin* for beginnings, -word to leave out; accents and case do not matter.

    \b
    blogarchive search identité '"réseaux sociaux"' --kind comment
    blogarchive search 'umbrella*' --author Ben --json | jq .snippet
    """
    chosen = SearchFilter(author=wanted["author"], host=wanted["host"], kind=wanted["kind"])
    with open_archive(archive, write=False) as opened:
        hits = opened.search(" ".join(words), chosen, limit)
    for hit in hits:
        click.echo(json.dumps(asdict(hit), ensure_ascii=False) if as_json else _shown(hit))
    if not hits:
        click.echo("nothing found", err=True)


def _shown(hit: Hit) -> str:
    where = f"{hit.post_id} · {one_line(hit.post_title)}"
    who = " · ".join(
        one_line(part) for part in (hit.author, (hit.published or "")[:16].replace("T", " "), hit.url) if part
    )
    return f"{click.style(where, bold=True)}\n  {who}\n  {_marked(hit)}\n"


def _marked(hit: Hit) -> str:
    """The snippet with the words that were found in bold."""
    pieces, at = [], 0
    for start, end in hit.marks:
        pieces += [_one_line_inside(hit.snippet[at:start]), click.style(one_line(hit.snippet[start:end]), bold=True)]
        at = end
    return "".join([*pieces, _one_line_inside(hit.snippet[at:])])


def _one_line_inside(text: str) -> str:
    """A piece of a line: its outer spaces stay."""
    folded = one_line(text)
    return (" " if text[:1].isspace() else "") + folded + (" " if folded and text[-1:].isspace() else "")
