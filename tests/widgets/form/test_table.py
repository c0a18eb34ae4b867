"""A budget table at the keyboard: like a spreadsheet, totals at once, at any width."""

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from portal_tui.forms.pointers import ABSENT
from tests.forms.federal import document
from tests.forms.test_read import control, form_of
from tests.widgets.form_app import FormApp
from tests.widgets.list_app import until

MONEY = {"type": "string", "format": "money"}
ROWS = ("fees", "travel")
PROPERTIES: dict[str, Any] = {
    "name": {"type": "string", "title": "Nom"},
    **{f"{row}_{column}": MONEY for row in ROWS for column in ("planned", "real")},
    "planned": {**MONEY, "x-computed": {"add": [f"/{row}_planned" for row in ROWS]}},
    "real": {**MONEY, "x-computed": {"add": [f"/{row}_real" for row in ROWS]}},
    "end": {"type": "string", "title": "Fin"},
}
TABLE = {
    "type": "Table",
    "columns": ["Poste", "Prévu", "Réel"],
    "rows": [
        [{"type": "Label", "text": title}, control(f"{row}planned"), control(f"{row}real")]
        for title, row in (("Cachets", "fees_"), ("Déplacements", "travel_"), ("Total", ""))
    ],
}


def budget(answers: Any = None, **options: Any) -> FormApp:
    return FormApp(form_of(PROPERTIES, control("name"), TABLE, control("end")), answers, **options)


def at(app: FormApp) -> str:
    return app.cursor[0].removeprefix("/")


KEYS = "tab right down down left up end home enter up tab tab shift+tab"


async def test_arrows_tab_enter_home_and_end_move_as_in_a_spreadsheet() -> None:
    app = budget()
    async with app.run_test(size=(80, 24)) as pilot:
        seen = []
        for key in KEYS.split():
            await pilot.press(key)
            seen.append(at(app))
        assert seen == [
            "fees_planned", "fees_real", "travel_real", "real", "planned", "travel_planned", "travel_real",
            "travel_planned", "planned", "travel_planned", "travel_real", "end", "travel_real",
        ]  # fmt: skip


async def test_typing_replaces_and_enter_goes_down() -> None:
    app = budget({"fees_planned": "5.00"})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", *"12", "enter", *"3,5", "right", *"7")
        await pilot.pause()
        assert app.view.answers == {
            "fees_planned": "12.00",
            "travel_planned": "3.50",
            "travel_real": "7.00",
            "planned": "15.50",
            "real": "7.00",
        }
        assert [pointer for pointer, _ in app.changes] == [
            "/fees_planned", "/fees_planned", "/travel_planned", "/travel_planned", "/travel_real"
        ], "totals follow by themselves: nobody sends them"  # fmt: skip


async def test_f2_edits_what_is_there_and_escape_brings_it_back() -> None:
    app = budget({"fees_planned": "125.00"})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "f2", "home", "9")
        await pilot.pause()
        assert app.view.answers["fees_planned"] == "9125.00"
        await pilot.press("escape")
        await pilot.pause()
        assert app.view.answers["fees_planned"] == "125.00"
        assert at(app) == "fees_planned"
        await pilot.press("right")
        assert at(app) == "fees_real"


async def test_delete_clears() -> None:
    app = budget({"fees_planned": "125.00", "planned": "125.00"})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "delete")
        await pilot.pause()
        assert app.changes == [("/fees_planned", ABSENT)]
        assert app.view.answers == {}


async def test_a_total_says_that_it_is_computed() -> None:
    app = budget()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "down", "down", "5")
        await pilot.pause()
        assert at(app) == "planned"
        assert app.changes == []
        assert any("Cette case est calculée" in line for line in app.lines)


async def pastes(app: FormApp, pilot: Pilot[None], text: str) -> None:
    assert app.focused is not None
    app.focused.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause()


async def test_a_block_from_a_spreadsheet_is_pasted_with_the_separators_of_the_language() -> None:
    app = budget()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        await pastes(app, pilot, "1\u00a0234,50\t1 000 $\r\n99\tbeaucoup\r\n")
        assert app.view.answers == {
            "fees_planned": "1234.50",
            "fees_real": "1000.00",
            "travel_planned": "99.00",
            "travel_real": "beaucoup",
            "planned": "1333.50",
        }, "what can't be read is kept as it is, and has no total"
        assert any("4 cases collées" in line for line in app.lines)


async def test_what_finds_no_cell_is_said() -> None:
    app = budget()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "down", "right")
        await pastes(app, pilot, "1\t2\n3\n")
        assert app.view.answers == {"travel_real": "1.00", "real": "1.00"}
        assert any("2 valeurs sans case" in line for line in app.lines)


async def test_one_value_pasted_replaces_the_cell() -> None:
    app = budget({"fees_planned": "5.00"})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        await pastes(app, pilot, "42\n")
        assert app.view.answers["fees_planned"] == "42.00"
        await pilot.press("f2")
        await pastes(app, pilot, "1\n")
        assert app.view.answers["fees_planned"] == "42.001" or app.view.answers["fees_planned"] == "42,001"


async def test_numbers_stand_under_one_another_with_the_unit_at_the_head() -> None:
    app = budget({"fees_planned": "5.00", "travel_planned": "12345.60"}, language="fr-CA")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        head, fees, travel = (
            next(line for line in app.lines if text in line) for text in ("Prévu", "Cachets", "Déplacements")
        )
        edges = {
            head.index("Prévu ($)") + 9,
            fees.index("5,00") + 4,
            travel.index("12 345,60") + 9,
        }
        assert len(edges) == 1


@pytest.mark.parametrize("keys", [("down",) * 13, ("right", "right"), ("end",)])
async def test_the_wide_table_of_a_federal_form_is_usable_at_sixty_by_twenty(keys: tuple[str, ...]) -> None:
    app = FormApp(document("sf424c"), language="en")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press(*keys)
        stop = app.view.sheet.current
        assert stop is not None and stop.cell is not None
        row, column = stop.cell.table.rows[stop.cell.row], stop.cell.table.columns[stop.cell.column]
        await until(pilot, lambda: any(column.split()[0] in line for line in app.lines))
        assert any("COST CLASSIFICATION" in line for line in app.lines), "the heads stay in view"
        assert any(row[0].text[:14] in line for line in app.lines), "and that of the row"
        await pilot.press("7")
        await pilot.pause()
        assert any("7" in line.split("┃")[-1] or "7" in line for line in app.lines)
        assert app.changes == [(stop.item.pointer, "7.00")]


async def test_the_heads_of_a_table_stay_in_view_in_the_pane_of_a_small_terminal() -> None:
    app = FormApp(document("sf424c"), language="en")
    async with app.run_test(size=(74, 13)) as pilot:
        await pilot.press(*("down",) * 12)
        await pilot.pause()
        assert any("COST CLASSIFICATION" in line for line in app.lines)
        assert any("13. Contingencies" in line for line in app.lines)


async def test_a_jump_brings_the_column_into_view() -> None:
    app = FormApp(document("sf424c"), language="en")
    async with app.run_test(size=(60, 20)):
        pointer = "/budget_information/equipment/total_allowable_cost"
        assert app.view.jump_to(pointer)
        assert app.cursor[0] == pointer


async def test_what_was_sent_is_read_without_anything_cut_off() -> None:
    answers = {"budget_information": {"equipment": {"total_allowable_cost": "77.00"}}}
    app = FormApp(document("sf424c"), answers, language="en", read_only=True)
    async with app.run_test(size=(60, 20)):
        page = app.view.sheet.page
        assert any("77.00" in span.text for y in range(page.height) for span in page.line(y))


async def test_keys_in_one_burst_stay_in_order() -> None:
    app = budget()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab")
        for key in ("1", "2", "enter", "3", "right", "4"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: "real" in app.view.answers)
        assert app.view.answers["planned"] == "15.00"
        assert app.view.answers["travel_real"] == "4.00"
