"""One post after another, with errors that do not stop the rest."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from blogarchive.cli import complain
from blogarchive.cli.deliver import Delivery
from blogarchive.cli.progress import Progress
from blogarchive.errors import ArchiveError, BlogArchiveError, OutputError, UsageError
from blogarchive.model import Snapshot

Name = TypeVar("Name")


def each(names: Sequence[Name], take: Callable[[Name], Snapshot], delivery: Delivery, progress: Progress) -> int:
    """Takes and delivers one after another. One that fails is complained about and the rest goes on; the exit code is the first failure's.

    What makes the rest pointless (the archive, the output, wrong usage) ends it at once.
    """
    status = 0
    for number, name in enumerate(names, 1):
        progress.step(f"{number} of {len(names)}: {name}" if len(names) > 1 else str(name))
        try:
            snapshot = take(name)
        except (ArchiveError, OutputError, UsageError):
            raise
        except BlogArchiveError as error:
            progress.clear()
            complain(error)
            status = status or error.exit_code
            continue
        progress.clear()
        delivery.hand_over(snapshot)
    delivery.finish(failed=status != 0)
    return status
