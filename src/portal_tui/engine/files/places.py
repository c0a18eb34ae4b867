"""Which places a portal's files are at: its database remembers each, and which one new files go to.

A place is known by its mark, a random text that lies there: a folder that isn't mounted, or another portal's
bucket, is noticed before anything is written there or removed.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from portal_tui.engine.storage.queries import query
from portal_tui.engine.storage.store import Store

from .database import DATABASE, DATABASE_ID, InDatabase
from .place import FilesError, Place

S3 = "s3://"


class Numbered(msgspec.Struct, frozen=True):
    """A place that the database remembers."""

    id: int
    address: str
    mark: str


def place_at(address: str, database: Store) -> Place:
    """The place at an address as :func:`normal` has it, looked at by nobody yet. Raises FilesError."""
    if address == DATABASE:
        return InDatabase(database)
    if not address.startswith(S3):
        from .folder import InFolder

        return InFolder(Path(address))
    if find_spec("obstore") is None:
        raise FilesError("library-missing", address)
    from .s3 import InBucket

    return InBucket(address)


def normal(given: str) -> str:
    """An address as it is remembered: ``database``, an absolute path, ``s3://…/…``. Raises FilesError."""
    if given == DATABASE:
        return given
    if given.startswith(S3):
        bucket, _, prefix = given.removeprefix(S3).partition("/")
        if not bucket or any(sign in given for sign in "@?#"):
            raise FilesError("wrong-address", given)
        return f"{S3}{bucket}/{prefix.strip('/')}".rstrip("/")
    if "://" in given or not given:
        raise FilesError("wrong-address", given)
    return str(Path(given).expanduser().resolve())


class Places:
    """The places of one database; used by one thread at a time. Everything raises FilesError."""

    def __init__(self, database: Store) -> None:
        self._database = database
        self._open: dict[int, tuple[Numbered, Place]] = {DATABASE_ID: (_DATABASE, InDatabase(database))}

    def in_use(self) -> tuple[int, Place]:
        """Where new files go: its number, and the place."""
        return self._opened(self._one("bytes.place_in_use"))

    def at(self, place_id: int) -> Place:
        """The place with this number."""
        if place_id == DATABASE_ID:
            return self._open[DATABASE_ID][1]
        return self._opened(self._one("bytes.place", id=place_id))[1]

    def check_in_use(self) -> None:
        """See that new files can be kept."""
        self._open = {DATABASE_ID: self._open[DATABASE_ID]}
        self.in_use()

    def choose(self, given: str) -> bool:
        """From now on new files go to ``given``; whether that is a change.

        A place that nobody has marked becomes this portal's. Raises FilesError("other-place") where they go
        elsewhere than in the database already: other processes may rely on it.
        """
        address = normal(given)
        used = self._one("bytes.place_in_use")
        if address == used.address:
            return False
        if used.id != DATABASE_ID:
            raise FilesError("other-place", address, used=used.address)
        self.use(self.take(given))
        return True

    def take(self, given: str) -> int:
        """The number of the place at ``given``, marked as this portal's where nobody had.

        It is remembered before it is marked: who is stopped in between, or isn't alone, goes on with it.
        """
        address = normal(given)
        place = place_at(address, self._database)
        mark = place.mark()
        if mark and address not in {each.address for each in self.known()}:
            raise FilesError("other-portal", address)
        numbered = self._remembered(address)
        if not mark and not self._database.rows(query("bytes.at_place"), {"id": numbered.id}):
            try:
                place.set_mark(numbered.mark)
            except FilesError:
                self.forget(numbered.id)
                raise
        return self._opened(numbered)[0]

    def _remembered(self, address: str) -> Numbered:
        from secrets import token_hex

        with self._database.writing():
            names = {"address": address, "mark": token_hex(16)}
            self._database.run(query("bytes.add_place"), names)
        return next(each for each in self.known() if each.address == address)

    def forget(self, place_id: int) -> bool:
        """Remember a place no longer where no file is at it or goes to it; whether that is so."""
        with self._database.writing():
            gone = self._database.run(query("bytes.forget_place"), {"id": place_id})
        if gone:
            self._open.pop(place_id, None)
        return bool(gone)

    def use(self, place_id: int) -> None:
        """Let new files go there."""
        with self._database.writing():
            self._database.run(query("bytes.use_place"), {"id": place_id})

    def readdress(self, given: str) -> None:
        """A place of this portal is now at ``given``: moved, mounted elsewhere, or a copy of it.

        Raises FilesError("unknown-mark") where what lies there isn't this portal's.
        """
        address = normal(given)
        mark = place_at(address, self._database).mark()
        found = next((each for each in self.known() if mark and each.mark == mark), None)
        if found is None:
            raise FilesError("unknown-mark", address)
        with self._database.writing():
            self._database.run(query("bytes.readdress"), {"id": found.id, "address": address})
        self._open.pop(found.id, None)

    def known(self) -> list[Numbered]:
        """Every place, the database first."""
        rows = self._database.dicts(query("bytes.places"), {})
        return [Numbered(row["id"], row["address"], row["mark"]) for row in rows]

    def _one(self, name: str, **params: Any) -> Numbered:
        return msgspec.convert(self._database.dicts(query(name), params)[0], Numbered)

    def _opened(self, numbered: Numbered) -> tuple[int, Place]:
        """The place, opened once and seen to be the one that is meant."""
        found = self._open.get(numbered.id)
        if found is None or found[0] != numbered:
            place = place_at(numbered.address, self._database)
            mark = place.mark()
            if mark != numbered.mark:
                raise FilesError("other-portal" if mark else "no-mark", numbered.address)
            self._open[numbered.id] = found = (numbered, place)
        return numbered.id, found[1]


_DATABASE = Numbered(DATABASE_ID, DATABASE, "")
