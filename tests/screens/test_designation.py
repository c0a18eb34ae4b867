"""The form of a designation and what becomes of it, on screen (R1, R3-R5, R8, R10)."""

from collections.abc import Iterator

import pytest
from textual import events

from portal_tui.contract.accounts import ActAs
from portal_tui.contract.designations import ListDesignations
from portal_tui.contract.problems import Unavailable
from portal_tui.screens.confirm import ConfirmScreen
from portal_tui.screens.designation import DesignationScreen
from portal_tui.screens.designations import DesignationsScreen, RefusingScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.invite import InviteScreen
from tests.driver import Person, person
from tests.register_town import (
    REPLACEMENT,
    associate,
    code_of,
    designate,
    designate_in_firm,
    form,
    town,
)
from tests.stage import Instead, interface
from tests.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """Denis administers Sainte-Colombe, Paule a firm; nobody has a function yet."""
    world = town()
    world.call("Denis", ActAs(entity_id=world.organisations["Sainte-Colombe"]))
    yield world
    world.engine.close()


async def to_form(someone: Person, world: World, name: str = "Sainte-Colombe", **arguments: object) -> None:
    await someone.rests()
    someone.app.open("designation", organisation_id=world.organisations[name], **arguments)
    await someone.is_on(DesignationScreen)
    await someone.sees(f"{name} · ")


async def test_a_form_shows_both_sides_and_is_sent(world: World) -> None:
    """R4: what was opened for an organisation begins with its number."""
    async with person(interface(world, "Denis")) as denis:
        await to_form(denis, world)
        await denis.sees("10043", "Sainte-Colombe · Municipalité", "non par téléphone")
        await denis.types("luc-0001")
        await denis.sees("Lucie Roy · l…e@example.org")
        await denis.types("\n \t\t \t\n")
        await denis.is_on(DesignationsScreen)
        await denis.sees("1 demande attend une réponse", "Lucie Roy", "droits d’accès\u00a0: PRIMEAU")
    (asked,) = world.call("Denis", ListDesignations())
    assert (asked.whom, asked.services, asked.replaces) == ("Lucie Roy", ("PRIMEAU",), False)


async def test_who_goes_on_before_a_number_is_looked_at_stays_where_they_are(world: World) -> None:
    async with person(interface(world, "Denis")) as denis:
        await to_form(denis, world)
        await denis.sees("10043", "PRIMEAU")
        await denis.types("luc-0001")
        await denis.tabs_to("Service PRIMEAU")
        await denis.sees("Lucie Roy · l…e@example.org")
        await denis.types(" ")
        await denis.sees("[x] Service PRIMEAU")


async def test_everything_that_is_wrong_is_said_at_its_field(world: World) -> None:
    """R4, R5: nothing typed is lost."""
    async with person(interface(world, "Denis")) as denis:
        await to_form(denis, world, replaces=True)
        await denis.fills("user_code Input", "zzz 9999")
        await denis.sees("Aucune personne n’a le code d’utilisateur ZZZ9999.", "(RSÉ)")
        denis.app.screen.query_one("#finish").focus()
        await denis.types("\n")
        await denis.sees(
            "Choisissez au moins un service.",
            "✗ Ce champ est requis.",
        )
        form = denis.app.screen
        assert isinstance(form, DesignationScreen)
        assert form.entry("user_code").value == "zzz 9999"
        assert form.entry("name").value == "Sainte-Colombe"
        assert form.entry("requester").value == "Denis Roy"


async def test_a_second_manager_is_refused_and_replaced_by_one_key(world: World) -> None:
    """R1, R5: the form turns into the other one, with what was typed."""
    designate(world, "Lucie")
    async with person(interface(world, "Denis")) as denis:
        await to_form(denis, world, service="PRIMEAU")
        await denis.types(code_of("Omer"))
        await denis.sees("Omer Roy", "Lucie Roy gère déjà les droits d’accès", "F6 Demander plutôt")
        await denis.presses("designation.replace")
        await denis.sees("Remplacer la personne qui gère les droits d’accès", "Omer Roy · o…r@example.org")
        await denis.sees_no("gère déjà")
        await denis.presses("designation.replace")
        await denis.sees("gère déjà")
        await denis.presses("app.explain")
        await denis.is_on(ExplainScreen)
        await denis.chooses("Demander plutôt un remplacement")
        await denis.is_on(DesignationScreen)
        await denis.sees("Remplacer la personne qui gère", "Omer Roy")
        for name in ("address", "requester_function"):
            await denis.fills(f"{name} Input", REPLACEMENT[name])
        await denis.types("\t \t\n")
        await denis.is_on(DesignationsScreen)
    assert [each.losing for each in world.call("Denis", ListDesignations())] == [("Lucie Roy",), ()]


async def test_who_works_for_a_firm_is_refused_at_the_code(world: World) -> None:
    """R3."""
    designate_in_firm(world)
    associate(world, "Omer")
    async with person(interface(world, "Denis")) as denis:
        await to_form(denis, world)
        await denis.types(code_of("Omer"))
        await denis.sees("✗ Omer Roy est du personnel d’une firme", "F1 que faire")
        await denis.presses("app.explain")
        await denis.chooses("de dissocier Omer Roy de la firme")
        await denis.sees("message envoyé")
    assert "asked-about-rights" in [mail["code"] for mail in world.mails("paule@example.org")]


async def test_who_does_not_speak_for_the_organisation_is_told_who_does(world: World) -> None:
    async with person(interface(world, "Lucie")) as lucie:
        await to_form(lucie, world)
        await lucie.sees("✗ Seules les personnes qui administrent Sainte-Colombe", "F1 que faire")
        await lucie.presses("app.explain")
        await lucie.sees("Denis Roy")


async def test_a_firm_chooses_the_point_of_service(world: World) -> None:
    """R8: its only one is chosen."""
    async with person(interface(world, "Paule")) as paule:
        await to_form(paule, world, "Génie du Nord")
        await paule.sees("Désigner la personne qui gère les mandataires", "(•) Rimouski")
        await paule.types(f"{code_of('Paule')}\t\t \t\n")
        await paule.is_on(DesignationsScreen)
        await paule.sees("mandataires\u00a0: Rimouski")


async def test_a_lost_connection_loses_nothing(world: World) -> None:
    app = interface(world, "Denis", instead={"request-designation": Unavailable()})
    async with person(app) as denis:
        await to_form(denis, world, service="PRIMEAU")
        await denis.types(f"{code_of('Lucie')}\t\t\t \t\n")
        await denis.sees("Le portail ne répond pas")
        backend = app.session.backend
        assert isinstance(backend, Instead)
        backend.answers.clear()
        await denis.types("\n")
        await denis.is_on(DesignationsScreen)


async def test_another_language_keeps_what_was_typed(world: World) -> None:
    async with person(interface(world, "Denis")) as denis:
        await to_form(denis, world, service="PRIMA")
        await denis.types(code_of("Lucie"))
        denis.app.speak("en")
        await denis.sees("User code of the person to designate", "Lucie Roy", "[x] Service PRIMA")


async def test_staff_approve_and_are_told_who_loses_the_function(world: World) -> None:
    """R5: said before it is confirmed."""
    designate(world, "Lucie")
    world.call("Denis", form("Omer", **REPLACEMENT))
    async with person(interface(world, "Zoé")) as zoe:
        await zoe.rests()
        zoe.app.open("designations")
        await zoe.sees("1 demande attend une réponse", "Omer Roy", "remplacement")
        await zoe.presses("designations.choose")
        await zoe.chooses("Approuver")
        await zoe.is_on(ConfirmScreen)
        await zoe.sees("Fin de la fonction pour Lucie Roy")
        await zoe.chooses("Approuver")
        await zoe.sees("Aucune demande n’attend")
    assert [each.approved for each in world.call("Denis", ListDesignations())] == [True, True]


async def test_staff_find_their_queue_from_home(world: World) -> None:
    """R4: applicants have it by *go to*."""
    world.call("Denis", form("Lucie"))
    async with person(interface(world, "Zoé", start="home")) as zoe:
        await zoe.sees("n", "désignations")
        await zoe.presses("home.designations")
        await zoe.is_on(DesignationsScreen)
        await zoe.sees("Lucie Roy")
    async with person(interface(world, "Denis", start="home")) as denis:
        await denis.sees_no("désignations")
        await denis.goes_to("designations")
        await denis.is_on(DesignationsScreen)


async def test_staff_explain_a_refusal_and_it_is_asked_again(world: World) -> None:
    """R11, E0."""
    world.call("Denis", form("Lucie"))
    async with person(interface(world, "Zoé")) as zoe:
        await zoe.rests()
        zoe.app.open("designations")
        await zoe.sees("Lucie Roy")
        await zoe.presses("designations.choose")
        await zoe.chooses("Refuser")
        await zoe.is_on(RefusingScreen)
        await zoe.types("\n\n")
        await zoe.sees("✗ Ce champ est requis.")
        await zoe.types("Résolution manquante.\n\n")
        await zoe.sees("Aucune demande n’attend")
    async with person(interface(world, "Denis")) as denis:
        await denis.rests()
        denis.app.open("designations")
        await denis.sees("✗ refusée le", "Résolution manquante.")
        await denis.presses("designations.choose")
        await denis.chooses("Refaire la demande")
        await denis.is_on(DesignationScreen)
        await denis.sees("Lucie Roy", "[x] Service PRIMEAU")


async def test_what_cannot_be_approved_any_more_says_why(world: World) -> None:
    """R3."""
    world.call("Denis", form("Lucie"))
    designate_in_firm(world)
    associate(world, "Lucie")
    async with person(interface(world, "Zoé")) as zoe:
        await zoe.rests()
        zoe.app.open("designations")
        await zoe.sees("Lucie Roy")
        await zoe.presses("designations.choose")
        await zoe.sees("✗ Lucie Roy est du personnel d’une firme")


async def test_no_requests_is_a_state_that_leads_on(world: World) -> None:
    async with person(interface(world, "Denis")) as denis:
        await denis.rests()
        denis.app.open("designations")
        await denis.sees("Aucune demande", "+", "nouvelle demande")
        await denis.presses("designations.new")
        await denis.is_on(DesignationScreen)
        await denis.sees("Sainte-Colombe · Municipalité")


async def test_what_is_typed_while_the_form_opens_is_in_it(world: World) -> None:
    """T7: keys that are struck before it is drawn, and while the organisation's particulars come."""
    async with person(interface(world, "Denis")) as denis:
        await denis.rests()
        organisation = world.organisations["Sainte-Colombe"]
        denis.app.open("designation", organisation_id=organisation, service="PRIMEAU")
        for key in "luc0001":
            denis.app.post_message(events.Key(key, key))
        await denis.is_on(DesignationScreen)
        await denis.sees("Sainte-Colombe · Municipalité", "Lucie Roy · l…e@example.org")
        form = denis.app.screen
        assert isinstance(form, DesignationScreen)
        assert form.entry("user_code").value == "luc0001"


async def test_the_cursor_stays_on_a_box_while_the_form_is_looked_at(world: World) -> None:
    """R4: what is found out meanwhile takes nothing from under the cursor."""
    async with person(interface(world, "Denis")) as denis:
        await to_form(denis, world)
        await denis.types("luc0001\t ")
        await denis.sees("[x] Service PRIMEAU", "Lucie Roy ·")
        assert denis.app.focused is not None
        assert denis.app.focused.id == "seat-0"
        await denis.types(" ")
        await denis.sees("[ ] Service PRIMEAU")


async def test_inviting_somebody_comes_back_to_the_form_as_it_was(world: World) -> None:
    """R3, E0: one key from the refusal, and nothing typed is lost."""
    async with person(interface(world, "Denis"), (80, 24)) as denis:
        await to_form(denis, world, service="PRIMA")
        await denis.types(code_of("Kim"))
        await denis.sees("✗ Kim Roy ne fait pas partie")
        await denis.presses("app.explain")
        await denis.chooses("Inviter Kim Roy")
        await denis.is_on(InviteScreen)
        await denis.types("kim@example.org\t\t\n")
        await denis.is_on(DesignationScreen)
        await denis.sees("L’invitation est envoyée", code_of("Kim"), "[x] Service PRIMA")
    assert [mail["code"] for mail in world.mails("kim@example.org")] == ["invited"]
