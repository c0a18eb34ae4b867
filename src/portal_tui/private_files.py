"""Folders and files that only their owner may read: 0700 and 0600, whatever the umask is."""

import os
from pathlib import Path
from typing import BinaryIO, Final

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""A new file: never one that exists, never through a symbolic link. The last two exist on some platforms."""

_ATTEMPTS: Final = 1000

_LONGEST: Final = 200
"""Bytes of a file name: less than every file system's 255, so that other programs may still add to it."""

_LONGEST_SUFFIX: Final = 20


def private_folder(path: Path) -> Path:
    """Make ``path`` a folder of mode 0700, with the parents that it needs; raises OSError."""
    for folder in reversed((path, *path.parents)):
        if not folder.exists():
            folder.mkdir(0o700, exist_ok=True)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(0o700)
    return path


def create(path: Path) -> BinaryIO:
    """A new file of mode 0600, open for writing; raises FileExistsError, also for a symbolic link."""
    return os.fdopen(os.open(path, _NEW, 0o600), "wb")


def create_beside(folder: Path, name: str) -> tuple[BinaryIO, Path]:
    """A new file in ``folder`` called ``name``, or ``name (1)``, ``name (2)``… where there is one already."""
    for number in range(_ATTEMPTS):
        path = folder / fitting(name, number)
        try:
            return create(path), path
        except FileExistsError:
            continue
    raise FileExistsError(f"{_ATTEMPTS} files called {name}")


def save_beside(folder: Path, name: str, content: bytes) -> Path:
    """Write ``content`` to a new file, safe on the disk, and say where; on OSError nothing is left of it."""
    file, path = create_beside(folder, name)
    try:
        with file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path


def replace(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``, mode 0600, at once: a reader sees the old or the new, never a part."""
    beside = save_beside(path.parent, f"{path.name}.new", content)
    try:
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def fitting(name: str, number: int = 0) -> str:
    """``name`` with a number where it isn't 0, in at most 200 bytes: the stem gives way, a suffix stays."""
    suffix = Path(name).suffix
    if len(suffix.encode()) > _LONGEST_SUFFIX:
        suffix = ""
    ending = f" ({number}){suffix}" if number else suffix
    return shortened(name.removesuffix(suffix), _LONGEST - len(ending.encode())) + ending


def shortened(text: str, size: int) -> str:
    """The beginning of ``text`` that fits in ``size`` bytes of UTF-8, no character cut in two."""
    return text.encode()[:size].decode(errors="ignore")
