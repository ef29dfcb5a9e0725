"""What the commands that print a table of posts share."""

import shutil
import sys
from collections.abc import Callable, Sequence

import click
from tabulate import tabulate, tabulate_formats

from blogarchive.cli.options import Command
from blogarchive.cli.render import NARROWEST, cut, width

Row = Sequence[str]

_TITLE_LEAST = 30  # columns: a title that is cut shorter is not recognised
_GAP = 2  # columns between the cells of the style `simple`


def style_option(command: Command) -> Command:
    """--style, as `style: str`: one of tabulate's formats."""
    return click.option(
        "--style",
        type=click.Choice(tabulate_formats),
        default="simple",
        metavar="STYLE",
        help="Style of the table: simple, github, tsv, html …",
    )(command)


def table(headers: Row, rows: Sequence[Row], style: str, lines: Callable[[Row], Sequence[str]]) -> str:
    """Posts as a table. On a terminal too narrow for the style `simple` titles are cut; if that does not do, each post gets `lines` of its own:
    a terminal would break each row of the table.
    """
    if style == "simple" and sys.stdout.isatty():
        columns = max(shutil.get_terminal_size((100, 24)).columns, NARROWEST)
        title = headers.index("title")
        padded = [f"{header}  " for header in headers]  # as tabulate does
        widths = [max(map(width, column)) for column in zip(padded, *rows, strict=True)]
        room = columns - sum(widths) + widths[title] - _GAP * (len(headers) - 1)
        if room < min(_TITLE_LEAST, widths[title]):
            return "\n".join(_below_each_other(rows, lines, columns))
        rows = [(*row[:title], cut(row[title], room), *row[title + 1 :]) for row in rows]
    return tabulate(rows, headers=headers, tablefmt=style, disable_numparse=True)


def _below_each_other(rows: Sequence[Row], lines: Callable[[Row], Sequence[str]], columns: int) -> Sequence[str]:
    """The number, the title beside it, the rest below that. Addresses are not cut: they are there to be taken up."""
    margin = max(len(row[0]) for row in rows) + _GAP
    told: list[str] = []
    for row in rows:
        first, *others, address = lines(row)
        told.append(row[0].ljust(margin) + cut(first, columns - margin))
        told += [" " * margin + cut(line, columns - margin) for line in others if line]
        told.append(" " * margin + address)
    return told
