"""Tells what a file is by its first bytes, so that a refusal can name it; understands none of it."""

from typing import Final, NamedTuple

from .verdict import JPEG, LABELS, PDF, PNG


class Kind(NamedTuple):
    """What a file is."""

    family: str
    """Files with the same advice: the code of their refusal. Empty for the three that may be accepted."""
    label: str
    """As people call it, in any language."""
    media_type: str = ""


UNKNOWN: Final = Kind("unknown", "?")

_BEGINNINGS: Final = (
    (0, b"%PDF-", Kind("", LABELS[PDF], PDF)),
    (0, b"\x89PNG\r\n\x1a\n", Kind("", LABELS[PNG], PNG)),
    (0, b"\xff\xd8\xff", Kind("", LABELS[JPEG], JPEG)),
    (0, b"GIF8", Kind("image", "GIF")),
    (0, b"II*\0", Kind("image", "TIFF")),
    (0, b"MM\0*", Kind("image", "TIFF")),
    (6, b"\0\0\0\0", Kind("image", "BMP")),  # asked only after BM
    (8, b"WEBP", Kind("image", "WebP")),
    (0, b"8BPS", Kind("image", "Photoshop")),
    (4, b"jP  \r\n\x87\n", Kind("image", "JPEG 2000")),
    (0, b"\xff\x0a", Kind("image", "JPEG XL")),
    (0, b"{\\rtf", Kind("document", "RTF")),
    (0, b"%!PS", Kind("document", "PostScript")),
    (0, b"AC10", Kind("document", "DWG")),
    (0, b"\x1f\x8b", Kind("archive", "GZIP")),
    (0, b"7z\xbc\xaf\x27\x1c", Kind("archive", "7-Zip")),
    (0, b"Rar!\x1a\x07", Kind("archive", "RAR")),
    (0, b"BZh", Kind("archive", "BZIP2")),
    (0, b"\xfd7zXZ\0", Kind("archive", "XZ")),
    (257, b"ustar", Kind("archive", "TAR")),
    (8, b"WAVE", Kind("media", "WAV")),
    (8, b"AVI ", Kind("media", "AVI")),
    (0, b"ID3", Kind("media", "MP3")),
    (0, b"OggS", Kind("media", "Ogg")),
    (0, b"fLaC", Kind("media", "FLAC")),
    (0, b"\x1aE\xdf\xa3", Kind("media", "MKV")),
    (0, b"\x7fELF", Kind("program", "ELF")),
    (0, b"#!", Kind("program", "script")),
)
"""Offset, bytes, what they mean."""

_NEEDED_BEFORE: Final = {"BMP": b"BM", "WebP": b"RIFF", "WAV": b"RIFF", "AVI": b"RIFF"}
"""What a file must begin with for the bytes further in to mean something."""

_IN_ZIP: Final = (
    (b"word/", Kind("document", "Word")),
    (b"xl/", Kind("document", "Excel")),
    (b"ppt/", Kind("document", "PowerPoint")),
    (b"mimetypeapplication/vnd.oasis.opendocument", Kind("document", "OpenDocument")),
    (b"mimetypeapplication/epub", Kind("document", "EPUB")),
    (b"Index/Document.iwa", Kind("document", "Pages")),
    (b"META-INF/MANIFEST.MF", Kind("program", "Java")),
)
"""Names that the members of a ZIP archive have when it is something more."""

_IN_OLE: Final = (
    ("WordDocument", Kind("document", "Word")),
    ("Workbook", Kind("document", "Excel")),
    ("PowerPoint Document", Kind("document", "PowerPoint")),
    ("__substg1.0_", Kind("mail", "Outlook")),
)
"""Names of the parts of Microsoft's older files, which are in UTF-16."""

_BRANDS: Final = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"), Kind("heic", "HEIC")),
    b"avif": Kind("image", "AVIF"),
    b"M4A ": Kind("media", "M4A"),
    b"qt  ": Kind("media", "QuickTime"),
}
"""Of files that begin with ``ftyp``; every other is a film."""

_MARKUP: Final = (
    (b"<!doctype html", Kind("text", "HTML")),
    (b"<html", Kind("text", "HTML")),
    (b"<svg", Kind("image", "SVG")),
    (b"<?xml", Kind("text", "XML")),
)

_HEAD: Final = 1024
"""Bytes in which readers of PDF look for its beginning."""

_UNTYPED: Final = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")
"""Bytes that no text holds."""


def recognise(data: bytes) -> Kind:
    """What ``data`` is, by its beginning; ``UNKNOWN`` where that says nothing."""
    for offset, beginning, kind in _BEGINNINGS:
        if data.startswith(beginning, offset) and data.startswith(_NEEDED_BEFORE.get(kind.label, b"")):
            return kind
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], Kind("media", "MP4"))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for name, kind in _IN_ZIP if name in data), Kind("archive", "ZIP"))
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        found = (kind for name, kind in _IN_OLE if name.encode("utf-16-le") in data)
        return next(found, Kind("document", "Microsoft Office"))
    if data.startswith(b"MZ") and b"\0" in data[:64]:
        return Kind("program", "Windows")
    return _text(data[:8192])


def _text(head: bytes) -> Kind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind("text", "TXT")
    if not head or not _UNTYPED.isdisjoint(head):
        return UNKNOWN
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"<?xml") and b"<svg" in start:
        return Kind("image", "SVG")
    return next((kind for name, kind in _MARKUP if start.startswith(name)), Kind("text", "TXT"))


def pdf_offset(data: bytes) -> int:
    """Where a reader of PDF would take ``data`` for one, from 0; -1 where it wouldn't."""
    return data.find(b"%PDF-", 0, _HEAD)


def ends_as_zip(data: bytes) -> bool:
    """Whether a reader of ZIP would take ``data`` for one, which it does from the end."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 0x10016))
    if end < 0:
        return False
    directory = int.from_bytes(data[end + 12 : end + 16], "little")
    return directory > 0 and data[max(0, end - directory) :].startswith(b"PK\x01\x02")


def png_length(data: bytes) -> int | None:
    """Where the last chunk of a PNG ends, in bytes; None where it has no last chunk."""
    at = 8
    while at + 12 <= len(data):
        following = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IEND":
            return following if following <= len(data) else None
        at = following
    return None
