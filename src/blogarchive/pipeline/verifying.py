"""Whether what is kept of a post can still be read from its stored answers."""

from collections.abc import Callable, Iterator

from blogarchive.archive import Archive, Part, Problem
from blogarchive.errors import ArchiveError, BlogArchiveError, SourceError
from blogarchive.pipeline.rereading import read_again

_SAID = 5  # losses of one post that are spelled out


def readings(archive: Archive, part: Part, step: Callable[[str], None]) -> Iterator[Problem]:
    """A problem for each post whose stored answers give less than its record says. A better reading is none, nor is it where answers are not kept
    or were removed on request.
    """
    for post in archive.posts():
        if not part.holds(post.id):
            continue
        step(f"{post.id}: {post.title or post.url}")
        name = f"{post.id} ({post.title or post.url})"
        try:
            reading = read_again(archive, post.id)
            losses = () if reading.is_short else reading.losses
        except (SourceError, ArchiveError):
            continue  # no answers are kept; or they are damaged, which is told already
        except BlogArchiveError as error:
            losses = (error.reason,)
        more = f" and {len(losses) - _SAID} more" if len(losses) > _SAID else ""
        if losses:
            yield Problem(
                code="reading", post=name, message=f"in its stored answers, {'; '.join(losses[:_SAID])}{more}"
            )
