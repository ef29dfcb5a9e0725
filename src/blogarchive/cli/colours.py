"""Whether a terminal is written to in colours."""

import os


def is_plain() -> bool:
    """Neither colours nor bold: the user asked for none (https://no-color.org), or the terminal knows none."""
    return bool(os.environ.get("NO_COLOR")) or knows_nothing()


def knows_nothing() -> bool:
    """A terminal that only prints, such as the one in an editor: what moves its cursor would be shown."""
    return os.environ.get("TERM") == "dumb"
