"""Forms that nobody has seen: whatever their schema says, they are drawn, and what is typed is kept.

A property named ``-`` is drawn, but what is typed there isn't looked for: as a step of a pointer it means
another entry of a list, which whoever loads the form is told.
"""

import asyncio
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual import events
from textual.pilot import Pilot

from portal_tui.forms.answers import parse_answer, show_answer
from portal_tui.forms.check import check
from portal_tui.forms.filling import Filling
from portal_tui.forms.model import Field, all_fields
from portal_tui.forms.page import Page
from portal_tui.forms.picture import Stop
from portal_tui.forms.pointers import ABSENT
from portal_tui.forms.preview import preview
from portal_tui.forms.read import read_form
from portal_tui.widgets.form.calendar import Calendar
from portal_tui.widgets.form.chooser import Chooser
from tests.widgets.form.any_forms import forms
from tests.widgets.form_app import FormApp

ROUNDS = int(os.environ.get("SOAK_ROUNDS", "0"))
"""How many times as many forms ``make soak`` tries."""
HEALTH: Any = {"deadline": None, "derandomize": not ROUNDS, "suppress_health_check": list(HealthCheck)}

TYPED = st.sampled_from(
    ["12", "1 234,50", "2026-11-07", "x", "[/bold]", "a@example.org", "日本 ", "oui", "-", "1e400"]
)


@pytest.mark.soak
@settings(max_examples=60 * (ROUNDS or 1), **HEALTH)
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
    filling.set_problems(check(form, filling.answers), missing=True)
    page = Page(filling.drawer(), width)
    for y in range(page.height):
        page.line(y)
    assert preview(form, filling.answers, check(form, filling.answers), width=max(width, 40))


def _is_typed(field: Field) -> bool:
    return field.kind in ("text", "long-text", "integer", "number", "money", "date", "email")


@pytest.mark.soak
@settings(max_examples=5 * (ROUNDS or 1), **HEALTH)
@given(forms(), TYPED, st.sampled_from([(80, 24), (120, 40), (40, 12)]))
def test_any_form_is_filled_in_on_the_screen(
    document: dict[str, Any], typed: str, size: tuple[int, int]
) -> None:
    asyncio.run(_filled_in(document, typed, size))


async def _filled_in(document: dict[str, Any], typed: str, size: tuple[int, int]) -> None:
    """Go through the form, answer whatever asks for something, and find all of it at the end."""
    app = FormApp(document, {})
    given: dict[str, Any] = {}
    async with app.run_test(size=size) as pilot:
        seen: set[str] = set()
        while (stop := app.view.sheet.current) is not None and stop.name not in seen and len(seen) < 15:
            seen.add(stop.name)
            app.view.filling.set_problems(check(app.view.form, app.view.answers), missing=True)
            await _answers(app, pilot, stop, "".join(sign for sign in typed if sign.isalnum()))
            pointer = app.view.pointer or ""
            if app.view.filling.value(pointer) is not ABSENT:
                given[pointer] = app.view.filling.value(pointer)
            _keeps(app, given)
            await pilot.press("tab")
            await pilot.pause()
        await pilot.resize_terminal(60, 20)
        _keeps(app, given)


def _keeps(app: FormApp, given: dict[str, Any]) -> None:
    """Of a list, its entries are looked at one by one: what is answered in them comes later."""
    for pointer, value in given.items():
        if not isinstance(value, list):
            assert app.view.filling.value(pointer) == value


async def _answers(app: FormApp, pilot: Pilot[None], stop: Stop, typed: str) -> None:
    match stop.part:
        case "line" | "area" | "cell" if typed:
            for sign in typed:
                app.post_message(events.Key(sign, sign))
            await pilot.pause()
            assert "/-" in stop.item.pointer or app.view.filling.value(stop.item.pointer) is not ABSENT
        case "option" | "toggle":
            await pilot.press("space")
        case "list" if app.view.filling.value(stop.item.pointer) is ABSENT:  # else another place asked for it
            await pilot.press("enter", "enter")
            await pilot.pause()
            if stop.item.kind == "many":
                await pilot.press("escape")
            assert "/-" in stop.item.pointer or app.view.filling.value(stop.item.pointer) is not ABSENT
        case "files":
            await pilot.press("enter")
            await pilot.pause()
            assert app.said
            several = stop.item.json_type == "array"
            app.view.answer(stop.item.pointer, ["17"] if several else "17")
        case "add":
            await pilot.press("enter", "shift+tab")
    await pilot.pause()
    assert not app.query(Chooser)
    assert not app.query(Calendar)
