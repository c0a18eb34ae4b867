"""The truth table of beginning an application (A1, P1, P3, P4, P6)."""

from itertools import product
from typing import Any

import pytest

from portal_tui.contract.decisions import Check, Decision
from portal_tui.rules.facts import Viewer
from portal_tui.rules.starting import ColleagueFacts, Entity, ProgrammeFacts, may_start
from portal_tui.rules.windows import Intake
from tests.decisions import demand_readable, failed, held, remedies, ways

ME = Entity(id=1, name="Maude Tremblay", kind="person")
COMPANY = Entity(id=2, name="Théâtre du Quai", kind="company")
OTHER_COMPANY = Entity(id=3, name="Éditions du Nord", kind="company")
SCHOOL = Entity(id=4, name="École du Parc", kind="school")
MAUDE = Viewer(account_id=9, name="Maude Tremblay")

OPEN = Intake(opening="open", opens_at=1_000_000, closes_at=2_000_000)


def programme(**changes: Any) -> ProgrammeFacts:
    """A programme for companies that is open; ``changes`` replace facts."""
    facts: dict[str, Any] = {
        "code": "30-44-00",
        "title": "Aide aux lieux de diffusion",
        "applicants": ("company",),
        "kinds": ("Entreprise",),
        "intake": OPEN,
        "time_zone": "America/Toronto",
        "desk": "Musique",
        "desk_email": "m@example.org",
    }
    return ProgrammeFacts(**{**facts, **changes})


def start(acting: Entity = COMPANY, mine: tuple[Entity, ...] = (ME, COMPANY), **changes: Any) -> Decision:
    return may_start(programme(**changes), MAUDE, acting=acting, entities=mine)


@pytest.mark.parametrize(
    ("confirmed", "staff", "is_open", "admitted", "eligible"), product((True, False), repeat=5)
)
def test_every_combination(
    confirmed: bool, staff: bool, is_open: bool, admitted: bool, eligible: bool
) -> None:
    """Each rule stands by itself: what fails is exactly what is violated."""
    question = Check(code="eligible", rule="P6", holds=eligible, params={"question": "?", "explanation": "!"})
    decision = may_start(
        programme(intake=OPEN if is_open else Intake(opening="closed", closes_at=5)),
        Viewer(account_id=9, name="Maude", confirmed=confirmed, staff=staff),
        acting=COMPANY if admitted else SCHOOL,
        entities=(ME, COMPANY, SCHOOL),
        questions=(question,),
    )
    assert decision.action == "start-application"
    assert held(decision) == {
        "confirmed": confirmed,
        "is-applicant": not staff,
        "is-open" if is_open else "still-open": is_open,
        "kind-may-apply": admitted,
        "eligible": eligible,
    }
    assert decision.allowed == all((confirmed, not staff, is_open, admitted, eligible))


@pytest.mark.parametrize(
    ("intake", "code", "params", "expected"),
    [
        (OPEN, "is-open", {"opens_at", "closes_at"}, None),
        (Intake(opening="open", opens_at=1), "is-always-open", {"opens_at"}, None),
        (Intake(opening="always"), "is-always-open", set(), None),
        (
            Intake(opening="soon", opens_at=5, closes_at=9),
            "has-opened",
            {"opens_at", "closes_at"},
            ["see-open-programmes", "ask-service-desk"],
        ),
        (
            Intake(opening="soon", opens_at=5),
            "has-opened",
            {"opens_at"},
            ["see-open-programmes", "ask-service-desk"],
        ),
        (
            Intake(opening="closed", opens_at=1, closes_at=2),
            "still-open",
            {"opens_at", "closes_at"},
            ["see-open-programmes", "ask-service-desk"],
        ),
        (Intake(opening="closed"), "open-again", set(), ["see-open-programmes", "ask-service-desk"]),
        (
            Intake(opening="closing-only", closes_at=2),
            "takes-new",
            {"closes_at"},
            ["close-what-was-granted", "see-open-programmes"],
        ),
        (
            Intake(opening="closing-only"),
            "takes-new-again",
            set(),
            ["close-what-was-granted", "see-open-programmes"],
        ),
    ],
)
def test_when_a_programme_takes_applications(
    intake: Intake, code: str, params: set[str], expected: list[str] | None
) -> None:
    decision = start(intake=intake)
    check = next(check for check in decision.checks if check.rule == "P1")
    assert (check.code, check.holds) == (code, expected is None)
    assert set(check.params) == {"programme", "time_zone"} | params
    assert {name: check.params[name] for name in params} == {name: getattr(intake, name) for name in params}
    assert [remedy.code for remedy in check.remedies] == (expected or [])
    demand_readable(decision)


def test_what_was_granted_is_closed_in_the_list_of_that_programme() -> None:
    decision = start(intake=Intake(opening="closing-only", closes_at=2))
    remedy = remedies(decision, "takes-new")[0]
    assert (remedy.screen, remedy.arguments) == ("applications", {"filter": "30-44-00"})


def test_a_service_desk_is_asked_by_name_and_address() -> None:
    remedy = remedies(start(intake=Intake(opening="closed", closes_at=2)), "still-open")[1]
    assert (remedy.role, remedy.params) == ("service-desk", {"desk": "Musique", "email": "m@example.org"})


def test_a_personal_account_switches_to_an_organisation_that_may_apply() -> None:
    """P3: one way for each that may, none for those that may not."""
    decision = start(ME, (ME, COMPANY, SCHOOL, OTHER_COMPANY))
    assert failed(decision) == ["organisations-only"]
    assert [
        (each.kind, each.operation, each.arguments, each.params) for each in decision.reasons[0].remedies
    ] == [
        ("do", "act-as", {"entity_id": 2}, {"entity": "Théâtre du Quai"}),
        ("do", "act-as", {"entity_id": 3}, {"entity": "Éditions du Nord"}),
    ]
    assert decision.reasons[0].params == {
        "programme": "Aide aux lieux de diffusion",
        "entity": "Maude Tremblay",
        "kinds": ("Entreprise",),
    }
    demand_readable(decision)


def test_without_such_an_organisation_one_creates_or_joins_one() -> None:
    decision = start(ME, (ME, SCHOOL))
    assert ways(decision, "organisations-only") == [
        ("go", "create-organisation"),
        ("go", "join-organisation"),
    ]
    assert [remedy.screen for remedy in remedies(decision, "organisations-only")] == [
        "new-organisation",
        "join-organisation",
    ]
    demand_readable(decision)


def test_an_organisation_of_another_kind_switches_too() -> None:
    decision = start(SCHOOL, (ME, SCHOOL, COMPANY))
    assert failed(decision) == ["kind-may-apply"]
    assert ways(decision, "kind-may-apply") == [("do", "act-as")]
    demand_readable(decision)


def test_a_programme_for_persons_leads_back_to_the_personal_account() -> None:
    decision = start(COMPANY, (ME, COMPANY), applicants=("person",), kinds=())
    assert failed(decision) == ["kind-may-apply"]
    assert remedies(decision, "kind-may-apply")[0].arguments == {"entity_id": ME.id}


def test_a_programme_for_everybody_takes_a_personal_account() -> None:
    decision = start(ME, (ME,), applicants=("company", "person"))
    assert decision.allowed
    assert held(decision)["kind-may-apply"]
    demand_readable(decision)


@pytest.mark.parametrize("count", [1, 3])
def test_a_colleagues_application_is_said_and_stops_nothing(count: int) -> None:
    """P4: who, when, status, and where to see it."""
    colleague = ColleagueFacts(
        application_id=70, number="2026-000070", owner="Jean Roy", state="draft", changed_at=5, count=count
    )
    decision = may_start(programme(), MAUDE, acting=COMPANY, entities=(ME, COMPANY), colleague=colleague)
    assert decision.allowed
    check = decision.checks[-1]
    assert (check.code, check.rule) == ("colleagues-application", "P4")
    assert check.params == {
        "number": "2026-000070",
        "owner": "Jean Roy",
        "state": "draft",
        "changed_at": 5,
        "count": count,
    }
    remedy = check.remedies[0]
    assert (remedy.kind, remedy.screen, remedy.arguments) == ("go", "application", {"application_id": 70})
    demand_readable(decision)
