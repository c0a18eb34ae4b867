"""How a budget table looks: wide, narrow, light and dark."""

from textual.pilot import Pilot

from tests.forms.federal import document
from tests.forms.test_read import control, form_of
from tests.widgets.form.test_pictures import Compare
from tests.widgets.form.test_table import PROPERTIES, TABLE
from tests.widgets.form_app import FormApp

COSTS = {
    "site_work": {"total_cost": "1250000.00", "non_allowable_cost": "90000.50"},
    "construction": {"total_cost": "84500.75"},
}


def sf424c(**options: str) -> FormApp:
    return FormApp(document("sf424c"), {"budget_information": COSTS}, language="en", **options)


def test_a_federal_budget(snap_compare: Compare) -> None:
    assert snap_compare(sf424c(), terminal_size=(120, 40), press=["down", "right"])


def test_a_federal_budget_where_it_is_narrow(snap_compare: Compare) -> None:
    press = ["end", *["down"] * 8]
    assert snap_compare(sf424c(theme="portal-light"), terminal_size=(80, 24), press=press)


def test_a_budget_with_totals(snap_compare: Compare) -> None:
    async def typing(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.press("tab", *"1250", "right", *"900", "down", *"12,5")

    app = FormApp(form_of(PROPERTIES, control("name"), TABLE, control("end")), {"travel_planned": "75.25"})
    assert snap_compare(app, terminal_size=(80, 24), run_before=typing)
