"""A form whole, as plain text."""

from typing import Any

import pytest

from portal_tui.contract.problems import FieldProblem
from portal_tui.forms.check import check
from portal_tui.forms.layout import cells, hung, wrapped
from portal_tui.forms.located import at_fields
from portal_tui.forms.model import all_fields
from portal_tui.forms.picture import as_text
from portal_tui.forms.preview import answered, preview
from portal_tui.forms.read import read_form
from tests.forms.federal import NAMES, document
from tests.forms.test_read import control, form_of


def drawn(document: Any, answers: Any, width: int = 60, language: str = "fr-CA") -> list[str]:
    form = read_form(document, language)
    return preview(form, answers, check(form, answers), width=width).replace("\u00a0", " ").split("\n")


def test_a_field_with_its_title_unit_and_problem() -> None:
    places = {
        "type": "integer",
        "title": "Nombre de places",
        "maximum": 500,
        "x-unit": "places",
        "x-remedy": {"fr-CA": "Une salle plus grande? Autre programme."},
    }
    lines = drawn(form_of({"places": places}, required=["places"]), {"places": 640})
    at = lines.index(" Nombre de places *")
    assert lines[at + 1 : at + 4] == [
        " ┃ 640          places",
        " ✗ 500 places au plus; vous avez écrit 640 places.",
        "   Une salle plus grande? Autre programme.",
    ]


def test_options_show_what_is_chosen() -> None:
    few = {"enum": ["a", "b"], "x-enum-titles": ["Un", "Deux"], "title": "Choix"}
    many = {"enum": list("abcdefg"), "title": "Liste"}
    several = {"type": "array", "items": few, "title": "Plusieurs"}
    lines = drawn(
        form_of({"few": few, "many": many, "several": several, "yes": {"type": "boolean", "title": "Oui"}}),
        {"few": "b", "many": "c", "several": ["a"], "yes": True},
    )
    for expected in (" ( ) Un", " (•) Deux", " [x] Un", " [ ] Deux", " [x] Oui"):
        assert expected in lines
    (line,) = [line for line in lines if "7 choix" in line]
    assert line.startswith(" ┃ c  ")


def test_a_list_without_a_heading_says_what_is_asked_and_how_many() -> None:
    entries = {"type": "array", "minItems": 1, "maxItems": 4, "items": {"properties": {"name": {}}}}
    layout = {**control("contacts"), "label": False, "x-entry-title": "Contact"}
    lines = drawn(form_of({"contacts": entries}, layout, required=["contacts"]), {})
    assert any(line.startswith(" Contact *") and line.endswith("de 1 à 4") for line in lines)


def test_a_question_that_has_to_be_answered_shows_yes_and_no() -> None:
    asked = {"type": "boolean", "title": "Question"}
    declared = {"type": "boolean", "const": True, "title": "Je déclare"}
    lines = drawn(
        form_of({"asked": asked, "declared": declared}, required=["asked", "declared"]), {"asked": False}
    )
    assert lines[lines.index(" Question *") + 1] == " ( ) Oui   (•) Non"
    assert " [ ] Je déclare *" in lines


def test_a_hidden_field_is_not_drawn_and_comes_with_its_answer() -> None:
    rule = {"effect": "SHOW", "condition": {"scope": "#/properties/a", "schema": {"const": True}}}
    document = form_of(
        {"a": {"type": "boolean"}, "b": {"type": "string", "title": "Précisez"}},
        control("a"),
        control("b", rule=rule),
    )
    assert " Précisez" not in drawn(document, {})
    assert " Précisez" in drawn(document, {"a": True})


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 20)])
@pytest.mark.parametrize("name", NAMES)
def test_a_federal_form_is_drawn_whole_within_its_width(name: str, size: tuple[int, int]) -> None:
    form = read_form(document(name), "en")
    text = preview(form, {}, (), width=size[0], height=size[1])
    assert max(cells(line) for line in text.split("\n")) <= size[0]
    shown = " ".join(text.split())
    titles = {field.title.split()[0] for field in all_fields(form) if "/-" not in field.pointer}
    assert all(title in shown for title in titles if name != "sf424c")


def test_hostile_texts_are_shown_as_text() -> None:
    hostile = "[b]gras[/b] \x1b[31m\u202eevil\x07"
    properties = {"a": {"type": "string", "title": hostile, "description": hostile, "format": "email"}}
    text = "\n".join(drawn(form_of(properties), {"a": hostile}))
    assert "[b]gras[/b]" in text
    assert all(line.isprintable() for line in text.split("\n"))


def test_problems_of_what_isnt_shown_are_said_all_the_same() -> None:
    lines = drawn(form_of({"a": {}}, additionalProperties=False), {"secret": 1})
    assert any(line.startswith(" ✗ /secret: ") for line in lines)


def test_a_part_that_nobody_began_asks_for_its_fields() -> None:
    group = {"type": "object", "required": ["city"], "properties": {"street": {}, "city": {}}}
    form = read_form(form_of({"first": {}, "at": group}, required=["at", "first"]))
    problems = check(form, {})
    assert [each.pointer for each in problems] == ["/at", "/first"]
    assert at_fields(form, problems, {}) == (
        FieldProblem("/first", "required"),
        FieldProblem("/at/city", "required"),
    )


def test_problems_come_in_the_order_of_the_form_entry_by_entry() -> None:
    item = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
    properties = {"x": {"type": "string"}, "list": {"type": "array", "items": item}, "y": {"type": "string"}}
    form = read_form(form_of(properties))
    answers = {"y": 1, "list": [{"b": 1, "a": 1}] * 11, "x": 1}
    pointers = [each.pointer for each in at_fields(form, check(form, answers), answers)]
    entries = [f"/list/{index}/{name}" for index in range(11) for name in "ab"]
    assert pointers == ["/x", *entries, "/y"]


def test_lines_are_counted_in_cells() -> None:
    assert cells("é") == cells("e\u0301") == 1
    assert cells("漢字") == 4
    assert wrapped("漢字漢字漢字", 4) == ["漢字", "漢字", "漢字"]
    assert wrapped("", 10) == []
    assert wrapped("un deux\n\ntrois", 7) == ["un deux", "", "trois"]
    assert hung("✗ ", "un deux trois", 9) == ["✗ un deux", "  trois"]


def test_what_is_answered_is_read_without_places_to_type_or_help() -> None:
    places = {"type": "integer", "title": "Nombre de places", "description": "Debout ou assises."}
    form = read_form(form_of({"places": places, "name": {"type": "string", "title": "Nom"}}), "fr-CA")
    lines = as_text(answered(form, {"places": 312}, width=40))
    assert lines == ["Nombre de places", "312", "", "Nom", "—"]
