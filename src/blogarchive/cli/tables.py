"""What the commands that print a table share."""

import click
from tabulate import tabulate_formats

from blogarchive.cli.options import Command


def style_option(command: Command) -> Command:
    """--style, as `style: str`: one of tabulate's formats."""
    return click.option(
        "--style",
        type=click.Choice(tabulate_formats),
        default="simple",
        metavar="STYLE",
        help="Style of the table: simple, github, tsv, html …",
    )(command)
