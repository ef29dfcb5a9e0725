"""Where results go: to standard output, into a file, or into a folder with a file per post."""

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from blogarchive.cli.output_options import FORMS, Output
from blogarchive.cli.render import receipt, summary
from blogarchive.errors import IncompleteError, UsageError
from blogarchive.export import EXPORTERS, Options
from blogarchive.export.others import is_of_another
from blogarchive.export.several import DOCUMENT_FORMS, Stream
from blogarchive.export.writing import Gathered, encoded, write_atomically, write_into
from blogarchive.model import Audit, Snapshot, Verdict
from blogarchive.model.codec import audit_of
from blogarchive.text.filenames import FileNames, slug_of
from blogarchive.text.places import is_device, is_folder
from blogarchive.text.terminal import printable
from blogarchive.text.urls import display_url

if TYPE_CHECKING:
    from blogarchive.export.book import Book
    from blogarchive.export.site import Site


class Delivery:
    """Hands out snapshots one by one, as they come, in the form and to the place that the user asked for."""

    def __init__(self, output: Output, expected: int) -> None:
        if output.form == "epub" and output.out is None and sys.stdout.isatty():
            raise UsageError("-f epub", "a book is nothing for a terminal: name a file with -o")
        if output.out is not None and not output.out.strip():
            raise UsageError("-o", "names no file")
        self._output = output
        self._options = Options(
            guard=output.guard,
            bom=output.bom,
            post_row=output.post_row,
            images=output.images,
            max_size=output.max_size,
            look=output.look,
            note=self._say,
        )
        self._out = Path(output.out) if output.out is not None else None
        self._folder = self._out if _means_folder(output, expected) else None
        self._names = FileNames()
        self._site = _site(output, self._options)
        self._book = _book(self._options) if output.form == "epub" and self._folder is None else None
        self._incomplete: list[str] = []
        self._has_several = expected > 1
        is_single = output.form in {"site", "epub"}
        is_in_one = not is_single and (self._out is None or (self._folder is None and expected > 1))
        is_stream = is_in_one and output.form != "table"
        self._stream = Stream(output.form, self._options, several=expected > 1) if is_stream else None
        self._file = Gathered(self._out, follow=output.follow) if is_in_one and self._out is not None else None
        self._came = 0

    def expect(self, address: str, published: str | None) -> None:
        """Announces a post that will come, so that others can link to it; `published` in ISO 8601."""
        if self._site:
            self._site.expect(address, (published or "")[:10])
        if self._book is not None:
            self._book.expect(address)

    def hand_over(self, snapshot: Snapshot) -> None:
        """Writes one snapshot and, on standard error, its receipt."""
        if self._site:
            self._site.add(snapshot)
        elif self._book is not None:
            self._book.add(snapshot)
        elif self._stream:
            self._put(self._stream.add(snapshot))
        elif self._file:
            self._put(self._pieces(snapshot))
        elif self._out is None:
            click.echo(summary(snapshot))
        else:
            self._write_file(snapshot, self._out)
        self._tell(snapshot.url, snapshot.audit)

    @property
    def takes_documents(self) -> bool:
        """Whether `hand_over_document` will do, which spares an object for each comment."""
        return self._stream is not None and self._output.form in DOCUMENT_FORMS

    def hand_over_document(self, document: Mapping[str, object]) -> None:
        """As `hand_over`, with the JSON document of the snapshot."""
        if self._stream:
            self._put(self._stream.add_document(document))
        self._tell(str(document["url"]), audit_of(document))

    def _put(self, pieces: Iterable[str | bytes]) -> None:
        """What belongs to all posts together goes to standard output or into the one file."""
        for piece in pieces:
            (self._file.add if self._file else _write)(piece)

    def _tell(self, url: str, audit: Audit) -> None:
        self._came += 1
        if not self._output.quiet:
            of = display_url(url) if self._has_several else ""
            click.echo(receipt(audit, of=of, verbose=self._output.verbose), err=True)
        if audit.verdict is Verdict.PARTIAL:
            self._incomplete.append(url)

    def finish(self, *, failed: bool = False) -> None:
        """Closes the stream, the file, the book or the site; where posts `failed` to come, the site keeps what it had of them, and a file the
        posts it holds if none came at all.

        Raises IncompleteError where --strict was given and something is missing.
        """
        if self._site:
            self._site.close(prune=not failed)
            if not self._output.quiet:
                click.echo(str(self._site), err=True)
        if self._book:
            self._bind(self._book)
        if self._stream:
            self._put((self._stream.end(),))
        if self._file and (self._came or not failed):
            self._file.close()
        if self._output.strict and self._incomplete:
            more = f" and {len(self._incomplete) - 1} more" if len(self._incomplete) > 1 else ""
            raise IncompleteError(self._incomplete[0] + more, "known to be incomplete (see the receipt)")

    def _say(self, note: str) -> None:
        """What an exporter has to tell the user."""
        if not self._output.quiet:
            click.echo(printable(note), err=True)

    def _bind(self, book: "Book") -> None:
        if self._out is not None:
            write_atomically(self._out, book.chunks(), follow=self._output.follow)
            return
        for piece in book.chunks():
            _write(piece)

    def _pieces(self, snapshot: Snapshot) -> Iterable[str | bytes]:
        if self._output.form == "table":
            return [click.unstyle(summary(snapshot)), "\n"]
        if self._output.form == "epub":
            book = _book(self._options)
            book.add(snapshot)
            return book.chunks()
        return EXPORTERS[self._output.form].render(snapshot, self._options)

    def _write_file(self, snapshot: Snapshot, out: Path) -> None:
        folder = self._folder
        if folder is None:
            write_atomically(out, self._pieces(snapshot), follow=self._output.follow)
            return
        post = snapshot.post.record
        addresses = tuple({snapshot.url, post.url or snapshot.url})
        day = post.published.local.date() if post.published and post.published.local else None
        slug = slug_of(post.url or snapshot.url) or post.title or "post"
        name = self._names.new(
            day, slug, suffix(self._output.form), is_free=lambda name: not is_of_another(folder / name, addresses)
        )
        write_into(folder, name, self._pieces(snapshot), follow=self._output.follow)


def suffix(form: str) -> str:
    """The ending of files of this form."""
    return {"table": ".txt", "epub": ".epub"}.get(form) or EXPORTERS[form].SUFFIX


def _means_folder(output: Output, expected: int) -> bool:
    """A folder is meant where one is there, where the name ends in a slash, or for several posts where it does not end as their file would.

    Raises UsageError where several posts would make a folder with the name of a file of another form: `-f json -o all.csv`.
    """
    if output.out is None:
        return False
    if output.out.endswith(("/", os.sep)) or is_folder(output.out):
        return True
    if is_device(Path(output.out)):
        return False
    is_for_all = output.form in {"epub", "site"} or output.out.lower().endswith(suffix(output.form))
    is_folder_of_all = expected > 1 and not is_for_all
    if is_folder_of_all and (ending := Path(output.out).suffix[1:].lower()) in FORMS:
        raise UsageError(
            "-o", f"{output.out} ends as a {ending} file does, and -f is {output.form}; a folder's name ends in a slash"
        )
    return is_folder_of_all


def _site(output: Output, options: Options) -> "Site | None":
    if output.form != "site":
        return None
    if output.out is None:
        raise UsageError("-f site", "name the folder it shall go to with -o")
    from blogarchive.export.site import Site

    return Site(Path(output.out), options, follow=output.follow)


def _book(options: Options) -> "Book":
    from blogarchive.export.book import Book

    return Book(options)


def _write(piece: str | bytes) -> None:
    """UTF-8 and the exporter's own line ends, whatever the terminal's locale says."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is not None:
        stream.write(encoded(piece))
    elif isinstance(piece, str):
        sys.stdout.write(piece)
