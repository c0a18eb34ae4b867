"""Folders and files that only their owner may read: 0700 and 0600, whatever the umask is."""

import os
from pathlib import Path
from typing import BinaryIO, Final

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""A new file: never one that exists, never through a symbolic link. The last two exist on some platforms."""

_ATTEMPTS: Final = 1000


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


def create_beside(folder: Path, name: str, *, longest: int = 200) -> tuple[BinaryIO, Path]:
    """A new file in ``folder`` called ``name``, or ``name (1)``, ``name (2)``… where there is one already.

    ``longest`` is the length of its name in bytes at most: the stem gives way, the suffix stays.
    """
    suffix = Path(name).suffix
    stem = name.removesuffix(suffix)
    for attempt in range(_ATTEMPTS):
        ending = f" ({attempt}){suffix}" if attempt else suffix
        path = folder / (shortened(stem, longest - len(ending.encode())) + ending)
        try:
            return create(path), path
        except FileExistsError:
            continue
    raise FileExistsError(f"{_ATTEMPTS} files called {name}")


def replace(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``, mode 0600, at once: a reader sees the old or the new, never a part."""
    file, beside = create_beside(path.parent, f"{path.name}.new")
    try:
        with file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def shortened(text: str, size: int) -> str:
    """The beginning of ``text`` that fits in ``size`` bytes of UTF-8, no character cut in two."""
    return text.encode()[:size].decode(errors="ignore")
