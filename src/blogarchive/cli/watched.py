"""`blogarchive watched`."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from blogarchive.archive import CALM, Watch, open_archive
from blogarchive.cli.options import archive_option
from blogarchive.cli.running import pace_options
from blogarchive.cli.tables import Row, style_option, table
from blogarchive.pipeline.sync_schedule import Pace, due_at
from blogarchive.text.counting import counted
from blogarchive.text.terminal import one_line

_HEADERS = ("id", "next look", "last look", "comments", "state", "title", "url")


@click.command(name="watched")
@style_option
@click.option("--json", "as_json", is_flag=True, help="JSON Lines: one post a line.")
@pace_options
@archive_option
def command(style: str, as_json: bool, pace: Pace, archive: Path) -> None:
    """List the watched posts, the next one due first, with what is the matter where something is. Looks are told in UTC.

    \b
    blogarchive watched
    blogarchive watched --json | jq 'select(.result == "gone") | .url'
    """
    now = datetime.now(UTC)
    with open_archive(archive, write=False) as opened:
        posts = sorted((due_at(post, pace, now), post.post_id, post) for post in opened.watched())
    if as_json:
        for due, _, post in posts:
            click.echo(json.dumps({"due_at": due, **asdict(post)}, ensure_ascii=False, default=_plain))
    elif posts:
        rows = [_row(post, due, now) for due, _, post in posts]
        click.echo(table(_HEADERS, rows, style, _lines))
    else:
        click.echo("no post is watched: blogarchive watch POST", err=True)


def _row(post: Watch, due: datetime, now: datetime) -> tuple[str, ...]:
    state = post.alarm or (str(post.result) if post.result and post.result not in CALM else "")
    if post.failures > 1:
        state += f" ({post.failures} times)"
    due_text = "now" if due <= now else f"{due:%Y-%m-%d %H:%M}"
    cells = (post.post_id, due_text, f"{post.checked_at:%Y-%m-%d %H:%M}", post.comments, state, post.title, post.url)
    return tuple(one_line(str(cell)) if cell is not None else "" for cell in cells)


def _lines(row: Row) -> tuple[str, ...]:
    """The same for a narrow terminal."""
    _, due, looked, comments, state, title, url = row
    facts = (f"next look {due}", f"last look {looked}", counted(int(comments), "comment"))
    return title or "(no title)", " · ".join(facts), state, url


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
