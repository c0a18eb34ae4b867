"""Eligibility questions: what the answers come to, and with what an application begins (P6)."""

from typing import TYPE_CHECKING, Any, Literal

import msgspec

from portal_tui.contract.decisions import Check, Value
from portal_tui.contract.pages import Text
from portal_tui.contract.problems import NotFound
from portal_tui.contract.programmes import Answered, CheckEligibility, Eligibility, Question
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.eligibility import Outcome, explained, judge, meets

from .finding import find_programme
from .loading import Applicant, facts

if TYPE_CHECKING:
    from portal_tui.forms.model import Field, Form
    from portal_tui.portals.definition import EligibilityQuestion, FieldReference, Programme

Answers = dict[str, Value]


@handles(CheckEligibility)
def check_eligibility(work: Work, operation: CheckEligibility) -> Eligibility:
    """Question by question, and whether an application could be begun with these answers."""
    programme = find_programme(work.portal, operation.code)
    outcomes = tuple(_outcome(work, programme, each, operation.answers) for each in programme.eligibility)
    return Eligibility(
        decision=Applicant(work).may_start(programme, questions=_judged(work, programme, outcomes)),
        answers=tuple(
            Answered(key=outcome.key, met=outcome.met, explanation=explanation)
            for outcome, explanation in outcomes
            if outcome.answered
        ),
    )


def checks(work: Work, programme: "Programme", answers: Answers) -> tuple[Check, ...]:
    """What the rules say of these answers."""
    outcomes = tuple(_outcome(work, programme, each, answers) for each in programme.eligibility)
    return _judged(work, programme, outcomes)


def first_answers(programme: "Programme", answers: Answers) -> dict[str, dict[str, Any]]:
    """By task, what a new application has been told already: the answers to questions about its fields."""
    from portal_tui.forms.pointers import put

    found: dict[str, dict[str, Any]] = {}
    for question in programme.eligibility:
        if question.field is not None and question.key in answers:
            task = question.field.task
            found[task] = put(found.get(task, {}), question.field.pointer, answers[question.key])
    return found


def question_of(work: Work, programme: "Programme", question: "EligibilityQuestion") -> Question:
    """A question as people meet it."""
    say, language = work.portal.say, work.language
    kind: Literal["boolean", "integer", "text", "choice"] = "boolean"
    options: tuple[tuple[str, Text], ...] = ()
    if question.kind == "choice":
        kind = "choice"
        options = tuple((choice.value, say(choice.title, language)) for choice in question.choices)
    elif question.field is not None:
        field = _field(_form(work, programme, question.field), question.field)
        kind = field.kind if field.kind in ("boolean", "integer", "choice") else "text"
        options = tuple((str(option.value), Text(option.title, language)) for option in field.options)
    return Question(
        key=question.key,
        kind=kind,
        text=say(question.question, language),
        help=None if question.help is None else say(question.help, language),
        options=options,
    )


def _judged(
    work: Work, programme: "Programme", outcomes: tuple[tuple[Outcome, Text | None], ...]
) -> tuple[Check, ...]:
    desk = facts(work, programme)
    return judge(
        tuple(outcome for outcome, _ in outcomes),
        programme=programme.code,
        desk=desk.desk,
        desk_email=desk.desk_email,
    )


def _outcome(
    work: Work, programme: "Programme", question: "EligibilityQuestion", answers: Answers
) -> tuple[Outcome, Text | None]:
    answer = answers.get(question.key)
    met: bool | None
    wrong = ""
    if answer is None:
        met = None
    elif question.field is not None:
        wrong = _wrong(work, programme, question.field, answer)
        met = not wrong
    else:
        met = meets(question, answer)
    wording = None if met is None else explained(question, answer, met=met)
    said = None if wording is None else work.portal.say(wording, work.language)
    if wrong:
        said = Text(f"{wrong} {said.text}", said.language) if said else Text(wrong, work.language)
    outcome = Outcome(
        key=question.key,
        question=work.portal.say(question.question, work.language).text,
        answered=met is not None,
        met=met is True,
        explanation=said.text if said else "",
    )
    return outcome, said


def _wrong(work: Work, programme: "Programme", reference: "FieldReference", answer: Value) -> str:
    """What the field's own rule says against an answer; empty where it is fine."""
    from portal_tui.forms.check import check
    from portal_tui.forms.pointers import put
    from portal_tui.forms.sentences import sentence

    form = _form(work, programme, reference)
    problems = check(form, put({}, reference.pointer, answer))
    found = next((problem for problem in problems if problem.pointer == reference.pointer), None)
    return "" if found is None else sentence(form, found).text


def _form(work: Work, programme: "Programme", reference: "FieldReference") -> "Form":
    from portal_tui.forms.read import read_form

    digest = work.value("definitions.form_of", name=programme.task(reference.task).form)
    document = msgspec.json.decode(work.definitions.form(digest))
    return read_form(document, work.language, work.portal.default_language)


def _field(form: "Form", reference: "FieldReference") -> "Field":
    from portal_tui.forms.model import all_fields

    for field in all_fields(form):
        if field.pointer == reference.pointer:
            return field
    raise NotFound("field-not-found", pointer=reference.pointer)
