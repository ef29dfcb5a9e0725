"""Our own documents are known again: as JSON, and inside the offline page."""

import json

import pytest

from blogarchive.sources.own_json import own_document
from tests.sources.made import document

OURS = {"blogarchive": 1, "post": {"title": "</script> & <b>"}, "comments": []}


def island(text: str, attributes: str = 'type="application/json" id="blogarchive"') -> str:
    """A page with a script element of this text."""
    return f"<html><body><p>Words</p><script {attributes}>{text}</script></body></html>"


@pytest.mark.parametrize("indent", [None, 2])
def test_json(indent: int | None) -> None:
    """Compact or indented, with or without a byte-order mark."""
    text = json.dumps(OURS, indent=indent)
    assert own_document(document(text)) == OURS
    assert own_document(document(f"\ufeff\n{text}".encode())) == OURS


def test_the_offline_page() -> None:
    """What could end the script element is escaped, and comes back as it was."""
    assert own_document(document(island(json.dumps(OURS).replace("<", "\\u003c")))) == OURS


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{}",
        "[1]",
        '{"version": "https://jsonfeed.org/version/1.1"}',
        '{"blogarchive": "1"}',
        '{"blogarchive": 1',
        "<p>blogarchive</p>",
        island("{"),
        island("[" * 100_000),
        island('{"blogarchive": "x"}'),
        island('{"blogarchive": 1}', 'type="application/json" id="other"'),
        island('{"blogarchive": 1}', 'id="blogarchive"'),
    ],
)
def test_what_is_not_ours(body: str) -> None:
    """Other JSON, other scripts, damaged ones."""
    assert own_document(document(body)) is None
