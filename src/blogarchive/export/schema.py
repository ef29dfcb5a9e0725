"""The JSON Schema (2020-12) of the JSON document, as it ships with the package."""

from pathlib import Path


def schema_text() -> str:
    """The schema's text, ending in a line feed."""
    return (Path(__file__).parent / "schema.json").read_text(encoding="utf-8")
