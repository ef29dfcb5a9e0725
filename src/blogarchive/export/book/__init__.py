"""An EPUB 3 book of one post or many: each article and its conversation, with pictures, to be read on any e-reader.

Made by hand after https://www.w3.org/TR/epub-33/, of which https://www.w3.org/TR/epub-overview-33/ is the short form; checked by epubcheck.
"""

from blogarchive.export.book.binding import Book

__all__ = ["Book"]
