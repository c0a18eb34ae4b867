"""Giving, changing and withdrawing rights, deputies, look-ups, history (A7, R1-R3, R6, R7, R9, R11)."""

from typing import Any

import pytest

from portal_tui.contract.operation import Operation
from portal_tui.contract.organisations import RemoveMember
from portal_tui.contract.problems import Invalid, NotFound, PortalError, Refused, TooMany
from portal_tui.contract.register import (
    AddPointOfService,
    AssociateStaff,
    DissociateStaff,
    ExplainRights,
    GiveUserCode,
    GrantRight,
    Holder,
    ListMyServices,
    LookUpPerson,
    MyService,
    NameDeputy,
    OpenRegister,
    ReadRegisterHistory,
    RegisterView,
    RemoveDeputy,
    WithdrawRight,
)
from tests.decisions import demand_readable, failed
from tests.register_town import associate, code_of, designate, designate_in_firm, join, point_of, town
from tests.world import DAY, World


@pytest.fixture
def world() -> World:
    """Sainte-Colombe has a manager for PRIMEAU: Lucie."""
    made = town()
    designate(made, "Lucie")
    return made


def about(world: World, whom: str, **changes: Any) -> dict[str, Any]:
    fields = {
        "organisation_id": world.organisations["Sainte-Colombe"],
        "service": "PRIMEAU",
        "user_code": code_of(whom),
    }
    return {**fields, **changes}


def grant(world: World, by: str, whom: str, right: Any = "applicant-write", **changes: Any) -> RegisterView:
    return world.call(by, GrantRight(**about(world, whom, **changes), right=right))


def register(world: World, who: str = "Lucie", service: str = "PRIMEAU") -> RegisterView:
    operation = OpenRegister(organisation_id=world.organisations["Sainte-Colombe"], service=service)
    return world.call(who, operation)


def holder(view: RegisterView, given_name: str) -> Holder:
    return next(each for each in view.holders if each.user_code == code_of(given_name))


def my_service(world: World, who: str, service: str = "PRIMEAU") -> MyService:
    return next(each for each in world.call(who, ListMyServices()).services if each.service == service)


def refused(world: World, who: str, operation: Operation[Any]) -> list[str]:
    with pytest.raises(Refused) as refusal:
        world.call(who, operation)
    decision = refusal.value.problem.decision
    assert decision is not None
    demand_readable(decision)
    return failed(decision)


def test_a_right_is_given_changed_in_one_step_and_withdrawn(world: World) -> None:
    """R6: at once; the person is told each time."""
    view = grant(world, "Lucie", "Rosalie", "applicant-read")
    assert holder(view, "Rosalie").right == "applicant-read"
    assert holder(view, "Rosalie").given_by == "Lucie Roy"
    view = grant(world, "Lucie", "Rosalie", "applicant-write")
    assert [each.right for each in view.holders] == [None, "applicant-write"]
    world.call("Lucie", WithdrawRight(**about(world, "Rosalie")))
    assert [each.name for each in register(world).holders] == ["Lucie Roy"]
    codes = [mail["code"] for mail in world.mails("rosalie@example.org")]
    assert codes == ["right-granted", "right-granted", "right-withdrawn"]
    with pytest.raises(NotFound) as missing:
        world.call("Lucie", WithdrawRight(**about(world, "Rosalie")))
    assert missing.value.problem.code == "right-not-found"


def test_the_same_right_again_changes_nothing(world: World) -> None:
    grant(world, "Lucie", "Rosalie")
    grant(world, "Lucie", "Rosalie")
    assert len(world.mails("rosalie@example.org")) == 1


def test_a_user_code_is_understood_as_it_is_pasted(world: World) -> None:
    """A7: with spaces and dashes, in lower case."""
    grant(world, "Lucie", "Rosalie", user_code=" ros-00 01 ")
    assert holder(register(world), "Rosalie").right == "applicant-write"


def test_a_manager_holds_no_right_until_he_gives_it_to_himself(world: World) -> None:
    """R1: by the remedy itself, audited, without a mail to himself."""
    mine = my_service(world, "Lucie")
    assert (mine.function, mine.right) == ("local-manager", None)
    reading = mine.decisions["open-task"]
    assert failed(reading) == ["function-with-right"]
    remedy = reading.reasons[0].remedies[0]
    arguments: dict[str, Any] = dict(remedy.arguments)
    world.call("Lucie", GrantRight(**arguments))
    mine = my_service(world, "Lucie")
    assert (mine.function, mine.right) == ("local-manager", "applicant-read")
    assert world.mails("lucie@example.org")[-1]["code"] == "designation-approved"


def test_deputies_give_rights_and_name_nobody(world: World) -> None:
    """R2."""
    world.call("Lucie", NameDeputy(**about(world, "Omer")))
    grant(world, "Omer", "Rosalie")
    assert refused(world, "Omer", NameDeputy(**about(world, "Rosalie"))) == ["names-deputies"]
    world.call("Lucie", RemoveDeputy(**about(world, "Omer")))
    assert holder(register(world), "Rosalie").given_by == "Omer Roy"
    assert refused(world, "Omer", WithdrawRight(**about(world, "Rosalie"))) == ["gives-rights"]
    with pytest.raises(NotFound):
        world.call("Lucie", RemoveDeputy(**about(world, "Omer")))


def test_staff_name_a_deputy_where_the_manager_cannot(world: World) -> None:
    """R2: and give no rights themselves."""
    world.call("Zoé", NameDeputy(**about(world, "Omer")))
    assert holder(register(world), "Omer").given_by == "EXP", "the operator's staff speak for it"
    assert [each.function for each in register(world).holders] == ["local-manager", "deputy"]
    operation = GrantRight(**about(world, "Rosalie"), right="applicant-read")
    assert refused(world, "Zoé", operation) == ["gives-rights"]


def test_a_right_belongs_to_one_service(world: World) -> None:
    """R6: PRIMEAU says nothing of PRIMA, which has no manager."""
    grant(world, "Lucie", "Rosalie")
    other = register(world, "Denis", "PRIMA")
    assert (other.manager, other.holders) == ("", ())
    operation = GrantRight(**about(world, "Rosalie", service="PRIMA"), right="applicant-read")
    assert refused(world, "Lucie", operation) == ["gives-rights"]


@pytest.mark.parametrize("right", ["applicant-write", "mandatary-write"])
def test_an_outsider_is_given_nothing(world: World, right: Any) -> None:
    """R6, R9: no member, associated by no firm."""
    operation = GrantRight(**about(world, "Kim"), right=right)
    expected = "is-own-person" if right == "applicant-write" else "is-associated"
    assert refused(world, "Lucie", operation) == [expected]


def test_a_mandate_rests_on_an_association(world: World) -> None:
    """R7, R9: it names the firm, and ends with the association; the manager is told."""
    designate_in_firm(world)
    associate(world, "Ivan")
    view = grant(world, "Lucie", "Ivan", "mandatary-write")
    assert (holder(view, "Ivan").firm, holder(view, "Ivan").point) == ("Génie du Nord", "Rimouski")
    (mine,) = world.call("Ivan", ListMyServices()).services
    assert (mine.organisation, mine.right) == ("Sainte-Colombe", "mandatary-write")
    assert failed(mine.decisions["send-application"]) == ["mandatary-transmits"]
    end = DissociateStaff(point_id=point_of(world), service="PRIMEAU", user_code=code_of("Ivan"))
    world.call("Paule", end)
    assert world.call("Ivan", ListMyServices()).services == ()
    assert world.mails("lucie@example.org")[-1]["code"] == "mandate-ended"
    entries = history(world)
    assert (entries[0].act, entries[0].whom, entries[0].by) == ("dissociate-staff", "Ivan Roy", "Paule Roy")


def test_a_right_ends_with_its_last_day(world: World) -> None:
    """R6: that day included, in the portal's zone; then the reason says until when it held."""
    grant(world, "Lucie", "Rosalie", ends="2026-10-24")
    assert not holder(register(world), "Rosalie").ended
    world.at(world.clock.now() + 2 * DAY)
    assert holder(register(world), "Rosalie").ended
    mine = my_service(world, "Rosalie")
    assert failed(mine.decisions["save-answers"]) == ["right-in-force"]
    operation = GrantRight(**about(world, "Rosalie"), right="applicant-read", ends="2026-10-24")
    assert refused(world, "Lucie", operation) == ["end-lies-ahead"]


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "2026-10-24T12:00", "0000000000"])
def test_an_end_is_a_date(world: World, day: str) -> None:
    with pytest.raises(Invalid) as wrong:
        grant(world, "Lucie", "Rosalie", ends=day)
    assert [(each.pointer, each.code) for each in wrong.value.problem.fields] == [("/ends", "format-date")]


def test_where_rights_do_not_end_no_date_is_taken() -> None:
    world = town(rights_may_end=False)
    designate(world, "Lucie")
    operation = GrantRight(**about(world, "Rosalie"), right="applicant-read", ends="2027-10-24")
    assert refused(world, "Lucie", operation) == ["rights-may-end"]


# Looking up


def look_up(world: World, who: str, user_code: str) -> Any:
    organisation = world.organisations["Sainte-Colombe"]
    operation = LookUpPerson(organisation_id=organisation, service="PRIMEAU", user_code=user_code)
    return world.call(who, operation)


def test_a_look_up_shows_a_name_and_a_masked_contact(world: World) -> None:
    """A7: before anything is confirmed, with what may be done about that person; audited."""
    card = look_up(world, "Lucie", "ros 0001")
    assert (card.name, card.contact, card.member) == ("Rosalie Roy", "r…e@example.org", True)
    assert card.decisions["grant-right:applicant-write"].allowed
    assert failed(card.decisions["grant-right:mandatary-write"]) == ["is-associated"]
    assert card.decisions["name-deputy"].allowed
    audited = world.engine.database.dicts(
        "select subject_id from audit where operation = 'look-up-person'", {}
    )
    assert [row["subject_id"] for row in audited] == [world.accounts["Rosalie"]]


def test_look_ups_are_for_those_whose_function_needs_them(world: World) -> None:
    """A7."""
    organisation = world.organisations["Sainte-Colombe"]
    operation = LookUpPerson(organisation_id=organisation, service="PRIMEAU", user_code=code_of("Kim"))
    assert refused(world, "Rosalie", operation) == ["needs-names"]
    with pytest.raises(NotFound):
        world.call("Kim", operation)
    assert look_up(world, "Denis", code_of("Kim")).name == "Kim Roy"


def test_look_ups_are_limited_and_a_wrong_one_counts(world: World) -> None:
    """A7: fifty an hour, so that nobody tries codes out."""
    for number in range(49):
        with pytest.raises(Invalid) as unknown:
            look_up(world, "Lucie", f"ZZZ{number:04d}")
        assert unknown.value.problem.fields[0].code == "user-code-unknown"
    look_up(world, "Lucie", code_of("Rosalie"))
    with pytest.raises(TooMany):
        look_up(world, "Lucie", code_of("Rosalie"))
    world.at(world.clock.now() + DAY)
    assert look_up(world, "Lucie", code_of("Rosalie")).name == "Rosalie Roy"


def test_an_administrator_gives_a_member_a_user_code(world: World) -> None:
    """R4: always the same one, in seven letters and digits; to members only, by administrators only."""
    organisation = world.organisations["Sainte-Colombe"]
    world.person("Noé")
    ask = GiveUserCode(organisation_id=organisation, account_id=world.accounts["Noé"])
    with pytest.raises(NotFound):
        world.call("Denis", ask)
    join(world, "Sainte-Colombe", "Noé", "member")
    assert refused(world, "Lucie", ask) == ["administers-organisation"]
    code = world.call("Denis", ask)
    assert (len(code), code.isalnum(), world.call("Denis", ask)) == (7, True, code)
    assert world.call("Noé", ListMyServices()).user_code == code


def test_codes_are_not_tried_out_by_other_operations(world: World) -> None:
    """A7: a refusal names the person, so it counts as a look-up does."""
    for number in range(25):
        with pytest.raises(Invalid):
            grant(world, "Lucie", "Rosalie", user_code=f"ZZZ{number:04d}")
        name = NameDeputy(**about(world, "Kim"))
        assert refused(world, "Lucie", name) == ["is-own-person"]
    for operation in (
        GrantRight(**about(world, "Rosalie"), right="applicant-read"),
        NameDeputy(**about(world, "Rosalie")),
        LookUpPerson(**about(world, "Rosalie")),
    ):
        with pytest.raises(TooMany):
            world.call("Lucie", operation)


def test_a_mandate_is_given_through_one_point_of_service(world: World) -> None:
    """R9: where somebody works at several, it is chosen; another one changes it."""
    firm = world.organisations["Génie du Nord"]
    world.call("Paule", AddPointOfService(organisation_id=firm, name="Gaspé", address="2, rue du Cap"))
    gaspe = point_of(world, "Gaspé")
    designate_in_firm(world)
    associate(world, "Ivan")
    grant(world, "Lucie", "Ivan", "mandatary-read")
    designate_in_firm(world, point_id=gaspe)
    world.call("Paule", AssociateStaff(point_id=gaspe, service="PRIMEAU", user_code=code_of("Ivan")))
    card = look_up(world, "Lucie", code_of("Ivan"))
    assert [(each.firm, each.point) for each in card.points] == [
        ("Génie du Nord", "Rimouski"),
        ("Génie du Nord", "Gaspé"),
    ]
    for point_id, code in ((None, "required"), (999, "enum")):
        with pytest.raises(Invalid) as wrong:
            grant(world, "Lucie", "Ivan", "mandatary-write", point_id=point_id)
        assert [(each.pointer, each.code) for each in wrong.value.problem.fields] == [("/point_id", code)]
    view = grant(world, "Lucie", "Ivan", "mandatary-write", point_id=gaspe)
    assert holder(view, "Ivan").point == "Gaspé"


# Explaining


def test_why_somebody_may_do_that_and_what_a_right_would_change(world: World) -> None:
    """R11: of people of the organisation or its register; others aren't looked up by this (A7)."""
    grant(world, "Lucie", "Rosalie", "applicant-read")
    explained = world.call("Lucie", ExplainRights(**about(world, "Rosalie")))
    assert (explained.right, explained.function) == ("applicant-read", None)
    assert failed(explained.decisions["save-answers"]) == ["right-writes"]
    assert explained.would["applicant-read"] == ("open-task",)
    assert explained.would["mandatary-write"] == ("open-task", "start-application", "save-answers")
    for whom in ("Kim", "Zoé"):
        with pytest.raises(NotFound):
            world.call("Lucie", ExplainRights(**about(world, whom)))
    assert refused(world, "Rosalie", ExplainRights(**about(world, "Lucie"))) == ["needs-names"]


def test_who_may_transmit_is_said(world: World) -> None:
    """T3: to members, by name."""
    grant(world, "Lucie", "Rosalie")
    grant(world, "Lucie", "Omer", "applicant-read")
    assert register(world, "Omer").senders == ("Rosalie Roy",)
    world.call("Lucie", WithdrawRight(**about(world, "Rosalie")))
    assert register(world, "Omer").senders == ()


# Who sees what


def test_a_member_without_a_function_is_told_whom_to_ask(world: World) -> None:
    """R11, E0: the register's names are for those who need them; the manager's name is said."""
    grant(world, "Lucie", "Rosalie")
    view = register(world, "Rosalie")
    assert (view.manager, view.holders) == ("Lucie Roy", ())
    reason = view.decisions["open-register"].reasons[0]
    assert reason.remedies[0].people == ("Lucie Roy",)


@pytest.mark.parametrize("who", ["Kim", "Paule"])
def test_strangers_do_not_know_the_register(world: World, who: str) -> None:
    with pytest.raises(NotFound) as unknown:
        register(world, who)
    assert unknown.value.problem.code == "register-not-found"


def test_a_portal_without_a_register_says_so() -> None:
    world = town(register="none", point=False)
    with pytest.raises(NotFound) as unknown:
        world.call("Lucie", ListMyServices())
    assert unknown.value.problem.code == "no-register"


# What outlives whom


def history(world: World, who: str = "Lucie") -> Any:
    organisation = world.organisations["Sainte-Colombe"]
    return world.call(who, ReadRegisterHistory(organisation_id=organisation, service="PRIMEAU"))


def test_the_history_says_who_did_what_to_whom(world: World) -> None:
    """R11: complete, the newest first; it is in the audit, which can't be changed."""
    world.call("Lucie", NameDeputy(**about(world, "Omer")))
    grant(world, "Omer", "Rosalie", "applicant-read")
    grant(world, "Omer", "Rosalie", "applicant-write")
    world.call("Lucie", WithdrawRight(**about(world, "Rosalie")))
    entries = history(world)
    assert [(each.act, each.by, each.whom) for each in entries] == [
        ("withdraw-right", "Lucie Roy", "Rosalie Roy"),
        ("grant-right", "Omer Roy", "Rosalie Roy"),
        ("grant-right", "Omer Roy", "Rosalie Roy"),
        ("name-deputy", "Lucie Roy", "Omer Roy"),
        ("answer-designation", "EXP", "Lucie Roy"),
        ("request-designation", "Denis Roy", "Lucie Roy"),
    ]
    changed = entries[1].details
    assert (changed["before"], changed["right"]) == ("applicant-read", "applicant-write")
    organisation = world.organisations["Sainte-Colombe"]
    older = ReadRegisterHistory(organisation_id=organisation, service="PRIMEAU", before=entries[3].id)
    assert [each.act for each in world.call("Lucie", older)] == ["answer-designation", "request-designation"]
    assert refused(world, "Rosalie", older) == ["needs-names"]


def test_grants_and_deputies_outlive_a_manager_who_leaves(world: World) -> None:
    """R3: without a manager, which is a state with its own remedy (R1); the deputy goes on."""
    world.call("Lucie", NameDeputy(**about(world, "Omer")))
    grant(world, "Lucie", "Rosalie")
    organisation = world.organisations["Sainte-Colombe"]
    world.call("Denis", RemoveMember(organisation_id=organisation, account_id=world.accounts["Lucie"]))
    view = register(world, "Omer")
    assert (view.manager, [each.name for each in view.holders]) == ("", ["Omer Roy", "Rosalie Roy"])
    grant(world, "Omer", "Denis", "applicant-read")
    with pytest.raises(NotFound):
        register(world, "Lucie")


def test_who_leaves_keeps_no_right_as_a_member(world: World) -> None:
    """R3, R6."""
    grant(world, "Lucie", "Rosalie")
    organisation = world.organisations["Sainte-Colombe"]
    world.call("Denis", RemoveMember(organisation_id=organisation, account_id=world.accounts["Rosalie"]))
    assert world.call("Rosalie", ListMyServices()).services == ()
    assert history(world)[0].act == "remove-member"


def test_one_manager_for_the_whole_organisation() -> None:
    """R1: by policy; then every service is that manager's."""
    world = town(register="organisation")
    designate(world, "Lucie", services=())
    grant(world, "Lucie", "Rosalie", service="PRIMA")
    assert [each.service for each in world.call("Lucie", ListMyServices()).services] == ["PRIMEAU", "PRIMA"]
    with pytest.raises(PortalError):
        designate(world, "Omer", services=())
