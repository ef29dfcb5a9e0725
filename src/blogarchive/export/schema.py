"""The JSON Schema (2020-12) of the JSON document, as it ships with the package."""

from importlib.resources import files


def schema_text() -> str:
    """The schema's text, ending in a line feed."""
    return (files("blogarchive.export") / "schema.json").read_text(encoding="utf-8")
