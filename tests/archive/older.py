"""Archives as earlier versions made them."""

import sqlite3
from pathlib import Path

from blogarchive.archive import schema


def older(path: Path, version: int) -> None:
    """Give an archive the form that it had after so many migrations, with the rows that this form can hold."""
    newer = path.with_name(f"{path.name}.newer")
    path.rename(newer)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    for migration in schema.MIGRATIONS[:version]:
        migration(connection)
    connection.execute("DROP TRIGGER archive_no_delete")
    connection.execute("DELETE FROM archive")
    connection.execute("ATTACH ? AS newer", (str(newer),))
    tables = [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    for table in tables:
        if table != "sqlite_sequence" and "_words" not in table:
            columns = ", ".join(row["name"] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
    connection.execute("DETACH newer")
    schema.protect(connection, "archive", verbs=("DELETE",))
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.close()
    path.chmod(0o600)
    newer.unlink()
