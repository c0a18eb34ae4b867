"""What may be uploaded, and what a look at a file comes to (C2)."""

from typing import Final

import msgspec

from portal_tui.contract.decisions import Value

PDF: Final = "application/pdf"
PNG: Final = "image/png"
JPEG: Final = "image/jpeg"

LABELS: Final = {PDF: "PDF", PNG: "PNG", JPEG: "JPEG"}
"""What people call the media types."""

EXTENSIONS: Final = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg"}


class UploadLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What is accepted, and how much may be spent on finding out."""

    media_types: tuple[str, ...] = (PDF, PNG, JPEG)
    max_bytes: int = 5_000_000
    """Inclusive: 5 Mo."""
    max_pixels: int = 40_000_000
    """Of an image, width × height."""
    max_inflated: int = 1_000_000_000
    """Bytes that the compressed streams of a PDF may become in all."""
    memory: int = 1 << 30
    """Bytes of address space of the process that parses, where the platform has such a limit."""
    cpu_seconds: int = 10
    seconds: float = 30.0
    """By the clock."""

    @property
    def accepted(self) -> str:
        """The accepted types as people call them."""
        return ", ".join(LABELS[each] for each in self.media_types)


class Accepted(msgspec.Struct, frozen=True, kw_only=True):
    """A file that may be stored, as it is."""

    media_type: str
    digest: str
    """SHA-256, hexadecimal."""
    size: int
    """Bytes."""
    pages: int | None = None
    """Of a PDF."""
    pixels: tuple[int, int] | None = None
    """Width and height of an image."""
    signed: bool = False
    """Whether it is a digitally signed PDF, which nothing may change (T13)."""

    @property
    def extension(self) -> str:
        """The one that its content deserves, whatever its name says."""
        return EXTENSIONS[self.media_type]


class Rejected(msgspec.Struct, frozen=True):
    """A file that isn't stored, and why: what was found, what is accepted, how to convert."""

    code: str
    params: dict[str, Value] = {}

    @property
    def text_key(self) -> str:
        """Of the sentence, in the catalogues, filled with ``params``."""
        return f"upload.{self.code}"


class Findings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the parser's process says about a file: a refusal, or its measures."""

    refused: str = ""
    """A code of Rejected."""
    params: dict[str, Value] = {}
    pages: int | None = None
    pixels: tuple[int, int] | None = None
    signed: bool = False
