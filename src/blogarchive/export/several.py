"""Several posts in one stream, for the forms that have a way to say it."""

from collections.abc import Iterator, Mapping

from blogarchive.errors import UsageError
from blogarchive.export import EXPORTERS, to_csv, to_json, to_jsonl
from blogarchive.export.options import DEFAULTS, Options
from blogarchive.model import Snapshot
from blogarchive.model.codec import to_document

DOCUMENT_FORMS = ("json", "jsonl", "csv")
"""The forms that are made from the JSON document alone, and can hold several posts in one stream."""


class Stream:
    """Posts of one form in one stream, handed over one by one: `add` each, then `end`.

    One post that was announced as the only one comes exactly as `EXPORTERS[form].render` gives it. Several become one JSON array of documents,
    JSON Lines one after the other, or one CSV table under one header. Markdown and HTML hold one post a file: UsageError.
    """

    def __init__(self, form: str, options: Options = DEFAULTS, *, several: bool) -> None:
        if several and form not in DOCUMENT_FORMS:
            raise UsageError(f"-f {form}", "holds one post a file: for several name a folder with -o (posts/)")
        self._form, self._options, self._several = form, options, several
        self._count = 0

    def add(self, snapshot: Snapshot) -> Iterator[str]:
        """Yield the next post's part."""
        if self._form in DOCUMENT_FORMS:
            return self.add_document(to_document(snapshot))
        return EXPORTERS[self._form].render(snapshot, self._options)

    def add_document(self, document: Mapping[str, object]) -> Iterator[str]:
        """Yield the next post's part in one of DOCUMENT_FORMS, without making an object for each comment."""
        self._count += 1
        if self._form == "jsonl":
            yield from to_jsonl.render_document(document, self._options)
        elif self._form == "csv":
            yield to_csv.header(self._options) if self._count == 1 else ""
            yield from to_csv.rows(document, self._options)
        elif self._several:
            yield "[\n" if self._count == 1 else ",\n"
            yield "".join(to_json.render_document(document, self._options)).rstrip("\n")
        else:
            yield from to_json.render_document(document, self._options)

    def end(self) -> str:
        """What closes the stream; of no post at all it makes an empty array or a header alone."""
        if self._several and self._form == "json":
            return "\n]\n" if self._count else "[]\n"
        return to_csv.header(self._options) if self._several and self._form == "csv" and not self._count else ""
