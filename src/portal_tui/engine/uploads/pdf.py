"""Reads a PDF's structure; only ever run in the parser's process."""

import re
import zlib
from contextlib import suppress
from io import BytesIO
from typing import Any, Final

from pypdf import PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from .verdict import LABELS, PDF, Findings, UploadLimits

_STREAM: Final = re.compile(rb"\bstream\r?\n")
_FILTERS: Final = re.compile(rb"/Filter\s*\[([^\]]*)\]")
_EXPANDING: Final = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL|BrotliDecode)\b")

_READ: Final = 1 << 16
_PIECE: Final = 1 << 18
"""Bytes that are read and written at a time when inflating."""

_TAIL: Final = 1024
"""Bytes in which a whole PDF has its end mark."""


def measure_pdf(data: bytes, limits: UploadLimits) -> Findings:
    """The pages of a PDF that is whole and open, and whether it is signed; or why it is refused."""
    if b"%%EOF" not in data[-_TAIL:]:
        return _damaged()
    if _is_bomb(data, limits.max_inflated):
        return Findings(refused="pdf-bomb")
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            return Findings(refused="pdf-encrypted")
        pages = len(reader.pages)
        return Findings(pages=pages, signed=_is_signed(reader)) if pages else Findings(refused="pdf-no-pages")
    except DependencyError:  # a cipher for which a further library is needed
        return Findings(refused="pdf-encrypted")
    except LimitReachedError:
        return Findings(refused="pdf-bomb")
    except PyPdfError:
        return _damaged()


def _damaged() -> Findings:
    return Findings(refused="damaged", params={"found": LABELS[PDF]})


def _is_signed(reader: PdfReader) -> bool:
    """Whether a signature field is signed; its bytes may outlive a removed signature, so they don't count."""
    fields: dict[str, Any] = reader.get_fields() or {}
    return any(field.get("/FT") == "/Sig" and field.get("/V") for field in fields.values())


def _is_bomb(data: bytes, most: int) -> bool:
    """Whether its streams, wherever they lie, inflate to more than ``most`` bytes or were compressed twice.

    Other filters than Flate are left to pypdf's limits: they aren't decoded here.
    """
    if any(len(_EXPANDING.findall(filters)) > 1 for filters in _FILTERS.findall(data)):
        return True
    left = most
    for stream in _STREAM.finditer(data):
        left -= _inflated(memoryview(data)[stream.end() :], left)
        if left < 0:
            return True
    return False


def _inflated(data: memoryview, most: int) -> int:
    """How many bytes ``data`` begins by inflating to, counted no further than a piece beyond ``most``."""
    inflater = zlib.decompressobj()
    size = 0
    with suppress(zlib.error):  # not compressed, or damaged: a reader stops there too
        for start in range(0, len(data), _READ):
            waiting: bytes | memoryview = data[start : start + _READ]
            while waiting and not inflater.eof:
                size += len(inflater.decompress(waiting, _PIECE))
                waiting = inflater.unconsumed_tail
                if size > most:
                    return size
            if inflater.eof:
                break
    return size
