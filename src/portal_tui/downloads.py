"""Saves documents that others named: a harmless name, over no file, through no link, never opened (C3)."""

import re
import unicodedata
from pathlib import Path
from typing import Final

from .private_files import fitting, save_beside
from .safe_text import REPLACEMENT, clean

NAMELESS: Final = "document"
"""What a file is called when nothing of its name can stay."""

_UNUSABLE: Final = re.compile(f'[<>:"|?*\\t\\n{REPLACEMENT}]')
"""Not allowed in Windows names (``:`` reaches hidden streams there), or not printable."""

_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\..*)?", re.I)
"""Names that Windows takes for devices, whatever their suffix."""


def save(content: bytes, name: str, folder: Path) -> Path:
    """Save a document and say where it lies: mode 0600, `` (1)`` added to a taken name.

    ``name`` may be anything; ``folder`` is the person's choice. Raises OSError, and leaves no half file.
    """
    return save_beside(folder, safe_name(name), content)


def safe_name(name: str) -> str:
    """The last part of ``name`` as a file name for every platform, at most 200 bytes of UTF-8.

    No folder, no leading dot or dash, no control, no device name; never empty.
    """
    last = unicodedata.normalize("NFC", clean(name)).replace("\\", "/").rpartition("/")[2]
    words = _UNUSABLE.sub("_", last).split()
    kept = fitting(" ".join(words).lstrip(".- ").rstrip(". ")).rstrip(". ") or NAMELESS
    return f"_{kept}" if _DEVICE.fullmatch(kept) else kept
