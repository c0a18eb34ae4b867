"""The ways out of the register's refusals, word for word: who is asked for what, and what sends it (R11)."""

import pytest

from portal_tui.contract.decisions import Check, Decision, Remedy, Value
from portal_tui.contract.register import RIGHTS
from portal_tui.rules import register_rights as rights
from portal_tui.rules.register import Person, may_use, would_use
from portal_tui.rules.register_functions import Officers, has_user_code
from tests.decisions import remedies

from .register_people import (
    ADMINISTRATOR,
    CONSULTANT,
    DEPUTY,
    EVERYBODY,
    MANAGER,
    MANDATARY_MANAGER,
    MEMBER,
    OPERATOR,
    OUTSIDER,
    but,
    place,
)

WHERE: dict[str, Value] = {
    "organisation": "Sainte-Colombe-des-Caps",
    "service": "PRIMEAU – Infrastructures d’eau",
}
LAST = Remedy(
    kind="ask",
    code="ask-operator-about-rights",
    role="operator",
    params={"operator": OPERATOR.name, "contact": OPERATOR.contact, "email": OPERATOR.email},
)


def asking(code: str, **more: Value) -> dict[str, Value]:
    """What the message is about."""
    return {"organisation_id": 50, "service": "PRIMEAU", "remedy": code, **more}


def test_where_nobody_manages_rights_an_administrator_is_asked() -> None:
    """R1, R4."""
    nobody = place(manager=None, deputies=())
    code = "ask-administrator-for-manager"
    ask = Remedy(
        kind="ask",
        code=code,
        role="administrator",
        people=("Denis",),
        params=WHERE,
        operation="ask-about-rights",
        arguments=asking(code),
    )
    assert remedies(may_use(nobody, MEMBER, "read"), "holds-right") == (ask, LAST)
    assert remedies(rights.may_name_deputy(nobody, MEMBER), "names-deputies") == (ask, LAST)
    form = Remedy(
        kind="go",
        code="request-manager",
        screen="designation",
        arguments={"organisation_id": 50, "service": "PRIMEAU"},
    )
    assert remedies(rights.may_name_deputy(nobody, ADMINISTRATOR), "names-deputies") == (form,)


@pytest.mark.parametrize("viewer", [DEPUTY, MEMBER, OUTSIDER, CONSULTANT])
def test_a_deputy_is_asked_of_the_manager(viewer: Person) -> None:
    """R2: named to members."""
    code = "ask-local-manager-for-deputy"
    ask = Remedy(
        kind="ask",
        code=code,
        role="local-manager",
        people=("Lucie",) if viewer.member else (),
        params=WHERE,
        operation="ask-about-rights",
        arguments=asking(code),
    )
    decision = rights.may_name_deputy(place(), viewer)
    check = Check(code="names-deputies", rule="R2", holds=False, params=WHERE, remedies=(ask, LAST))
    assert decision == Decision(action="name-deputy", checks=(check,))


def test_who_names_deputies_needs_no_way_out() -> None:
    """R2: also the operator's staff where there is no manager."""
    staff = but(OUTSIDER, staff=True)
    for where, viewer in ((place(), MANAGER), (place(), staff), (place(manager=None), staff)):
        (check,) = rights.may_name_deputy(where, viewer).checks
        assert check == Check(code="names-deputies", rule="R2", holds=True, params=WHERE)


def test_who_is_no_member_is_invited() -> None:
    """R3, R6: by the rule that asks for it; administrators do it themselves, members ask them."""
    code = "ask-administrator-to-invite-person"
    ask = Remedy(
        kind="ask",
        code=code,
        role="administrator",
        people=("Denis",),
        params={"person": "Kim"},
        operation="ask-about-rights",
        arguments=asking(code, user_code="KIM1234"),
    )
    params: dict[str, Value] = {"person": "Kim", "organisation": "Sainte-Colombe-des-Caps"}
    for decision, rule in (
        (rights.may_grant(place(), MANAGER, OUTSIDER, "applicant-read"), "R6"),
        (rights.may_name_deputy(place(), MANAGER, OUTSIDER), "R3"),
    ):
        refused = next(check for check in decision.checks if check.code == "is-own-person")
        assert refused == Check(code="is-own-person", rule=rule, holds=False, params=params, remedies=(ask,))
    strange = remedies(rights.may_grant(place(), OUTSIDER, OUTSIDER, "applicant-read"), "is-own-person")
    told = Remedy(kind="ask", code=code, role="administrator", params={"person": "Kim"})
    assert strange == (told,)
    everywhere = place(service="")
    (way,) = remedies(rights.may_grant(everywhere, MANAGER, OUTSIDER, "applicant-read"), "is-own-person")
    assert (way.operation, way.people) == (None, ("Denis",))
    go = remedies(rights.may_grant(place(), ADMINISTRATOR, OUTSIDER, "applicant-read"), "is-own-person")
    assert go == (
        Remedy(
            kind="go",
            code="invite-person",
            screen="invite",
            arguments={"organisation_id": 50},
            params={"person": "Kim"},
        ),
    )


def test_whose_staff_somebody_is_stands_in_the_check() -> None:
    """R9."""
    params: dict[str, Value] = {"person": "Ivan", "service": WHERE["service"], "firms": ("Génie du Nord",)}
    decision = rights.may_grant(place(), MANAGER, CONSULTANT, "mandatary-read")
    assert Check(code="is-associated", rule="R9", holds=True, params=params) in decision.checks
    refused = rights.may_grant(place(), MANAGER, MEMBER, "mandatary-read")
    (ask,) = remedies(refused, "is-associated")
    assert (ask.code, ask.people) == ("ask-person-to-be-associated", ("Rosalie",))
    employee = but(MEMBER, firm_answers=True)
    (ask,) = remedies(rights.may_grant(place(), MANAGER, employee, "mandatary-read"), "is-associated")
    assert (ask.code, ask.role, ask.people) == ("ask-mandatary-manager-to-associate", "mandatary-manager", ())
    assert ask.arguments["user_code"] == MEMBER.user_code


def test_who_works_for_a_firm_is_dissociated_by_whoever_manages_there() -> None:
    """R3: where nobody does, the operator is asked alone."""
    for answers in (False, True):
        employee = but(MEMBER, any_firm=True, firm_answers=answers)
        found = remedies(rights.may_name_deputy(place(), MANAGER, employee), "in-no-firm")
        asks = [remedy.code for remedy in found if remedy.operation == "ask-about-rights"]
        assert asks == ["ask-mandatary-manager-to-dissociate"] * answers
        assert found[-1].code == "ask-operator-about-rights"


@pytest.mark.parametrize("viewer", EVERYBODY)
def test_a_mandatary_manager_looks_up_only_where_it_is_said(viewer: Person) -> None:
    """A7: who manages mandataries there does; others as their function says."""
    allowed = {"Lucie", "Omer", "Denis", "Zoé"}
    assert rights.may_look_up(place(), viewer).allowed == (viewer.name in allowed)
    assert rights.may_look_up(place(), viewer, manages_mandataries=True).allowed


def test_a_firm_is_told_to_be_mandated() -> None:
    """R7: its own people hold nothing by themselves; they say which client to ask."""
    decision = may_use(place(firm=True), but(MANDATARY_MANAGER, standing="member"), "read")
    told = Remedy(
        kind="go",
        code="ask-client-to-mandate",
        screen="ask-client",
        arguments={"organisation_id": 50, "service": "PRIMEAU"},
        params=WHERE,
    )
    (check,) = decision.checks
    assert check == Check(
        code="client-mandates",
        rule="R7",
        holds=False,
        params={**WHERE, "right": None},
        remedies=(told,),
    )


def test_what_a_right_would_let_do_is_asked_of_the_same_rules() -> None:
    """R6, R7: whatever is held, and even where it has ended."""
    nearly = ("open-task", "start-application", "save-answers")
    expected = {
        "applicant-write": (*nearly, "send-application"),
        "applicant-read": ("open-task",),
        "mandatary-write": nearly,
        "mandatary-read": ("open-task",),
    }
    for person in (MEMBER, but(CONSULTANT, right="mandatary-read", ends_at=1)):
        assert would_use(place(), person) == expected
    transmits = would_use(place(mandatary_transmits=True), MEMBER)
    assert transmits["mandatary-write"] == expected["applicant-write"]
    assert tuple(transmits) == RIGHTS


def test_a_user_code_is_given_by_the_organisation() -> None:
    """R4: by me where I administer it, by those who do elsewhere; without an organisation, the operator."""
    there = Officers(organisation_id=50, organisation="Sainte-Colombe", names=("Denis",), me=False)
    here = Officers(organisation_id=60, organisation="Génie du Nord", names=("Paule",), me=True)
    ask = Remedy(
        kind="ask",
        code="ask-for-user-code",
        role="administrator",
        people=("Denis",),
        operation="ask-organisation",
        arguments={"organisation_id": 50, "remedy": "ask-for-user-code"},
        params={"organisation": "Sainte-Colombe"},
    )
    give = Remedy(
        kind="go",
        code="give-user-code-there",
        screen="organisation",
        arguments={"organisation_id": 60},
        params={"organisation": "Génie du Nord"},
    )
    for officers, found in (((there, here), (ask, give)), ((), (LAST,))):
        check = Check(code="has-user-code", rule="R4", holds=False, params={"code": ""}, remedies=found)
        assert has_user_code("", officers, OPERATOR) == Decision(action="have-user-code", checks=(check,))
    held = Check(code="has-user-code", rule="R4", holds=True, params={"code": "LUC1234"})
    assert has_user_code("LUC1234", (there,), OPERATOR).checks == (held,)
