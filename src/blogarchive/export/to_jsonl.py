"""JSON Lines (https://jsonlines.org): one comment a line, for pipes; each line says which post it belongs to."""

from collections.abc import Iterator

from blogarchive.export.options import DEFAULTS, Options
from blogarchive.export.to_json import dumped
from blogarchive.model import Snapshot
from blogarchive.model.codec import comment_document

MEDIA_TYPE = "application/jsonl"
SUFFIX = ".jsonl"


def render(snapshot: Snapshot, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield one line per comment: the comment as in the JSON document, after `post_url` and `post_title`."""
    post = snapshot.post.record
    head: dict[str, object] = {"post_url": post.url or snapshot.url, "post_title": post.title}
    for comment in snapshot.comments:
        yield dumped({**head, **comment_document(comment)}) + "\n"
