"""The one function of dateparser that is used here."""

from collections.abc import Mapping, Sequence
from datetime import datetime

def parse(
    date_string: str, *, languages: Sequence[str] | None = None, settings: Mapping[str, object] | None = None
) -> datetime | None: ...
