"""LibreOffice reads our CSV: each cell holds what was meant, and none became a formula."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from blogarchive.export import Options, to_csv
from blogarchive.export.characters import writable
from blogarchive.export.writing import write_atomically
from blogarchive.model import Comment, Person, SettledComment, Snapshot
from tests.export.test_csv import FORMULAS
from tests.model.test_codec import SEED

pytestmark = pytest.mark.office
MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
TEXTS = [
    *FORMULAS,
    '@Sweb >> merci !\n\n@Edonis : oui, "vraiment", c\'est ça; non ?',
    "ligne une\nligne deux\n\nparagraphe",
    "'already quoted",
    "'=already guarded",
    "#hashtag, d'accord",
    "日本語 🎉 עברית العربية",
    "a\tb",
    "x" * 30_000,
]


@pytest.fixture(scope="module")
def office() -> str:
    """LibreOffice's program. BLOGARCHIVE_OFFICE=1 takes no excuse."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None and os.environ.get("BLOGARCHIVE_OFFICE") == "1":
        pytest.fail("LibreOffice is not installed")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    return program


def sheet(office: str, path: Path, folder: Path) -> tuple[list[list[str]], int]:
    """The texts of the cells after LibreOffice has turned the CSV into a workbook, and how many formulas there are.

    The filter's options are those of the import dialog: comma, double quote, UTF-8, from the first line, standard columns, and numbers and
    formulas recognised as a user would have them by default.
    """
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    with zipfile.ZipFile(folder / f"{path.stem}.xlsx") as book:
        strings = etree.fromstring(book.read("xl/sharedStrings.xml"))
        rows = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    shared = [
        "".join(text.text or "" for text in item.iterfind(".//m:t", MAIN)) for item in strings.iterfind("m:si", MAIN)
    ]
    cells = [
        {_column(c): _value(c, shared) for c in row.iterfind("m:c", MAIN)} for row in rows.iterfind(".//m:row", MAIN)
    ]
    return [[row.get(at, "") for at in range(len(to_csv.COLUMNS))] for row in cells], len(rows.findall(".//m:f", MAIN))


def _column(cell: etree._Element) -> int:
    """The number of the column: 0 for A2."""
    return ord((cell.get("r") or "A").rstrip("0123456789")) - ord("A")


def _value(cell: etree._Element, shared: list[str]) -> str:
    value = cell.findtext("m:v", "", MAIN)
    return shared[int(value)] if cell.get("t") == "s" else value


def test_cell_by_cell(office: str, tmp_path: Path) -> None:
    """Texts and authors arrive whole: guarded where they would be formulas, line breaks inside, nothing calculated."""
    comments = tuple(
        SettledComment(id=f"c{at}", record=Comment(text=text, author=Person(name=text[:200])))
        for at, text in enumerate(TEXTS)
    )
    snapshot = Snapshot(url="http://b.example/?p=1", taken_at=SEED.taken_at, post=SEED.post, comments=comments)
    path = tmp_path / "post.csv"
    write_atomically(path, to_csv.render(snapshot, Options()))
    rows, formulas = sheet(office, path, tmp_path)
    assert formulas == 0
    assert tuple(rows[0]) == to_csv.COLUMNS
    text, author = to_csv.COLUMNS.index("text"), to_csv.COLUMNS.index("author")
    for row, meant in zip(rows[1:], TEXTS, strict=True):
        assert to_csv.unguard(row[text]) == writable(meant).replace("\r", "\n")
        assert to_csv.unguard(row[author]) == writable(meant[:200]).replace("\r", "\n")


def test_without_the_guard_they_would_be_formulas(office: str, tmp_path: Path) -> None:
    """The control: the same texts unguarded do become formulas, so the guard is what keeps them texts."""
    comments = (SettledComment(id="1", record=Comment(text="=1+1")),)
    snapshot = Snapshot(url="u", taken_at=SEED.taken_at, post=SEED.post, comments=comments)
    path = tmp_path / "post.csv"
    write_atomically(path, to_csv.render(snapshot, Options(guard=False)))
    assert sheet(office, path, tmp_path)[1] == 1


def test_ten_thousand_comments(office: str, tmp_path: Path) -> None:
    """A long conversation arrives whole and in order."""
    texts = [f"{number}. {TEXTS[number % (len(TEXTS) - 1)]}" for number in range(10_000)]
    comments = tuple(SettledComment(id=f"c{at}", record=Comment(text=text)) for at, text in enumerate(texts))
    snapshot = Snapshot(url="http://b.example/?p=1", taken_at=SEED.taken_at, post=SEED.post, comments=comments)
    path = tmp_path / "post.csv"
    write_atomically(path, to_csv.render(snapshot, Options()))
    rows, formulas = sheet(office, path, tmp_path)
    assert formulas == 0
    text = to_csv.COLUMNS.index("text")
    assert [row[text] for row in rows[1:]] == [writable(meant).replace("\r", "\n") for meant in texts]
