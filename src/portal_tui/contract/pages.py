"""Pages of long lists: windows on a query, forwards and backwards from any row."""

from typing import Final, Generic, TypeVar

import msgspec

T = TypeVar("T")

END: Final = ""
"""The cursor of a list's end: the page before it is the last one. The only cursor that isn't opaque."""


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """Some rows of a list in its order. A cursor is opaque; None says that the list ends there."""

    items: tuple[T, ...]
    before: str | None = None
    """Cursor of the page before, None at the beginning."""
    after: str | None = None
    """Cursor of the page after, None at the end."""


class Text(msgspec.Struct, frozen=True):
    """A text of the portal in the language it was found in (A6: shown marked where it isn't the reader's)."""

    text: str
    language: str
