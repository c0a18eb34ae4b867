"""Which files the answers of a form refer to (T6)."""

from typing import Any

from portal_tui.contract.applications import Document
from portal_tui.contract.references import is_in_form, reference_of


def left_behind(document: Document, answers: Any) -> bool:
    """Whether it was attached to a field of a form and no answer refers to it any more."""
    return is_in_form(document.slot) and reference_of(document.id) not in set(_texts(answers))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inside for text in _texts(each)]
