"""Each form against a file that was written by hand from its description in docs/formats.md."""

import json
from pathlib import Path

import pytest

from blogarchive.export import EXPORTERS, Exporter, to_csv, to_html, to_json, to_jsonl, to_markdown
from blogarchive.model import Snapshot
from blogarchive.model.codec import from_document

GOLDEN = Path(__file__).parent / "golden"
MODULES: tuple[Exporter, ...] = (to_json, to_jsonl, to_csv, to_markdown, to_html)  # mypy checks the protocol here


def snapshot() -> Snapshot:
    """The snapshot that the golden document tells of."""
    return from_document(json.loads((GOLDEN / "post.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_golden(form: str) -> None:
    """Byte by byte."""
    wanted = (GOLDEN / f"post.{form}").read_bytes().decode("utf-8")
    assert "".join(EXPORTERS[form].render(snapshot())) == wanted


def test_every_form_has_its_module() -> None:
    """What the names lead to, and that suffixes and media types are what they must be."""
    assert tuple(EXPORTERS.values()) == MODULES
    assert [module.SUFFIX for module in MODULES] == [".json", ".jsonl", ".csv", ".md", ".html"]
    assert all("/" in module.MEDIA_TYPE for module in MODULES)
