"""Output that is made piece by piece: to standard output, or into a file of its own."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from blogarchive.cli.options import Command, FilePath, or_standard_output
from blogarchive.export.writing import write_atomically


def form_options(*forms: str) -> Callable[[Command], Command]:
    """-f with these forms (the first by default) as `report_form`, and -o as `out`.

    Not as `form`, whose default may be set for all commands that write posts, with other forms.
    """

    def decorate(command: Command) -> Command:
        form = click.option(
            "-f", "--format", "report_form", type=click.Choice(forms), default=forms[0], help="Form of the output."
        )
        path = FilePath(path_type=Path, dir_okay=False)
        out = click.option(
            "-o",
            "--output",
            "out",
            type=path,
            callback=or_standard_output,
            metavar="FILE",
            help="Write there, not to standard output (-).",
        )
        return form(out(command))

    return decorate


def hand_out(pieces: Iterable[str], out: Path | None) -> None:
    """Write the pieces; into a file without colours, and wholly or not at all."""
    if out:
        write_atomically(out, (click.unstyle(piece) for piece in pieces))
        return
    for piece in pieces:
        click.echo(piece, nl=False)
