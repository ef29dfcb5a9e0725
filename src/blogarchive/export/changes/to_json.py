"""A comparison as one JSON document: the pieces of a changed text are `same`, `gone` or `new`."""

from collections.abc import Iterator

from blogarchive.export.changes.wording import LONG
from blogarchive.export.to_json import dumped
from blogarchive.model.events import Edit, PostChange, RecordChange
from blogarchive.text.differences import word_changes


def render(change: PostChange) -> Iterator[str]:
    """Yield the document, with a line feed at its end."""
    yield dumped(_document(change), indent=0) + "\n"


def _document(change: PostChange) -> dict[str, object]:
    ends = [
        {"visit": number, "taken_at": time.isoformat()}
        for number, time in zip(change.visits, change.times, strict=True)
    ]
    return {
        "post": change.post_id,
        "title": change.title,
        "url": change.url,
        "from": ends[0],
        "to": ends[1],
        "changes": [_record(record) for record in change.records],
    }


def _record(record: RecordChange) -> dict[str, object]:
    return {
        "comment": record.comment,
        "author": record.author,
        "fate": record.fate.value if record.fate else None,
        "text": record.text,
        "edits": [_edit(edit) for edit in record.edits],
    }


def _edit(edit: Edit) -> dict[str, object]:
    pieces = word_changes(edit.before or "", edit.after or "") if edit.what in LONG else []
    return {
        "what": edit.what.value,
        "before": edit.before,
        "after": edit.after,
        "pieces": [[piece.fate.value, piece.text] for piece in pieces],
    }
