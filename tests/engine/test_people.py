"""The people of an application, through the engine (T4, T5)."""

import pytest

from portal_tui.contract.applications import (
    AddCollaborator,
    CountApplications,
    Explain,
    HandOver,
    ListPeople,
    ReadTimeline,
    RemoveCollaborator,
    SendApplication,
    TakeOwnership,
)
from portal_tui.contract.problems import NotFound
from portal_tui.contract.tasks import OpenTask
from tests.engine.theatre import mail_of, opened, outbox, problem, ready, refusal, refused, task_of, theatre
from tests.world import World


@pytest.fixture
def world() -> World:
    return theatre()


def names(world: World, viewer: str, application: int) -> list[tuple[str, str]]:
    view = world.call(viewer, ListPeople(application_id=application))
    return [(person.name, person.access) for person in view.people]


def add(world: World, by: str, application: int, who: str, access: str = "edit") -> None:
    world.call(
        by,
        AddCollaborator(application_id=application, account_id=world.accounts[who], access=access),  # type: ignore[arg-type]
    )


def test_the_owner_stands_first_and_candidates_are_members(world: World) -> None:
    application = ready(world)
    add(world, "Maude", application, "Lise", "view")
    view = world.call("Maude", ListPeople(application_id=application))
    assert [(person.name, person.access, person.you) for person in view.people] == [
        ("Maude Tremblay", "owner", True),
        ("Lise Gagnon", "view", False),
    ]
    assert [candidate.name for candidate in view.candidates] == ["Paul Côté", "Anne Lavoie", "Jean Roy"]
    assert all(candidate.decision.allowed for candidate in view.candidates)
    assert view.people[1].email == "lise@example.org"


def test_a_plain_member_sees_the_owner_alone(world: World) -> None:
    application = ready(world)
    add(world, "Maude", application, "Lise")
    view = world.call("Jean", ListPeople(application_id=application))
    assert [(person.name, person.email) for person in view.people] == [("Maude Tremblay", "")]
    assert not any(candidate.decision.allowed for candidate in view.candidates)
    assert names(world, "Anne", application) == [("Maude Tremblay", "owner"), ("Lise Gagnon", "edit")]


def test_a_collaborator_is_told_and_finds_the_application(world: World) -> None:
    application = ready(world)
    assert world.call("Jean", CountApplications()) == 0
    add(world, "Maude", application, "Jean", "view")
    assert world.call("Jean", CountApplications()) == 1
    assert opened(world, "Jean", application).access == "view"
    (mail,) = mail_of(world, "Jean")
    number = opened(world, "Jean", application).number
    assert mail.subject == f"Vous collaborez à la demande {number}"
    assert mail.link == f"portal-tui open {number}"
    add(world, "Maude", application, "Jean", "edit")
    assert opened(world, "Jean", application).access == "edit"


def test_an_administrator_adds_himself_but_nobody_else(world: World) -> None:
    application = ready(world)
    task = task_of(world, "Maude", application, "request")
    decision = refused(world, "Paul", OpenTask(task_id=task.id))
    assert decision.reasons[0].remedies[0].code == "add-myself"
    add(world, "Paul", application, "Paul")
    assert world.call("Paul", OpenTask(task_id=task.id)).answers["title"] == "Saison 2027"
    assert "collaborator-added" not in [code for _, code in outbox(world)]
    operation = AddCollaborator(application_id=application, account_id=world.accounts["Jean"], access="edit")
    assert refusal(world, "Paul", operation) == ["adds-people"]


def test_collaborators_are_members_where_the_policy_says_so(world: World) -> None:
    application = ready(world)
    stranger = AddCollaborator(application_id=application, account_id=world.accounts["Rémi"], access="edit")
    assert problem(world, "Maude", stranger, NotFound) == "person-not-found"
    open_world = theatre(collaborators="anyone")
    application = ready(open_world)
    add(open_world, "Maude", application, "Rémi")
    assert names(open_world, "Rémi", application) == [
        ("Maude Tremblay", "owner"),
        ("Rémi Morin", "edit"),
    ]
    leave = RemoveCollaborator(application_id=application, account_id=open_world.accounts["Rémi"])
    assert open_world.call("Rémi", leave).people == ()
    with pytest.raises(NotFound):
        opened(open_world, "Rémi", application)


def test_somebody_known_from_elsewhere_is_refused_with_the_way_in(world: World) -> None:
    application = ready(world)
    world.organisation("Collectif", Maude="primary", Rémi="member")
    stranger = AddCollaborator(application_id=application, account_id=world.accounts["Rémi"], access="edit")
    decision = refused(world, "Maude", stranger)
    assert [reason.code for reason in decision.reasons] == ["is-member"]
    assert decision.reasons[0].remedies[0].people == ("Paul Côté", "Anne Lavoie")


def test_one_leaves_by_oneself_and_the_owner_hands_over_first(world: World) -> None:
    application = ready(world)
    add(world, "Maude", application, "Jean")
    remove = RemoveCollaborator(application_id=application, account_id=world.accounts["Jean"])
    assert refusal(world, "Lise", remove) == ["removes-people"]
    world.call("Jean", remove)
    assert world.call("Jean", CountApplications()) == 0
    assert [code for _, code in outbox(world)] == ["collaborator-added"]
    owner = RemoveCollaborator(application_id=application, account_id=world.accounts["Maude"])
    assert refusal(world, "Maude", owner) == ["owner-stays"]
    add(world, "Maude", application, "Jean")
    world.call("Maude", remove)
    assert mail_of(world, "Jean")[0].subject.startswith("Vous ne collaborez plus")


def test_an_administrator_becomes_owner_and_the_former_keeps_edit_and_is_told(world: World) -> None:
    application = ready(world)
    send_it = SendApplication(application_id=application)
    assert refusal(world, "Anne", send_it) == ["is-owner"]
    world.call("Anne", TakeOwnership(application_id=application))
    assert names(world, "Anne", application) == [("Anne Lavoie", "owner"), ("Maude Tremblay", "edit")]
    (mail,) = mail_of(world, "Maude")
    assert mail.subject.startswith("Anne Lavoie est maintenant propriétaire")
    assert mail_of(world, "Anne") == []
    assert refusal(world, "Maude", send_it) == ["is-owner"]
    step = world.call("Anne", ReadTimeline(application_id=application))[0]
    assert (step.code, step.params) == ("take-ownership", {"from": "Maude Tremblay", "to": "Anne Lavoie"})
    world.call("Anne", send_it)
    assert refusal(world, "Anne", TakeOwnership(application_id=application)) == ["not-owner-yet"]


def test_a_member_does_not_become_owner(world: World) -> None:
    application = ready(world)
    decision = refused(world, "Jean", TakeOwnership(application_id=application))
    assert [(remedy.code, remedy.people) for remedy in decision.reasons[0].remedies] == [
        ("ask-to-hand-over", ("Maude Tremblay",)),
        ("ask-administrator-to-take-over", ("Paul Côté", "Anne Lavoie")),
    ]


def test_the_owner_hands_over_to_a_collaborator(world: World) -> None:
    application = ready(world)
    hand = HandOver(application_id=application, account_id=world.accounts["Jean"])
    assert refusal(world, "Maude", hand) == ["is-collaborator"]
    add(world, "Maude", application, "Jean", "view")
    world.call("Maude", hand)
    assert names(world, "Maude", application) == [("Jean Roy", "owner"), ("Maude Tremblay", "edit")]
    assert mail_of(world, "Jean")[0].subject.endswith("est maintenant à vous")
    assert mail_of(world, "Maude") == []
    assert refusal(world, "Maude", hand) == ["is-owner", "not-the-owner"]


def test_owners_do_not_hand_over_where_the_policy_says_so() -> None:
    world = theatre(owners_hand_over=False)
    application = ready(world)
    add(world, "Maude", application, "Jean")
    hand = HandOver(application_id=application, account_id=world.accounts["Jean"])
    assert refusal(world, "Maude", hand) == ["owners-hand-over"]


def test_strangers_do_not_learn_that_it_exists(world: World) -> None:
    application = ready(world)
    for operation in (
        ListPeople(application_id=application),
        TakeOwnership(application_id=application),
        Explain(application_id=application, action="send-application"),
    ):
        assert problem(world, "Rémi", operation, NotFound) == "application-not-found"
        assert problem(world, "Zoé", operation, NotFound) == "application-not-found"


def test_administrators_read_content_where_the_policy_says_so() -> None:
    world = theatre(administrators_read_content=True)
    application = ready(world)
    task = opened(world, "Paul", application).tasks[0]
    assert world.call("Paul", OpenTask(task_id=task.id)).answers["title"] == "Saison 2027"
    assert opened(world, "Paul", application).access == "none"
    assert opened(world, "Jean", application).tasks == ()
