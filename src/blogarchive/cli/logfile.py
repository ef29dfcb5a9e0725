"""A log that outlives logrotate: each line goes into the file that has the name now."""

import logging
import time
from logging.handlers import WatchedFileHandler
from pathlib import Path

from blogarchive.errors import OutputError, said_by_system


class LogFile:
    """One line per event: the time in UTC, then the words."""

    def __init__(self, path: Path) -> None:
        """Raises OutputError where the file cannot be opened."""
        try:
            self._handler = _Patient(path, encoding="utf-8", errors="replace")
        except OSError as error:
            raise OutputError(path, f"cannot be written as a log: {said_by_system(error)}") from error
        formatter = logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
        formatter.converter = time.gmtime
        self._handler.setFormatter(formatter)

    def write(self, line: str) -> None:
        """Add a line."""
        self._handler.handle(logging.LogRecord("blogarchive", logging.INFO, "", 0, line, (), None))

    def close(self) -> None:
        """Close the file."""
        self._handler.close()


class _Patient(WatchedFileHandler):
    """A full disk costs a line of the log, not the run."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the name of the base class)
        """Says nothing."""
