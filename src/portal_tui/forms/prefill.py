"""Fields that begin with what is known of the applicant, where the form says so: ``x-prefill`` (T7)."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from .model import Field, Form, Group, Item, Repeated, Table, all_fields

LEGAL_NAME: Final = "legal-name"
SOURCES: Final = frozenset({LEGAL_NAME, "neq", "siret", "siren", "rna", "geographic-code"})
"""What ``x-prefill`` may say: the organisation's name, or an identifier of it by its format."""


def known(form: Form, organisation: Mapping[str, str]) -> dict[str, Any]:
    """What the form asks for and is known, by pointer; ``organisation`` holds values by their source."""
    return {
        field.pointer: organisation[field.prefill]
        for field in all_fields(form)
        if field.prefill in organisation
    }


def with_known(form: Form, values: Mapping[str, Any]) -> Form:
    """The form, whose fields know what the portal has for them."""
    if not values:
        return form
    sections = tuple(
        msgspec.structs.replace(section, items=_told(section.items, values)) for section in form.sections
    )
    return msgspec.structs.replace(form, sections=sections)


def _told(items: tuple[Item, ...], values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(_item(item, values) for item in items)


def _item(item: Item, values: Mapping[str, Any]) -> Item:
    match item:
        case Field() if item.pointer in values:
            return msgspec.structs.replace(item, known=values[item.pointer])
        case Group() | Repeated():
            return msgspec.structs.replace(item, items=_told(item.items, values))
        case Table():
            return msgspec.structs.replace(item, rows=tuple(_told(row, values) for row in item.rows))
        case _:
            return item
