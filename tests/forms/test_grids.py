"""An object of objects that ask for the same is a table; whatever would lose a word stays as it is."""

from typing import Any

import pytest

from portal_tui.forms.check import check
from portal_tui.forms.model import Field, Group, Static, Table
from portal_tui.forms.preview import preview
from portal_tui.forms.read import read_form
from tests.forms.federal import document
from tests.forms.test_read import form_of

QUARTERS: dict[str, Any] = {
    "type": "object",
    "properties": {
        "first": {"type": "string", "format": "money"},
        "second": {"type": "string", "format": "money"},
    },
}


def cash(**rows: Any) -> dict[str, Any]:
    return form_of({"cash": {"type": "object", "title": "Cash", "description": "Needs.", "properties": rows}})


def group_of(document: dict[str, Any]) -> Group:
    (item,) = read_form(document, "en").sections[0].items
    assert isinstance(item, Group)
    return item


def test_rows_and_columns() -> None:
    group = group_of(cash(federal=QUARTERS, other=QUARTERS))
    (table,) = group.items
    assert isinstance(table, Table)
    assert (group.title, group.help, group.pointer) == ("Cash", "Needs.", "/cash")
    assert table.columns == ("", "First", "Second")
    assert [row[0].text for row in table.rows if isinstance(row[0], Static)] == ["Federal", "Other"]
    pointers = [cell.pointer for row in table.rows for cell in row if isinstance(cell, Field)]
    assert pointers == [
        "/cash/federal/first",
        "/cash/federal/second",
        "/cash/other/first",
        "/cash/other/second",
    ]


LONG = {"type": "string", "maxLength": 5000}


@pytest.mark.parametrize(
    "rows",
    [
        {"federal": QUARTERS},
        {"federal": QUARTERS, "other": {**QUARTERS, "description": "Only some."}},
        {
            "federal": QUARTERS,
            "other": {**QUARTERS, "properties": {"first": QUARTERS["properties"]["first"]}},
        },
        {"federal": QUARTERS, "remarks": {"type": "string"}},
        {name: {"type": "object", "properties": {"a": LONG, "b": LONG}} for name in ("federal", "other")},
    ],
)
def test_anything_else_stays_a_group(rows: dict[str, Any]) -> None:
    assert not any(isinstance(item, Table) for item in group_of(cash(**rows)).items)


AMOUNT = {"type": "string", "format": "money"}


def test_several_amounts_are_a_column_between_what_stands_before_and_behind() -> None:
    amounts = dict.fromkeys(("personnel", "travel", "total"), AMOUNT)
    group = group_of(cash(program={"type": "string"}, **amounts, more=AMOUNT | {"title": ""}, remarks=LONG))
    kinds = [type(item).__name__ for item in group.items]
    assert kinds == ["Field", "Table", "Field"]
    table = group.items[1]
    assert isinstance(table, Table)
    assert [[getattr(cell, "text", getattr(cell, "pointer", "")) for cell in row] for row in table.rows] == [
        ["Personnel", "/cash/personnel"],
        ["Travel", "/cash/travel"],
        ["Total", "/cash/total"],
        ["More", "/cash/more"],
    ]


def test_two_amounts_or_amounts_that_come_and_go_are_no_column() -> None:
    assert not any(isinstance(item, Table) for item in group_of(cash(a=AMOUNT, b=AMOUNT)).items)
    conditional = cash(a=AMOUNT, b=AMOUNT)
    conditional["jsonSchema"]["properties"]["cash"] |= {
        "if": {"required": ["a"]},
        "then": {"properties": {"c": AMOUNT}},
    }
    assert not any(isinstance(item, Table) for item in group_of(conditional).items)


def test_a_column_of_amounts_stands_close_below_its_title() -> None:
    form = read_form(cash(**dict.fromkeys("abc", AMOUNT)), "en")
    lines = [line.strip() for line in preview(form, {}, width=60).split("\n")]
    at = lines.index("Needs.")
    assert lines[at + 1 : at + 6] == ["", "$", "A  ┃", "B  ┃", "C  ┃"]


def test_rows_of_many_amounts_are_still_rows() -> None:
    (table,) = group_of(
        cash(**{row: {"type": "object", "properties": dict.fromkeys("abcd", AMOUNT)} for row in ("x", "y")})
    ).items
    assert isinstance(table, Table)
    assert table.columns == ("", "A", "B", "C", "D")


def test_what_is_required_of_a_row_is_said_at_its_head_and_below_it() -> None:
    rows = cash(federal=QUARTERS, other=QUARTERS)
    rows["jsonSchema"]["properties"]["cash"]["required"] = ["other"]
    rows["jsonSchema"]["required"] = ["cash"]
    form = read_form(rows, "en")
    lines = preview(form, {"cash": {}}, check(form, {"cash": {}}), width=90).split("\n")
    at = next(number for number, line in enumerate(lines) if line.strip().startswith("Other *"))
    assert "✗" in lines[at + 1]


def test_a_preview_shows_a_table_whole_at_any_width() -> None:
    form = read_form(document("sf424a"), "en")
    shown = preview(form, {}, width=60)
    assert shown.count("Fourth quarter amount") == 3
    assert "›" not in shown
