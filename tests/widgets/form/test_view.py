"""The view of a form as people use it: keys, mouse, paste, conditions, others' changes (T7)."""

from datetime import date
from typing import Any

import pytest
from textual import events
from textual.widgets import OptionList

from portal_tui.contract.problems import FieldProblem
from portal_tui.forms.pointers import ABSENT
from portal_tui.widgets.form import FormView
from portal_tui.widgets.form.calendar import Calendar
from portal_tui.widgets.form.chooser import Chooser
from tests.forms.federal import NAMES, document
from tests.forms.test_read import control, form_of
from tests.widgets.form_app import FormApp
from tests.widgets.list_app import until

SIZE = (80, 24)
TEXT = {"type": "string"}
REGIONS = {
    "enum": ["01", "02", "03", "04", "05", "06"],
    "x-enum-titles": [
        "Bas-Saint-Laurent",
        "Saguenay",
        "Capitale-Nationale",
        "Mauricie",
        "Estrie",
        "Montréal",
    ],
}


def titled(**properties: dict[str, Any]) -> dict[str, Any]:
    return form_of({name: {"title": name.capitalize(), **each} for name, each in properties.items()})


async def test_what_is_typed_is_told_as_an_answer() -> None:
    app = FormApp(
        titled(name=TEXT, places={"type": "integer"}, cost={"type": "integer", "format": "money-cents"})
    )
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"Bé", "tab", *"12", "tab", *"1 234,50")
        await pilot.pause()
        assert app.changes[1] == ("/name", "Bé")
        assert app.changes[3] == ("/places", 12)
        assert app.changes[-1] == ("/cost", 123450)
        assert app.view.answers == {"name": "Bé", "places": 12, "cost": 123450}
        await pilot.press("tab")
        assert "  ┃ 1 234,50           $" in app.lines


async def test_an_emptied_field_is_absent() -> None:
    app = FormApp(titled(name=TEXT), {"name": "x"})
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("backspace")
        await pilot.pause()
        assert app.changes == [("/name", ABSENT)]
        assert app.view.answers == {}


async def test_what_cant_be_read_is_kept_as_it_was_typed() -> None:
    app = FormApp(titled(places={"type": "integer"}))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"12 ou 13", "tab")
        await pilot.pause()
        assert app.view.answers == {"places": "12 ou 13"}
        assert "  ┃ 12 ou 13" in app.lines


async def test_tab_goes_through_the_fields_and_out_at_both_ends() -> None:
    app = FormApp(titled(a=TEXT, b={"enum": ["x", "y"]}, c=TEXT), neighbours=True)
    async with app.run_test(size=SIZE) as pilot:
        seen = []
        for _ in range(3):
            seen.append(app.cursor[:2])
            await pilot.press("tab")
        assert seen == [("/a", "line"), ("/b", "option"), ("/c", "line")]
        assert app.focused is not None and app.focused.id == "after"
        await pilot.press("shift+tab")
        assert app.cursor[0] == "/c"
        await pilot.press("shift+tab", "shift+tab")
        assert app.cursor[0] == "/a"
        await pilot.press("shift+tab")
        assert app.focused.id == "before"
        await pilot.press("tab", "z")
        await pilot.pause()
        assert app.changes == [("/a", "z")]


def send(app: FormApp, *keys: str) -> None:
    """Keys that come all at once, as from a script."""
    for key in keys:
        app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))


async def test_no_key_is_lost_or_astray_however_fast_they_come() -> None:
    long = {"type": "string", "maxLength": 999}
    app = FormApp(titled(a=TEXT, b=TEXT, c=long, d={"enum": [1, 2]}, e=TEXT))
    async with app.run_test(size=SIZE) as pilot:
        send(app, *"un", "left", "!", "tab", *"deux", "enter", *"trois", "tab", "space", "tab", *"cinq")
        await until(pilot, lambda: app.view.answers.get("e") == "cinq")
        assert app.view.answers == {"a": "u!n", "b": "deux", "c": "trois", "d": 1, "e": "cinq"}


async def test_keys_wait_for_the_list_that_they_open_and_go_on_behind_it() -> None:
    app = FormApp(titled(region=REGIONS, day={"type": "string", "format": "date"}, after=TEXT))
    async with app.run_test(size=SIZE) as pilot:
        send(app, "enter", *"mont", "enter", "tab", *"2026-11-07", "f4", "right", "enter", "tab", *"abc")
        await until(pilot, lambda: app.view.answers.get("after") == "abc")
        assert app.view.answers == {"region": "06", "day": "2026-11-08", "after": "abc"}


async def test_one_of_a_few() -> None:
    app = FormApp(titled(kind={"enum": ["a", "b", "c"], "x-enum-titles": ["Un", "Deux", "Trois"]}))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "space")
        await pilot.pause()
        assert app.changes == [("/kind", "b")]
        assert "▸ (•) Deux" in app.lines
        await pilot.press("delete")
        await pilot.pause()
        assert app.changes[-1] == ("/kind", ABSENT)


async def test_coming_back_the_cursor_stands_on_what_was_chosen() -> None:
    app = FormApp(titled(a=TEXT, kind={"enum": [1, 2, 3]}), {"kind": 3})
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab")
        assert app.cursor == ("/kind", "option", 2)


async def test_many_of_several_keep_their_order() -> None:
    app = FormApp(titled(many={"type": "array", "items": {"enum": ["a", "b", "c"]}}))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down", "space", "up", "up", "space")
        await pilot.pause()
        assert app.changes[-1] == ("/many", ["a", "c"])
        await pilot.press("space", "down", "down", "space")
        await pilot.pause()
        assert app.changes[-1] == ("/many", ABSENT)


MANY: dict[str, Any] = {"type": "array", "items": {"enum": [f"{n:02} région" for n in range(1, 18)]}}


async def test_several_of_a_long_list_are_found_by_typing_while_it_stays_open() -> None:
    app = FormApp(titled(many=MANY, after=TEXT))
    async with app.run_test(size=SIZE) as pilot:
        assert app.cursor == ("/many", "list", 0)
        await pilot.press(*"17 REG", "enter", *"03", "enter")
        await pilot.pause()
        assert app.changes[-1] == ("/many", ["03 région", "17 région"])
        options = app.query_one(OptionList)
        assert options.option_count == 17, "what was typed to find one is gone"
        assert str(options.get_option_at_index(2).prompt) == "[x] 03 région"
        assert any("cocher ou décocher" in line and "fermer" in line for line in app.lines)
        await pilot.press("enter")
        await pilot.pause()
        assert app.changes[-1] == ("/many", ["17 région"])
        await pilot.press("escape")
        await pilot.pause()
        assert not app.query(Chooser)
        assert app.cursor == ("/many", "list", 0)
        assert any("┃ 17 région" in line and "17 choix ▾" in line for line in app.lines)
        await pilot.press("delete", "tab")
        await pilot.pause()
        assert app.changes[-1] == ("/many", ABSENT)
        assert app.cursor[0] == "/after"


async def test_a_list_that_is_closed_leaves_the_page_where_it_was() -> None:
    app = FormApp(titled(**{f"field{n}": TEXT for n in range(20)}, region=REGIONS))
    async with app.run_test(size=SIZE) as pilot:
        app.view.jump_to("/region")
        await pilot.pause()
        for choice in ("escape", "enter"):
            await pilot.press("enter")
            await pilot.pause()
            opened = app.view.scroll_y
            assert opened > 0
            await pilot.press(choice)
            await pilot.pause()
            assert not app.query(Chooser)
            assert app.view.scroll_y == opened


async def test_of_a_short_list_several_are_ticked_where_they_stand() -> None:
    app = FormApp(titled(many={**MANY, "items": {"enum": MANY["items"]["enum"][:10]}}))
    async with app.run_test(size=SIZE):
        assert app.cursor == ("/many", "option", 0)


async def test_of_a_file_that_was_sent_only_what_can_be_done_is_said() -> None:
    files = {"type": "string", "format": "document"}
    for read_only in (False, True):
        app = FormApp(titled(file=files), {"file": "1"}, read_only=read_only, documents={"1": "plan.pdf"})
        async with app.run_test(size=SIZE):
            said = "\n".join(app.lines)
            assert "enregistrer une copie" in said
            assert ("retirer" in said) is not read_only


async def test_a_question_that_the_layout_asks_as_one_shows_yes_and_no() -> None:
    questions = control("a", options={"format": "radio"}), control("b")
    app = FormApp(form_of({"a": {"type": "boolean"}, "b": {"type": "boolean"}}, *questions))
    async with app.run_test(size=SIZE) as pilot:
        assert app.cursor == ("/a", "option", 0)
        await pilot.press("tab")
        assert app.cursor[:2] == ("/b", "toggle")


async def test_a_box_is_ticked_and_a_question_answered() -> None:
    properties = {"box": {"type": "boolean", "const": True}, "asked": {"type": "boolean"}}
    app = FormApp(form_of(properties, required=["asked"]))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "tab", "right", "enter")
        await pilot.pause()
        assert app.changes == [("/box", True), ("/asked", False)]


async def test_a_long_choice_is_filtered_without_case_and_accents() -> None:
    app = FormApp(titled(region=REGIONS))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert app.query_one(OptionList).option_count == 6
        await pilot.press(*"MONTRE")
        await pilot.pause()
        assert app.query_one(OptionList).option_count == 1
        await pilot.press("enter")
        await pilot.pause()
        assert app.changes == [("/region", "06")]
        assert not app.query(Chooser)
        assert app.cursor == ("/region", "list", 0)


async def test_typing_on_a_long_choice_opens_its_list_and_escape_leaves_the_answer() -> None:
    app = FormApp(titled(region=REGIONS, after=TEXT), {"region": "01"})
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("s", "a")
        await pilot.pause()
        assert [each.prompt.plain for each in app.query_one(OptionList).options] == [  # type: ignore[union-attr]
            "Bas-Saint-Laurent",
            "Saguenay",
        ]
        await pilot.press("z")
        await pilot.pause()
        assert "Aucun choix ne contient ces mots." in "\n".join(app.lines)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert app.changes == []
        await pilot.press("tab")
        assert app.cursor[0] == "/after"


async def test_a_date_is_typed_or_picked() -> None:
    app = FormApp(titled(day={"type": "string", "format": "date"}), today=date(2026, 11, 22))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"7 novembre 2026")
        await pilot.pause()
        assert app.changes[-1] == ("/day", "2026-11-07")
        await pilot.press("f4")
        await pilot.pause()
        assert app.query_one(Calendar).day == date(2026, 11, 7)
        await pilot.press("pagedown", "down", "right", "enter")
        await pilot.pause()
        assert app.changes[-1] == ("/day", "2026-12-15")
        assert "┃ 2026-12-15" in "\n".join(app.lines)
        assert not app.query(Calendar)
        await pilot.press("backspace")
        await pilot.pause()
        assert app.changes[-1] == ("/day", "2026-12-01")


async def test_months_have_their_own_last_days() -> None:
    app = FormApp(titled(day={"type": "string", "format": "date"}), today=date(2024, 1, 31))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        calendar = app.query_one(Calendar)
        days = []
        for key in ("pagedown", "pageup", "pageup"):
            await pilot.press(key)
            days.append(calendar.day)
        assert days == [date(2024, 2, 29), date(2024, 1, 29), date(2023, 12, 29)]


ENTRY = {"type": "object", "title": "Contact", "properties": {"name": {**TEXT, "title": "Nom"}}}


async def test_entries_are_added_moved_and_removed() -> None:
    app = FormApp(titled(list={"type": "array", "items": ENTRY, "maxItems": 2}))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", *"Maude", "tab", "enter", *"Jean")
        await pilot.pause()
        assert app.view.answers == {"list": [{"name": "Maude"}, {"name": "Jean"}]}
        assert any("2 au plus" in line for line in app.lines)
        await pilot.press("up")
        assert app.cursor == ("/list", "entry", 1)
        await pilot.press("alt+up")
        await pilot.pause()
        assert app.changes[-1] == ("/list", [{"name": "Jean"}, {"name": "Maude"}])
        assert app.cursor == ("/list", "entry", 0)


async def test_an_entry_with_answers_goes_only_when_asked_twice() -> None:
    app = FormApp(titled(list={"type": "array", "items": ENTRY}), {"list": [{"name": "Maude"}, {}]})
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("delete")
        await pilot.pause()
        assert app.changes == []
        assert any("Retirer cet élément et ses réponses?" in line for line in app.lines)
        await pilot.press("down", "up", "delete")
        await pilot.pause()
        assert app.changes == [], "going elsewhere takes the question back"
        await pilot.press("delete")
        await pilot.pause()
        assert app.changes == [("/list", [{}])]
        await pilot.press("delete")
        await pilot.pause()
        assert app.changes[-1] == ("/list", ABSENT)


async def test_a_condition_brings_a_field_while_the_cursor_stays() -> None:
    rule = {"effect": "SHOW", "condition": {"scope": "#/properties/b", "schema": {"const": "x"}}}
    properties = {name: {**TEXT, "title": name.upper()} for name in "abc"}
    app = FormApp(form_of(properties, control("a", rule=rule), control("b"), control("c")))
    async with app.run_test(size=SIZE) as pilot:
        assert "  A" not in app.lines
        await pilot.press("x")
        await pilot.pause()
        assert "  A" in app.lines
        await pilot.press("y")
        await pilot.pause()
        assert "  A" not in app.lines
        assert app.view.answers == {"b": "xy"}
        assert app.cursor[0] == "/b"


async def test_a_requirement_comes_with_its_star() -> None:
    condition = {"properties": {"a": {"const": "x"}}, "required": ["a"]}
    properties = {name: {**TEXT, "title": name.upper()} for name in "ab"}
    app = FormApp(form_of(properties, **{"if": condition, "then": {"required": ["b"]}}))
    async with app.run_test(size=SIZE) as pilot:
        assert "  B" in app.lines
        await pilot.press("x")
        await pilot.pause()
        assert "  B *" in app.lines


async def test_problems_stand_at_their_fields_with_the_way_on() -> None:
    app = FormApp(titled(a={"type": "integer", "maximum": 5}, b=TEXT))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("6")
        app.view.show_problems([FieldProblem("/a", "maximum", {"expected": 5, "found": 6})])
        await pilot.pause()
        at = app.lines.index("  ✗ 5 au plus; vous avez écrit 6.")
        assert app.lines[at - 1] == "  ┃ 6"
        assert "F1 : expliquer" in app.lines[at + 1]
        await pilot.press("backspace", "4")
        await pilot.pause()
        assert app.view.answers == {"a": 4}


async def test_what_is_missing_is_no_reproach_unless_asked_for() -> None:
    app = FormApp(form_of({"a": TEXT}, required=["a"]), {}, missing=False)
    async with app.run_test(size=SIZE) as pilot:
        assert not any("✗" in line for line in app.lines)
        app.view.show_problems([FieldProblem("/a", "required")])
        await pilot.pause()
        assert any("✗ Ce champ est requis." in line for line in app.lines)


async def test_jumping_to_a_field_brings_it_into_view() -> None:
    app = FormApp(titled(**{f"f{index}": TEXT for index in range(60)}))
    async with app.run_test(size=SIZE) as pilot:
        assert app.view.jump_to("/f50")
        await pilot.pause()
        assert app.cursor[0] == "/f50"
        assert "  F50" in app.lines
        assert not app.view.jump_to("/nowhere")
        assert app.view.jump_to("/f51", "/nowhere", "/f50")
        await pilot.press("x")
        await pilot.pause()
        assert app.changes == [("/f50", "x")]


async def test_somebody_elses_change_moves_no_cursor() -> None:
    app = FormApp(titled(a=TEXT, b=TEXT), {"a": "abcd"})
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("left", "left")
        app.view.set_value("/b", "theirs")
        await pilot.pause()
        assert "  ┃ theirs" in app.lines
        await pilot.press("X")
        await pilot.pause()
        assert app.view.answers == {"a": "abXcd", "b": "theirs"}
        app.view.set_value("/a", "ABCDE")
        await pilot.press("Y")
        await pilot.pause()
        assert app.view.answers["a"] == "ABCYDE"
        assert app.changes == [("/a", "abXcd"), ("/a", "ABCYDE")]


async def test_a_long_text_counts_and_goes_to_the_editor_and_back() -> None:
    app = FormApp(titled(a={"type": "string", "maxLength": 2000}), {"a": "x" * 1203})
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("y")
        await pilot.pause()
        assert any(line.endswith("1 204 / 2 000") for line in app.lines)
        await pilot.press("f4")
        await pilot.pause()
        assert app.said == [FormView.EditorRequested("/a", "x" * 1203 + "y")]
        app.view.answer("/a", "court")
        await pilot.press("!")
        await pilot.pause()
        assert app.changes[-2][1] == "court"
        assert app.view.answers["a"] in ("court!", "!court")


FILES = {"type": "array", "maxItems": 2, "items": {"type": "string", "format": "document"}}


async def test_files_are_attached_read_and_removed() -> None:
    app = FormApp(titled(files=FILES), {"files": ["17"]}, documents={"17": "plan.pdf"})
    async with app.run_test(size=SIZE) as pilot:
        assert "  ▸ plan.pdf" in app.lines
        assert any("2 au plus" in line for line in app.lines)
        await pilot.press("enter")
        await pilot.press("delete")
        await pilot.press("down")
        await pilot.press("enter")
        await pilot.pause()
        assert app.said == [
            FormView.DocumentsRequested("/files", "read", "17"),
            FormView.DocumentsRequested("/files", "remove", "17"),
            FormView.DocumentsRequested("/files"),
        ]


async def test_the_most_files_leave_no_room() -> None:
    app = FormApp(titled(files=FILES), {"files": ["17", "18"]}, documents={"17": "plan.pdf", "18": "b.pdf"})
    async with app.run_test(size=SIZE):
        assert "  2 fichiers sont joints : c’est le maximum." in app.lines


async def test_the_only_file_is_replaced() -> None:
    one = {"type": "string", "format": "document"}
    app = FormApp(titled(file=one), {"file": "17"}, documents={"17": "plan.pdf"})
    async with app.run_test(size=SIZE) as pilot:
        assert "  + Remplacer le fichier" in app.lines
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.said == [FormView.DocumentsRequested("/file")]


async def test_paste_drops_nothing() -> None:
    app = FormApp(titled(a=TEXT, b={"enum": [1, 2]}))
    async with app.run_test(size=SIZE) as pilot:
        app.post_message(events.Paste("un\ndeux\r\ntrois"))
        await pilot.pause()
        await pilot.pause()
        assert app.view.answers == {"a": "un deux trois"}
        await pilot.press("tab")
        app.post_message(events.Paste("perdu?"))
        await pilot.pause()
        await pilot.pause()
        assert any("le texte collé n’y est pas entré" in line for line in app.lines)


async def test_the_mouse_goes_where_it_clicks() -> None:
    app = FormApp(titled(a=TEXT, kind={"enum": ["x", "y"]}, c=TEXT))
    async with app.run_test(size=SIZE) as pilot:
        line = app.lines.index("  ( ) y")
        await pilot.click(offset=(6, line))
        await pilot.pause()
        assert app.changes == [("/kind", "y")]
        await pilot.click(offset=(6, app.lines.index("  C")))
        await pilot.press("z")
        await pilot.pause()
        assert app.changes[-1] == ("/c", "z")


async def test_read_only_shows_and_changes_nothing() -> None:
    app = FormApp(titled(a=TEXT, b={"enum": ["x"]}), {"a": "dit"}, read_only=True)
    async with app.run_test(size=SIZE) as pilot:
        assert "  dit" in app.lines
        await pilot.press("z", "tab", "space", "down", "delete")
        await pilot.pause()
        assert app.changes == []


async def test_hostile_titles_are_text() -> None:
    hostile = "[b]gras[/b] \x1b[31m\u202e"
    app = FormApp(
        form_of(
            {
                "a": {"type": "string", "title": hostile, "description": hostile},
                "b": {"enum": [hostile, *"123456"], "title": hostile},
            }
        ),
        {"a": hostile},
    )
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab", "enter")
        await pilot.pause()
        text = "".join(app.lines)
        assert text.count("[b]gras[/b]") >= 3
        assert "\x1b" not in text and "\u202e" not in text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_every_field_of_a_federal_form_can_be_reached(name: str, size: tuple[int, int]) -> None:
    app = FormApp(document(name), {}, language="en")
    async with app.run_test(size=size) as pilot:
        page = app.view.sheet.page
        pointers = {each.item.pointer for each in page.stops}
        for pointer in sorted(pointers):
            assert app.view.jump_to(pointer)
        await pilot.pause()
        assert len(pointers) >= 1
        assert max(map(len, app.lines)) <= size[0]


async def test_another_width_keeps_the_cursor_and_what_is_typed() -> None:
    app = FormApp(titled(a=TEXT, b=TEXT))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab", *"abc")
        await pilot.resize_terminal(50, 20)
        await pilot.press("d")
        await pilot.pause()
        assert app.view.answers == {"b": "abcd"}
        assert app.cursor[0] == "/b"


async def test_five_hundred_fields_have_the_widgets_of_twenty() -> None:
    counts = []
    for fields in (20, 500):
        app = FormApp(titled(**{f"f{index}": TEXT for index in range(fields)}))
        async with app.run_test(size=SIZE):
            counts.append(len(app.screen.query("*")))
    assert counts[0] == counts[1]


def in_sections(count: int) -> dict[str, Any]:
    properties = {f"f{index}": {**TEXT, "title": f"F{index}"} for index in range(count)}
    groups = [
        {"type": "Group", "label": f"Volet {index}", "elements": [control(name)]}
        for index, name in enumerate(properties)
    ]
    return form_of(properties, *groups, required=["f1"])


async def test_the_strip_says_how_far_each_section_is_and_where_the_cursor_is() -> None:
    app = FormApp(in_sections(3), {"f0": "x"}, strip=True)
    async with app.run_test(size=SIZE) as pilot:
        assert app.lines[0] == "  ▸ 1 Volet 0 ✓  2 Volet 1 ○  3 Volet 2 ○"
        await pilot.press("alt+pagedown", "y")
        app.view.show_problems(())
        await pilot.pause()
        assert app.lines[0] == "  1 Volet 0 ✓  ▸ 2 Volet 1 ✓  3 Volet 2 ○"
        await pilot.click(offset=(4, 0))
        await pilot.pause()
        assert app.cursor[0] == "/f0"
        await pilot.press("alt+pageup", "z")
        await pilot.pause()
        assert app.view.answers["f0"] == "xz"


async def test_a_narrow_strip_names_the_section_with_the_cursor() -> None:
    app = FormApp(in_sections(9), strip=True)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("tab")
        await pilot.pause()
        assert app.lines[0].startswith("  1 ○  ▸ 2 Volet 1 ○  3 ○")
        assert app.lines[0].endswith("9 ○")


async def test_a_strip_that_is_too_narrow_shows_the_sections_around_the_cursor() -> None:
    app = FormApp(in_sections(30), strip=True)
    async with app.run_test(size=(60, 20)) as pilot:
        for _ in range(15):
            await pilot.press("tab")
        await pilot.pause()
        assert app.lines[0].startswith("  ‹ ")
        assert "▸ 16 ○" in app.lines[0]
        assert app.lines[0].endswith(" ›")
        assert len(app.lines[0]) <= 60
        place = app.lines[0].index("18 ○")
        await pilot.click(offset=(place, 0))
        await pilot.pause()
        assert app.cursor[0] == "/f17"


async def test_one_section_needs_no_strip() -> None:
    app = FormApp(in_sections(1), strip=True)
    async with app.run_test(size=SIZE):
        assert not app.view.strip.display
