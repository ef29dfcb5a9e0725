"""The JSON document: two spaces of indentation, stable order, UTF-8 (RFC 8259), one document per post.

Characters that are legal in JSON but dangerous on the way (ends of line beyond ASCII, terminal controls, marks that turn the direction of the
text, halves of surrogate pairs) are written as `\\uXXXX`, which means the same to every reader.
"""

import json
from collections.abc import Iterator, Mapping
from json.encoder import encode_basestring

from blogarchive.export.options import DEFAULTS, Options
from blogarchive.late import late
from blogarchive.model import Snapshot
from blogarchive.model.codec import to_document

MEDIA_TYPE = "application/json"
SUFFIX = ".json"

_RISKY = late("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def render(snapshot: Snapshot, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield the document, comment by comment, with a line feed at its end."""
    return render_document(to_document(snapshot), options)


def render_document(document: Mapping[str, object], options: Options = DEFAULTS) -> Iterator[str]:
    """As `render`, from the document itself."""
    lead = "{\n"
    for key, value in document.items():
        yield f"{lead}  {json.dumps(key)}: "
        if isinstance(value, list) and value:
            yield from _items(value)
        else:
            yield dumped(value, indent=1)
        lead = ",\n"
    yield "\n}\n"


def _items(values: list[object]) -> Iterator[str]:
    lead = "[\n    "
    for value in values:
        yield lead + dumped(value, indent=2)
        lead = ",\n    "
    yield "\n  ]"


def dumped(value: object, indent: int | None = None) -> str:
    """JSON for a value: on one line, or over several as it stands `indent` levels deep in a document."""
    text = _one_line(value) if indent is None else _over_lines(value, "\n" + "  " * indent)
    return _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_one_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _over_lines(value: object, margin: str) -> str:
    """What `json.dumps(value, indent=2)` gives, in two thirds of its time: the standard library's quick encoder knows no indentation."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    inner = margin + "  "
    if isinstance(value, dict) and value:
        rows = [f"{encode_basestring(key)}: {_over_lines(item, inner)}" for key, item in value.items()]
        return f"{{{inner}{f',{inner}'.join(rows)}{margin}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join([_over_lines(item, inner) for item in value])}{margin}]"
    return _one_line(value)
