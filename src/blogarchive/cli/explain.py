"""`blogarchive explain`."""

import click

from blogarchive.cli.saved import page_options
from blogarchive.pipeline.explain import explain
from blogarchive.text.terminal import printable


@click.command(name="explain")
@click.argument("source", type=click.Path())
@page_options
def command(source: str, url: str | None, feeds: tuple[str, ...]) -> None:
    """Tell why a page was read the way it was: which source gave what, candidates and scores, what was dropped and why.

    SOURCE is what `read` takes: a saved page, `-`, or a folder made by `fetch --record`. Add its output to every bug report.

    \b
    blogarchive explain saved.html --url https://blog.example/a-post/
    """
    for line in explain(source, url=url, feeds=feeds):
        click.echo(printable(line))
