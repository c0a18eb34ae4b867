"""The register in its orders, explained, changed with an end and through a firm; its history (R6-R11)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal_tui.contract.accounts import ActAs
from portal_tui.contract.designations import AnswerDesignation
from portal_tui.contract.register import (
    HISTORY_PAGE,
    AddPointOfService,
    AssociateStaff,
    GrantRight,
    OpenRegister,
    RegisterView,
    Right,
    WithdrawRight,
)
from portal_tui.screens.actions import ActionsScreen
from portal_tui.screens.confirm import ConfirmScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.grant import GrantScreen
from portal_tui.screens.holder_rights import HolderRightsScreen
from portal_tui.screens.register import RegisterScreen
from portal_tui.screens.register_history import RegisterHistoryScreen
from portal_tui.screens.save_file import SaveFileScreen
from portal_tui.widgets.entry import Entry
from portal_tui.widgets.form.calendar import Calendar
from tests.driver import Person, person
from tests.register_town import NEQ, associate, code_of, designate, designate_in_firm, form, point_of, town
from tests.stage import interface
from tests.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """Lucie manages PRIMEAU; Rosalie transmits, Omer reads, Ivan is mandated."""
    made = town()
    designate(made, "Lucie")
    designate_in_firm(made)
    associate(made, "Ivan")
    give(made, "Rosalie", "applicant-write")
    give(made, "Omer", "applicant-read", ends="2027-03-31")
    give(made, "Ivan", "mandatary-read")
    made.call("Lucie", ActAs(entity_id=made.organisations["Sainte-Colombe"]))
    yield made
    made.engine.close()


def place(world: World) -> dict[str, Any]:
    return {"organisation_id": world.organisations["Sainte-Colombe"], "service": "PRIMEAU"}


def give(world: World, whom: str, right: Right, **more: Any) -> None:
    world.call("Lucie", GrantRight(**place(world), user_code=code_of(whom), right=right, **more))


def register(world: World) -> RegisterView:
    return world.call("Lucie", OpenRegister(**place(world)))


def right_of(world: World, whom: str) -> tuple[Right | None, int | None, str]:
    holder = next(each for each in register(world).holders if each.user_code == code_of(whom))
    return holder.right, holder.ends_at, holder.point


async def at_register(someone: Person, world: World) -> None:
    await someone.rests()
    someone.app.open("register", **place(world))
    await someone.is_on(RegisterScreen)
    await someone.sees("4 personnes inscrites")


async def chooses_about(someone: Person, name: str, what: str) -> None:
    await someone.moves_to("register", name)
    await someone.presses("rights.choose")
    await someone.is_on(ActionsScreen)
    await someone.chooses(what)


async def fills_last_day(someone: Person, day: str) -> None:
    entry = someone.app.screen.query_one("#ends", Entry)
    entry.enter()
    entry.input.value = ""
    await someone.types(day)


async def test_it_is_read_by_person_by_right_and_by_firm(world: World) -> None:
    """One key turns through the orders; the title says which, and the cursor stays on the person."""
    async with person(interface(world, "Lucie")) as lucie:
        await at_register(lucie, world)
        await lucie.sees("4 personnes inscrites · par personne")
        await lucie.moves_to("register", "Omer Roy")
        await lucie.presses("rights.sort")
        await lucie.sees("Requérant – Rédaction · 1 · par droit", "Fonction sans droit · 1")
        await lucie.presses("rights.sort")
        await lucie.sees("Personnel de Sainte-Colombe · 3 · par firme", "Génie du Nord, Rimouski · 1")
        await lucie.sees(f"{code_of('Omer')} · donné par Lucie Roy")
        await lucie.presses("rights.sort")
        await lucie.sees("4 personnes inscrites · par personne")


async def test_why_somebody_may_do_what_and_what_another_right_would_change(world: World) -> None:
    """R11."""
    async with person(interface(world, "Lucie")) as lucie:
        await at_register(lucie, world)
        await lucie.moves_to("register", "Ivan Roy")
        await lucie.presses("app.explain")
        await lucie.is_on(HolderRightsScreen)
        await lucie.sees(
            "✗ créer, modifier et transmettre Il lui est dit\u00a0: Votre droit «\u00a0Mandataire –",
            "Mandataire – Rédaction\u00a0: lire, créer et modifier",
            "Requérant – Rédaction\u00a0: lire, créer, modifier et transmettre",
        )
        await lucie.presses("dialog.close")
        await chooses_about(lucie, "Omer Roy", "Ce que Omer Roy peut faire")
        await lucie.is_on(HolderRightsScreen)


async def test_a_right_is_given_until_a_day_that_is_picked(world: World) -> None:
    """R6: with the calendar of the forms, in the portal's zone; an end that has passed is refused."""
    async with person(interface(world, "Lucie")) as lucie:
        await at_register(lucie, world)
        await chooses_about(lucie, "Rosalie Roy", "Changer la date de fin")
        await lucie.is_on(GrantScreen)
        await lucie.types("hier")
        await lucie.strikes("enter", "enter")
        await lucie.sees("✗")
        await fills_last_day(lucie, "2020-01-31")
        await lucie.strikes("enter", "enter")
        await lucie.is_on(ExplainScreen)
        await lucie.sees("La date de fin est passée")
        await lucie.presses("dialog.close")
        await fills_last_day(lucie, "2027-01-30")
        await lucie.presses("rights.calendar")
        await lucie.until(lambda: isinstance(lucie.app.screen.focused, Calendar), "for a calendar")
        await lucie.strikes("right", "enter")
        await lucie.sees("2027-01-31")
        await lucie.strikes("enter", "enter")
        await lucie.is_on(RegisterScreen)
        await lucie.sees("jusqu’au 31 janv. 2027 23:59 (Montréal)")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_the_calendar_covers_nothing_that_is_needed(world: World, size: tuple[int, int]) -> None:
    """R6: the day, how to choose it and the whole month are in sight; then so is what confirms it."""
    async with person(interface(world, "Lucie"), size) as lucie:
        await at_register(lucie, world)
        await chooses_about(lucie, "Rosalie Roy", "Changer pour")
        await lucie.is_on(GrantScreen)
        await lucie.types("2027-01-30")
        await lucie.presses("rights.calendar")
        await lucie.sees("Dernier jour (facultatif)", "2027-01-30", "Ce jour compris.", "échap\u00a0: fermer")
        await lucie.sees("janvier 2027", "24 25 26 27 28 29 30", "31 1 2 3 4 5 6")
        await lucie.strikes("left", "enter", "enter")
        await lucie.sees("2027-01-29", "Vide\u00a0: jusqu’à ce que le droit soit retiré", "[ Confirmer ]")
        await lucie.sees_no("janvier 2027")


async def test_the_day_is_asked_for_only_where_rights_end() -> None:
    world = town(rights_may_end=False)
    designate(world, "Lucie")
    give(world, "Rosalie", "applicant-read")
    async with person(interface(world, "Lucie")) as lucie:
        await lucie.rests()
        lucie.app.open("register", **place(world))
        await lucie.is_on(RegisterScreen)
        await chooses_about(lucie, "Rosalie Roy", "Changer pour «\u00a0Requérant – Rédaction\u00a0»")
        await lucie.is_on(GrantScreen)
        await lucie.sees_no("Dernier jour")
        await lucie.strikes("enter")
        await lucie.is_on(RegisterScreen)
    assert right_of(world, "Rosalie")[0] == "applicant-write"
    world.engine.close()


async def test_who_works_at_several_places_is_mandated_through_one(world: World) -> None:
    """R8, R9."""
    firm = world.organisations["Génie du Nord"]
    world.call("Paule", AddPointOfService(organisation_id=firm, name="Gaspé", address="2, rue du Cap"))
    gaspe = point_of(world, "Gaspé")
    ask = form("Paule", function="mandatary-manager", identifier=NEQ, point_id=gaspe, services=())
    asked = world.call("Paule", ask)
    world.call("Zoé", AnswerDesignation(designation_id=asked.id, approve=True))
    for whom in ("Ivan", "Kim"):
        world.call("Paule", AssociateStaff(point_id=gaspe, service="PRIMEAU", user_code=code_of(whom)))
    associate(world, "Kim")
    async with person(interface(world, "Lucie")) as lucie:
        await at_register(lucie, world)
        await lucie.presses("rights.new")
        await lucie.types("kim 0001")
        await lucie.strikes("enter", "enter")
        await lucie.chooses("+ Mandataire – Rédaction")
        await lucie.is_on(GrantScreen)
        await lucie.strikes("tab", "enter", "enter")
        await lucie.sees("Choisissez le point de service")
        await lucie.strikes("down", "down", "tab", "enter", "enter")
        await lucie.is_on(RegisterScreen)
        await lucie.sees("5 personnes inscrites")
    assert right_of(world, "Kim")[2] == "Gaspé"


async def test_what_ends_the_last_right_or_ones_own_is_confirmed(world: World) -> None:
    give(world, "Lucie", "applicant-write")
    async with person(interface(world, "Lucie")) as lucie:
        await at_register(lucie, world)
        await chooses_about(lucie, "Rosalie Roy", "Retirer le droit")
        await lucie.sees("3 personnes inscrites")
        await chooses_about(lucie, "Lucie Roy", "Changer pour «\u00a0Requérant – Consultation\u00a0»")
        await lucie.sees("Après ce changement, plus personne ne pourra transmettre")
        await lucie.presses("dialog.close")
        await chooses_about(lucie, "Lucie Roy", "Retirer le droit")
        await lucie.is_on(ConfirmScreen)
        await lucie.sees("C’est votre propre droit", "Plus personne ne pourra transmettre à ce service.")
        await lucie.chooses("Retirer")
        await lucie.is_on(RegisterScreen)
        await lucie.is_answered()
    assert right_of(world, "Lucie")[0] is None


async def test_the_history_is_one_key_away_and_goes_back_to_the_beginning(world: World) -> None:
    """R11: a page at a time."""
    for _ in range(HISTORY_PAGE // 2):
        give(world, "Denis", "applicant-read")
        world.call("Lucie", WithdrawRight(**place(world), user_code=code_of("Denis")))
    async with person(interface(world, "Lucie")) as lucie:
        await at_register(lucie, world)
        await lucie.presses("rights.history")
        await lucie.is_on(RegisterHistoryScreen)
        await lucie.sees("Lucie Roy a retiré à Denis Roy le droit «\u00a0Requérant – Consultation\u00a0»")
        await lucie.presses("options.last")
        await lucie.sees("Voir ce qui est plus ancien")
        await lucie.presses("history.older")
        await lucie.sees("Lucie Roy a donné à Ivan Roy le droit")
        await lucie.presses("options.last")
        await lucie.sees("Denis Roy a demandé que Lucie Roy gère les droits d’accès", "EXP a approuvé")
        await lucie.sees(
            "Lucie Roy a donné à Omer Roy le droit «\u00a0Requérant – Consultation\u00a0», "
            "jusqu’au 31 mars 2027"
        )


async def test_who_may_not_read_the_register_reads_no_history(world: World) -> None:
    world.call("Rosalie", ActAs(entity_id=world.organisations["Sainte-Colombe"]))
    async with person(interface(world, "Rosalie")) as rosalie:
        await rosalie.rests()
        rosalie.app.open("register", **place(world))
        await rosalie.sees("✗ Le registre de Sainte-Colombe")
        await rosalie.presses("rights.history")
        await rosalie.is_on(ExplainScreen)


async def test_the_whole_register_is_written_to_a_file(world: World, tmp_path: Path) -> None:
    """R11: where the person says."""
    file = tmp_path / "registre.csv"
    async with person(interface(world, "Lucie")) as lucie:
        await at_register(lucie, world)
        await lucie.presses("rights.export")
        await lucie.chooses("Pour un tableur (CSV)")
        await lucie.is_on(SaveFileScreen)
        await lucie.fills("path", str(file))
        await lucie.strikes("enter")
        await lucie.is_on(RegisterScreen)
        await lucie.until(file.exists, "for the file")
        await lucie.presses("rights.history")
        await lucie.sees("Lucie Roy a tiré du registre un fichier pour tableur")
    assert "Rosalie Roy,ROS0001,Requérant – Rédaction" in file.read_text("utf-8-sig")


async def test_what_can_be_done_is_found_by_its_name(world: World) -> None:
    """Where there is no room for every key."""
    async with person(interface(world, "Lucie"), (60, 20)) as lucie:
        await at_register(lucie, world)
        await lucie.presses("app.palette")
        await lucie.types("historique")
        await lucie.strikes("enter", "enter")
        await lucie.is_on(RegisterHistoryScreen)
