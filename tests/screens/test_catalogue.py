"""The catalogue and a programme: what is open, what I filed, how to begin or why not (P1-P4)."""

from collections.abc import Iterator

import pytest

from portal_tui.contract.accounts import ActAs, ChooseLanguage, WhoAmI
from portal_tui.contract.problems import NotFound
from portal_tui.screens.applications import ApplicationsScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.new_application import NewApplicationScreen
from portal_tui.screens.programme import ProgrammeScreen, days_text
from portal_tui.screens.programmes import ProgrammesScreen
from portal_tui.texts import texts
from tests.driver import person
from tests.stage import interface, theatre
from tests.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """The theatre's evening."""
    world = theatre()
    yield world
    world.engine.close()


def act_personally(world: World, name: str = "Maude") -> None:
    personal = world.call(name, WhoAmI()).entities[0]
    world.call(name, ActAs(entity_id=personal.id))


# The catalogue


async def test_it_says_until_when_and_what_i_filed(world: World) -> None:
    async with person(interface(world, start="programmes")) as maude:
        await maude.sees("Ouverts jusqu’à une date limite", "Aide aux lieux de diffusion", "1 brouillon")
        await maude.sees("jusqu’au 7 nov. 23:59 · dans 5\u00a0h\u00a012")
        await maude.sees("Ouverts en tout temps", "Bourses", "1 déposée, 2 brouillons")
        await maude.sees("Une nouvelle demande serait pour Théâtre du Quai.")


async def test_the_end_of_every_line_has_room(world: World) -> None:
    """A line of the list is as wide as there is room, whatever the width."""
    for columns in (120, 96, 80, 60):
        async with person(interface(world, start="programmes"), size=(columns, 30)) as maude:
            await maude.sees("Bourses")
            lines = maude.screen.splitlines()
            codes = [line for line in lines if line.lstrip("▌ ").startswith("30-44-00 ·")]
            assert len(codes) == 1, maude.screen
            assert max(len(line) for line in lines) <= columns


async def test_enter_opens_a_programme_and_escape_leads_back(world: World) -> None:
    async with person(interface(world, start="programmes")) as maude:
        await maude.sees("Bourses")
        await maude.presses("options.down", "catalogue.open")
        await maude.is_on(ProgrammeScreen)
        await maude.sees("Bourses", "Pour tout le monde, en tout temps.")
        await maude.presses("app.back")
        await maude.is_on(ProgrammesScreen)
        await maude.sees("Aide aux lieux de diffusion")


async def test_my_applications_to_it_are_one_key_away(world: World) -> None:
    async with person(interface(world, start="programmes")) as maude:
        await maude.sees("Aide aux lieux")
        await maude.presses("catalogue.mine")
        await maude.is_on(ApplicationsScreen)
        await maude.sees("2026-000001")
        await maude.sees_no("2026-000002")


async def test_a_personal_account_acts_as_an_organisation_in_one_key(world: World) -> None:
    """P3: *Seules les organisations peuvent déposer une demande*, and the way on."""
    act_personally(world)
    async with person(interface(world, start="programmes")) as maude:
        await maude.sees("F1 pourquoi? Seules les organisations peuvent déposer une demande")
        await maude.presses("catalogue.new")
        await maude.is_on(ExplainScreen)
        await maude.chooses("Agir en tant que Théâtre du Quai")
        await maude.is_on(ProgrammesScreen)
        await maude.sees("agir en tant que Théâtre du Quai", "serait pour Théâtre du Quai.")
        await maude.presses("catalogue.new")
        await maude.is_on(NewApplicationScreen)


async def test_the_cursor_stays_when_something_changes(world: World) -> None:
    async with person(interface(world, start="programmes")) as maude:
        await maude.sees("2 brouillons")
        await maude.presses("options.down")
        world.application("Maude", "any")
        await maude.sees("3 brouillons")
        await maude.presses("catalogue.open")
        await maude.sees("Pour tout le monde")


async def test_what_is_not_translated_is_marked(world: World) -> None:
    world.call("Maude", ChooseLanguage(language="en"))
    async with person(interface(world, start="programmes")) as maude:
        await maude.sees(
            "Support for venues", "(fr-CA) Bourses", "until Nov 7, 23:59", "30-44-00 · (fr-CA) Direction"
        )


async def test_a_portal_without_programmes_says_so(world: World) -> None:
    async with person(interface(world, start="programmes", instead={"list-programmes": ()})) as maude:
        await maude.sees("Aucun programme pour le moment.")


# A programme


def programme(code: str = "30-44-00") -> dict[str, object]:
    return {"start": "programme", "arguments": {"code": code}}


async def test_what_there_is_and_what_would_be_created_are_apart(world: World) -> None:
    """P2: *Voir mes demandes*, drafts to resume, and *Nouvelle demande* with what it does."""
    async with person(interface(world, **programme("any")), size=(80, 40)) as maude:
        await maude.sees("Vos demandes · Théâtre du Quai")
        await maude.sees("1 Voir mes demandes 1 déposée, 2 brouillons")
        await maude.sees("2 Reprendre le brouillon 2026-000003")
        await maude.sees("+ Nouvelle demande", "Crée un brouillon pour Théâtre du Quai. Rien n’est envoyé.")
        await maude.sees("Demandes de vos collègues", "2026-000004 ○ brouillon Jean Roy")
        await maude.chooses("Voir mes demandes")
        await maude.is_on(ApplicationsScreen)
    assert world.engine.database.rows("select count(*) from applications") == [(4,)]


async def test_who_may_not_begin_sees_why_beside_it(world: World) -> None:
    act_personally(world)
    async with person(interface(world, **programme()), size=(80, 40)) as maude:
        await maude.sees("Aucune à ce programme.", "Nouvelle demande, pas possible")
        await maude.sees("✗ Seules les organisations peuvent déposer une demande à ce programme")
        await maude.presses("programme.new")
        await maude.is_on(ExplainScreen)
        await maude.sees("Le programme prend des demandes jusqu’au 7 nov. 23:59 (Montréal).")


async def test_it_says_who_may_apply_and_what_it_takes(world: World) -> None:
    async with person(interface(world, **programme())) as maude:
        await maude.sees("Qui peut déposer", "Entreprise et Association")
        await maude.sees("5 tâches (* obligatoires)", "* Formulaire de demande", "Direction de la musique")


async def test_on_a_narrow_screen_what_i_can_do_comes_first(world: World) -> None:
    async with person(interface(world, **programme()), size=(80, 24)) as maude:
        await maude.sees("Vos demandes", "Nouvelle demande", "Pour les lieux de 500 places au plus.")
        lines = maude.screen
        assert lines.index("Vos demandes") < lines.index("Pour les lieux")


async def test_a_programme_that_is_not_there_says_so(world: World) -> None:
    app = interface(
        world, **programme(), instead={"open-programme": NotFound("programme-not-found", programme="x")}
    )
    async with person(app) as maude:
        await maude.sees("Le portail n’a pas de programme", "échap retour")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("monday", "tuesday", "wednesday", "thursday", "friday"), "du lundi au vendredi"),
        (("monday", "wednesday"), "lundi et mercredi"),
        (("monday", "tuesday"), "lundi et mardi"),
        (("monday", "tuesday", "saturday"), "lundi, mardi et samedi"),
    ],
)
def test_days_are_said_as_people_say_them(days: tuple[str, ...], said: str) -> None:
    assert days_text(days, texts("fr-CA")) == said
