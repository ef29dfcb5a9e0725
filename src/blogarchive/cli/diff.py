"""`blogarchive diff`."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from blogarchive.archive import open_archive
from blogarchive.cli.options import archive_option
from blogarchive.cli.pieces import form_options, hand_out
from blogarchive.cli.times import MOMENT
from blogarchive.model.events import PostChange


@click.command(name="diff")
@click.argument("post")
@click.option(
    "--since",
    type=MOMENT,
    metavar="TIME",
    help="From what it was then (UTC), or so long ago: 7d. From the first visit by default, or if that is later.",
)
@click.option("--until", type=MOMENT, metavar="TIME", help="To what it was then. By default to the latest visit.")
@form_options("text", "json", "md", "html")
@archive_option
def command(
    post: str, since: datetime | None, until: datetime | None, report_form: str, out: Path | None, archive: Path
) -> None:
    """Tell word by word what the site changed in POST and its comments: red what went, green what came; [-so-] and {+so+} in a pipe.

    What only our own reading of old answers changed is left out.

    \b
    blogarchive diff 12 --since 7d
    blogarchive diff "nous tweetons" -f html -o changes.html
    """
    with open_archive(archive, write=False) as opened:
        change = opened.compare(opened.find(post).id, since, until)
    hand_out(_rendered(change, report_form, coloured=out is None), out)


def _rendered(change: PostChange, form: str, *, coloured: bool) -> Iterable[str]:
    if form == "json":
        from blogarchive.export.changes import to_json

        return to_json.render(change)
    if form == "md":
        from blogarchive.export.changes import to_markdown

        return to_markdown.render(change)
    if form == "html":
        from blogarchive.export.changes import to_html

        return to_html.render(change)
    from blogarchive.cli.differences import has_colour, shown

    return (f"{line}\n" for line in shown(change, coloured=coloured and has_colour()))
