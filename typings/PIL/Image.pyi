from typing import BinaryIO

class DecompressionBombError(Exception): ...
class DecompressionBombWarning(RuntimeWarning): ...

class Resampling:
    LANCZOS: int

class Image:
    size: tuple[int, int]
    mode: str
    format: str | None
    info: dict[str, object]
    def convert(self, mode: str) -> Image: ...
    def getcolors(self, maxcolors: int = 256) -> list[tuple[int, object]] | None: ...
    def resize(self, size: tuple[int, int], resample: int) -> Image: ...
    def save(self, fp: BinaryIO, format: str, **params: object) -> None: ...  # noqa: A002

def open(fp: BinaryIO) -> Image: ...  # noqa: A001
def new(mode: str, size: tuple[int, int], color: object = 0) -> Image: ...
