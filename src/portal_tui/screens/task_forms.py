"""The form that a task shows, in the reader's language: its own, or a declaration's."""

from typing import Any

import msgspec

from portal_tui.contract.pages import Text
from portal_tui.forms.model import Form
from portal_tui.forms.read import read_form
from portal_tui.session import Session
from portal_tui.texts import Texts
from portal_tui.widgets.workspace.task_pane import in_its_language


def form_of(kind: str, document: str, session: Session, *, declared: Text | None = None) -> Form | None:
    """The form of a task of that kind, None where it has none.

    ``document`` is JSON, or empty; ``declared`` is what a declaration's signature stands under.
    """
    if kind == "declaration":
        return read_form(declaration_form(session.texts, declared), session.language)
    if not document:
        return None
    portal = session.portal
    return read_form(msgspec.json.decode(document), session.language, portal.language if portal else None)


def declaration_form(text: Texts, declared: Text | None = None) -> dict[str, Any]:
    """A declaration is a form of two fields below what is declared: accept, and sign by typing one's name."""
    what = [{"type": "Label", "text": in_its_language(declared, text)}] if declared else []
    return {
        "name": "declaration",
        "jsonSchema": {
            "type": "object",
            "required": ["accepted", "name"],
            "properties": {
                "accepted": {"type": "boolean", "const": True, "title": text("declaration.accept")},
                "name": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200,
                    "title": text("declaration.name"),
                    "description": text("declaration.name.help"),
                },
            },
        },
        "uiSchema": {
            "type": "VerticalLayout",
            "elements": [
                *what,
                {"type": "Control", "scope": "#/properties/accepted"},
                {"type": "Control", "scope": "#/properties/name"},
            ],
        },
    }
