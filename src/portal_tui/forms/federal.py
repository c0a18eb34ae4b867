"""Turns the small UI dialect of the United States federal forms into ours.

There a form is a list of ``section`` whose ``children`` point into the schema: ``field``; ``null`` (not
asked: the portal fills it in); ``fieldList`` (a repeated group); ``multiField`` (several fields in one
widget: a ``Table``; of any other, its fields one below the other, each where the form asks for it first).
Every element made here says in ``x-at`` from which place of the document it comes.
"""

from collections.abc import Mapping
from typing import Any

LANGUAGE = "en"
"""What these forms are written in, where they don't say."""

_FORMATS = {"dollar": "money", "currency": "money", "percentage": "percentage"}
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
    _ask_once(elements, set())
    return {"type": "VerticalLayout", "elements": elements}


def _ask_once(elements: list[Any], asked: set[str]) -> None:
    """Of fields that stand in several unknown widgets, only the first is kept."""
    for element in elements:
        children = element.get("elements") if isinstance(element, Mapping) else None
        if not isinstance(children, list):
            continue
        if element.get("x-fields-of-a-widget"):
            children[:] = [each for each in children if each["scope"] not in asked]
            asked.update(each["scope"] for each in children)
        _ask_once(children, asked)


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
            return _field(element, at, within, asked=kind in ("field", "input"))
        case "fieldList":
            return _list(element, at, within)
        case "multiField" if element.get("widget") == "Table":
            return _table(element, at)
        case "multiField":
            return _fields(element, at, within)
        case _ if "definition" in element:
            return {**_field(element, at, within, asked=True), "x-unknown-type": element.get("type")}
        case _:
            return {**element, "x-at": at}


def _children(element: Mapping[str, Any], at: str, within: str = "") -> list[Any]:
    children = element.get("children")
    if not isinstance(children, list):
        return []
    return [_element(each, f"{at}/children/{index}", within) for index, each in enumerate(children)]


def _definitions(element: Mapping[str, Any]) -> list[str]:
    """Where an element points; a field that only has a name is the property of that name."""
    given = element.get("definition")
    if given is None and isinstance(element.get("name"), str):
        given = f"/properties/{element['name']}"
    return [str(each) for each in (given if isinstance(given, list) else [given])]


def _field(element: Mapping[str, Any], at: str, within: str, *, asked: bool) -> dict[str, Any]:
    """A control; of an element that points to several fields, one for each."""
    if len(_definitions(element)) > 1:
        return _fields(element, at, within, asked=asked)
    return _control(element, at, within, asked=asked)


def _fields(element: Mapping[str, Any], at: str, within: str, *, asked: bool = True) -> dict[str, Any]:
    controls = [
        {
            **_control({**element, "definition": each}, at, within, asked=asked),
            "x-at": f"{at}/definition/{index}",
        }
        for index, each in enumerate(_definitions(element))
    ]
    return {"type": "VerticalLayout", "x-at": at, "elements": controls, "x-fields-of-a-widget": True}


def _control(element: Mapping[str, Any], at: str, within: str, *, asked: bool) -> dict[str, Any]:
    options: dict[str, Any] = dict(_WIDGETS.get(str(element.get("widget")), {}))
    if element.get("format") in _FORMATS:
        options |= {"format": _FORMATS[str(element["format"])], "x-currency": "USD"}
    if not asked:
        options["readonly"] = True
    scope = next(iter(_definitions(element)), "")
    own = element.get("schema")
    texts = (
        {name: own[name] for name in ("title", "description") if name in own}
        if isinstance(own, Mapping)
        else {}
    )
    return {
        "type": "Control",
        "x-at": at,
        "scope": "#" + scope.removeprefix(within),
        "options": options,
        **texts,
    }


def _list(element: Mapping[str, Any], at: str, within: str) -> dict[str, Any]:
    """A repeated group: the list is where its children's definitions go through ``items``."""
    definitions = [path for each in _mappings(element.get("children")) for path in _definitions(each)]
    list_path = next((path.partition("/items/")[0] for path in definitions if "/items/" in path), None)
    if list_path is None:
        group = {"type": "Group", "x-at": at, "label": element.get("label", "")}
        return {**group, "elements": _children(element, at, within)}
    entry = {"type": "VerticalLayout", "elements": _children(element, at, f"{list_path}/items")}
    helps = (element.get(name) for name in ("description", "minItemsHelperText", "maxItemsHelperText"))
    return {
        "type": "Control",
        "x-at": at,
        "scope": "#" + list_path.removeprefix(within),
        "x-entry-title": element.get("label", ""),
        "description": "\n".join(each for each in helps if isinstance(each, str) and each),
        "label": not element.get("hideFieldListHeading"),
        "options": {"detail": entry},
    }


def _table(element: Mapping[str, Any], at: str) -> dict[str, Any]:
    base = element.get("definition")
    prefix = str(base[0]) if isinstance(base, list) and base else base if isinstance(base, str) else ""
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
