"""What kind of picture some bytes are (text.raster)."""

from blogarchive.text.raster import media_type, size

__all__ = ["media_type", "size"]
