"""A capture seen as JSON, whatever somebody wrote there."""

from datetime import UTC, datetime

import pytest

from blogarchive.document import Document
from blogarchive.model import Capture
from blogarchive.sources.own_json import own_document

NONE = ["", "{", "[" * 100_000, '{"blogarchive": 1, "found": ' + "9" * 5000 + "}"]


def document(text: str) -> Document:
    url, at = "https://blog.example/", datetime(2026, 11, 30, tzinfo=UTC)
    return Document(Capture(url=url, requested_url=url, body=text.encode(), captured_at=at))


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_json(text: str) -> None:
    """Cut short, nested beyond reason, or with a number that Python will not read (CVE-2020-10735)."""
    assert document(text).json is None


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_document_of_ours(text: str) -> None:
    """Within a page as well."""
    page = f'<!doctype html><title>T</title><script type="application/json" id="blogarchive">{text}</script><p>Words.'
    assert own_document(document(page)) is None
