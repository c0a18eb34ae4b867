"""Where the cursor goes and what is in view: long texts, the ends of a form, fast typing, sections."""

from typing import Any

from tests.forms.test_read import control, form_of
from tests.widgets.form.test_view import REGIONS, SIZE, TEXT, send, titled
from tests.widgets.form_app import FormApp
from tests.widgets.list_app import until

LONG = "\n".join(f"Article {number}" for number in range(60))


def after_a_long_text(**options: Any) -> FormApp:
    properties = {"a": {**TEXT, "title": "A"}, "b": {**TEXT, "title": "B"}}
    text = {"type": "Label", "text": LONG}
    return FormApp(form_of(properties, text, control("a"), control("b")), **options)


def is_in_view(app: FormApp) -> bool:
    current = app.view.sheet.current
    assert current is not None
    return app.view.scroll_y <= current.y < app.view.scroll_y + app.view.size.height


async def test_what_is_typed_at_once_on_a_long_choice_is_all_in_its_filter() -> None:
    app = FormApp(titled(region=REGIONS, after=TEXT))
    async with app.run_test(size=SIZE) as pilot:
        send(app, *"capitale", "enter", "tab", *"x")
        await until(pilot, lambda: app.view.answers.get("after") == "x")
        assert app.view.answers == {"region": "03", "after": "x"}


async def test_a_list_shows_its_options_whole() -> None:
    app = FormApp(titled(region=REGIONS))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c", "a", "p")
        await pilot.pause()
        assert any("Capitale-Nationale" in line for line in app.lines)


async def test_a_form_that_begins_with_a_long_text_opens_at_its_beginning() -> None:
    app = after_a_long_text()
    async with app.run_test(size=SIZE) as pilot:
        assert "  Article 0" in app.lines
        await pilot.press("tab")
        assert app.cursor[0] == "/a", "first to the field that has the cursor"
        assert is_in_view(app)
        await pilot.press("tab")
        assert app.cursor[0] == "/b"


async def test_nothing_is_ticked_unseen() -> None:
    ticked = {"type": "boolean", "const": True, "title": "Je déclare"}
    app = FormApp(form_of({"a": ticked}, {"type": "Label", "text": LONG}, control("a")))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space")
        assert is_in_view(app)
        assert app.view.answers == {}
        await pilot.press("space")
        await pilot.pause()
        assert app.view.answers == {"a": True}


async def test_what_is_typed_is_seen() -> None:
    app = after_a_long_text()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert is_in_view(app)
        await pilot.press("pageup", "pageup")
        await pilot.pause()
        assert not is_in_view(app)
        await pilot.press("y")
        await pilot.pause()
        assert is_in_view(app)
        assert app.view.answers == {"a": "xy"}


async def test_where_nothing_stands_beside_the_form_its_ends_are_said() -> None:
    app = after_a_long_text()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab", "tab")
        for key, said in (("tab", "dernier"), ("shift+tab", ""), ("shift+tab", "premier")):
            await pilot.press(key)
            await pilot.pause()
            assert is_in_view(app)
            assert any(f"C’est le {said} champ" in line for line in app.lines) is bool(said)


async def test_a_strip_names_sections_by_their_own_numbers_and_what_asks_nothing_has_no_sign() -> None:
    properties = {"a": {**TEXT, "title": "A"}, "b": {**TEXT, "title": "B"}, "c": {**TEXT, "readOnly": True}}
    titles = (
        "1. Reporting Entity of the Application",
        "10a. Lobbying Registrant and Address",
        "10b. Filled in",
    )
    groups = [
        {"type": "Group", "label": title, "elements": [control(name)]}
        for title, name in zip(titles, properties, strict=True)
    ]
    app = FormApp(form_of(properties, *groups), strip=True)
    async with app.run_test(size=(60, 20)):
        assert app.lines[0] == "  ▸ 1. Reporting Entity of the Application ○  10a ○  10b"


async def test_keys_yield_to_help_and_f1_shows_what_has_no_room() -> None:
    some = "Le formulaire ne calcule pas ce montant : écrivez-le."
    money = {"type": "string", "format": "money"}
    rows = [[{"type": "Label", "text": name}, control(name)] for name in "ab"]
    properties = {"a": {**money, "description": some}, "b": {**money, "description": some * 3}}
    app = FormApp(form_of(properties, {"type": "Table", "columns": ["", "Montant"], "rows": rows}))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert any(some in line and line.endswith("f2 : modifier") for line in app.lines)
        await pilot.press("down")
        await pilot.pause()
        assert any("…" in line and line.endswith("F1 : lire la suite") for line in app.lines)
