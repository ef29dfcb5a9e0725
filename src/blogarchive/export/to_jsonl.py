"""JSON Lines (https://jsonlines.org): one comment a line, for pipes; each line says which post it belongs to."""

from collections.abc import Iterator, Mapping
from typing import cast

from blogarchive.export.options import DEFAULTS, Options
from blogarchive.export.to_json import dumped
from blogarchive.model import Snapshot
from blogarchive.model.codec import to_document

MEDIA_TYPE = "application/jsonl"
SUFFIX = ".jsonl"


def render(snapshot: Snapshot, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield one line per comment: the comment as in the JSON document, after `post_url` and `post_title`."""
    return render_document(to_document(snapshot), options)


def render_document(document: Mapping[str, object], options: Options = DEFAULTS) -> Iterator[str]:
    """As `render`, from the JSON document of a snapshot."""
    post = cast("dict[str, object]", document["post"])
    head = {"post_url": post["url"] or document["url"], "post_title": post["title"]}
    for comment in cast("list[dict[str, object]]", document["comments"]):
        yield dumped({**head, **comment}) + "\n"
