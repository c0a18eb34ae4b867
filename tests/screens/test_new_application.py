"""A new application: as whom, what there is already, eligibility first (P2, P4, P6)."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal_tui.contract.programmes import CheckEligibility
from portal_tui.screens.applications import ApplicationsScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.new_application import NewApplicationScreen
from tests.driver import Person, person
from tests.stage import Instead, interface, sodec, theatre
from tests.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """SODEC's programmes on the last evening of 30-44-00."""
    world = sodec()
    yield world
    world.engine.close()


def new(code: str = "30-44-00") -> dict[str, Any]:
    return {"start": "new-application", "arguments": {"code": code}}


async def answers(someone: Person, places: str = "312") -> None:
    """Answer so that everything is met, apart from the number of places."""
    await someone.sees("Combien de personnes")
    await someone.types(f"{places}\t")
    await someone.strikes("down", "tab", "down")


async def test_it_says_as_whom_and_what_is_there_already(world: World) -> None:
    """P4: who, when, status, before a second is created."""
    async with person(interface(world, "Jean", **new())) as jean:
        await jean.sees("Pour", "Théâtre du Quai membre F2 agir en tant que…")
        await jean.sees("Déjà à ce programme", "2024-000001 Maude Tremblay ○ brouillon")
        await jean.sees("F6 la voir")


async def test_questions_are_explained_one_by_one(world: World) -> None:
    """P6: the field's own rule speaks here too."""
    async with person(interface(world, **new())) as maude:
        await answers(maude, places="640")
        await maude.sees("✗ 500 places au plus pour ce programme (30-44-00).")
        await maude.sees(
            "✓ Votre lieu est ouvert depuis assez longtemps.", "✓ C’est ce que le programme soutient."
        )
        await maude.strikes("shift+tab", "down")
        await maude.sees("✗ Il faut deux ans d’activité à la date limite.")


async def test_what_is_not_answered_yet_holds_it_back_and_says_so(world: World) -> None:
    async with person(interface(world, **new())) as maude:
        await maude.sees("✗ Il reste à répondre\u00a0: Combien de personnes", "et 2 autres motifs")
        await maude.strikes("tab", "tab", "tab", "enter")
        await maude.is_on(ExplainScreen)
        await maude.sees("Répondre aux questions d’admissibilité")
    assert world.engine.database.rows("select count(*) from applications") == [(1,)]


async def test_it_says_what_will_be_created(world: World) -> None:
    async with person(interface(world, **new())) as maude:
        await answers(maude)
        await maude.sees(
            "Un brouillon de 7 tâches sera créé pour Théâtre du Quai; vous en serez propriétaire."
        )
        backend = maude.app.session.backend
        assert isinstance(backend, Instead)
        last = [each for each in backend.asked if isinstance(each, CheckEligibility)][-1]
        assert last.answers == {"places": 312, "two-years": True, "programming": "bought"}
    assert world.engine.database.rows("select count(*) from applications") == [(1,)]


async def test_acting_as_another_keeps_what_was_answered(world: World) -> None:
    async with person(interface(world, **new())) as maude:
        await answers(maude)
        await maude.sees("pour Théâtre du Quai;")
        await maude.presses("app.act-as")
        await maude.chooses("Maude Tremblay")
        await maude.is_on(NewApplicationScreen)
        await maude.sees("✗ Seules les organisations peuvent déposer une demande", "312")


async def test_what_exists_is_one_key_away(world: World) -> None:
    async with person(interface(world, **new())) as maude:
        await maude.sees("F6 la voir")
        await maude.presses("new-application.see")
        await maude.is_on(ApplicationsScreen)
        await maude.sees("2024-000001")


async def test_a_programme_without_questions_goes_straight_to_it() -> None:
    world = theatre()
    async with person(interface(world, **new("any"))) as maude:
        await maude.sees("Un brouillon d’une tâche sera créé pour Théâtre du Quai", "[ Créer la demande ]")
    world.engine.close()
