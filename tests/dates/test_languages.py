"""What every language file must keep, so that adding a language needs no Python."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from blogarchive import dates
from blogarchive.dates.lexicon import base_tag, languages, lexicon

FOLDER = Path(dates.__file__).parent / "languages"
ASKED_FOR = "en fr de es pt it nl pl ru ja zh sv tr".split()


def test_the_languages_that_are_promised_are_there() -> None:
    assert set(ASKED_FOR) <= set(languages())


@pytest.mark.parametrize("tag", languages())
def test_file_is_complete(tag: str) -> None:
    """Twelve months, seven weekdays, words for what lies back, and examples of it; no word of two meanings that exclude each other."""
    data = tomllib.loads(next(FOLDER.rglob(f"{tag}.toml")).read_text(encoding="utf-8"))
    assert len(data["months"]) in {12, 24}  # those of a second calendar follow
    assert len(data["weekdays"]) == 7
    assert data.get("before") or data.get("after")
    assert data.get("order") in {"DMY", "MDY", "YMD", None}
    assert len(data["examples"]) >= 3
    assert any(example.get("estimated") for example in data["examples"])
    lexicon(tag)


@pytest.mark.parametrize(
    ("language", "tag"),
    [("pt-BR", "pt"), ("nb_NO", "no"), ("zh-Hant-TW", "zh"), ("EN", "en"), ("xx", None), ("", None), (None, None)],
)
def test_which_file_serves_a_language(language: str | None, tag: str | None) -> None:
    assert base_tag(language) == tag


def test_importing_reads_no_file_and_no_library() -> None:
    """Start-up must stay light: the words come when the first date does."""
    code = "import sys, blogarchive.dates; print([m for m in ('tomllib', 'dateparser', 'babel') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
