"""Single answers in words: titles and values as the form says them, or as plainly as they stand."""

from typing import Any

import pytest

from portal_tui.forms.read import read_form
from portal_tui.forms.telling import Teller
from tests.forms.test_read import control, form_of

TEXT: dict[str, Any] = {"type": "string"}
TELLER = Teller(
    read_form(
        form_of(
            {
                "grant": {"type": "number", "format": "money", "title": "Aide"},
                "kind": {**TEXT, "title": "Genre", "oneOf": [{"const": "j", "title": "Jazz"}]},
                "shows": {
                    "type": "array",
                    "title": "Spectacles",
                    "items": {"type": "object", "properties": {"artist": {**TEXT, "title": "Artiste"}}},
                },
                "contact": {
                    "type": "object",
                    "title": "Personne à joindre",
                    "properties": {"fax": {**TEXT, "title": "Télécopieur"}},
                },
            },
            control("grant"),
            control("kind"),
            control("shows"),
        ),
        "fr-CA",
    )
)


@pytest.mark.parametrize(
    ("pointer", "value", "title", "said"),
    [
        ("/grant", 1234.5, "Aide", "1\u00a0234,50 $"),
        ("/kind", "j", "Genre", "Jazz"),
        ("/shows", [{"artist": "x"}, {}], "Spectacles", "2 entrées"),
        ("/contact/fax", "418", "Personne à joindre › Télécopieur", "418"),
        ("/contact/pager", "418", "Personne à joindre › Pager", "418"),
        ("/shows/1/artist", "x", "Spectacles › 2 › Artiste", "x"),
        ("/venue/fax_number", "418\n555", "Venue › Fax number", "418 555"),
        ("/gone", {"é": True}, "Gone", '{"é": true}'),
        ("/gone", "x" * 400, "Gone", "x" * 299 + "…"),
        ("/gone", "a\x1b[31mb", "Gone", None),
    ],
)
def test_an_answer_in_words(pointer: str, value: Any, title: str, said: str | None) -> None:
    assert TELLER.title(pointer) == title
    found = TELLER.value(pointer, value)
    assert "\x1b" not in found
    if said is not None:
        assert found == said
