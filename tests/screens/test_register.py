"""The register of a service on screen: a new entry, changes, withdrawals, refusals (R1-R9, A7)."""

from collections.abc import Iterator

import pytest

from portal_tui.contract.accounts import ActAs
from portal_tui.contract.problems import Unavailable
from portal_tui.contract.register import ListMyServices
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.grant import GrantScreen
from portal_tui.screens.new_entry import NewEntryScreen
from portal_tui.screens.programme import ProgrammeScreen
from portal_tui.screens.register import RegisterScreen
from tests.driver import Person, person
from tests.register_town import associate, code_of, designate, designate_in_firm, town
from tests.stage import Instead, interface
from tests.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """Lucie manages PRIMEAU; Ivan's firm has associated him; everybody acts for Sainte-Colombe."""
    world = town()
    designate(world, "Lucie")
    designate_in_firm(world)
    associate(world, "Ivan")
    for who in ("Lucie", "Rosalie", "Denis"):
        world.call(who, ActAs(entity_id=world.organisations["Sainte-Colombe"]))
    yield world
    world.engine.close()


async def to_register(someone: Person) -> None:
    """By the programme: *Utilitaires*, *Registre des droits d'accès* (R6)."""
    someone.app.open("programme", code="PRIMEAU")
    await someone.is_on(ProgrammeScreen)
    await someone.sees("Utilitaires")
    await someone.chooses("Registre des droits d’accès")
    await someone.is_on(RegisterScreen)
    await someone.sees("Registre des droits d’accès · Service PRIMEAU")


async def look_up(someone: Person, user_code: str) -> None:
    await someone.presses("rights.new")
    await someone.is_on(NewEntryScreen)
    await someone.types(user_code)
    await someone.strikes("enter", "enter")


async def confirms(someone: Person) -> None:
    await someone.is_on(GrantScreen)
    await someone.strikes("enter", "enter")
    await someone.is_on(RegisterScreen)


async def test_a_right_is_given_changed_and_withdrawn(world: World) -> None:
    """R6: user code, whose it is, the right; at once."""
    async with person(interface(world, "Lucie")) as lucie:
        await to_register(lucie)
        await lucie.sees("1 personne inscrite", "votre code d’utilisateur\u00a0: LUC0001")
        await look_up(lucie, "ros-0001")
        await lucie.sees("Rosalie Roy", "r…e@example.org")
        await lucie.chooses("+ Requérant – Consultation")
        await lucie.sees("Peut maintenant\u00a0: rien", "Pourra\u00a0: lire")
        await confirms(lucie)
        await lucie.sees("2 personnes inscrites", "Requérant – Consultation")
        await lucie.moves_to("register", "Rosalie Roy")
        await lucie.presses("rights.choose")
        await lucie.chooses("Changer pour «\u00a0Requérant – Rédaction\u00a0»")
        await lucie.sees("Peut maintenant\u00a0: lire Pourra\u00a0: lire, créer, modifier et transmettre")
        await confirms(lucie)
        await lucie.sees("peut transmettre\u00a0: Rosalie Roy")
        await lucie.moves_to("register", "Rosalie Roy")
        await lucie.presses("rights.choose")
        await lucie.chooses("Retirer le droit")
        await lucie.sees("Plus personne ne pourra transmettre à ce service.")
        await lucie.chooses("Retirer")
        await lucie.sees("1 personne inscrite")
    assert [each.right for each in world.call("Rosalie", ListMyServices()).services] == [None, None]


async def test_a_mandate_and_a_deputy(world: World) -> None:
    """R2, R7: what can't be given to somebody says why, in its place."""
    async with person(interface(world, "Lucie")) as lucie:
        await to_register(lucie)
        await look_up(lucie, code_of("Ivan"))
        await lucie.sees("✗ Ivan Roy ne fait pas partie de Sainte-Colombe.", "Génie du Nord, Rimouski")
        await lucie.chooses("+ Mandataire – Rédaction")
        await confirms(lucie)
        await lucie.sees("Mandataire – Rédaction", "Génie du Nord")
        await look_up(lucie, code_of("Omer"))
        await lucie.chooses("Nommer adjointe ou adjoint")
        await lucie.sees("3 personnes inscrites", "adjointe ou adjoint")


async def test_where_nobody_is_entered_it_says_so_and_leads_on() -> None:
    """R1: no manager is a state with a remedy of its own."""
    world = town()
    world.call("Denis", ActAs(entity_id=world.organisations["Sainte-Colombe"]))
    async with person(interface(world, "Denis")) as denis:
        await to_register(denis)
        await denis.sees(
            "personne ne gère les droits d’accès",
            "Personne n’est encore inscrit au registre de ce service. + nouvelle inscription",
        )
        await denis.sees_no("ce qui peut être fait")
        await denis.presses("rights.new")
        await denis.is_on(ExplainScreen)
    world.engine.close()


async def test_a_register_that_cannot_be_read_says_so_and_is_read_again(world: World) -> None:
    app = interface(world, "Lucie", instead={"open-register": Unavailable()})
    async with person(app) as lucie:
        await lucie.rests()
        app.open("register", organisation_id=world.organisations["Sainte-Colombe"], service="PRIMEAU")
        await lucie.sees("Le portail ne répond pas", "F5", "réessayer")
        backend = app.session.backend
        assert isinstance(backend, Instead)
        backend.answers.clear()
        await lucie.presses("app.retry")
        await lucie.sees("1 personne inscrite")


async def test_what_cannot_be_given_is_explained(world: World) -> None:
    """E0, R9."""
    async with person(interface(world, "Lucie")) as lucie:
        await to_register(lucie)
        await look_up(lucie, code_of("Rosalie"))
        await lucie.chooses("+ Mandataire – Consultation")
        await lucie.is_on(ExplainScreen)
        await lucie.sees("Aucune firme n’a associé Rosalie Roy")


async def test_an_unknown_code_is_said_at_the_field(world: World) -> None:
    """A7, R4: with who gives one."""
    async with person(interface(world, "Lucie")) as lucie:
        await to_register(lucie)
        await look_up(lucie, "ZZZ9999")
        await lucie.sees("Aucune personne n’a le code d’utilisateur ZZZ9999.", "(RSÉ)")


async def test_who_gives_no_rights_is_told_whom_to_ask(world: World) -> None:
    """R11, A7: a member sees who manages, not who holds what; one key asks."""
    async with person(interface(world, "Rosalie")) as rosalie:
        await to_register(rosalie)
        await rosalie.sees(
            "gestion des droits d’accès\u00a0: Lucie Roy", "✗ Le registre de Sainte-Colombe", "F1 expliquer"
        )
        await rosalie.presses("rights.new")
        await rosalie.is_on(ExplainScreen)
        await rosalie.chooses("Demander à Lucie Roy")
        await rosalie.is_answered()
    assert world.mails("lucie@example.org")[-1]["code"] == "asked-about-rights"
