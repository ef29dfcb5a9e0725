"""Several posts in one stream, for the forms that have a way to say it."""

from collections.abc import Iterable, Iterator
from itertools import chain

from blogarchive.errors import UsageError
from blogarchive.export import EXPORTERS, to_csv, to_json
from blogarchive.export.options import DEFAULTS, Options
from blogarchive.model import Snapshot


def render_all(form: str, snapshots: Iterable[Snapshot], options: Options = DEFAULTS) -> Iterator[str]:
    """Yield the export of any number of posts; one post alone comes exactly as `EXPORTERS[form].render` gives it.

    Several posts become one JSON array of documents, JSON Lines one after the other, or one CSV table under one header. Markdown and
    HTML hold one post a file: UsageError. Snapshots are taken one at a time, so they may come from a generator.
    """
    coming = iter(snapshots)
    first, second = next(coming, None), next(coming, None)
    if first is None:
        yield {"json": "[]\n", "csv": to_csv.header(options)}.get(form, "")
    elif second is None:
        yield from EXPORTERS[form].render(first, options)
    else:
        yield from _joined(form, chain((first, second), coming), options)


def _joined(form: str, snapshots: Iterator[Snapshot], options: Options) -> Iterator[str]:
    if form == "json":
        yield from _array(snapshots, options)
    elif form == "csv":
        yield to_csv.header(options)
        for snapshot in snapshots:
            yield from to_csv.rows(snapshot, options)
    elif form == "jsonl":
        for snapshot in snapshots:
            yield from EXPORTERS[form].render(snapshot, options)
    else:
        raise UsageError(form, "a file of this form holds one post: name a folder for several")


def _array(snapshots: Iterator[Snapshot], options: Options) -> Iterator[str]:
    lead = "[\n"
    for snapshot in snapshots:
        yield lead + "".join(to_json.render(snapshot, options)).rstrip("\n")
        lead = ",\n"
    yield "\n]\n"
