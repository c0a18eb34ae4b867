"""Eligibility and the new application (P3, P5, P6)."""

from dataclasses import replace
from typing import Any

import pytest

from portal_tui.contract.accounts import ActAs
from portal_tui.contract.applications import ApplicationView, OpenApplication, SendApplication
from portal_tui.contract.decisions import Value
from portal_tui.contract.problems import Conflict, NotFound, NotSignedIn, Refused
from portal_tui.contract.programmes import CheckEligibility, OpenProgramme, StartApplication
from portal_tui.contract.tasks import OpenTask
from portal_tui.engine.portal_loading import load_portal
from portal_tui.portals.definition import Choice, Condition, EligibilityQuestion, FieldReference
from tests.decisions import demand_readable, failed, remedies
from tests.world import FORM, VENUES, World, small_portal

QUESTIONS = (
    EligibilityQuestion(
        key="places",
        kind="field",
        question={"fr-CA": "Combien de places?", "en": "How many places?"},
        field=FieldReference(task="request", pointer="/places"),
        eligible="La taille convient.",
        ineligible="Demandez à la direction.",
    ),
    EligibilityQuestion(
        key="open", kind="boolean", question="Ouvert depuis deux ans?", ineligible="Revenez."
    ),
    EligibilityQuestion(
        key="music",
        kind="choice",
        question="Quoi?",
        choices=(
            Choice(value="bought", title="Achat"),
            Choice(value="rental", title="Location", eligible=False, explanation="Pas la location."),
        ),
    ),
    EligibilityQuestion(
        key="kind", kind="field", question="Genre?", field=FieldReference(task="request", pointer="/kind")
    ),
    EligibilityQuestion(
        key="first",
        kind="field",
        question="Première?",
        field=FieldReference(task="request", pointer="/first"),
    ),
    EligibilityQuestion(
        key="title", kind="field", question="Titre?", field=FieldReference(task="request", pointer="/title")
    ),
)
FINE: dict[str, Value] = {
    "places": 312,
    "open": True,
    "music": "bought",
    "kind": "jazz",
    "first": True,
    "title": "Saison 2027",
}


@pytest.fixture
def world() -> World:
    world = World(small_portal(programmes=(replace(VENUES, eligibility=QUESTIONS),)))
    world.person("Maude", "Tremblay")
    world.organisation("Théâtre du Quai", Maude="primary")
    return world


def start(world: World, **answers: Value) -> ApplicationView:
    started = world.call("Maude", StartApplication(code="30-44-00", eligibility={**FINE, **answers}))
    return world.call("Maude", OpenApplication(application_id=started.application_id))


def test_questions_are_put_as_their_fields_are(world: World) -> None:
    questions = world.call("Maude", OpenProgramme(code="30-44-00")).questions
    assert [(question.key, question.kind) for question in questions] == [
        ("places", "integer"),
        ("open", "boolean"),
        ("music", "choice"),
        ("kind", "choice"),
        ("first", "boolean"),
        ("title", "text"),
    ]
    assert [value for value, _ in questions[3].options] == ["chanson", "jazz", "danse"]
    assert [title.text for _, title in questions[2].options] == ["Achat", "Location"]


def test_a_field_is_judged_by_its_own_rule_and_says_its_own_sentence(world: World) -> None:
    """At most 500 places is one rule, said at eligibility and at the field."""
    checked = world.call("Maude", CheckEligibility(code="30-44-00", answers={**FINE, "places": 640}))
    (places,) = [answer for answer in checked.answers if answer.key == "places"]
    assert not places.met
    assert places.explanation is not None
    assert "500" in places.explanation.text
    assert places.explanation.text.endswith("Demandez à la direction.")
    assert failed(checked.decision) == ["eligible"]
    demand_readable(checked.decision)
    fine = world.call("Maude", CheckEligibility(code="30-44-00", answers=FINE))
    assert fine.decision.allowed
    assert [answer.met for answer in fine.answers] == [True] * 6
    assert fine.answers[0].explanation is not None
    assert fine.answers[0].explanation.text == "La taille convient."


def test_answers_are_explained_one_by_one_while_others_are_missing(world: World) -> None:
    answers: dict[str, Value] = {"open": False, "music": "rental"}
    checked = world.call("Maude", CheckEligibility(code="30-44-00", answers=answers))
    assert [(a.key, a.met, a.explanation and a.explanation.text) for a in checked.answers] == [
        ("open", False, "Revenez."),
        ("music", False, "Pas la location."),
    ]
    assert failed(checked.decision) == [
        "question-answered",
        "eligible",
        "eligible",
        "question-answered",
        "question-answered",
        "question-answered",
    ]
    assert world.engine.database.rows("select count(*) from applications") == [(0,)]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"places": 501}, "eligible"),
        ({"places": "many"}, "eligible"),
        ({"kind": "opéra"}, "eligible"),
        ({"title": "x"}, "eligible"),
        ({"open": None}, "question-answered"),
        ({"music": "something"}, "question-answered"),
    ],
)
def test_what_is_not_eligible_creates_nothing(world: World, answers: dict[str, Value], reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        start(world, **answers)
    decision = refusal.value.problem.decision
    assert failed(decision) == [reason]
    assert remedies(decision, reason)[0].arguments == {"code": "30-44-00"}
    assert world.engine.database.rows("select count(*) from applications, numbers") == [(0,)]


def test_the_new_application_begins_with_what_was_answered(world: World) -> None:
    view = start(world, places=500)
    task = world.call("Maude", OpenTask(task_id=view.tasks[0].id))
    assert task.answers == {"places": 500, "kind": "jazz", "first": True, "title": "Saison 2027"}
    assert (task.row.state, view.tasks[1].state) == ("in-progress", "to-do")


def test_it_belongs_to_the_entity_and_its_creator_owns_it(world: World) -> None:
    view = start(world)
    assert (view.number, view.state, view.applicant) == ("2026-000001", "draft", "Théâtre du Quai")
    assert (view.owner, view.access) == ("Maude Tremblay", "owner")
    assert view.deadline_at == 1_794_114_000_000_000
    assert not view.decisions["send-application"].allowed


def test_a_personal_account_is_refused_with_the_way(world: World) -> None:
    """P3: in one key, then it works."""
    me = world.call("Maude", ActAs(entity_id=personal(world)))
    assert me.acting.standing == "self"
    with pytest.raises(Refused) as refusal:
        start(world)
    remedy = remedies(refusal.value.problem.decision, "organisations-only")[0]
    world.call("Maude", ActAs(entity_id=int(str(remedy.arguments["entity_id"]))))
    assert start(world).applicant == "Théâtre du Quai"


def personal(world: World) -> int:
    ((entity,),) = world.engine.database.rows("select id from entities where account_id is not null")
    return int(entity)


def test_once_it_has_closed_nothing_begins(world: World) -> None:
    world.clock.set(1_794_114_000_000_000 - 1)
    world.sessions.clear()
    start(world)
    world.clock.advance(0.000001)
    with pytest.raises(Refused) as refusal:
        start(world)
    assert failed(refusal.value.problem.decision) == ["takes-new"]


def test_the_same_key_creates_once(world: World) -> None:
    operation = StartApplication(code="30-44-00", eligibility=FINE, idempotency_key="k")
    assert world.call("Maude", operation) == world.call("Maude", operation)
    assert world.engine.database.rows("select count(*) from applications") == [(1,)]
    with pytest.raises(Conflict):
        world.call("Maude", StartApplication(code="30-44-00", idempotency_key="k"))


def test_creating_is_audited_and_seen_by_others(world: World) -> None:
    seen = world.engine.last_change()
    application = start(world).id
    assert ("application", application) in {
        (event.subject, event.subject_id) for event in world.engine.changes_after(seen)
    }
    rows = world.engine.database.rows(
        "select operation from audit where subject = 'application' and subject_id = ?", (application,)
    )
    assert rows == [("start-application",)]


def test_an_application_keeps_the_version_that_it_began_with(world: World) -> None:
    """P5: tasks and forms stay; the title is today's."""
    view = start(world)
    changed = replace(VENUES, title="Nouveau titre", tasks=VENUES.tasks[:1], eligibility=())
    narrower: dict[str, Any] = {**FORM, "jsonSchema": {**FORM["jsonSchema"], "required": ["summary"]}}
    portal = small_portal(programmes=(changed,), forms={"request": narrower})
    with world.engine.database.writing():
        load_portal(world.work(), portal, demonstration=True)
    old = world.call("Maude", OpenApplication(application_id=view.id))
    assert (len(old.tasks), old.programme.text) == (5, "Nouveau titre")
    assert world.call("Maude", OpenTask(task_id=old.tasks[0].id)).problems == ()
    assert len(start(world).tasks) == 1


def test_what_is_not_there_or_not_signed_in(world: World) -> None:
    with pytest.raises(NotFound):
        world.call("Maude", StartApplication(code="nowhere"))
    with pytest.raises(NotFound):
        world.call("Maude", CheckEligibility(code="nowhere"))
    with pytest.raises(NotSignedIn):
        world.call(None, StartApplication(code="30-44-00"))


def test_what_is_mandatory_for_a_first_request_only_is_so_from_the_beginning(world: World) -> None:
    first_time = replace(VENUES.tasks[3], mandatory=Condition(first_time=True))
    programme = replace(VENUES, eligibility=(), tasks=(VENUES.tasks[0], first_time))
    with world.engine.database.writing():
        load_portal(world.work(), small_portal(programmes=(programme,)), demonstration=True)
    first = start(world)
    assert ([task.mandatory for task in first.tasks], first.mandatory) == ([True, True], 2)
    world.engine.database.connection.execute("update applications set state = 'sent', round = 1")
    second = start(world)
    assert ([task.mandatory for task in second.tasks], second.mandatory) == ([True, False], 1)


def test_a_draft_is_not_sent(world: World) -> None:
    view = start(world)
    with pytest.raises(Refused):
        world.call("Maude", SendApplication(application_id=view.id))
