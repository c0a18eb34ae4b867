"""Forms that nobody has seen: any schema of the family, laid out in either dialect or not at all."""

from typing import Any

from hypothesis import strategies as st

NAMES = st.sampled_from(["title", "name", "amount", "a/b", "x~y", "é", "items", "properties", "0", "-"])
TEXTS = st.sampled_from(["", "Total Cost", "[bold]", "日本", "\u202eright", "x" * 200, "two\nlines"])
FORMATS = ("date", "email", "uuid", "money", "siret", "phone", "document")
CHOICES = (["A"], ["A", "B"], [f"{n}: x" for n in range(60)], [1, True, None, "1"])
WIDGETS = ("Attachment", "AttachmentArray", "TextArea", "Radio", "Select", "MultiSelect", "Dial", "Table")


def leaf(**declared: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {name: st.just(value) for name, value in declared.items()},
        optional={"title": TEXTS, "description": TEXTS, "readOnly": st.booleans(), "colour": st.just("red")},
    )


LEAVES = st.one_of(
    leaf(type="string"),
    leaf(type="boolean"),
    leaf(type="boolean", const=True),
    leaf(type="string", maxLength=5000),
    leaf(type="string", pattern=r"^(-)?\d*([.]\d{2})?$"),
    leaf(type="string", pattern="^[A-Z]{2}$", minLength=2, maxLength=2),
    leaf(type="array", items={"type": "string", "format": "document"}, maxItems=2),
    st.sampled_from(FORMATS).flatmap(lambda name: leaf(type="string", format=name)),
    st.sampled_from(CHOICES).flatmap(lambda values: leaf(enum=values)),
    st.sampled_from(CHOICES).flatmap(lambda values: leaf(type="array", items={"enum": values})),
    st.sampled_from(("integer", "number", "null", "array", "object")).flatmap(lambda kind: leaf(type=kind)),
    st.sampled_from(
        [True, {}, {"const": "x"}, {"$ref": "#/$defs/one"}, {"$ref": "#/nowhere"}, {"$ref": "#"}]
    ),
)

HOLDS = st.fixed_dictionaries(
    {},
    optional={
        "required": st.lists(NAMES, max_size=1),
        "properties": st.dictionaries(NAMES, LEAVES, max_size=1),
    },
)
CONDITIONS = st.fixed_dictionaries({"if": HOLDS, "then": HOLDS}, optional={"else": HOLDS, "not": HOLDS})


def objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(
        {"type": st.just("object"), "properties": st.dictionaries(NAMES, inner, max_size=4)},
        optional={
            "required": st.lists(NAMES, max_size=2, unique=True),
            "title": TEXTS,
            "allOf": st.lists(CONDITIONS, max_size=2),
        },
    )


def grids(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Objects of objects that ask for the same: tables."""
    rows = st.lists(NAMES, min_size=2, max_size=3, unique=True)
    return st.tuples(rows, objects(inner)).map(
        lambda drawn: {"type": "object", "properties": dict.fromkeys(drawn[0], drawn[1])}
    )


def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    lists = st.fixed_dictionaries(
        {"type": st.just("array"), "items": inner},
        optional={
            "minItems": st.integers(0, 2),
            "maxItems": st.integers(0, 3),
            "contains": st.just({"const": 1}),
        },
    )
    both = st.fixed_dictionaries({"allOf": st.lists(inner, min_size=1, max_size=2)})
    return st.one_of(objects(inner), lists, both, grids(LEAVES))


SCHEMAS = objects(st.recursive(LEAVES, nested, max_leaves=8))


def table(names: list[str]) -> dict[str, Any]:
    """A table of the federal dialect: two columns for each property and a head."""
    cells = [{"type": "field", "definition": f"/{name}", "format": "dollar"} for name in names]
    head = {"type": "plainText", "staticContent": "Row"}
    rows = [{"cells": [head, *cells[at : at + 2]]} for at in range(0, len(cells), 2)]
    return {"columns": [{"columnHeader": each} for each in ("Costs", "Planned", "Real")], "rows": rows}


def federal(draw: st.DrawFn, names: list[str]) -> list[Any]:
    kinds = st.sampled_from(["field", "null", "multiField", "fieldList", "section", "dial"])
    return [
        {
            "type": draw(kinds),
            "label": draw(TEXTS),
            "name": name,
            "definition": f"/properties/{name}",
            "widget": draw(st.sampled_from(WIDGETS)),
            "children": [{"type": "field", "definition": f"/properties/{name}/items/properties/title"}],
        }
        for name in names
    ] + [{"type": "multiField", "widget": "Table", "definition": "/properties", "children": table(names)}]


def jsonforms(draw: st.DrawFn, names: list[str]) -> dict[str, Any]:
    kinds = st.sampled_from(["VerticalLayout", "HorizontalLayout", "Group", "Categorization", "Dial"])
    effects = st.sampled_from(["SHOW", "HIDE", "ENABLE", "DISABLE"])
    scopes = [f"#/properties/{name.replace('~', '~0').replace('/', '~1')}" for name in names]
    controls = [{"type": "Control", "scope": scope} for scope in scopes]
    ruled = [
        {
            **control,
            "rule": {
                "effect": draw(effects),
                "condition": {"scope": draw(st.sampled_from(scopes)), "schema": {}},
            },
        }
        for control in controls
    ]
    rows = [[{"type": "Label", "text": draw(TEXTS)}, control] for control in controls]
    inside = {"type": draw(kinds), "label": draw(TEXTS), "elements": draw(st.sampled_from([controls, ruled]))}
    told = {"type": "Table", "columns": ["", draw(TEXTS)], "rows": rows}
    return {"type": draw(kinds), "elements": [inside, {"type": "Label", "text": draw(TEXTS)}, told]}


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    """A schema with a layout that asks for some of it, or with none."""
    schema = {**draw(SCHEMAS), "$defs": {"one": draw(LEAVES)}}
    document: dict[str, Any] = {"name": "any", "jsonSchema": schema}
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    layout = draw(st.sampled_from((None, federal, jsonforms)))
    return document if layout is None else {**document, "uiSchema": layout(draw, names)}
