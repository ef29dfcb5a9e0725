"""Bounds that the command line must know without the client's settings."""

LONGEST = 86_400
"""Seconds that anything may be told to take: some systems cannot count many more, and nobody means them."""
