"""Members: roles, removing, leaving, primary administration (O3, O4)."""

from typing import Any

import pytest

from portal_tui.contract.accounts import ActAs, Standing, WhoAmI
from portal_tui.contract.applications import ListApplications, OpenApplication
from portal_tui.contract.operation import Operation
from portal_tui.contract.organisations import (
    AskOrganisation,
    ChangeMember,
    Member,
    OpenOrganisation,
    OrganisationView,
    RemoveMember,
    TransferAdministration,
)
from portal_tui.contract.problems import NotFound, Refused, TooMany
from tests.decisions import demand_readable, failed, remedies
from tests.world import World


@pytest.fixture
def world() -> World:
    world = World()
    for name in ("Maude", "Anne", "Jean", "Lise", "Zoé"):
        world.person(name)
    world.organisation("Théâtre du Quai", Maude="primary", Anne="administrator", Jean="member", Lise="member")
    return world


def quai(world: World) -> int:
    return world.organisations["Théâtre du Quai"]


def opened(world: World, name: str = "Maude") -> OrganisationView:
    return world.call(name, OpenOrganisation(organisation_id=quai(world)))


def about(view: OrganisationView, name: str) -> Member:
    return next(member for member in view.members if member.name == f"{name} Roy")


def remove(world: World, who: str, whom: str, hand_to: str | None = None) -> OrganisationView | None:
    return world.call(
        who,
        RemoveMember(
            organisation_id=quai(world),
            account_id=world.accounts[whom],
            hand_to=world.accounts[hand_to] if hand_to else None,
        ),
    )


def change(world: World, who: str, whom: str, standing: Any) -> OrganisationView:
    operation = ChangeMember(organisation_id=quai(world), account_id=world.accounts[whom], standing=standing)
    return world.call(who, operation)


def transfer(world: World, who: str, whom: str) -> OrganisationView:
    return world.call(
        who, TransferAdministration(organisation_id=quai(world), account_id=world.accounts[whom])
    )


def refused(world: World, who: str, operation: Operation[Any]) -> list[str]:
    with pytest.raises(Refused) as refusal:
        world.call(who, operation)
    return failed(refusal.value.problem.decision)


# Looking


def test_members_see_who_leads_and_who_is_there(world: World) -> None:
    view = opened(world, "Lise")
    assert view.primary == "Maude Roy"
    assert [(member.name, member.standing, member.you) for member in view.members] == [
        ("Maude Roy", "primary", False),
        ("Anne Roy", "administrator", False),
        ("Jean Roy", "member", False),
        ("Lise Roy", "member", True),
    ]


@pytest.mark.parametrize("name", ["Maude", "Anne", "Lise"])
def test_every_decision_is_shown_and_can_be_read(world: World, name: str) -> None:
    world.application("Jean")
    view = opened(world, name)
    decisions = [*view.decisions.values()]
    for member in view.members:
        assert set(member.decisions) == {"change-member", "remove-member", "transfer-administration"}
        decisions += member.decisions.values()
    for decision in decisions:
        demand_readable(decision)
    leads = name != "Lise"
    assert view.decisions["invite-member"].allowed == leads
    assert view.decisions["transfer-administration"].allowed == (name == "Maude")
    assert about(view, "Lise").decisions["change-member"].allowed == leads
    assert about(view, "Lise").decisions["remove-member"].allowed
    assert not about(view, "Jean").decisions["remove-member"].allowed


def test_nobody_else_may_know(world: World) -> None:
    staff = world.person("Guy", staff=True)
    assert staff
    for name in ("Zoé", "Guy"):
        for operation in (
            OpenOrganisation(organisation_id=quai(world)),
            TransferAdministration(organisation_id=quai(world), account_id=world.accounts["Zoé"]),
            RemoveMember(organisation_id=quai(world), account_id=world.accounts["Jean"]),
        ):
            with pytest.raises(NotFound) as refusal:
                world.call(name, operation)
            assert refusal.value.problem.code == "organisation-not-found"
    with pytest.raises(NotFound):
        world.call("Maude", OpenOrganisation(organisation_id=999))


def test_a_personal_account_is_not_opened_as_an_organisation(world: World) -> None:
    personal = world.call("Maude", WhoAmI()).entities[0].id
    with pytest.raises(NotFound):
        world.call("Maude", OpenOrganisation(organisation_id=personal))


# Roles


@pytest.mark.parametrize("who", ["Maude", "Anne"])
@pytest.mark.parametrize(("whom", "standing"), [("Jean", "administrator"), ("Anne", "member")])
def test_administrators_change_roles(world: World, who: str, whom: str, standing: Standing) -> None:
    view = change(world, who, whom, standing)
    assert about(view, whom).standing == standing
    told = [mail["code"] for mail in world.mails(f"{whom.lower()}@example.org")]
    assert told == ([] if who == whom else ["standing-changed"])


def test_a_role_that_is_held_already_changes_nothing(world: World) -> None:
    seen = world.engine.last_change()
    change(world, "Maude", "Jean", "member")
    assert world.engine.last_change() == seen


def test_the_primary_one_is_not_changed(world: World) -> None:
    operation = ChangeMember(
        organisation_id=quai(world), account_id=world.accounts["Maude"], standing="member"
    )
    assert refused(world, "Anne", operation) == ["not-primary"]
    assert refused(world, "Jean", operation) == ["administers-organisation", "not-primary"]


def test_a_new_administrator_sees_all_applications_at_once(world: World) -> None:
    """T5: what a role opens, it opens in the list too."""
    world.application("Maude")
    assert world.call("Jean", ListApplications()).items == ()
    change(world, "Maude", "Jean", "administrator")
    assert len(world.call("Jean", ListApplications()).items) == 1


# Removing and leaving


def test_a_member_is_removed_and_acts_as_themselves(world: World) -> None:
    view = remove(world, "Anne", "Lise")
    assert view is not None
    assert [member.name for member in view.members] == ["Maude Roy", "Anne Roy", "Jean Roy"]
    me = world.call("Lise", WhoAmI())
    assert [entity.standing for entity in me.entities] == ["self"]
    assert me.acting == me.entities[0]
    assert [mail["code"] for mail in world.mails("lise@example.org")] == ["member-removed"]
    with pytest.raises(NotFound):
        opened(world, "Lise")
    with pytest.raises(NotFound):
        remove(world, "Anne", "Lise")


def test_anybody_leaves(world: World) -> None:
    assert remove(world, "Lise", "Lise") is None
    assert [mail["code"] for mail in world.mails("maude@example.org")] == ["member-left"]
    assert world.mails("lise@example.org") == []


def test_a_plain_member_removes_nobody_else(world: World) -> None:
    operation = RemoveMember(organisation_id=quai(world), account_id=world.accounts["Lise"])
    assert refused(world, "Jean", operation) == ["removes-members"]


def test_what_they_own_is_handed_on_first(world: World) -> None:
    """O3: the refusal names it; its remedy does both."""
    first, second = world.application("Jean"), world.application("Jean", "any")
    with pytest.raises(Refused) as refusal:
        remove(world, "Anne", "Jean")
    decision = refusal.value.problem.decision
    assert failed(decision) == ["applications-handed-on"]
    assert decision is not None
    assert decision.reasons[0].params == {
        "person": "Jean Roy",
        "count": 2,
        "numbers": ("2026-000002", "2026-000001"),
    }
    arguments = remedies(decision, "applications-handed-on")[0].arguments
    world.call("Anne", RemoveMember(**arguments))  # type: ignore[arg-type]
    for application in (first, second):
        view = world.call("Anne", OpenApplication(application_id=application))
        assert (view.owner, view.access) == ("Anne Roy", "owner")
        with pytest.raises(NotFound):
            world.call("Jean", OpenApplication(application_id=application))
    rows = world.engine.database.rows(
        "select count(*) from collaborations where account_id = ?", (world.accounts["Jean"],)
    )
    assert rows == [(0,)]


def test_who_takes_over_is_told_and_lists_it(world: World) -> None:
    application = world.application("Jean")
    remove(world, "Anne", "Jean", hand_to="Lise")
    (row,) = world.call("Lise", ListApplications()).items
    assert (row.id, row.owner, row.mine) == (application, "Lise Roy", True)
    (mail,) = world.mails("lise@example.org")
    assert (mail["code"], mail["params"]["count"]) == ("applications-handed-on", 1)
    assert len(world.call("Maude", ListApplications(filter="Lise Roy")).items) == 1
    assert world.call("Maude", ListApplications(filter="Jean Roy")).items == ()
    steps = world.engine.database.rows("select code from steps where application_id = ?", (application,))
    assert ("remove-member",) in steps


def test_who_leaves_hands_on_too(world: World) -> None:
    world.application("Jean")
    assert refused(
        world, "Jean", RemoveMember(organisation_id=quai(world), account_id=world.accounts["Jean"])
    ) == ["applications-handed-on"]
    assert remove(world, "Jean", "Jean", hand_to="Lise") is None
    assert world.call("Lise", ListApplications()).items[0].mine


def test_it_is_handed_to_another_member(world: World) -> None:
    world.application("Jean")
    with pytest.raises(Refused) as refusal:
        remove(world, "Anne", "Jean", hand_to="Jean")
    assert failed(refusal.value.problem.decision) == ["another-member-takes-over"]
    with pytest.raises(NotFound) as outside:
        remove(world, "Anne", "Jean", hand_to="Zoé")
    assert outside.value.problem.code == "member-not-found"


def test_collaborations_end_in_this_organisation_only(world: World) -> None:
    """T5: a removed member loses what they had here, not what they have elsewhere."""
    shared = world.application("Maude")
    own = world.application("Maude", "any")
    world.organisation("Chorale", Zoé="primary", Jean="member")
    elsewhere = world.application("Jean", "any")
    run = world.engine.database.connection.execute
    for application in (shared, own):
        run("insert into collaborations values (?, ?, 'edit', 1)", (application, world.accounts["Jean"]))
    world.call("Jean", ActAs(entity_id=quai(world)))
    remove(world, "Maude", "Jean")
    rows = world.engine.database.rows(
        "select application_id from collaborations where account_id = ?", (world.accounts["Jean"],)
    )
    assert rows == [(elsewhere,)]
    with pytest.raises(NotFound):
        world.call("Jean", OpenApplication(application_id=shared))
    listed = world.engine.database.rows(
        "select count(*) from listing l join scopes s on s.id = l.scope_id"
        " where s.account_id = ? and s.entity_id = ?",
        (world.accounts["Jean"], quai(world)),
    )
    assert listed == [(0,)]


# Primary administration


def test_the_holder_transfers_it_at_once(world: World) -> None:
    """O4: audited, and both are told."""
    view = transfer(world, "Maude", "Jean")
    assert (view.primary, about(view, "Maude").standing, about(view, "Jean").standing) == (
        "Jean Roy",
        "administrator",
        "primary",
    )
    for email in ("maude@example.org", "jean@example.org"):
        (mail,) = world.mails(email)
        assert mail["code"] == "administration-transferred"
        assert (mail["params"]["former"], mail["params"]["primary"]) == ("Maude Roy", "Jean Roy")
    assert world.mails("anne@example.org") == []
    audited = world.engine.database.rows(
        "select account_id, details from audit where operation = 'transfer-administration' order by id"
    )
    assert [row[0] for row in audited] == [world.accounts["Maude"]] * 2
    assert not opened(world, "Maude").decisions["transfer-administration"].allowed
    assert remove(world, "Maude", "Maude") is None


def test_only_the_holder_transfers_it_to_somebody_else(world: World) -> None:
    operation = TransferAdministration(organisation_id=quai(world), account_id=world.accounts["Jean"])
    assert refused(world, "Anne", operation) == ["is-primary"]
    own = TransferAdministration(organisation_id=quai(world), account_id=world.accounts["Maude"])
    assert refused(world, "Maude", own) == ["to-another-member"]
    with pytest.raises(NotFound):
        transfer(world, "Maude", "Zoé")


@pytest.mark.parametrize("who", ["Maude", "Anne"])
def test_the_holder_neither_leaves_nor_is_removed_before(world: World, who: str) -> None:
    operation = RemoveMember(organisation_id=quai(world), account_id=world.accounts["Maude"])
    assert refused(world, who, operation) == ["not-primary"]


# Asking


def test_the_primary_one_is_asked_once_a_day(world: World) -> None:
    ask = AskOrganisation(organisation_id=quai(world), remedy="ask-primary-to-transfer")
    world.call("Anne", ask)
    (mail,) = world.mails("maude@example.org")
    assert (mail["code"], mail["params"]["by"], mail["params"]["email"]) == (
        "ask-primary-to-transfer",
        "Anne Roy",
        "anne@example.org",
    )
    assert world.mails("anne@example.org") == []
    with pytest.raises(TooMany):
        world.call("Anne", ask)
    world.call("Jean", ask)


def test_administrators_are_asked_all(world: World) -> None:
    world.call("Jean", AskOrganisation(organisation_id=quai(world), remedy="ask-organisation-administrator"))
    assert [len(world.mails(f"{name}@example.org")) for name in ("maude", "anne", "lise")] == [1, 1, 0]


def test_there_is_nothing_else_to_ask(world: World) -> None:
    with pytest.raises(NotFound):
        world.call("Jean", AskOrganisation(organisation_id=quai(world), remedy="nonsense"))
