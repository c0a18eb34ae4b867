"""Fields that begin with what is known of the applicant, and say so."""

from typing import Any

import pytest

from portal_tui.forms.conditions import states
from portal_tui.forms.draw import Drawer
from portal_tui.forms.prefill import known, with_known
from portal_tui.forms.read import read_form
from tests.forms.test_read import form_of

TEXT: dict[str, Any] = {"type": "string"}
FORM = read_form(
    form_of(
        {
            "name": {**TEXT, "title": "Nom légal", "x-prefill": "legal-name"},
            "who": {"type": "object", "properties": {"neq": {**TEXT, "format": "neq", "x-prefill": "neq"}}},
            "rna": {**TEXT, "x-prefill": "rna"},
            "other": TEXT,
        }
    ),
    "fr-CA",
)
QUAI = {"legal-name": "Théâtre du Quai", "neq": "1142345678"}


def test_what_is_known_stands_at_the_fields_that_ask_for_it() -> None:
    assert known(FORM, QUAI) == {"/name": "Théâtre du Quai", "/who/neq": "1142345678"}


def test_a_form_that_asks_for_something_unknown_says_so() -> None:
    notes = read_form(form_of({"a": {**TEXT, "x-prefill": "shoe-size"}})).notes
    assert [(note.code, note.params) for note in notes] == [("unknown-prefill", {"name": "shoe-size"})]
    assert FORM.notes == ()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"name": "Théâtre du Quai"}, "vient du compte du demandeur"),
        ({"name": "Autre"}, "au compte\u00a0: Théâtre du Quai"),
        ({}, "au compte\u00a0: Théâtre du Quai"),
    ],
)
def test_the_field_says_where_its_answer_comes_from(answers: dict[str, Any], said: str) -> None:
    form = with_known(FORM, known(FORM, QUAI))
    drawer = Drawer(form, answers, states(form, answers))
    lines = drawer.items(form.sections[0].items, 80).lines
    head = next(line for line in lines if line and line[0].text.startswith("Nom légal"))
    assert "".join(span.text for span in head).endswith(said)
    assert head[-1].role == "count", "it is no problem"


def test_a_form_without_anything_known_stays_as_it_is() -> None:
    assert with_known(FORM, {}) is FORM
