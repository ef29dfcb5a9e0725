"""One transaction: all of it or nothing, and patience with readers; one view for questions that belong together."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_READERS_MS = 60_000  # a commit waits for readers: a list takes milliseconds, a backup of a large archive many seconds
_WRITERS_MS = 500


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing. Raises sqlite3.OperationalError (busy) where another program writes."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute(f"PRAGMA busy_timeout = {_READERS_MS}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself rolls back on a full disk
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {_WRITERS_MS}")


@contextmanager
def one_view(connection: sqlite3.Connection) -> Iterator[None]:
    """All questions inside are answered from one state of the file, whatever others write meanwhile; their commits wait for the end."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()  # nothing was written
