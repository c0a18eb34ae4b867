"""The truth tables of the register: what a right lets do, and who says so (A7, R1, R2, R6-R9, R11)."""

from itertools import product
from typing import get_args

import pytest

from portal_tui.contract.decisions import Decision
from portal_tui.contract.register import RIGHTS, Right
from portal_tui.rules import register_functions as functions
from portal_tui.rules import register_rights as rights
from portal_tui.rules.register import Person, Place, Use, function_of, may_use, right_of
from tests.decisions import demand_readable, failed, remedies, ways

from .register_people import (
    ADMINISTRATOR,
    BY_FUNCTION,
    CONSULTANT,
    DEPUTY,
    ELSEWHERE,
    EVERYBODY,
    MANAGER,
    MANDATARY_MANAGER,
    MEMBER,
    NOW,
    OPERATORS,
    OUTSIDER,
    but,
    place,
    point,
)
from .register_table import (
    ACTIONS,
    DOES,
    LETS,
    MUST_BE,
    MUST_NOT_BE,
    OWN_STAFF,
    WHERE_MANDATARIES_TRANSMIT,
)

ENDS = {None: True, NOW + 1: True, NOW: False, NOW - 1: False}
"""Ends of a right, and whether it is then in force."""
OTHER = place(service="PRACIM", title="PRACIM", manager=None, deputies=())
"""A service whose register names nobody: functions and rights of another service are worth nothing here."""


# What a right lets somebody do


def lets(right: str | None, use: str, *, in_force: bool, member: bool, own: bool, transmits: bool) -> bool:
    """The same in plain words."""
    if right is None or not in_force:
        return own and member and use in OWN_STAFF
    allowed = LETS[right] | (WHERE_MANDATARIES_TRANSMIT.get(right, set()) if transmits else set())
    return use in allowed


@pytest.mark.parametrize("use", get_args(Use))
@pytest.mark.parametrize("right", (None, *RIGHTS))
def test_a_right_lets_do_what_the_table_says(right: Right | None, use: Use) -> None:
    """Function × right × end × policies: a function never adds anything (R1, R8)."""
    policies = product((False, True), repeat=2)
    for (own, transmits), person, (ends_at, in_force) in product(policies, EVERYBODY, ENDS.items()):
        somewhere = place(own_staff_without_grant=own, mandatary_transmits=transmits)
        holder = but(person, right=right, ends_at=None if right is None else ends_at)
        decision = may_use(somewhere, holder, use)
        expected = lets(right, use, in_force=in_force, member=person.member, own=own, transmits=transmits)
        assert decision.allowed == expected, (person.name, ends_at, own, transmits)
        demand_whole(decision, somewhere, holder)


def test_what_is_entered_counts_before_what_the_policy_admits() -> None:
    """R6: a member entered as a reader reads, also where others write without an entry."""
    open_place = place(own_staff_without_grant=True)
    assert right_of(open_place, but(MEMBER, right="applicant-read")) == "applicant-read"
    assert right_of(open_place, MEMBER) == "applicant-write"
    assert right_of(open_place, OUTSIDER) is None
    assert [check.code for check in may_use(open_place, MEMBER, "send").checks] == [
        "own-staff",
        "right-writes",
    ]


def test_each_refusal_has_its_own_reason() -> None:
    """E0: none, ended, only a function, only reading, only preparing."""
    reader = but(MEMBER, right="applicant-read")
    assert failed(may_use(place(), MEMBER, "edit")) == ["holds-right"]
    assert failed(may_use(place(), but(reader, ends_at=NOW), "edit")) == ["right-in-force"]
    assert failed(may_use(place(), MANAGER, "edit")) == ["function-with-right"]
    assert failed(may_use(place(), reader, "edit")) == ["right-writes"]
    assert failed(may_use(place(), but(CONSULTANT, right="mandatary-write"), "send")) == [
        "mandatary-transmits"
    ]
    assert failed(may_use(place(), but(CONSULTANT, right="mandatary-read"), "send")) == [
        "right-writes",
        "mandatary-transmits",
    ]


# Whom to turn to


def test_a_manager_gives_a_right_to_himself() -> None:
    """R1: in one step, and what it offers is allowed; the right is no larger than needed."""
    enough: dict[Use, Right] = {"read": "applicant-read", "create": "applicant-write"}
    for who, (use, right) in product((MANAGER, DEPUTY), enough.items()):
        decision = may_use(place(), who, use)
        assert ways(decision, "function-with-right") == [("do", "give-myself-right")]
        (remedy,) = remedies(decision, "function-with-right")
        assert remedy.arguments == {
            "organisation_id": 50,
            "service": "PRIMEAU",
            "user_code": who.user_code,
            "right": right,
        }
        assert rights.may_grant(place(), who, who, right).allowed


def test_staff_turn_to_their_manager_then_to_the_operator() -> None:
    """R11: a member is told names, whoever isn't one the role alone."""
    decision = may_use(place(), MEMBER, "read")
    assert ways(decision, "holds-right") == [
        ("ask", "ask-local-manager"),
        ("ask", "ask-operator-about-rights"),
    ]
    assert remedies(decision, "holds-right")[0].people == ("Lucie", "Omer")
    stranger = remedies(may_use(place(), OUTSIDER, "read"), "holds-right")[0]
    assert (stranger.people, stranger.role) == ((), "local-manager")


def test_a_mandatary_turns_to_their_own_manager_first() -> None:
    """R11: who, for themselves, goes straight to the client's."""
    decision = may_use(place(), CONSULTANT, "read")
    assert [code for _, code in ways(decision, "holds-right")] == [
        "ask-mandatary-manager",
        "ask-local-manager",
        "ask-operator-about-rights",
    ]
    assert remedies(decision, "holds-right")[0].people == ("Paule",)
    own = may_use(place(), MANDATARY_MANAGER, "read")
    assert [code for _, code in ways(own, "holds-right")] == [
        "ask-local-manager",
        "ask-operator-about-rights",
    ]


def test_no_manager_is_a_state_with_a_remedy_of_its_own() -> None:
    """R1: designation comes first; deputies who are left still give rights (R3)."""
    nobody = place(manager=None, deputies=())
    ask = [("ask", "ask-administrator-for-manager"), ("ask", "ask-operator-about-rights")]
    assert ways(may_use(nobody, MEMBER, "read"), "holds-right") == ask
    (form,) = remedies(may_use(nobody, ADMINISTRATOR, "read"), "holds-right")
    assert (form.kind, form.screen, form.arguments) == (
        "go",
        "designation",
        {"organisation_id": 50, "service": "PRIMEAU"},
    )
    for here, who in ((nobody, OUTSIDER), (place(manager=None, deputies=(), fits=False), ADMINISTRATOR)):
        assert ways(may_use(here, who, "read"), "holds-right") == [("ask", "ask-operator-about-rights")]
    unled = place(manager=None, deputies=(), administrators=())
    assert ways(may_use(unled, MEMBER, "read"), "holds-right") == [("ask", "ask-operator-about-rights")]
    left = place(manager=None)
    assert remedies(may_use(left, MEMBER, "read"), "holds-right")[0].people == ("Omer",)
    assert rights.may_grant(left, DEPUTY, MEMBER, "applicant-read").allowed
    assert ways(rights.may_name_deputy(left, DEPUTY, MEMBER), "names-deputies") == ask


# Who says so


def decide(action: str, where: Place, viewer: Person, who: Person) -> Decision:
    """The rule behind an action about somebody to whom nothing stands in the way."""
    manages = viewer.account_id == MANDATARY_MANAGER.account_id
    here = point() if where.manager else point(id=62, name="Gaspé", manager=None)
    match action:
        case "grant-right":
            return rights.may_grant(where, viewer, who, "applicant-read")
        case "withdraw-right":
            return rights.may_withdraw(where, viewer)
        case "name-deputy":
            return rights.may_name_deputy(where, viewer, who)
        case "remove-deputy":
            return rights.may_remove_deputy(where, viewer)
        case "open-register":
            return rights.may_read_register(where, viewer)
        case "look-up-person":
            return rights.may_look_up(where, viewer, manages_mandataries=manages)
        case "request-designation":
            free = place(service="PRIMA", title="PRIMA", manager=None, deputies=())
            return functions.may_request_manager((free,), viewer, who, replaces=False)
        case "answer-designation":
            return functions.may_answer(where.operator, viewer)
        case "associate-staff":
            return functions.may_associate(here, viewer, who)
    assert action == "dissociate-staff"
    return functions.may_dissociate(here, viewer)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("function", DOES)
def test_a_function_does_what_the_table_says(function: str, action: str) -> None:
    """Function × right held × action: a right adds nothing to a function (R1, R2, R8)."""
    for right in (None, *RIGHTS):
        viewer = but(BY_FUNCTION[function], right=right)
        decision = decide(action, place(), viewer, MEMBER)
        assert decision.action == action
        assert decision.allowed == (action in DOES[function]), right
        demand_whole(decision, place(), viewer)


LOCAL = {"grant-right", "withdraw-right", "associate-staff", "dissociate-staff"}


@pytest.mark.parametrize("action", sorted(LOCAL))
@pytest.mark.parametrize("function", DOES)
def test_a_function_is_worth_nothing_on_another_service(function: str, action: str) -> None:
    """R1, R8: it belongs to one service, or to one point of service."""
    viewer = BY_FUNCTION[function]
    decision = decide(action, OTHER, viewer, MEMBER)
    assert not decision.allowed
    assert function_of(OTHER, viewer) is None
    demand_whole(decision, OTHER, viewer)


# To whom


def is_so(who: Person, what: str) -> bool:
    return {
        "member": who.standing != "none",
        "associated": bool(who.firms),
        "of-a-firm": who.any_firm,
        "manager": who.account_id == MANAGER.account_id,
        "local-function": who.local_function,
    }[what]


RECIPIENTS = (
    *EVERYBODY,
    but(MEMBER, any_firm=True),
    but(MEMBER, any_firm=True, firms=("Génie du Nord",)),
    but(MEMBER, local_function=True),
    but(CONSULTANT, firms=()),
)


@pytest.mark.parametrize("given", MUST_BE)
def test_it_is_given_to_whom_the_table_says(given: str) -> None:
    """Right or function × what somebody is: member, of a firm, associated, with a function (R3, R7, R9)."""
    vacant = place(manager=None)
    for who in RECIPIENTS:
        expected = all(is_so(who, what) for what in MUST_BE[given]) and not any(
            is_so(who, what) for what in MUST_NOT_BE.get(given, set())
        )
        giver = ADMINISTRATOR if given.endswith("-manager") else MANAGER
        decision = {
            "deputy": lambda who=who: rights.may_name_deputy(place(), MANAGER, who),
            "local-manager": lambda who=who: functions.may_request_manager(
                (vacant,), ADMINISTRATOR, who, replaces=False
            ),
            "mandatary-manager": lambda who=who: functions.may_request_mandatary_manager(
                point(manager=None), ADMINISTRATOR, who, replaces=False
            ),
        }.get(given, lambda who=who: rights.may_grant(place(), MANAGER, who, given))()  # type: ignore[misc]
        assert decision.allowed == expected, (given, who)
        demand_whole(decision, place(), giver)


def test_a_right_is_given_on_services_for_that_kind_of_organisation() -> None:
    """R4: and the way out is another programme."""
    decision = rights.may_grant(place(fits=False), MANAGER, MEMBER, "applicant-write")
    assert failed(decision) == ["service-for-organisation"]
    demand_readable(decision)
    assert ways(may_use(place(fits=False), MANAGER, "read"), "function-with-right")[0][0] == "ask"


@pytest.mark.parametrize(("may_end", "ends_at"), product((True, False), (None, NOW - 1, NOW, NOW + 1)))
def test_a_right_may_carry_an_end_date(may_end: bool, ends_at: int | None) -> None:
    """R6: where the policy says so, and it lies ahead; without one it can be given at once."""
    here = place(rights_may_end=may_end)
    decision = rights.may_grant(here, MANAGER, MEMBER, "applicant-write", ends_at=ends_at)
    expected = [] if may_end or ends_at is None else ["rights-may-end"]
    expected += ["end-lies-ahead"] if ends_at is not None and ends_at <= NOW else []
    assert failed(decision) == expected
    for code in expected:
        (remedy,) = remedies(decision, code)
        assert remedy.arguments["right"] == "applicant-write"
        assert "ends" not in remedy.arguments
    demand_readable(decision)


def test_who_invites_is_who_administers() -> None:
    """E0: an administrator goes there; a manager asks one, by name."""
    leader = but(MANAGER, standing="administrator")
    assert ways(rights.may_grant(place(), leader, OUTSIDER, "applicant-read"), "is-own-person") == [
        ("go", "invite-person")
    ]
    (ask,) = remedies(rights.may_grant(place(), MANAGER, OUTSIDER, "applicant-read"), "is-own-person")
    assert ask.people == ("Denis",)
    (ask,) = remedies(rights.may_name_deputy(place(), OPERATORS, OUTSIDER), "is-own-person")
    assert ask.people == ()


def test_nobody_is_told_where_somebody_else_is_manager() -> None:
    """A7: that they are, is reason enough."""
    decision = functions.may_associate(point(), MANDATARY_MANAGER, ELSEWHERE)
    assert failed(decision) == ["no-local-function"]
    assert "Sainte-Colombe" not in str(decision)


def demand_whole(decision: Decision, where: Place, viewer: Person) -> None:
    """E0: readable, with a way out that exists; nobody asks themselves, names are for members."""
    demand_readable(decision)
    for check in decision.checks:
        for remedy in check.remedies:
            assert viewer.name not in remedy.people
            if remedy.role == "local-manager" and remedy.people:
                assert viewer.member
