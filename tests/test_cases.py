"""Each folder of fixtures/ with a case.toml is a case: saved captures and what a person reads in them. One test per case and aspect."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import cast

import pytest

from blogarchive.model.codec import to_document
from blogarchive.pipeline.offline import read_source

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
CASES = sorted(path.parent.name for path in FIXTURES.glob("*/case.toml"))


@cache
def read(case: str) -> dict[str, object]:
    """What blogarchive makes of a case."""
    return to_document(read_source(str(FIXTURES / case)))


@cache
def expected(case: str) -> dict[str, object]:
    """What a person reads in it."""
    return cast("dict[str, object]", json.loads((FIXTURES / case / "expected.json").read_text("utf-8")))


def pick(value: object, *path: str) -> object:
    """A value deep in a document."""
    for key in path:
        assert isinstance(value, dict)
        value = value[key]
    return value


def rows(document: dict[str, object]) -> list[dict[str, object]]:
    """The comments of a document."""
    comments = document["comments"]
    assert isinstance(comments, list)
    return comments


@pytest.mark.parametrize("case", CASES)
def test_the_case_says_how_its_truth_is_known(case: str) -> None:
    """And stands in fixtures/README.md with its origin."""
    told = tomllib.loads((FIXTURES / case / "case.toml").read_text("utf-8"))
    assert told["about"]
    assert told["truth"]
    assert case in (FIXTURES / "README.md").read_text("utf-8")


@pytest.mark.parametrize("case", CASES)
def test_post(case: str) -> None:
    """Every field of the post that the case states."""
    wanted = pick(expected(case), "post")
    assert isinstance(wanted, dict)
    for name, value in wanted.items():
        assert pick(read(case), "post", "id" if name == "native_id" else name) == value, name


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("field", ["id", "text", "published", "parent"])
def test_comments(case: str, field: str) -> None:
    """One field over all comments, in order."""
    assert [row[field] for row in rows(read(case))] == [row[field] for row in rows(expected(case))]


@pytest.mark.parametrize("case", CASES)
def test_authors(case: str) -> None:
    """Names and links."""
    got = [(pick(row, "author", "name"), pick(row, "author", "url")) for row in rows(read(case))]
    assert got == [(row["author"], row["author_url"]) for row in rows(expected(case))]


@pytest.mark.parametrize("case", CASES)
def test_audit(case: str) -> None:
    """The verdict, the counts and the reasons in words."""
    audit, wanted = pick(read(case), "audit"), pick(expected(case), "audit")
    claimed = pick(audit, "claimed")
    findings = pick(audit, "findings")
    assert isinstance(claimed, list)
    assert isinstance(findings, list)
    assert pick(audit, "verdict") == pick(wanted, "verdict")
    assert pick(audit, "found") == pick(wanted, "found")
    assert sorted({claim["count"] for claim in claimed}) == pick(wanted, "claimed")
    messages = pick(wanted, "messages")
    assert isinstance(messages, list)
    assert {finding["message"] for finding in findings} >= set(messages)
