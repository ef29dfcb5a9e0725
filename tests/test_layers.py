"""The layer rule of docs/design.md: a module imports only lower layers or its own folder; some packages have one place only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[1] / "src" / "blogarchive"
LAYERS = {
    "errors": -1,
    "late": -1,
    "digits": -1,
    "model": 0,
    "__init__": 0,
    "text": 1,
    "dates": 1,
    "document": 2,
    "locate": 3,
    "fetch": 3,
    "sources": 3,
    "merge": 3,
    "conversation": 3,
    "audit": 3,
    "look": 3,
    "archive": 3,
    "export": 3,
    "pipeline": 4,
    "cli": 5,
    "__main__": 6,
}
HOMES = {
    "click": {"cli"},
    "tabulate": {"cli"},
    "sqlite3": {"archive"},
    "socket": {"fetch"},
    "ssl": {"fetch"},
    "httpcore2": {"fetch"},
    "feedparser": {"document"},
}
MODULES = sorted(SRC.rglob("*.py"))


def part_of(path: Path) -> str:
    """The folder or module directly under src/blogarchive that a file belongs to."""
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file and for whatever purpose."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_imports_only_lower_layers(path: Path) -> None:
    """The stages of one layer never import each other; only what is above composes them."""
    own = part_of(path)
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] != "blogarchive" or len(parts) == 1:
            continue
        other = parts[1] if parts[1] in LAYERS else "__init__"
        assert other == own or LAYERS[other] < LAYERS[own], f"{own} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_packages_stay_at_home(path: Path) -> None:
    """Who may import which package."""
    for name in imports_of(path):
        home = HOMES.get(name.split(".")[0])
        assert home is None or part_of(path) in home, f"{path.relative_to(SRC)} imports {name}"


def test_no_module_is_named_like_one_of_the_standard_library() -> None:
    """`csv.py` beside `import csv` is a trap."""
    import sys

    allowed = {"__init__", "__main__", "__future__"}
    assert not [p for p in MODULES if p.stem in sys.stdlib_module_names - allowed]


def test_every_layer_is_known() -> None:
    """A new folder must be given its layer."""
    assert {part_of(path) for path in MODULES} <= set(LAYERS)
