"""`blogarchive history`."""

from pathlib import Path

import click

from blogarchive.archive import open_archive
from blogarchive.cli import events
from blogarchive.cli.differences import has_colour
from blogarchive.cli.options import archive_option
from blogarchive.export.changes import to_jsonl


@click.command(name="history")
@click.argument("post")
@click.argument("comment", required=False)
@click.option(
    "-f", "--format", "report_form", type=click.Choice(["text", "jsonl"]), default="text", help="Form of the output."
)
@click.option("--json", "report_form", flag_value="jsonl", help="The same as -f jsonl: one event a line.")
@archive_option
def command(post: str, comment: str | None, report_form: str, archive: Path) -> None:
    """Tell what happened to POST and its comments over all visits, or to one COMMENT: added, edited, missed, gone, back again.

    COMMENT is its id, or its address. What our own reading of old answers changed says so. Times are UTC.

    \b
    blogarchive history 1
    blogarchive history "nous tweetons" 1203 -f jsonl
    """
    with open_archive(archive, write=False) as opened:
        happened = opened.history(opened.find(post).id, comment)
    coloured = has_colour()
    for event in happened:
        click.echo(
            to_jsonl.line(event) if report_form == "jsonl" else f"{events.line(event, coloured=coloured)}\n", nl=False
        )
