"""The truth tables of ownership and collaboration (T4, T5)."""

from itertools import product

import msgspec
import pytest

from portal_tui.rules.facts import Viewer
from portal_tui.rules.people import (
    may_add_collaborator,
    may_hand_over,
    may_remove_collaborator,
    may_take_ownership,
)
from tests.decisions import failed, held, ways

from .facts import (
    ADMINISTRATOR,
    ADMINISTRATOR_READS,
    EDITOR,
    EVERYBODY,
    GUEST,
    MEMBER,
    NOW,
    OWNER,
    OWNER_ADMINISTERS,
    PRIMARY,
    READER,
    STAFF,
    application,
)
from .tables import STRANGER

WHOM = (*EVERYBODY, STRANGER)
DELETED = (None, NOW - 5)


def test_taking_ownership_over_every_combination() -> None:
    for viewer, deleted, personal in product(EVERYBODY, DELETED, (False, True)):
        decision = may_take_ownership(application(deleted_at=deleted, personal=personal), viewer)
        expected = {
            "not-deleted": deleted is None,
            "not-owner-yet": True,
            "is-organisation": not personal,
            "administers": viewer in (PRIMARY, ADMINISTRATOR, ADMINISTRATOR_READS),
        }
        if viewer.access == "owner":
            expected = {"not-owner-yet": False}
        assert held(decision) == expected
        assert decision.action == "take-ownership"


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (EDITOR, [("ask", "ask-to-hand-over"), ("ask", "ask-administrator-to-take-over")]),
        (MEMBER, [("ask", "ask-to-hand-over"), ("ask", "ask-administrator-to-take-over")]),
        (STAFF, [("go", "write-to-applicant")]),
    ],
)
def test_who_does_not_administer_asks_for_the_application(
    viewer: Viewer, expected: list[tuple[str, str]]
) -> None:
    assert ways(may_take_ownership(application(), viewer), "administers") == expected
    assert ways(may_take_ownership(application(personal=True), viewer), "is-organisation") == expected


def test_handing_over_over_every_combination() -> None:
    for viewer, to, deleted, policy in product(EVERYBODY, WHOM, DELETED, (True, False)):
        facts = application(deleted_at=deleted, owners_hand_over=policy)
        decision = may_hand_over(facts, viewer, to=to)
        assert held(decision) == {
            "not-deleted": deleted is None,
            "owners-hand-over": policy,
            "is-owner": viewer.access == "owner",
            "is-collaborator": to.access != "none",
            "not-the-owner": to.access != "owner",
        }
        assert decision.action == "hand-over"


def test_who_is_no_collaborator_is_added_first_or_invited() -> None:
    add = may_hand_over(application(), OWNER, to=MEMBER).reasons[0].remedies[0]
    assert (add.kind, add.operation) == ("do", "add-collaborator")
    assert add.arguments == {"application_id": 100, "account_id": 6, "access": "edit"}
    assert add.params == {"person": "Guy"}
    stranger = may_hand_over(application(), OWNER, to=STRANGER)
    assert ways(stranger, "is-collaborator") == [("ask", "ask-administrator-to-invite")]
    stranger = may_hand_over(application(), OWNER_ADMINISTERS, to=STRANGER)
    assert ways(stranger, "is-collaborator") == [("go", "invite-to-organisation")]
    stranger = may_hand_over(application(anyone_collaborates=True), OWNER, to=STRANGER)
    assert ways(stranger, "is-collaborator") == [("do", "add-first")]


def test_where_owners_do_not_hand_over_an_administrator_takes_over() -> None:
    facts = application(owners_hand_over=False)
    assert ways(may_hand_over(facts, OWNER, to=EDITOR), "owners-hand-over") == [
        ("ask", "ask-administrator-to-take-over")
    ]
    alone = application(owners_hand_over=False, administrators=(OWNER.name,))
    decision = may_hand_over(alone, OWNER_ADMINISTERS, to=EDITOR)
    assert ways(decision, "owners-hand-over") == [("go", "name-an-administrator")]


def test_adding_over_every_combination() -> None:
    for viewer, who, deleted, anyone in product(EVERYBODY, WHOM, DELETED, (False, True)):
        facts = application(deleted_at=deleted, anyone_collaborates=anyone)
        decision = may_add_collaborator(facts, viewer, who=who)
        adds_himself = viewer.account_id == who.account_id and viewer.standing in ("primary", "administrator")
        assert held(decision) == {
            "not-deleted": deleted is None,
            "adds-people": viewer.access == "owner" or adds_himself,
            "is-member": anyone or who.standing != "none",
            "not-the-owner": who.access != "owner",
        }
        assert decision.action == "add-collaborator"


@pytest.mark.parametrize(
    ("viewer", "who", "expected"),
    [
        (MEMBER, MEMBER, [("ask", "ask-to-be-added"), ("ask", "ask-administrator-to-be-added")]),
        (MEMBER, EDITOR, [("ask", "ask-owner"), ("ask", "ask-administrator-to-take-over")]),
        (PRIMARY, MEMBER, [("do", "take-ownership"), ("ask", "ask-owner")]),
        (STAFF, MEMBER, [("go", "write-to-applicant")]),
        (STAFF, STAFF, [("go", "write-to-applicant")]),
    ],
)
def test_who_may_not_add_gets_it_done(viewer: Viewer, who: Viewer, expected: list[tuple[str, str]]) -> None:
    assert ways(may_add_collaborator(application(), viewer, who=who), "adds-people") == expected


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (OWNER_ADMINISTERS, [("go", "invite-to-organisation")]),
        (OWNER, [("ask", "ask-administrator-to-invite")]),
        (STAFF, [("go", "write-to-applicant")]),
    ],
)
def test_somebody_from_outside_is_invited_first(viewer: Viewer, expected: list[tuple[str, str]]) -> None:
    assert ways(may_add_collaborator(application(), viewer, who=STRANGER), "is-member") == expected


def test_where_the_owner_alone_administers_they_invite() -> None:
    facts = application(administrators=(OWNER.name,))
    assert ways(may_add_collaborator(facts, EDITOR, who=STRANGER), "is-member") == [
        ("ask", "ask-owner-to-invite")
    ]


def test_a_personal_application_has_no_collaborators() -> None:
    facts = application(personal=True, administrators=())
    owner = msgspec.structs.replace(OWNER, standing="self")
    assert ways(may_add_collaborator(facts, owner, who=STRANGER), "is-member") == [
        ("go", "apply-as-organisation")
    ]


def test_removing_over_every_combination() -> None:
    for viewer, who, deleted in product(EVERYBODY, WHOM, DELETED):
        decision = may_remove_collaborator(application(deleted_at=deleted), viewer, who=who)
        assert held(decision) == {
            "not-deleted": deleted is None,
            "removes-people": viewer.access == "owner" or viewer.account_id == who.account_id,
            "is-collaborator": who.access != "none",
            "owner-stays": who.access != "owner",
        }
        assert decision.action == "remove-collaborator"


def test_the_owner_hands_over_before_leaving() -> None:
    remedy = may_remove_collaborator(application(), OWNER, who=OWNER).reasons[0].remedies[0]
    assert (remedy.kind, remedy.screen) == ("go", "people")
    assert remedy.arguments == {"application_id": 100}
    assert failed(may_remove_collaborator(application(), GUEST, who=GUEST)) == []
    assert ways(may_remove_collaborator(application(), READER, who=EDITOR), "removes-people") == [
        ("ask", "ask-owner"),
        ("ask", "ask-administrator-to-take-over"),
    ]


def test_reasons_name_the_people_concerned() -> None:
    for decision in (
        may_add_collaborator(application(), MEMBER, who=STRANGER),
        may_remove_collaborator(application(), MEMBER, who=STRANGER),
        may_hand_over(application(), MEMBER, to=STRANGER),
        may_take_ownership(application(personal=True), MEMBER),
    ):
        for check in decision.checks:
            assert check.params in (
                {},
                {"owner": "Maude"},
                {"person": "Rémi"},
                {"applicant": "Théâtre du Quai"},
                {"person": "Rémi", "applicant": "Théâtre du Quai"},
            )
            assert check.rule[0] == "T"
