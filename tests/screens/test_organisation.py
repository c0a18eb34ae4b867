"""Organisations on screen: members and what may be done about them, creating, joining (O0-O4, O7)."""

from collections.abc import Iterator

import pytest

from portal_tui.contract.accounts import ActAs, WhoAmI
from portal_tui.contract.organisations import AskMembership, InviteMember, OpenOrganisation, OrganisationView
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.join_organisation import JoinOrganisationScreen
from portal_tui.screens.organisation import OrganisationScreen
from tests.driver import Person, person
from tests.stage import interface, theatre
from tests.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """The theatre's evening; Zoé is outside."""
    world = theatre()
    world.person("Zoé", "Lavoie")
    yield world
    world.engine.close()


def quai(world: World, name: str = "Maude") -> OrganisationView:
    return world.call(name, OpenOrganisation(organisation_id=world.organisations["Théâtre du Quai"]))


def line(someone: Person, text: str) -> str:
    return next(line for line in someone.screen.splitlines() if text in line)


async def to(someone: Person, name: str) -> None:
    """Put the cursor on somebody's line, and open what can be done."""
    await someone.sees(name)
    listing = someone.app.screen.query_one("#organisation")
    for _ in range(20):
        await someone.presses("options.first" if _ == 0 else "options.down")
        option = listing.highlighted_option  # type: ignore[attr-defined]
        if option is not None and name in str(option.prompt):
            break
    await someone.presses("organisation.choose")


async def test_members_stand_by_role_with_what_they_own(world: World) -> None:
    async with person(interface(world, start="organisation")) as maude:
        await maude.sees(
            "Théâtre du Quai", "Entreprise · administration principale\u00a0: Maude Tremblay", "3 membres"
        )
        assert "administration principale" in line(maude, "Maude Tremblay (vous)")
        assert "3 demandes" in line(maude, "Maude Tremblay (vous)")
        assert "1 demande" in line(maude, "Jean Roy")
        assert "lise@example.org" in line(maude, "Lise Gagnon")


async def test_a_role_is_changed(world: World) -> None:
    async with person(interface(world, start="organisation")) as maude:
        await to(maude, "Jean Roy")
        await maude.chooses("Donner un rôle d’administration")
        await maude.is_on(OrganisationScreen)
        await maude.rests()
        assert "administration" in line(maude, "Jean Roy")
    assert [member.standing for member in quai(world).members] == [
        "primary",
        "administrator",
        "administrator",
    ]


async def test_primary_administration_is_transferred_after_a_question(world: World) -> None:
    """O4: at once, by its holder."""
    async with person(interface(world, start="organisation")) as maude:
        await to(maude, "Lise Gagnon")
        await maude.chooses("Transférer l’administration principale")
        await maude.chooses("Transférer l’administration")
        await maude.sees("administration principale\u00a0: Lise Gagnon")
    assert quai(world).primary == "Lise Gagnon"


async def test_removing_hands_on_what_they_own(world: World) -> None:
    """O3: the refusal is one step from its remedy."""
    async with person(interface(world, start="organisation")) as maude:
        await to(maude, "Jean Roy")
        await maude.sees(
            "Retirer de l’organisation", "✗ Jean Roy est propriétaire d’une demande\u00a0: 2026-000004."
        )
        await maude.chooses("Retirer de l’organisation")
        await maude.is_on(ExplainScreen)
        await maude.chooses("Choisir qui reprend les demandes de Jean Roy")
        await maude.sees("Qui reprend les demandes de Jean Roy?")
        await maude.chooses("Lise Gagnon reprend les demandes")
        await maude.chooses("Retirer la personne")
        await maude.sees("2 membres")
    rows = world.engine.database.rows(
        "select o.given_name from applications a join accounts o on o.id = a.owner_id"
        " where a.number = '2026-000004'"
    )
    assert rows == [("Lise",)]


async def test_the_primary_one_cannot_leave_and_learns_why(world: World) -> None:
    async with person(interface(world, start="organisation")) as maude:
        await to(maude, "Maude Tremblay")
        await maude.chooses("Quitter l’organisation")
        await maude.is_on(ExplainScreen)
        await maude.sees("Elle se transfère d’abord à un autre membre.", "Choisir à qui transférer")


async def test_a_member_leaves_and_acts_as_themselves(world: World) -> None:
    run = world.engine.database.connection.execute
    run(
        "update applications set owner_id = ? where owner_id = ?",
        (world.accounts["Maude"], world.accounts["Jean"]),
    )
    async with person(interface(world, "Jean", start="organisation")) as jean:
        await to(jean, "Jean Roy")
        await jean.chooses("Quitter l’organisation")
        await jean.chooses("Retirer la personne")
        await jean.sees("Vous ne faites partie d’aucune organisation.", "Jean Roy (compte personnel)")
    assert [entity.standing for entity in world.call("Jean", WhoAmI()).entities] == ["self"]


async def test_a_plain_member_learns_whom_to_ask_and_asks(world: World) -> None:
    """E0: a message to those who can, once."""
    async with person(interface(world, "Jean", start="organisation")) as jean:
        await jean.sees("3 membres")
        await jean.presses("organisation.invite")
        await jean.is_on(ExplainScreen)
        await jean.sees("Seules les personnes qui administrent Théâtre du Quai peuvent le faire.")
        await jean.chooses("Le demander à Maude Tremblay et Lise Gagnon")
        await jean.sees("message envoyé")
    assert world.mails("lise@example.org")[-1]["code"] == "ask-organisation-administrator"


async def test_somebody_is_invited_and_the_invitation_taken_back(world: World) -> None:
    async with person(interface(world, start="organisation")) as maude:
        await maude.sees("3 membres")
        await maude.presses("organisation.invite")
        await maude.sees("Inviter quelqu’un")
        await maude.types("nouvelle@\n")
        await maude.strikes("tab", "enter")
        await maude.sees("✗ Écrivez une adresse courriel entière")
        await maude.types("nouvelle@example.org\n")
        await maude.strikes("space", "tab", "enter")
        await maude.sees("Une invitation attend une réponse", "nouvelle@example.org administration")
        await to(maude, "nouvelle@example.org")
        await maude.chooses("Annuler l’invitation")
        await maude.sees_no("nouvelle@example.org")


async def test_a_request_is_answered(world: World) -> None:
    world.call("Zoé", AskMembership(organisation="Théâtre du Quai", message="Bonjour,\nc’est moi."))
    async with person(interface(world, "Lise", start="organisation")) as lise:
        await lise.sees("Une demande d’adhésion", "Bonjour, c’est moi.")
        await to(lise, "Zoé Lavoie")
        await lise.chooses("Ajouter à l’organisation")
        await lise.sees("4 membres")


async def test_an_invitation_to_me_is_accepted(world: World) -> None:
    world.call("Maude", InviteMember(organisation_id=quai(world).id, email="zoé@example.org"))
    async with person(interface(world, "Zoé", start="organisation")) as zoe:
        await zoe.sees("Une organisation vous invite", "par Maude Tremblay")
        await to(zoe, "Théâtre du Quai")
        await zoe.chooses("Accepter l’invitation")
        await zoe.sees("Mon organisation", "Théâtre du Quai membre")
        await to(zoe, "Théâtre du Quai")
        await zoe.chooses("Agir en tant que cette organisation")
        await zoe.sees("4 membres")


async def test_changes_by_others_show(world: World) -> None:
    async with person(interface(world, start="organisation")) as maude:
        await maude.sees("3 membres")
        world.call("Zoé", AskMembership(organisation="Théâtre du Quai"))
        await maude.sees("Une demande d’adhésion", "Zoé Lavoie")


# Creating and joining


async def test_an_organisation_is_created_and_acted_as(world: World) -> None:
    async with person(interface(world, "Zoé", start="organisation")) as zoe:
        await zoe.sees("Vous ne faites partie d’aucune organisation.", "n créer une organisation")
        await zoe.presses("organisation.create")
        await zoe.sees("Nom de l’organisation", "( ) Entreprise", "( ) Association")
        await zoe.types("Chorale du Parc\n")
        await zoe.strikes("down")
        await zoe.sees("NEQ")
        await zoe.strikes("tab")
        await zoe.types("123\n")
        await zoe.strikes("enter")
        await zoe.sees("✗ Un NEQ a 10 chiffres")
        await zoe.fills("neq Input", "1142 893 011")
        await zoe.types("\n\n")
        await zoe.sees("Chorale du Parc est créée.", "Entreprise · NEQ 1142 893 011")
        await zoe.sees("agir en tant que Chorale du Parc")


async def test_a_kind_must_be_chosen(world: World) -> None:
    async with person(interface(world, "Zoé", start="new-organisation")) as zoe:
        await zoe.sees("( ) Entreprise")
        await zoe.types("Chorale\n")
        await zoe.strikes("tab", "enter")
        await zoe.sees("✗ Choisissez le genre d’organisation.")


async def test_a_similar_name_leads_to_joining(world: World) -> None:
    """O1, O6: a warning with its way on; asking tells nothing about members (O7)."""
    async with person(interface(world, "Zoé", start="new-organisation")) as zoe:
        await zoe.sees("Nom de l’organisation")
        await zoe.types("Theatre du Quai inc.")
        await zoe.sees("Une organisation de nom semblable existe déjà", "· Théâtre du Quai Entreprise")
        await zoe.presses("organisation.join-instead")
        await zoe.is_on(JoinOrganisationScreen)
        await zoe.fills("organisation Input", "Théâtre du Quai")
        await zoe.types("\nJe m’occupe des comptes.\n\n")
        await zoe.sees("Votre demande est envoyée.")
        await zoe.sees_no("Maude Tremblay")
    assert world.mails("maude@example.org")[-1]["code"] == "membership-asked"


async def test_an_unknown_organisation_is_explained(world: World) -> None:
    async with person(interface(world, "Zoé", start="join-organisation")) as zoe:
        await zoe.sees("Organisation")
        await zoe.types("Nulle part\n\n\n")
        await zoe.is_on(ExplainScreen)
        await zoe.sees("Aucune organisation n’est inscrite sous", "Créer mon organisation")


async def test_narrow_screens_show_the_same(world: World) -> None:
    world.call("Maude", ActAs(entity_id=quai(world).id))
    async with person(interface(world, start="organisation"), size=(60, 20)) as maude:
        await maude.sees("3 membres", "Maude Tremblay (vous)", "maude@example.org · 3 demandes")
