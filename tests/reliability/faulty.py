"""A file system that fails at the n-th write, tears it, or loses what isn't synchronised; then it is dead."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import apsw

Fault = Literal["fails", "tears", "loses"]


class FaultyFiles(apsw.VFS):
    """SQLite's default file system while it is registered. ``count`` says how many writes there were."""

    def __init__(self, *, at: int = 0, fault: Fault = "fails") -> None:
        self.base = apsw.vfs_names()[0]
        self.at, self.fault = at, fault
        self.count = 0
        self.synced: list[str] = []
        self.dead = False
        self._undo: list[tuple[str, int, bytes, int]] = []
        super().__init__("faulty", self.base, makedefault=True)

    def xOpen(self, name: Any, flags: list[int]) -> "FaultyFile":  # noqa: N802 - SQLite's name
        return FaultyFile(self, name, flags)

    def before_writing(self, path: str, offset: int, length: int) -> None:
        """Remember what stands where something is about to be written."""
        with open(path, "rb") as file:  # noqa: PTH123 - as near to the system as it gets
            file.seek(offset)
            self._undo.append((path, offset, file.read(length), os.path.getsize(path)))  # noqa: PTH202

    def synchronised(self, path: str) -> None:
        """What was written to this file so far will stay."""
        self.synced.append(path)
        self._undo = [entry for entry in self._undo if entry[0] != path]

    def die(self) -> None:
        """From now on nothing works; in a power cut, nothing since the last synchronisation was written."""
        self.dead = True
        if self.fault == "loses":
            for path, offset, before, size in reversed(self._undo):
                with open(path, "r+b") as file:  # noqa: PTH123
                    file.seek(offset)
                    file.write(before)
                    file.truncate(size)


class FaultyFile(apsw.VFSFile):
    """One of its files."""

    def __init__(self, files: FaultyFiles, name: Any, flags: list[int]) -> None:
        self.files = files
        self.path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        super().__init__(files.base, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._alive()
        self.files.count += 1
        self.files.before_writing(self.path, offset, len(data))
        if self.files.count == self.files.at:
            if self.files.fault == "tears":
                super().xWrite(bytes(data)[: len(data) // 2], offset)
            self.files.die()
            raise apsw.IOError
        super().xWrite(data, offset)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        self._alive()
        return super().xRead(amount, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._alive()
        super().xSync(flags)
        self.files.synchronised(self.path)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._alive()
        super().xTruncate(size)

    def _alive(self) -> None:
        if self.files.dead:
            raise apsw.IOError


@contextmanager
def faulty(*, at: int = 0, fault: Fault = "fails") -> Iterator[FaultyFiles]:
    """Everything that is opened meanwhile is on such files."""
    files = FaultyFiles(at=at, fault=fault)
    try:
        yield files
    finally:
        files.unregister()
