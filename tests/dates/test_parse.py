"""`parse` on what every language file promises by its own examples."""

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from blogarchive import dates
from blogarchive.dates import Hints, parse

NOW = datetime(2026, 11, 22, 12, 0, 0)
FOLDER = Path(dates.__file__).parent / "languages"


def _examples() -> list[tuple[str, dict[str, object]]]:
    return [
        (path.stem, example)
        for path in sorted(FOLDER.rglob("*.toml"))
        for example in tomllib.loads(path.read_text(encoding="utf-8"))["examples"]
    ]


@pytest.mark.parametrize(
    ("language", "example"), [pytest.param(*row, id=f"{row[0]}: {row[1]['text']}") for row in _examples()]
)
def test_each_language_files_own_examples_parse(language: str, example: dict[str, object]) -> None:
    order = example.get("order")
    stamp = parse(str(example["text"]), Hints(language=language, reference=NOW, order=str(order) if order else None))
    assert stamp is not None
    assert stamp.isoformat() == example["is"]
    assert stamp.estimated == example.get("estimated", False)
    if "precision" in example:
        assert stamp.precision == example["precision"]
