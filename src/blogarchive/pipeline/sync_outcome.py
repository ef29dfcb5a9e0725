"""What a look at a post came to."""

from dataclasses import dataclass
from datetime import datetime

from blogarchive.archive import Result
from blogarchive.model import Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Either `taken`, to be saved as a visit, or the `result` of an attempt that brought none; neither where it was broken off.

    `post_id` is None for a post that is new to the archive. `trouble` says what the host itself could not do (`is_unreached`: it did not even
    answer), `rest` for how many seconds it asked to be left in peace.
    """

    url: str
    at: datetime
    post_id: int | None = None
    taken: Taken | None = None
    result: Result | None = None
    detail: str | None = None
    trouble: str | None = None
    is_unreached: bool = False
    rest: float = 0.0
