"""blogarchive: save a blog post and every word said under it."""

__version__ = "0.1.0"
