"""Fills any form in by keyboard, as somebody does who knows the answers: from top to bottom."""

from pathlib import Path
from typing import Any, Final

import msgspec

from portal_tui.forms.answers import same, show_answer
from portal_tui.forms.choose import ticked
from portal_tui.forms.model import Field
from portal_tui.forms.picture import Stop
from portal_tui.forms.pointers import ABSENT, get
from portal_tui.screens.pick_file import PickFileScreen
from portal_tui.screens.workspace import WorkspaceScreen
from portal_tui.widgets.form import FormView
from portal_tui.widgets.form.chooser import Chooser
from tests.driver import Person

_LONGEST: Final = 2_000
"""Fields that are visited at most: a form that never ends is a mistake."""


async def fills_in(somebody: Person, answers: Any, file: Path) -> None:
    """Answer everything that the form asks for with ``answers``; ``file`` wherever one is attached."""
    view = somebody.app.screen.query_one(FormView)
    for _ in range(_LONGEST):
        stop = view.sheet.current
        assert stop is not None
        await _answers(somebody, view, stop, get(answers, stop.item.pointer), file)
        before = view.pointer, view.sheet.current
        await somebody.presses("form.next")
        if not view.has_focus_within or before == (view.pointer, view.sheet.current):
            return
    raise AssertionError("the form has no end")


async def _answers(somebody: Person, view: FormView, stop: Stop, value: Any, file: Path) -> None:
    match stop.part:
        case "line" | "area" | "cell" if value is not ABSENT:
            await somebody.types(show_answer(stop.item, value, view.form.language))
        case "list" if value is not ABSENT:
            await _chooses(somebody, stop.item, value)
        case "toggle" if value is True:
            assert ticked(view.value(stop)) is True
            await somebody.presses("form.use")
        case "option" if value is not ABSENT:
            await _takes(somebody, view, stop.item, value)
        case "files" if value is not ABSENT:
            await _attaches(somebody, file)
        case "add" if isinstance(value, list) and len(value) > stop.index:
            await somebody.presses("form.use")
            inside = view.sheet.current
            assert inside is not None
            await _answers(somebody, view, inside, ABSENT, file)
            await somebody.presses("form.up")
        case _:
            pass


async def _chooses(somebody: Person, field: Field, value: Any) -> None:
    """Of a long choice, by opening it and typing what it is called."""
    several = field.kind == "many"
    one = msgspec.structs.replace(field, kind="choice")
    await somebody.presses("form.use")
    await somebody.until(lambda: bool(somebody.app.screen.query(Chooser)), "for the list")
    for each in value if several else [value]:
        await somebody.types(show_answer(one, each, "en"))
        await somebody.strikes("enter")
    if several:
        await somebody.presses("popup.close")
    await somebody.until(lambda: not somebody.app.screen.query(Chooser), "for the list to go")


async def _takes(somebody: Person, view: FormView, field: Field, value: Any) -> None:
    """The options that are meant, by going to each of them."""
    wanted = value if isinstance(value, list) else [value]
    for _ in range(len(field.options)):
        stop = view.sheet.current
        assert stop is not None
        if any(same(field.options[stop.index].value, each) for each in wanted):
            await somebody.presses("form.use")
        if stop.index == len(field.options) - 1:
            return
        await somebody.presses("form.down")


async def _attaches(somebody: Person, file: Path) -> None:
    await somebody.presses("form.use")
    await somebody.is_on(PickFileScreen)
    await somebody.replaces(str(file))
    await somebody.strikes("enter")
    await somebody.is_on(WorkspaceScreen)
    await somebody.rests()
