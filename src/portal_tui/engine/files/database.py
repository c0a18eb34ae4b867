"""Files in the portal's own database: a portal is one file, and a backup is whole."""

from collections.abc import Iterator
from typing import Final

from portal_tui.engine.storage.queries import query
from portal_tui.engine.storage.store import Store

from .place import FilesError, Kept

DATABASE: Final = "database"
"""The address of this place."""
DATABASE_ID: Final = 0


class InDatabase:
    """The column ``content`` of the row that names the file."""

    commits_with_row = True
    address = DATABASE

    def __init__(self, database: Store) -> None:
        self._database = database

    def put(self, digest: str, content: bytes) -> None:
        """Fill the file's row, which is there already."""
        self._database.run(query("bytes.put_content"), {"digest": digest, "content": content})

    def get(self, digest: str) -> bytes:
        """The row's content."""
        found = self._database.rows(query("bytes.content"), {"digest": digest})
        if not found:
            raise FilesError("missing", self.address)
        return bytes(found[0][0])

    def has(self, digest: str) -> bool:
        """Whether the row has content."""
        found = self._database.rows(query("bytes.content_size"), {"digest": digest})
        return bool(found and found[0][0])

    def remove(self, digest: str) -> None:
        """Empty the row."""
        self.put(digest, b"")

    def kept(self) -> Iterator[Kept]:
        """Every row's; their age doesn't matter here, for they go with their row."""
        for digest, size in self._database.rows(query("bytes.sizes_in_database")):
            yield Kept(digest, size, 0.0)

    def mark(self) -> str:
        """It needs none."""
        return ""

    def set_mark(self, mark: str) -> None:
        """It needs none."""
