"""JSON and JSON Lines: valid against the shipped schema, exact on the way back, safe to look at."""

import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from blogarchive.errors import UsageError
from blogarchive.export import EXPORTERS, Options, to_csv, to_json, to_jsonl
from blogarchive.export.schema import schema_text
from blogarchive.export.several import Stream
from blogarchive.model import Snapshot
from blogarchive.model.codec import from_document, to_document
from tests.model.test_codec import SEED
from tests.strategies import snapshots

VALIDATOR = Draft202012Validator(json.loads(schema_text()))


def test_the_schema_is_a_schema() -> None:
    """The shipped file is valid by the draft that it names, and is the file in the package."""
    schema = json.loads(schema_text())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    assert schema_text() == (files("blogarchive.export") / "schema.json").read_text(encoding="utf-8")


@given(snapshots())
@settings(deadline=None, max_examples=50)
def test_every_document_is_valid_and_comes_back(snapshot: Snapshot) -> None:
    """What is written obeys the schema and reads back as the same snapshot."""
    text = "".join(to_json.render(snapshot))
    document = json.loads(text)
    VALIDATOR.validate(document)
    assert document == to_document(snapshot)
    assert from_document(document) == snapshot
    assert "".join(to_json.render(from_document(document))) == text
    assert text == "".join(to_json.render(snapshot))


def test_the_schema_is_strict() -> None:
    """A missing key, an unknown key and a wrong type are all told at every level."""
    document = to_document(SEED)
    for place in ("post", "audit"):
        value = document[place]
        assert isinstance(value, dict)
        for key in value:
            assert list(VALIDATOR.iter_errors({**document, place: {k: v for k, v in value.items() if k != key}}))
        assert list(VALIDATOR.iter_errors({**document, place: {**value, "extra": 1}}))
    for key in document:
        assert list(VALIDATOR.iter_errors({k: v for k, v in document.items() if k != key}))
        assert list(VALIDATOR.iter_errors({**document, key: 5}))


def test_every_object_of_the_schema_is_closed() -> None:
    """No object allows unknown keys or leaves one out; only the map of sources is open."""
    schema = json.loads(schema_text())
    for name, part in {"": schema, **schema["$defs"]}.items():
        if part.get("type") == "object" and name != "sources":
            assert part["additionalProperties"] is False, name
            assert part["required"] == list(part["properties"]), name


def test_form() -> None:
    """Two spaces, one line feed at the end, letters beyond ASCII as they are; equal to what `json` would write."""
    text = "".join(to_json.render(SEED))
    assert text == json.dumps(to_document(SEED), indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("sign", ["\x7f", "\x9b", "\u2028", "\u202e", "\u2066", "\ud83d", "\x1b", "\0"])
def test_dangerous_characters_are_escaped(sign: str) -> None:
    """Terminal controls, line ends, direction overrides and half characters never appear bare, and nothing is lost."""
    snapshot = Snapshot(url=f"a{sign}b", taken_at=SEED.taken_at, post=SEED.post, comments=SEED.comments)
    text = "".join(to_json.render(snapshot))
    assert sign not in text
    text.encode("utf-8")
    assert from_document(json.loads(text)).url == f"a{sign}b"


@given(snapshots())
@settings(deadline=None, max_examples=50)
def test_json_lines(snapshot: Snapshot) -> None:
    """One line per comment, each an object that names the post; `splitlines` agrees with the line feeds."""
    text = "".join(to_jsonl.render(snapshot))
    lines = [json.loads(line) for line in text.splitlines()]
    assert len(lines) == len(snapshot.comments) == text.count("\n")
    for line, comment in zip(lines, snapshot.comments, strict=True):
        assert line["post_url"] == (snapshot.post.record.url or snapshot.url)
        assert line["post_title"] == snapshot.post.record.title
        assert line["id"] == comment.id
        assert line["text"] == comment.record.text


def _stream(form: str, *posts: Snapshot) -> str:
    stream = Stream(form, several=len(posts) != 1)
    return "".join([*(piece for post in posts for piece in stream.add(post)), stream.end()])


def test_several_posts() -> None:
    """Several posts: one array, lines after lines, one table; a form for single posts says so."""
    one, two = SEED, from_document(to_document(SEED))
    assert json.loads(_stream("json", one, two, one)) == [to_document(SEED)] * 3
    assert json.loads(_stream("json", one)) == to_document(SEED)
    assert json.loads(_stream("json")) == []
    assert _stream("csv") == to_csv.header(Options())
    assert _stream("jsonl", one, two) == "".join(to_jsonl.render(one)) * 2
    table = _stream("csv", one, two)
    assert table.count("post_url") == 1
    assert len(table.splitlines()) == 3
    with pytest.raises(UsageError):
        _stream("md", one, two)


def test_importing_the_package_is_light() -> None:
    """Names can be listed and asked for without importing any form."""
    assert list(EXPORTERS) == ["json", "jsonl", "csv", "md", "html"]
    assert "csv" in EXPORTERS
    assert "pdf" not in EXPORTERS
    assert EXPORTERS["json"] is to_json
