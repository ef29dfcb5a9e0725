"""Numbers of things, in words."""


def counted(count: int, what: str) -> str:
    """`1 post`, `2 posts`."""
    return f"{count} {what}{'s' * (count != 1)}"
