"""What answers to eligibility questions come to (P6)."""

import pytest

from portal_tui.contract.decisions import Decision, Value
from portal_tui.portals.definition import Choice, EligibilityQuestion
from portal_tui.rules.eligibility import Outcome, explained, judge, meets
from tests.decisions import demand_readable, failed, held, remedies, ways

YES = EligibilityQuestion(
    key="open", kind="boolean", question="Ouvert?", eligible="Bien.", ineligible="Pas encore."
)
NO = EligibilityQuestion(key="rents", kind="boolean", question="Loué?", expected=False)
CHOICE = EligibilityQuestion(
    key="music",
    kind="choice",
    question="Quoi?",
    choices=(
        Choice(value="bought", title="Achat", explanation="C’est ce qu’on soutient."),
        Choice(value="rental", title="Location", eligible=False, explanation="Pas la location."),
        Choice(value="other", title="Autre", eligible=False),
    ),
    eligible="Bien.",
    ineligible="Un autre programme convient peut-être.",
)


@pytest.mark.parametrize(
    ("question", "answer", "met"),
    [
        (YES, True, True),
        (YES, False, False),
        (YES, None, None),
        (YES, "true", None),
        (YES, 1, None),
        (NO, False, True),
        (NO, True, False),
        (CHOICE, "bought", True),
        (CHOICE, "rental", False),
        (CHOICE, "nothing", None),
        (CHOICE, None, None),
        (CHOICE, True, None),
    ],
)
def test_whether_an_answer_is_fine(question: EligibilityQuestion, answer: Value, met: bool | None) -> None:
    assert meets(question, answer) is met


@pytest.mark.parametrize(
    ("question", "answer", "met", "said"),
    [
        (YES, True, True, "Bien."),
        (YES, False, False, "Pas encore."),
        (NO, True, False, None),
        (CHOICE, "bought", True, "C’est ce qu’on soutient."),
        (CHOICE, "rental", False, "Pas la location."),
        (CHOICE, "other", False, "Un autre programme convient peut-être."),
    ],
)
def test_what_is_said_of_it(
    question: EligibilityQuestion, answer: Value, met: bool, said: str | None
) -> None:
    assert explained(question, answer, met=met) == said


def test_each_question_is_a_rule_of_its_own() -> None:
    outcomes = (
        Outcome(key="open", question="Ouvert?", answered=True, met=True, explanation="Bien."),
        Outcome(key="rents", question="Loué?", answered=True, met=False, explanation="Non."),
        Outcome(key="music", question="Quoi?", answered=False, met=False),
    )
    decision = Decision(
        action="start-application",
        checks=judge(outcomes, programme="30-44-00", desk="Musique", desk_email="m@example.org"),
    )
    assert [(check.code, check.holds, check.params["key"]) for check in decision.checks] == [
        ("eligible", True, "open"),
        ("eligible", False, "rents"),
        ("question-answered", False, "music"),
    ]
    assert {check.rule for check in decision.checks} == {"P6"}
    assert failed(decision) == ["eligible", "question-answered"]
    assert ways(decision, "eligible") == [
        ("go", "answer-questions"),
        ("go", "see-open-programmes"),
        ("ask", "ask-service-desk"),
    ]
    assert ways(decision, "question-answered") == [("go", "answer-questions")]
    assert remedies(decision, "eligible")[0].arguments == {"code": "30-44-00"}
    assert remedies(decision, "eligible")[2].params == {"desk": "Musique", "email": "m@example.org"}
    assert decision.checks[1].params == {"key": "rents", "question": "Loué?", "explanation": "Non."}
    assert not held(decision)["question-answered"]
    demand_readable(decision)


def test_a_desk_without_an_address_has_none() -> None:
    outcome = Outcome(key="rents", question="Loué?", answered=True, met=False)
    decision = Decision(action="start-application", checks=judge((outcome,), programme="p", desk="Musique"))
    desk = next(way for way in remedies(decision, "eligible") if way.kind == "ask")
    assert desk.params == {"desk": "Musique", "email": ""}
