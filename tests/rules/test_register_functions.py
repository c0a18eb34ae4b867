"""The truth tables of designations, replacements and firms (R1, R3-R5, R8-R10)."""

from itertools import product

import pytest

from portal_tui.contract.decisions import Decision, Value
from portal_tui.rules import register_functions as functions
from portal_tui.rules.register import Named, Person, Place
from tests.decisions import demand_readable, failed, remedies, ways

from .register_people import (
    ADMINISTRATOR,
    EVERYBODY,
    MANAGER,
    MANDATARY_MANAGER,
    MEMBER,
    OPERATORS,
    OUTSIDER,
    but,
    place,
    point,
)

OF_FIRM = but(MEMBER, any_firm=True, firms=("Génie du Nord",))
MANAGES_ELSEWHERE = but(MEMBER, local_function=True)


@pytest.mark.parametrize(
    ("viewer", "replaces", "seated", "waiting"),
    product(EVERYBODY, (False, True), (False, True), (False, True)),
)
def test_asking_for_a_local_manager(viewer: Person, replaces: bool, seated: bool, waiting: bool) -> None:
    """R4, R5: an administrator asks; a second manager is refused, replacing needs one."""
    here = place() if seated else place(manager=None)
    decision = functions.may_request_manager((here,), viewer, MEMBER, replaces=replaces, waiting=waiting)
    expected = set() if viewer.administers else {"administers-organisation"}
    if seated != replaces:
        expected.add("no-manager-yet" if seated else "manager-to-replace")
    if waiting:
        expected.add("no-request-waiting")
    assert set(failed(decision)) == expected
    demand_readable(decision)


@pytest.mark.parametrize(("viewer", "replaces", "seated"), product(EVERYBODY, (False, True), (False, True)))
def test_the_operator_approves_what_still_holds(viewer: Person, replaces: bool, seated: bool) -> None:
    """R4, R5: what has changed since it was asked is said then."""
    here = place() if seated else place(manager=None)
    decision = functions.may_approve_manager((here,), viewer, MEMBER, replaces=replaces)
    expected = set() if viewer.staff else {"answers-designations"}
    if seated != replaces:
        expected.add("no-manager-yet" if seated else "manager-to-replace")
    assert set(failed(decision)) == expected
    demand_readable(decision)


@pytest.mark.parametrize(
    ("who", "why"),
    [
        (MEMBER, []),
        (OUTSIDER, ["is-own-person"]),
        (OF_FIRM, ["in-no-firm"]),
        (MANDATARY_MANAGER, ["is-own-person", "in-no-firm"]),
    ],
)
def test_a_local_manager_is_of_the_organisation_and_in_no_firm(who: Person, why: list[str]) -> None:
    """R3."""
    decision = functions.may_request_manager((place(manager=None),), ADMINISTRATOR, who, replaces=False)
    assert failed(decision) == why
    decision = functions.may_approve_manager((place(manager=None),), OPERATORS, who, replaces=False)
    assert failed(decision) == why


def test_nobody_replaces_themselves() -> None:
    """R5, R10."""
    again = functions.may_request_manager((place(),), ADMINISTRATOR, MANAGER, replaces=True)
    assert failed(again) == ["another-than-manager"]
    demand_readable(again)
    paule = but(MANDATARY_MANAGER, standing="member")
    again = functions.may_request_mandatary_manager(point(), ADMINISTRATOR, paule, replaces=True)
    assert failed(again) == ["another-than-point-manager"]
    demand_readable(again)


def test_every_service_asked_for_is_looked_at() -> None:
    """R5: of two services, the one that has a manager is named."""
    free = place(service="PRIMA", title="PRIMA", manager=None)
    decision = functions.may_request_manager((free, place()), ADMINISTRATOR, MEMBER, replaces=False)
    assert [(check.code, check.params["service"]) for check in decision.reasons] == [
        ("no-manager-yet", "PRIMEAU – Infrastructures d’eau")
    ]
    assert ways(decision, "no-manager-yet") == [
        ("go", "replace-manager"),
        ("ask", "ask-operator-about-rights"),
    ]
    assert remedies(decision, "no-manager-yet")[0].arguments == {
        "organisation_id": 50,
        "service": "PRIMEAU",
        "replaces": True,
    }


@pytest.mark.parametrize(("viewer", "replaces", "seated"), product(EVERYBODY, (False, True), (False, True)))
def test_each_part_of_the_form_is_judged_by_itself(viewer: Person, replaces: bool, seated: bool) -> None:
    """R4, R8: who asks, for whom, for what: together they are the whole."""
    here, there = (place(), point()) if seated else (place(manager=None), point(manager=None))
    parts = (
        functions.may_speak_for(here.organisation_id, here.organisation, here.administrators, viewer),
        functions.may_be_manager(here, viewer, OUTSIDER),
        functions.may_fill_seat(here, viewer, OUTSIDER, replaces=replaces, waiting=True),
    )
    whole = functions.may_request_manager((here,), viewer, OUTSIDER, replaces=replaces, waiting=True)
    assert {check for part in parts for check in map(repr, part.checks)} == set(map(repr, whole.checks))
    parts = (
        functions.may_speak_for(there.firm_id, there.firm, there.administrators, viewer),
        functions.may_be_mandatary_manager(there, viewer, OUTSIDER),
        functions.may_fill_point(there, viewer, OUTSIDER, replaces=replaces, waiting=True),
    )
    whole = functions.may_request_mandatary_manager(there, viewer, OUTSIDER, replaces=replaces, waiting=True)
    assert {check for part in parts for check in map(repr, part.checks)} == set(map(repr, whole.checks))
    for part in parts:
        demand_readable(part)
    anybody = functions.may_fill_seat(here, viewer, None, replaces=replaces, waiting=False)
    assert anybody.allowed == (seated == replaces)
    point_of_anybody = functions.may_fill_point(there, viewer, None, replaces=replaces, waiting=False)
    assert point_of_anybody.allowed == (seated == replaces)


def test_the_other_form_is_the_way_out_for_those_who_may_ask() -> None:
    """R5, R10: a replacement where somebody has the function, a designation where nobody has."""
    seats = (place(), place(manager=None), point(), point(manager=None))
    told: dict[str, dict[str, Value]] = {
        "no-manager-yet": {"organisation_id": 50, "service": "PRIMEAU", "replaces": True},
        "manager-to-replace": {"organisation_id": 50, "service": "PRIMEAU"},
        "no-point-manager-yet": {"organisation_id": 60, "point_id": 61, "replaces": True},
        "point-manager-to-replace": {"organisation_id": 60, "point_id": 61},
    }
    for seat, (code, arguments) in zip(seats, told.items(), strict=True):
        (way, last) = remedies(filled(seat, ADMINISTRATOR), code)
        assert (way.kind, way.screen, way.arguments) == ("go", "designation", arguments)
        assert last.code == "ask-operator-about-rights"
        assert ways(filled(seat, MEMBER), code) == [("ask", "ask-operator-about-rights")]


def filled(seat: Place | functions.PointFacts, viewer: Person) -> Decision:
    """The wrong form for a seat."""
    if isinstance(seat, Place):
        return functions.may_fill_seat(seat, viewer, None, replaces=seat.manager is None, waiting=False)
    return functions.may_fill_point(seat, viewer, None, replaces=seat.manager is None, waiting=False)


@pytest.mark.parametrize(
    ("viewer", "replaces", "seated", "waiting", "is_firm"),
    product(EVERYBODY, (False, True), (False, True), (False, True), (False, True)),
)
def test_asking_for_a_mandatary_manager(
    viewer: Person, replaces: bool, seated: bool, waiting: bool, is_firm: bool
) -> None:
    """R8, R10: one for each point of service of a firm."""
    here = point(is_firm=is_firm) if seated else point(is_firm=is_firm, manager=None)
    decision = functions.may_request_mandatary_manager(
        here, viewer, MEMBER, replaces=replaces, waiting=waiting
    )
    expected = set() if viewer.administers else {"administers-organisation"}
    expected |= set() if is_firm else {"is-firm"}
    expected |= {"no-request-waiting"} if waiting else set()
    if seated != replaces:
        expected.add("no-point-manager-yet" if seated else "point-manager-to-replace")
    assert set(failed(decision)) == expected
    demand_readable(decision)
    approved = functions.may_approve_mandatary_manager(here, viewer, MEMBER, replaces=replaces)
    expected -= {"administers-organisation", "no-request-waiting"}
    assert set(failed(approved)) == expected | (set() if viewer.staff else {"answers-designations"})
    demand_readable(approved)


def test_a_mandatary_manager_is_of_the_firm_and_manages_no_rights() -> None:
    """R3, R8: members of the firm; no local manager or deputy of anybody."""
    free = point(manager=None)
    for who, why in ((OUTSIDER, ["is-own-person"]), (MANAGES_ELSEWHERE, ["no-local-function"])):
        decision = functions.may_request_mandatary_manager(free, ADMINISTRATOR, who, replaces=False)
        assert failed(decision) == why
        demand_readable(decision)


@pytest.mark.parametrize("viewer", EVERYBODY)
def test_the_mandatary_manager_alone_says_who_works_there(viewer: Person) -> None:
    """R8, R9: no deputies; another point's manager counts for nothing."""
    for decide in (functions.may_associate, functions.may_dissociate):
        decision = decide(point(), viewer)
        assert decision.allowed == (viewer is MANDATARY_MANAGER)
        demand_readable(decision)
        elsewhere = decide(point(manager=Named(account_id=99, name="Ode")), viewer)
        assert failed(elsewhere) == ["manages-point"]
        (ask, *_) = remedies(elsewhere, "manages-point")
        assert bool(ask.people) == viewer.member
        nobody = decide(point(manager=None), viewer)
        assert ways(nobody, "manages-point") == [("ask", "ask-operator-about-rights")]


@pytest.mark.parametrize(("viewer", "seated"), product(EVERYBODY, (False, True)))
def test_a_mandatary_manager_has_no_deputies(viewer: Person, seated: bool) -> None:
    """R8: whoever speaks for the firm replaces the manager instead."""
    here = point() if seated else point(manager=None)
    decision = functions.may_name_point_deputy(here, viewer)
    demand_readable(decision)
    instead = [("go", "replace-manager")] if seated and viewer.administers else []
    assert ways(decision, "point-has-deputies") == [*instead, ("ask", "ask-operator-about-rights")]
    if instead:
        assert remedies(decision, "point-has-deputies")[0].arguments == {
            "organisation_id": 60,
            "point_id": 61,
            "replaces": True,
        }


@pytest.mark.parametrize("is_firm", [False, True])
def test_only_a_firm_has_points_of_service(is_firm: bool) -> None:
    """R8."""
    decision = functions.may_be_firm(point(is_firm=is_firm))
    demand_readable(decision)
    assert failed(decision) == ([] if is_firm else ["is-firm"])


@pytest.mark.parametrize(("viewer", "is_firm"), product(EVERYBODY, (False, True)))
def test_the_administrators_speak_for_their_organisation(viewer: Person, is_firm: bool) -> None:
    """R4, R8: user codes for any organisation, points of service for firms."""
    here = point(is_firm=is_firm)
    assert functions.may_give_user_code(here, viewer).allowed == viewer.administers
    decision = functions.may_add_point(here, viewer)
    assert decision.allowed == (viewer.administers and is_firm)
    demand_readable(decision)
    demand_readable(functions.may_give_user_code(here, viewer))


def test_whoever_is_asked_gets_the_message_of_a_member() -> None:
    """E0, R11: strangers are told who decides; a message is a member's."""
    refusals = (
        (functions.may_speak_for(50, "Sainte-Colombe", ("Denis",), MEMBER), "administers-organisation"),
        (functions.may_associate(point(), MEMBER), "manages-point"),
    )
    sent = [remedies(decision, code)[0] for decision, code in refusals]
    assert [(each.operation, each.arguments) for each in sent] == [
        ("ask-organisation", {"organisation_id": 50, "remedy": "ask-organisation-administrator"}),
        ("ask-mandatary-manager", {"point_id": 61}),
    ]
    strange = (
        (functions.may_speak_for(50, "Sainte-Colombe", ("Denis",), OUTSIDER), "administers-organisation"),
        (functions.may_associate(point(), OUTSIDER), "manages-point"),
    )
    for decision, code in strange:
        way = remedies(decision, code)[0]
        assert (way.kind, way.operation, way.people) == ("ask", None, ())
        assert way.role is not None
