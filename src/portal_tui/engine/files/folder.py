"""Files in a folder: private, durable, each whole or not there at all; several processes may share it."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from .place import FilesError, Kept

MARK: Final = "portal-tui-mark"
"""The file that holds a place's mark."""
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class InFolder:
    """``<folder>/<first two digits>/<digest>``, readable by this account only."""

    commits_with_row = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.address = str(folder)

    def put(self, digest: str, content: bytes) -> None:
        """Write beside, then into place; the disk has it when this returns."""
        with self._named():
            self._demand_mark()
        self._write(self._path(digest), content)

    def _write(self, path: Path, content: bytes) -> None:
        with self._named():
            if not path.parent.is_dir():
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                _sync_folder(path.parent.parent)
            beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
            try:
                descriptor = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
                with os.fdopen(descriptor, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                beside.replace(path)
            except BaseException:
                beside.unlink(missing_ok=True)
                raise
            _sync_folder(path.parent)

    def get(self, digest: str) -> bytes:
        """Read the file."""
        with self._named():
            try:
                return self._path(digest).read_bytes()
            except FileNotFoundError:
                self._demand_mark()
                raise FilesError("missing", self.address) from None

    def has(self, digest: str) -> bool:
        """Whether the file exists."""
        with self._named():
            try:
                self._path(digest).stat()
            except FileNotFoundError:
                self._demand_mark()
                return False
            return True

    def _demand_mark(self) -> None:
        """A folder that isn't mounted any more has lost no file."""
        if not (self._folder / MARK).is_file():
            raise FilesError("unreachable", self.address, cause=os.strerror(errno.ENOENT))

    def remove(self, digest: str) -> None:
        """Delete the file."""
        with self._named():
            self._path(digest).unlink(missing_ok=True)

    def kept(self) -> Iterator[Kept]:
        """Every file; one that a process left half written has no digest and its own name."""
        with self._named():
            for shelf in sorted(self._folder.iterdir()):
                if len(shelf.name) != 2 or not shelf.is_dir():
                    continue
                for file in shelf.iterdir():
                    with suppress(FileNotFoundError):
                        found = file.stat()
                        yield Kept(file.name, found.st_size, found.st_mtime)

    def mark(self) -> str:
        """What the mark's file says."""
        with self._named():
            try:
                return (self._folder / MARK).read_text("utf-8").strip()
            except FileNotFoundError:
                return ""

    def set_mark(self, mark: str) -> None:
        """Make the folder, and write the mark's file; or delete that."""
        with self._named():
            if not mark:
                (self._folder / MARK).unlink(missing_ok=True)
                return
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._write(self._folder / MARK, mark.encode())

    def _path(self, digest: str) -> Path:
        shelf = digest.removeprefix(".")[:2]
        return self._folder / shelf / digest

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            code = "full" if error.errno in _FULL else "unreachable"
            raise FilesError(code, self.address, cause=error.strerror or type(error).__name__) from error


def _sync_folder(folder: Path) -> None:
    """Let the disk have the folder's new entry too, where a folder can be opened."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
