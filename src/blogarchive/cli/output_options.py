"""-f, -o and what goes with them: what to write, where, and how loud to be."""

from dataclasses import dataclass
from typing import get_args

import click

from blogarchive.cli.options import Command, Decorator, FilePath, grouped, or_standard_output
from blogarchive.cli.sizes import in_bytes
from blogarchive.export.options import Images, Looks

FORMS = ("table", "json", "jsonl", "csv", "md", "html", "epub", "site")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What to write, where, and how loud to be."""

    form: str
    out: str | None  # as typed: a slash at its end asks for a folder
    strict: bool
    quiet: bool
    verbose: bool
    guard: bool
    bom: bool
    post_row: bool
    follow: bool
    images: Images
    max_size: int | None
    snapshot: bool
    snapshot_only: bool

    @property
    def look(self) -> Looks:
        """Whether the page as it looked is wanted."""
        return "only" if self.snapshot_only else "with" if self.snapshot else "without"


def output_options(command: Command) -> Command:
    """-f, -o and what goes with them, as `output: Output`."""
    options: list[Decorator] = [
        click.option(
            "-f",
            "--format",
            "form",
            type=click.Choice(FORMS),
            default="table",
            help="Form of the output; `table` is a summary to read.",
        ),
        click.option(
            "-o",
            "--output",
            "out",
            type=FilePath(),
            callback=or_standard_output,
            metavar="FILE_OR_FOLDER",
            help="Write there, not to standard output (-). A folder gets a file per post: one that is there, ends in a slash, or for several posts "
            "does not end as their file does (all.csv holds all of them).",
        ),
        click.option("--strict", is_flag=True, help="Exit with 5 when the result is known to be incomplete."),
        click.option("--quiet", "-q", is_flag=True, help="No receipt and no progress; errors only."),
        click.option("--verbose", "-v", is_flag=True, help="Tell each request and each finding."),
        *_of_single_forms(),
    ]
    return grouped("output", Output, options)(command)


def _of_single_forms() -> list[Decorator]:
    """What only CSV, HTML, books and sites know."""
    return [
        click.option(
            "--guard/--no-guard",
            default=True,
            help="CSV: put ' before cells that a spreadsheet would take for a formula.",
        ),
        click.option("--bom", is_flag=True, help="CSV: begin with a byte-order mark, which Excel wants."),
        click.option("--post-row", is_flag=True, help="CSV: the post itself as the first row."),
        click.option("--follow", is_flag=True, help="Write through a link that leads elsewhere."),
        click.option(
            "--images",
            type=click.Choice(get_args(Images)),
            default="keep",
            show_default=True,
            help="HTML, EPUB, site: pictures as they came, in fewer bytes (needs Pillow), or none.",
        ),
        click.option(
            "--max-size",
            type=in_bytes,
            metavar="SIZE",
            help="HTML: leave out the largest pictures until the file keeps to SIZE (800kB, 5MB).",
        ),
        click.option("--snapshot", is_flag=True, help="HTML: also the page as it looked, behind a switch."),
        click.option("--snapshot-only", is_flag=True, help="HTML: nothing but the page as it looked."),
    ]
