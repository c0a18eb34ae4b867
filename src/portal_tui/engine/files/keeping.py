"""Bytes on their way: put before the transaction, referred to in it, read with a look at their digest."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import msgspec

from portal_tui.contract.problems import PortalError, Unavailable

from .place import PASSING, FilesError

if TYPE_CHECKING:
    from portal_tui.engine.work import Work

RETRY_AFTER: Final = 5
"""Seconds after which storage that didn't answer may be asked again."""


class Put(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes that wait for what refers to them."""

    digest: str
    content: bytes
    place_id: int


def put(work: "Work", digest: str, content: bytes) -> Put:
    """Keep the bytes where new files go, before the transaction: it fails, they are too many, nothing more.

    Raises Unavailable.
    """
    with told():
        place_id, place = work.files.in_use()
        if not place.commits_with_row:
            place.put(digest, content)
    return Put(digest=digest, content=content, place_id=place_id)


def refer(work: "Work", given: Put) -> None:
    """Let the database know of the bytes, inside a writing transaction; they are there when it commits.

    The sweep removes with every writer shut out, so what it took since they were put is seen here, and put
    again. Raises Unavailable.
    """
    work.run("bytes.add", digest=given.digest, size=len(given.content), content=b"", place_id=given.place_id)
    with told():
        place = work.files.at(work.value("bytes.place_of", digest=given.digest))
        if not place.has(given.digest):
            place.put(given.digest, given.content)


def read(work: "Work", digest: str, place_id: int) -> bytes:
    """The bytes of a file, the very ones that were put. Raises Unavailable, PortalError."""
    with told():
        return whole(work.files.at(place_id).get(digest), digest, place_id)


def whole(content: bytes, digest: str, place_id: int) -> bytes:
    """The bytes themselves, where they have the digest that they should. Raises FilesError("altered")."""
    if hashlib.sha256(content).hexdigest() != digest:
        raise FilesError("altered", str(place_id))
    return content


@contextmanager
def told() -> Iterator[None]:
    """What is wrong with a place, as those may know it who use the portal: not where it is."""
    try:
        yield
    except FilesError as error:
        if error.code in PASSING:
            raise Unavailable(f"files-{error.code}", retry_after=RETRY_AFTER) from error
        if error.code in ("missing", "altered"):
            raise PortalError(f"file-{error.code}") from error
        raise Unavailable("files-unreachable", retry_after=RETRY_AFTER) from error
