"""Files of other posts: an export into a folder takes the place of the same post's earlier file, and never that of another post."""

from collections.abc import Iterator
from contextlib import suppress
from html import escape
from json import dumps
from pathlib import Path

from blogarchive.text.places import is_file, is_link

_BEGINNING = 1_000_000  # bytes: every form says its post's address near its beginning
_SCHEME = "://"


def is_of_another(path: Path, addresses: tuple[str, ...]) -> bool:
    """Whether a file speaks of addresses and of none of a post's own, or may not be read. What is no file is nobody's."""
    if is_link(path) or not is_file(path):  # neither complains of rights: to write there will
        return False
    try:
        texts = list(_texts_of_book(path) if path.suffix == ".epub" else _texts_of_file(path))
    except PermissionError:
        return True
    except OSError:
        return False
    if not any(_SCHEME.encode() in text for text in texts):
        return False
    forms = {form.encode("utf-8", "replace") for address in addresses for form in _forms(address)}
    return not any(form in text for form in forms for text in texts)


def _texts_of_file(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        yield stream.read(_BEGINNING)


def _texts_of_book(path: Path) -> Iterator[bytes]:
    """The beginning of each page of a book; nothing of what is none."""
    from zipfile import BadZipFile, ZipFile

    with suppress(BadZipFile), ZipFile(path) as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf")):
                with book.open(name) as page:
                    yield page.read(_BEGINNING)


def _forms(address: str) -> Iterator[str]:
    """An address as the forms write it. The scheme does not count: blogs move to HTTPS."""
    bare = address.partition(_SCHEME)[2] or address
    yield from (bare, escape(bare), dumps(bare)[1:-1])
