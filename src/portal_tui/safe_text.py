"""Makes text from elsewhere harmless: what a terminal obeys, or a reader can't see, becomes U+FFFD (B4).

``clean`` belongs at a backend's edge, ``cleaned`` does it to whole answers. What is shown still goes in as
``textual.content.Content``, never as markup; ``widgets.guard`` is the second line, at the terminal's edge.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin
from uuid import UUID

import msgspec

from .secret import Secret

T = TypeVar("T")

REPLACEMENT: Final = "\ufffd"

TERMINAL_CONTROLS: Final = "\x00-\x1f\x7f-\x9f"
"""C0, DEL and C1, as ranges of a character class: what a terminal may obey."""

DECEIVERS: Final = (
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction: shows another order than the text has
    "\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # invisible, or breaks lines
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # invisible: layout of rare scripts
    "\U000e0000-\U000e007f"  # invisible: tags, which spell whole sentences
    "\ud800-\udfff"  # halves of surrogate pairs: no output can encode them
)
"""What deceives a reader or breaks output. ZWJ and ZWNJ stay: names in several scripts need them."""

_HARMFUL: Final = re.compile(f"(?![\t\n])[{TERMINAL_CONTROLS}{DECEIVERS}]")


def clean(text: str) -> str:
    """``text`` with every harmful character replaced by U+FFFD; line breaks are ``\\n``. Idempotent (B4)."""
    if text.isprintable():
        return text
    return _HARMFUL.sub(REPLACEMENT, text.replace("\r\n", "\n"))


def cleaned(value: T) -> T:
    """``value`` with every string in it cleaned: structs, dicts (keys too), sequences, sets, at any depth.

    What needs no cleaning is returned as the same object; bytes and secrets are left alone. (B4)
    """
    kind: type = type(value)
    cleaner = _cleaner(kind)
    return value if cleaner is None else cleaner(value)


_Cleaner = Callable[[Any], Any]


@cache
def _cleaner(kind: type) -> _Cleaner | None:
    """How values of this type are cleaned; None: there is nothing to clean in them."""
    if issubclass(kind, _HARMLESS):
        return None
    if issubclass(kind, str):
        return clean
    if issubclass(kind, dict):
        return _clean_dict
    if issubclass(kind, list | tuple | set | frozenset):
        rebuild = getattr(kind, "_make", kind)
        return lambda value: _clean_items(value, rebuild)
    if issubclass(kind, msgspec.Struct):
        fields = tuple(
            field.name for field in msgspec.structs.fields(kind) if not _always_harmless(field.type)
        )
        return (lambda value: _clean_struct(value, fields)) if fields else None
    return None


def _clean_dict(value: dict[Any, Any]) -> dict[Any, Any]:
    items = [(cleaned(key), cleaned(item)) for key, item in value.items()]
    same = all(
        key is old_key and item is old_item
        for (key, item), (old_key, old_item) in zip(items, value.items(), strict=True)
    )
    return value if same else dict(items)


def _clean_items(value: Any, rebuild: Callable[[list[Any]], Any]) -> Any:
    items = [cleaned(item) for item in value]
    same = all(new is old for new, old in zip(items, value, strict=True))
    return value if same else rebuild(items)


def _clean_struct(value: Any, fields: tuple[str, ...]) -> Any:
    changes = {}
    for name in fields:
        old = getattr(value, name)
        new = cleaned(old)
        if new is not old:
            changes[name] = new
    return msgspec.structs.replace(value, **changes) if changes else value


_HARMLESS: Final = (int, float, bytes, NoneType, Secret, Enum, Decimal, UUID, date, datetime, time, timedelta)


def _always_harmless(annotation: Any) -> bool:
    """Whether no value of a field with this annotation can hold a string that needs cleaning."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _always_harmless(get_args(annotation)[0])
    if origin is Literal:
        return True
    if origin in (Union, UnionType):
        return all(_always_harmless(part) for part in get_args(annotation))
    return isinstance(annotation, type) and issubclass(annotation, _HARMLESS)
