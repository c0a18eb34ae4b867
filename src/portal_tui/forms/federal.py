"""Turns the small UI dialect of the United States federal forms into ours.

There a form is a list of ``section`` whose ``children`` point into the schema: ``field``; ``null`` (not
asked: the portal fills it in); ``fieldList`` (a repeated group); ``multiField`` with the widget ``Table``.
Every element made here says in ``x-at`` from which place of the document it comes.
"""

from collections.abc import Mapping
from typing import Any

_FORMATS = {"dollar": "money", "percentage": "percentage"}
_WIDGETS: dict[str, dict[str, Any]] = {
    "Attachment": {"format": "documents"},
    "AttachmentArray": {"format": "documents"},
    "TextArea": {"multi": True},
    "Radio": {"format": "radio"},
    "Select": {"format": "list"},
}


def converted(sections: list[Any]) -> dict[str, Any]:
    """The UI schema in our dialect."""
    elements = [_element(each, f"/uiSchema/{index}") for index, each in enumerate(sections)]
    return {"type": "VerticalLayout", "elements": elements}


def _element(element: Any, at: str, within: str = "") -> Any:
    if not isinstance(element, Mapping):
        return element
    match element.get("type"):
        case "section":
            return {
                "type": "Group",
                "x-at": at,
                "label": element.get("label", ""),
                "description": element.get("description", ""),
                "elements": _children(element, at),
            }
        case "field" | "null" | "input" | "readOnly" as kind:
            return _control(element, at, within, asked=kind in ("field", "input"))
        case "fieldList":
            return _list(element, at, within)
        case "multiField" if element.get("widget") == "Table":
            return _table(element, at)
        case _ if "definition" in element:
            return {**_control(element, at, within, asked=True), "x-unknown-type": element.get("type")}
        case _:
            return {**element, "x-at": at}


def _children(element: Mapping[str, Any], at: str, within: str = "") -> list[Any]:
    children = element.get("children")
    if not isinstance(children, list):
        return []
    return [_element(each, f"{at}/children/{index}", within) for index, each in enumerate(children)]


def _control(element: Mapping[str, Any], at: str, within: str, *, asked: bool) -> dict[str, Any]:
    options: dict[str, Any] = dict(_WIDGETS.get(str(element.get("widget")), {}))
    if element.get("format") in _FORMATS:
        options |= {"format": _FORMATS[str(element["format"])], "x-currency": "USD"}
    if not asked:
        options["readonly"] = True
    definition = element.get("definition")
    scope = definition[0] if isinstance(definition, list) and definition else definition
    relative = str(scope).removeprefix(within) if within else str(scope)
    return {"type": "Control", "x-at": at, "scope": "#" + relative, "options": options}


def _list(element: Mapping[str, Any], at: str, within: str) -> dict[str, Any]:
    """A repeated group: the list is where its children's definitions go through ``items``."""
    definitions = [str(each.get("definition")) for each in _mappings(element.get("children"))]
    list_path = definitions[0].partition("/items/")[0] if definitions else ""
    entry = {"type": "VerticalLayout", "elements": _children(element, at, f"{list_path}/items")}
    return {
        "type": "Control",
        "x-at": at,
        "scope": "#" + list_path.removeprefix(within),
        "x-entry-title": element.get("label", ""),
        "description": element.get("description", ""),
        "label": not element.get("hideFieldListHeading"),
        "options": {"detail": entry},
    }


def _table(element: Mapping[str, Any], at: str) -> dict[str, Any]:
    base = element.get("definition")
    prefix = str(base[0]) if isinstance(base, list) and base else ""
    content = element.get("children")
    table: Mapping[str, Any] = content if isinstance(content, Mapping) else {}
    return {
        "type": "Table",
        "x-at": at,
        "columns": [each.get("columnHeader", "") for each in _mappings(table.get("columns"))],
        "rows": [
            [
                _cell(cell, prefix, f"{at}/children/rows/{index}/cells/{column}")
                for column, cell in enumerate(_mappings(row.get("cells")))
            ]
            for index, row in enumerate(_mappings(table.get("rows")))
        ],
    }


def _cell(cell: Mapping[str, Any], prefix: str, at: str) -> Any:
    if cell.get("type") == "plainText":
        return {"type": "Label", "x-at": at, "text": cell.get("staticContent", "")}
    return _element({**cell, "definition": prefix + str(cell.get("definition"))}, at)


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
