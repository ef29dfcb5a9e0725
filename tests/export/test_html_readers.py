"""The offline page as other people's programs read it: the Nu HTML checker, a microformats parser, a reader of schema.org."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from blogarchive.export.options import DEFAULTS, Options
from blogarchive.export.to_html import render
from blogarchive.model import Kind, Look, Snapshot
from tests.browser import samples
from tests.export.snapshots import seed_snapshot


def _look() -> Snapshot:
    return replace(seed_snapshot(), look=Look(html="<!doctype html><title>As it was</title><p>Like this."))


_SAMPLES: dict[str, Callable[[], Snapshot]] = {
    "seed": seed_snapshot,
    "rich": samples.rich,
    "arabic": samples.arabic,
    "japanese": samples.japanese,
}
_NOT_OF_THE_PAGE = ("Content Security Policy", "appears to be written in")
"""The checker takes the JSON data for a script, and `data:` pictures for others than `img-src data:` allows; it guesses languages."""


@pytest.fixture(params=_SAMPLES)
def sample(request: pytest.FixtureRequest) -> Snapshot:
    made: Snapshot = _SAMPLES[request.param]()
    return made


@pytest.mark.parametrize("form", ["with", "only"])
def test_valid_with_its_look(form: str, tmp_path: Path) -> None:
    """The frame is no offence."""
    test_valid(_look(), tmp_path, Options(look="with" if form == "with" else "only"))


def test_valid(sample: Snapshot, tmp_path: Path, options: Options = DEFAULTS) -> None:
    """The Nu HTML checker (https://validator.github.io/validator/) has nothing to say."""
    checker, java = os.environ.get("BLOGARCHIVE_NU"), shutil.which("java")
    if not checker or not java:
        pytest.skip("there is no Nu HTML checker (npm install vnu-jar, BLOGARCHIVE_NU=…/vnu.jar) or no Java")
    page = tmp_path / "page.html"
    page.write_text("".join(render(sample, options)), encoding="utf-8")
    command = [java, "-jar", checker, "--format", "json", "--stdout", "--exit-zero-always", str(page)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    messages = [f"{m['type']}: {m['message']}" for m in json.loads(done.stdout)["messages"]]
    assert [said for said in messages if not any(words in said for words in _NOT_OF_THE_PAGE)] == []


def test_read_by_others(sample: Snapshot, tmp_path: Path) -> None:
    """mf2py finds an h-entry with an h-cite for every comment, extruct a BlogPosting with them, and both the same words."""
    python = os.environ.get("BLOGARCHIVE_READERS")
    if not python:
        pytest.skip("there are no readers (pip install mf2py extruct elsewhere, BLOGARCHIVE_READERS=…/bin/python)")
    page = tmp_path / "page.html"
    page.write_text("".join(render(sample)), encoding="utf-8")
    script = Path(__file__).with_name("readers.py")
    done = subprocess.run([python, script, page, sample.url], capture_output=True, check=True, text=True)
    read = json.loads(done.stdout)
    (entry,) = (item for item in read["microformats"] if item["type"] == ["h-entry"])
    (posting,) = read["microdata"]
    post = sample.post.record
    assert entry["properties"]["name"] == [post.title]
    assert posting["type"] == "https://schema.org/BlogPosting"
    assert posting["properties"]["headline"] == post.title
    assert posting["properties"]["commentCount"] == str(len(sample.comments))
    names = sorted(name for c in sample.comments if c.record.kind is Kind.COMMENT and (name := c.record.author.name))
    anonymous = {"No name"}
    assert sorted(set(_authors_mf2(entry)) - anonymous) == sorted(set(names))
    assert sorted(name for name in _authors(posting) if name not in anonymous) == names
    assert ["og:title", post.title] in read["opengraph"][0]["properties"]


def _authors(item: dict[str, object]) -> list[str]:
    """Of all comments below a schema.org item, the names of their authors."""
    found = []
    properties = cast("dict[str, object]", item["properties"])
    below = properties.get("comment", [])
    for comment in cast("list[dict[str, object]]", below if isinstance(below, list) else [below]):
        found += [str(cast("dict[str, object]", comment["properties"])["author"]), *_authors(comment)]
    return found


def _authors_mf2(item: dict[str, object]) -> list[str]:
    """The same for microformats, which list answers as comments or as children; those of other pages left out."""
    found = []
    properties = cast("dict[str, list[dict[str, object]]]", item["properties"])
    children = cast("list[dict[str, object]]", item.get("children", []))
    for comment in [*properties.get("comment", []), *children]:
        inner = cast("dict[str, list[dict[str, object]]]", comment["properties"])
        found += [str(author["value"]) for author in inner.get("author", [])]
        found += _authors_mf2(comment)
    return found
