"""What the form looks like: one picture with all kinds of fields, two where one chooses."""

from collections.abc import Callable
from datetime import date
from typing import Any

from textual.pilot import Pilot

from portal_tui.widgets.form import FormView
from tests.forms.test_read import control, form_of
from tests.widgets.form_app import FormApp

Compare = Callable[..., bool]

TITLES = {"fr-CA": ["Pluridisciplinaire", "Spécialisé", "Festival"]}
REGIONS = ["Bas-Saint-Laurent", "Saguenay", "Capitale-Nationale", "Mauricie", "Estrie", "Montréal"]
PROPERTIES: dict[str, Any] = {
    "title": {"type": "string", "title": "Titre du projet", "maxLength": 120},
    "seats": {
        "type": "integer",
        "title": "Nombre de places",
        "maximum": 500,
        "x-unit": "places",
        "x-messages": {"maximum": {"fr-CA": "500 places au plus pour ce programme (30-44-00)."}},
        "x-remedy": {"fr-CA": "Une salle plus grande? Autre programme."},
    },
    "summary": {"type": "string", "title": "Résumé du projet", "maxLength": 2000},
    "from": {"type": "string", "format": "date", "title": "Début"},
    "cost": {"type": "integer", "format": "money-cents", "title": "Coût total"},
    "kind": {"enum": ["a", "b", "c"], "title": "Type de diffusion", "x-enum-titles": TITLES},
    "region": {"enum": list("abcdef"), "title": "Région", "x-enum-titles": {"fr-CA": REGIONS}},
    "plans": {
        "type": "array",
        "title": "Plans de salle",
        "items": {"type": "string", "format": "document"},
    },
    "true": {"type": "boolean", "const": True, "title": "Je déclare que ces renseignements sont exacts"},
}
ANSWERS = {
    "title": "Saison 2027 — voix nouvelles",
    "seats": 640,
    "summary": "Le Théâtre du Quai propose…",
    "cost": 12_500_050,
    "kind": "c",
    "region": "f",
    "plans": ["1"],
}


def app(**options: Any) -> FormApp:
    side_by_side = {"type": "HorizontalLayout", "elements": [control("from"), control("cost")]}
    project = [control("title"), control("seats"), control("summary"), side_by_side]
    venue = [control(name) for name in ("kind", "region", "plans", "true")]
    document = form_of(
        PROPERTIES,
        {"type": "Group", "label": "Projet", "elements": project},
        {"type": "Group", "label": "Lieu", "elements": venue},
        required=["title", "seats", "summary", "true"],
    )
    options = {"documents": {"1": "plan-salle.pdf"}, "today": date(2026, 11, 22), "missing": False, **options}
    return FormApp({**document, "title": "Formulaire de demande"}, ANSWERS, **options)


def test_all_kinds_of_fields(snap_compare: Compare) -> None:
    assert snap_compare(app(), terminal_size=(100, 46), press=["tab", "tab"])


def test_a_list_to_choose_from(snap_compare: Compare) -> None:
    async def open_list(pilot: Pilot[None]) -> None:
        await pilot.pause()
        pilot.app.query_one(FormView).jump_to("/region")
        await pilot.press("a")

    assert snap_compare(app(theme="portal-light"), terminal_size=(80, 24), run_before=open_list)


def test_a_calendar(snap_compare: Compare) -> None:
    async def open_calendar(pilot: Pilot[None]) -> None:
        await pilot.pause()
        pilot.app.query_one(FormView).jump_to("/from")
        await pilot.press("f4")

    assert snap_compare(app(), terminal_size=(80, 24), run_before=open_calendar)
