"""The error tree. Each class carries the exit code that the command line ends with.

BlogArchiveError          1   anything of ours that has no class of its own
├── UsageError            2   options that contradict each other (Click's own errors use 2 as well)
├── FetchError            3   nothing worth reading came: no host, refused, timeout, 404, a body cut short
│   ├── NotAskedError     3   reading is offline and what is at hand does not hold it
│   └── RefusedError      3   we would not ask: robots.txt, a private address behind a public page, not HTTP(S)
├── SourceError           3   a local file or folder that cannot be read
├── NotAPostError         4   something came, but it is no blog post: an index, a login, a PDF, an empty page
├── IncompleteError       5   read, saved, but known to be incomplete (raised only with --strict)
├── ArchiveError          6   the archive is damaged, of another kind, newer than this program, or cannot be written
│   └── ArchiveLockedError 75 another run holds it (EX_TEMPFAIL of sysexits.h: try again later)
├── OutputError           7   the result could not be written: full disk, no rights, a link that leads elsewhere
├── SomeFailedError       8   of many posts some could not be visited; the others were
└── AlarmError            9   all was done, and something that was found needs a look
"""

from typing import ClassVar, Self


def said_by_system(error: OSError) -> str:
    """What the system says of a failure, as a part of a line of ours: in small letters, without number and path."""
    return (error.strerror or str(error) or "failed").lower()


class BlogArchiveError(Exception):
    """Root of all errors this package raises on purpose.

    `subject` is what it is about (an address, a file), `reason` one clear sentence without a final stop.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, subject: object, reason: str) -> None:
        super().__init__(f"{subject}: {reason}" if str(subject) else reason)
        self.subject = str(subject)
        self.reason = reason


class UsageError(BlogArchiveError):
    """Options that cannot be meant together."""

    exit_code = 2


class FetchError(BlogArchiveError):
    """No answer worth reading. `status` is the HTTP status where there was one."""

    exit_code = 3

    def __init__(self, subject: object, reason: str, *, status: int | None = None) -> None:
        super().__init__(subject, reason)
        self.status = status

    def seen_from(self, asked: str) -> Self:
        """The same error, about the address that was asked and not only the one where redirects ended."""
        if self.subject != asked:
            self.subject, self.reason = asked, f"leads to {self.subject}: {self.reason}"
            self.args = (f"{self.subject}: {self.reason}",)
        return self


class RefusedError(FetchError):
    """An address that this program will not ask."""


class NotAskedError(FetchError):
    """Nobody was asked: reading is offline, and what is at hand does not hold the answer."""


class SourceError(BlogArchiveError):
    """A local file, folder or stream that cannot be read."""

    exit_code = 3


class NotAPostError(BlogArchiveError):
    """Something was read, but it is not a blog post."""

    exit_code = 4


class IncompleteError(BlogArchiveError):
    """The result is known to be incomplete and the user asked for nothing less."""

    exit_code = 5


class ArchiveError(BlogArchiveError):
    """The archive cannot be used: damaged, foreign, too new, or not writable."""

    exit_code = 6


class ArchiveLockedError(ArchiveError):
    """Another process is writing to the archive."""

    exit_code = 75


class OutputError(BlogArchiveError):
    """The result could not be written; what stood there before is unharmed."""

    exit_code = 7


class SomeFailedError(BlogArchiveError):
    """Some of many posts could not be visited; the others were."""

    exit_code = 8


class AlarmError(BlogArchiveError):
    """Something was found that somebody should look at: a post that is gone, or shows none of its comments any more."""

    exit_code = 9
