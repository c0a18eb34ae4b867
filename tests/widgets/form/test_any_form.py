"""Forms that nobody has seen: whatever their schema says, they are drawn, and what is typed is kept."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal_tui.forms.answers import parse_answer, show_answer
from portal_tui.forms.check import check
from portal_tui.forms.filling import Filling
from portal_tui.forms.model import Field, all_fields
from portal_tui.forms.page import Page
from portal_tui.forms.pointers import ABSENT
from portal_tui.forms.preview import preview
from portal_tui.forms.read import read_form
from tests.widgets.form_app import FormApp

NAMES = st.sampled_from(["title", "name", "amount", "a/b", "x~y", "é", "items", "properties", "0", "-"])
TEXTS = st.sampled_from(["", "Total Cost", "[bold]", "日本", "\u202eright", "x" * 200, "two\nlines"])
WIDGETS = st.sampled_from(
    ["Attachment", "AttachmentArray", "TextArea", "Radio", "Select", "MultiSelect", "Dial"]
)
TYPED = st.sampled_from(
    ["12", "1 234,50", "2026-11-07", "x", "[/bold]", "a@example.org", "日本 ", "oui", "-", "1e400"]
)

LEAVES = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("string")},
        optional={
            "format": st.sampled_from(["date", "email", "uuid", "money", "siret", "phone", "document"]),
            "maxLength": st.sampled_from([1, 60, 5000]),
            "pattern": st.sampled_from(["^[A-Z]{2}$", r"^\d*$"]),
            "enum": st.sampled_from([["A"], ["A", "B"], [f"{n}: x" for n in range(60)]]),
            "title": TEXTS,
            "description": TEXTS,
            "readOnly": st.booleans(),
            "colour": st.just("red"),
        },
    ),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["integer", "number", "boolean", "null", "array", "object"])}
    ),
    st.sampled_from(
        [True, {}, {"const": "x"}, {"$ref": "#/$defs/one"}, {"$ref": "#/nowhere"}, {"$ref": "#"}]
    ),
)


def objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(
        {"type": st.just("object"), "properties": st.dictionaries(NAMES, inner, max_size=4)},
        optional={
            "required": st.lists(NAMES, max_size=2, unique=True),
            "title": TEXTS,
            "allOf": st.lists(
                st.fixed_dictionaries(
                    {
                        "if": st.fixed_dictionaries({"required": st.lists(NAMES, max_size=1)}),
                        "then": st.fixed_dictionaries({"required": st.lists(NAMES, max_size=1)}),
                    }
                ),
                max_size=2,
            ),
        },
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
    return st.one_of(
        objects(inner), lists, st.fixed_dictionaries({"allOf": st.lists(inner, min_size=1, max_size=2)})
    )


SCHEMAS = objects(st.recursive(LEAVES, nested, max_leaves=8))


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    """A schema with a layout of the federal dialect that asks for some of it, or with none."""
    schema = {**draw(SCHEMAS), "$defs": {"one": draw(LEAVES)}}
    document: dict[str, Any] = {"name": "any", "jsonSchema": schema}
    if draw(st.booleans()):
        kinds = st.sampled_from(["field", "null", "multiField", "fieldList", "section", "dial"])
        document["uiSchema"] = [
            {
                "type": draw(kinds),
                "label": draw(TEXTS),
                "name": name,
                "definition": f"/properties/{name}",
                "widget": draw(WIDGETS),
                "children": [{"type": "field", "definition": f"/properties/{name}/items/properties/title"}],
            }
            for name in draw(st.lists(NAMES, max_size=4))
        ]
    return document


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(forms(), TYPED, st.sampled_from([24, 60, 120]))
def test_any_form_is_drawn_and_keeps_what_is_typed(document: dict[str, Any], typed: str, width: int) -> None:
    form = read_form(document, "fr-CA", "en")
    filling = Filling(form, {})
    typed_in = [field for field in all_fields(form) if "/-" not in field.pointer and _is_typed(field)]
    for field in typed_in:
        value = parse_answer(field, typed, "fr-CA")
        filling.put(field.pointer, value)
        kept = filling.value(field.pointer)
        assert kept is not ABSENT
        shown = show_answer(field, kept, "fr-CA")
        assert parse_answer(field, shown, "fr-CA") == value
    filling.set_problems(_problems(form, filling.answers), missing=True)
    page = Page(filling.drawer(), width)
    for y in range(page.height):
        page.line(y)
    assert preview(form, filling.answers, _problems(form, filling.answers), width=max(width, 40))


def _is_typed(field: Field) -> bool:
    return field.kind in ("text", "long-text", "integer", "number", "money", "date", "email")


def _problems(form: Any, answers: Any) -> Any:
    return check(form, answers)


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(forms(), TYPED)
def test_any_form_is_filled_in_on_the_screen(document: dict[str, Any], typed: str) -> None:
    import asyncio

    asyncio.run(_filled_in(document, typed))


async def _filled_in(document: dict[str, Any], typed: str) -> None:
    app = FormApp(document, {})
    async with app.run_test(size=(80, 24)) as pilot:
        seen: set[str] = set()
        while (stop := app.view.sheet.current) is not None and stop.name not in seen and len(seen) < 15:
            seen.add(stop.name)
            if stop.part in ("line", "area"):
                await pilot.press(*("minus" if sign == "-" else sign for sign in typed if sign.isalnum()))
                await pilot.pause()
                expected = "".join(sign for sign in typed if sign.isalnum())
                assert not expected or app.view.filling.value(stop.item.pointer) is not ABSENT
            elif stop.part == "add":
                await pilot.press("enter")
            await pilot.press("tab")
            await pilot.pause()
