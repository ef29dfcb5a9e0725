"""`blogarchive list`."""

from pathlib import Path

import click

from blogarchive.archive import PostRow, open_archive
from blogarchive.cli.options import Count, archive_option
from blogarchive.cli.tables import Row, style_option, table
from blogarchive.text.counting import counted
from blogarchive.text.terminal import one_line

_HEADERS = ("id", "published", "title", "author", "comments", "receipt", "last visit", "url")


@click.command(name="list")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@style_option
@click.option("--limit", type=Count(1), metavar="N", help="Only the newest so many.")
@archive_option
def command(words: tuple[str, ...], style: str, limit: int | None, archive: Path) -> None:
    """List the posts in the archive, the newest first; with WORDS only those whose title, author or address holds them all.
    Visits are told in UTC.

    \b
    blogarchive list --limit 20
    blogarchive list twitter --style github
    """
    with open_archive(archive, write=False) as opened:
        found = sorted((post for post in opened.posts() if _holds(post, words)), key=_time, reverse=True)
    rows = [_row(post) for post in found[:limit]]
    if rows:
        click.echo(table(_HEADERS, rows, style, _lines))
    else:
        click.echo("no posts" + (" that hold all these words" if words else " yet: blogarchive fetch URL"), err=True)


def _time(post: PostRow) -> str:
    """When it was published, as far as that is known; else when it was first saved."""
    return post.published or post.first_taken_at


def _row(post: PostRow) -> tuple[str, ...]:
    visited = f"{post.last_visit:%Y-%m-%d %H:%M}"
    cells = (
        post.id,
        (post.published or "")[:10],
        post.title,
        _authors(post),
        post.comments,
        post.verdict,
        visited,
        post.url,
    )
    return tuple(one_line(str(cell)) if cell is not None else "" for cell in cells)


def _lines(row: Row) -> tuple[str, ...]:
    """The same for a narrow terminal."""
    _, published, title, authors, comments, receipt, visited, url = row
    facts = (authors, published, counted(int(comments), "comment"), receipt, f"last visit {visited}")
    return title or "(no title)", " · ".join(filter(None, facts)), url


def _authors(post: PostRow) -> str:
    return ", ".join(post.authors)


def _holds(post: PostRow, words: tuple[str, ...]) -> bool:
    where = " ".join((post.title or "", _authors(post), post.url)).casefold()
    return all(word.casefold() in where for word in words)
