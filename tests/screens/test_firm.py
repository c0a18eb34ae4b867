"""A firm on screen: points of service, their managers, who works there and for whom (R8, R9, R10)."""

from collections.abc import Iterator

import pytest

from portal_tui.contract.accounts import ActAs
from portal_tui.contract.register import GrantRight, OpenFirm
from portal_tui.screens.confirm import ConfirmScreen
from portal_tui.screens.designation import DesignationScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.firm import FirmScreen
from portal_tui.screens.new_point import NewPointScreen
from portal_tui.screens.register import RegisterScreen
from tests.driver import Person, person
from tests.register_town import associate, code_of, designate, designate_in_firm, join, town
from tests.stage import interface
from tests.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """Paule administers a firm with a point of service in Rimouski; Ivan is a member."""
    world = town()
    join(world, "Génie du Nord", "Ivan", "member")
    for who in ("Paule", "Ivan"):
        world.call(who, ActAs(entity_id=world.organisations["Génie du Nord"]))
    yield world
    world.engine.close()


async def to_firm(someone: Person) -> None:
    await someone.rests()
    await someone.goes_to("organisation")
    await someone.sees("Génie du Nord")
    await someone.presses("organisation.firm")
    await someone.is_on(FirmScreen)
    await someone.sees("Génie du Nord · points de service")


async def test_staff_are_associated_with_a_confirmation(world: World) -> None:
    """R9: a user code, whose it is, a window that confirms."""
    designate_in_firm(world)
    async with person(interface(world, "Paule")) as paule:
        await to_firm(paule)
        await paule.sees("Rimouski", "gestion\u00a0: Paule Roy", "Personne n’y est encore associé.")
        await paule.presses("firm.associate")
        await paule.sees("(•) Service PRIMEAU", "( ) Service PRIMA")
        await paule.types("iva 0001")
        await paule.strikes("tab", "down", "tab", "enter")
        await paule.is_on(ConfirmScreen)
        await paule.sees("Ivan Roy (i…n@example.org)", "Génie du Nord, Rimouski", "Service PRIMA")
        await paule.chooses("Confirmer")
        await paule.sees("Ivan Roy", "Service PRIMA", "aucun mandat")
        await paule.presses("options.last", "firm.choose")
        await paule.chooses("Dissocier")
        await paule.sees("Aucun mandat ne prend fin.")
        await paule.chooses("Ne rien faire")
        await paule.sees("Ivan Roy")


async def test_a_dissociation_says_which_mandates_end(world: World) -> None:
    """R9: before it is confirmed."""
    designate_in_firm(world)
    designate(world, "Lucie")
    associate(world, "Ivan")
    organisation = world.organisations["Sainte-Colombe"]
    world.call(
        "Lucie",
        GrantRight(
            organisation_id=organisation, service="PRIMEAU", user_code=code_of("Ivan"), right="mandatary-read"
        ),
    )
    async with person(interface(world, "Paule")) as paule:
        await to_firm(paule)
        await paule.sees("mandats de Sainte-Colombe")
        await paule.presses("options.last", "firm.choose")
        await paule.chooses("Dissocier")
        await paule.sees("Fin immédiate de ses mandats\u00a0: Sainte-Colombe.")
        await paule.chooses("Dissocier")
        await paule.sees("Personne n’y est encore associé.")
    (point,) = world.call("Paule", OpenFirm(organisation_id=world.organisations["Génie du Nord"])).points
    assert point.staff == ()


async def test_who_manages_rights_elsewhere_is_not_associated(world: World) -> None:
    """R3: said before anything is confirmed."""
    designate_in_firm(world)
    designate(world, "Lucie")
    async with person(interface(world, "Paule")) as paule:
        await to_firm(paule)
        await paule.presses("firm.associate")
        await paule.types(code_of("Lucie"))
        await paule.strikes("tab", "tab", "enter")
        await paule.is_on(ExplainScreen)
        await paule.sees("ne peut donc être du personnel d’une firme")


async def test_an_unknown_code_is_said_at_its_field(world: World) -> None:
    designate_in_firm(world)
    async with person(interface(world, "Paule")) as paule:
        await to_firm(paule)
        await paule.presses("firm.associate")
        await paule.types("ZZZ9999")
        await paule.strikes("tab", "tab", "enter")
        await paule.sees("Aucune personne n’a le code d’utilisateur ZZZ9999.")


async def test_a_point_without_a_manager_leads_to_the_form(world: World) -> None:
    """R8: a point of service has one; deputies there are none, and it is said why."""
    async with person(interface(world, "Paule")) as paule:
        await to_firm(paule)
        await paule.sees("personne ne gère les mandataires", "demandez une désignation, par le formulaire")
        await paule.presses("firm.associate")
        await paule.is_on(ExplainScreen)
        await paule.presses("dialog.close", "firm.choose")
        await paule.sees("✗ La fonction d’adjointe ou d’adjoint n’existe pas")
        await paule.chooses("Demander la désignation")
        await paule.is_on(DesignationScreen)
        await paule.sees("Désigner la personne qui gère les mandataires", "(•) Rimouski")


async def test_a_manager_is_replaced_by_the_form(world: World) -> None:
    """R10."""
    designate_in_firm(world)
    async with person(interface(world, "Paule")) as paule:
        await to_firm(paule)
        await paule.presses("firm.designate")
        await paule.is_on(DesignationScreen)
        await paule.sees("Remplacer la personne qui gère les mandataires", "(•) Rimouski")


async def test_a_point_of_service_is_added_where_there_is_none() -> None:
    """R8: an empty firm says so and leads on."""
    world = town(point=False)
    world.call("Paule", ActAs(entity_id=world.organisations["Génie du Nord"]))
    async with person(interface(world, "Paule")) as paule:
        await paule.rests()
        paule.app.open("firm", organisation_id=world.organisations["Génie du Nord"])
        await paule.sees("Aucun point de service", "tout lieu où la firme offre ses services")
        await paule.presses("firm.add-point")
        await paule.is_on(NewPointScreen)
        await paule.types("Gaspé\n\n\n")
        await paule.sees("✗ Ce champ est requis.")
        await paule.types("3, rue de la Reine\n\n")
        await paule.is_on(FirmScreen)
        await paule.sees("3, rue de la Reine", "personne ne gère les mandataires")
    world.engine.close()


async def test_a_member_sees_who_manages_and_why_no_more(world: World) -> None:
    """R9, E0."""
    designate_in_firm(world)
    async with person(interface(world, "Ivan")) as ivan:
        await to_firm(ivan)
        await ivan.sees("gestion\u00a0: Paule Roy")
        await ivan.presses("app.explain")
        await ivan.is_on(ExplainScreen)
        await ivan.sees("Paule Roy")
        await ivan.presses("dialog.close", "firm.add-point")
        await ivan.is_on(ExplainScreen)
        await ivan.sees("Seules les personnes qui administrent Génie du Nord")


async def test_what_is_no_firm_says_so(world: World) -> None:
    async with person(interface(world, "Denis")) as denis:
        await denis.rests()
        denis.app.open("firm", organisation_id=world.organisations["Sainte-Colombe"])
        await denis.sees("Sainte-Colombe n’est pas inscrite comme firme")
        await denis.presses("app.explain")
        await denis.is_on(ExplainScreen)


async def test_the_register_of_a_firm_is_its_page(world: World) -> None:
    """R9: by the service, its *Registre des droits d'accès*, as the document says."""
    designate_in_firm(world)
    async with person(interface(world, "Paule")) as paule:
        await paule.rests()
        paule.app.open("register", organisation_id=world.organisations["Génie du Nord"], service="PRIMA")
        await paule.is_on(FirmScreen)
        assert not any(isinstance(each, RegisterScreen) for each in paule.app.screen_stack)
        await paule.presses("firm.associate")
        await paule.sees("(•) Service PRIMA")
