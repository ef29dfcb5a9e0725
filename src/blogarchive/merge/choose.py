"""Which source's word is taken for each field of a comment or a post, and what the others said."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from blogarchive.merge.times import Agreed
from blogarchive.model import Difference, Timestamp

R = TypeVar("R")
V = TypeVar("V")
Said = Sequence[tuple[str, R]]


def first(said: Said[R], places: Sequence[int], value: Callable[[R], V]) -> tuple[V | None, str | None]:
    """The first value that is not empty, and its source; `places` are those of the records, the most trusted first."""
    for place in places:
        source, record = said[place]
        if found := value(record):
            return found, source
    return None, None


def others(said: Said[R], name: str, value: Callable[[R], str | None], settled: str | None) -> Iterable[Difference]:
    """What other sources state for a field that was settled otherwise."""
    seen = {settled, None, ""}
    for source, record in said:
        if (stated := value(record)) not in seen:
            seen.add(stated)
            yield Difference(field=name, source=source, value=str(stated))


def opposed(name: str, agreed: Agreed) -> Iterable[Difference]:
    """The tellings of a time that cannot be the same moment as the settled one."""
    for told in agreed.opposed:
        yield Difference(field=name, source=told.source, value=told.time.isoformat() or told.time.raw or "")


def known(sources: Mapping[str, str | None]) -> dict[str, str]:
    """The fields that some source supplied."""
    return {name: source for name, source in sources.items() if source}


def is_told(time: Timestamp | None) -> bool:
    """Whether a source said anything about a time, understood or not."""
    return time is not None and (time.is_known or bool(time.raw))
