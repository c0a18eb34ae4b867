"""The catalogue and what it takes to apply (P1-P6)."""

from typing import Literal

import msgspec

from .applications import State
from .decisions import Decision, Value
from .operation import Operation, operation
from .pages import Text

Opening = Literal["always", "open", "soon", "closing-only", "closed"]
"""Always open; open until a deadline; opens later; closed but open for closing; closed (P1)."""


class ProgrammeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A programme in the catalogue."""

    code: str
    title: Text
    direction: Text
    opening: Opening
    opens_at: int | None
    closes_at: int | None
    """The first instant at which it is too late, in UTC microseconds."""
    filed: int
    """Applications of the acting entity that were sent, which this person may see."""
    drafts: int
    start: Decision


class Colleague(msgspec.Struct, frozen=True, kw_only=True):
    """An application of the same entity to the same programme: who, when, status (P4)."""

    application_id: int
    number: str
    owner: str
    state: State
    changed_at: int


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """An eligibility question (P6)."""

    key: str
    kind: Literal["boolean", "integer", "text", "choice"]
    text: Text
    help: Text | None = None
    options: tuple[tuple[str, Text], ...] = ()


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """When somebody answers, in the portal's zone."""

    days: tuple[str, ...]
    """``monday``…"""
    opens: str
    """``HH:MM``."""
    closes: str


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """The service desk in charge."""

    name: Text
    email: str
    phone: str
    menu_choice: str
    """The key to press in the operator's phone menu; empty where there is none."""
    hours: Hours | None = None


class TaskPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A task that an application will have."""

    key: str
    kind: str
    title: Text
    mandatory: bool
    summary: Text | None = None


class ClosingPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What will be asked for once an application is granted (T12)."""

    tasks: tuple[TaskPlan, ...]
    instructions: Text | None
    months_after_grant: int | None
    """Due at the end of the day so many months after the grant."""
    closes_at: int | None
    """The first instant too late for everybody, in UTC microseconds, if that comes sooner."""


class ProgrammeView(msgspec.Struct, frozen=True, kw_only=True):
    """A programme, opened. Looking creates nothing (P2)."""

    row: ProgrammeRow
    summary: Text
    description: Text | None
    website: str
    applicants: tuple[Text, ...]
    """Kinds of organisation that may apply (P3)."""
    persons: bool
    """Whether people may apply for themselves."""
    provide: tuple[Text, ...]
    contact: Contact
    questions: tuple[Question, ...]
    tasks: tuple[TaskPlan, ...]
    closing: ClosingPlan | None
    """None: a grant closes nothing more."""
    mine: tuple[Colleague, ...]
    """Applications of the acting entity that this person takes part in, the latest first, twenty at most."""
    colleagues: tuple[Colleague, ...]
    """Those that they take no part in: who, when, status (P4)."""
    decisions: dict[str, Decision]


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer comes to, and why."""

    key: str
    met: bool
    explanation: Text | None


class Eligibility(msgspec.Struct, frozen=True, kw_only=True):
    """What the answers to the eligibility questions come to, question by question (P6)."""

    decision: Decision
    """About ``start-application``, with these answers."""
    answers: tuple[Answered, ...]
    """Those questions that were answered."""


class Started(msgspec.Struct, frozen=True, kw_only=True):
    """What was created."""

    application_id: int
    number: str


@operation("GET /v1/programmes")
class ListProgrammes(Operation[tuple[ProgrammeRow, ...]], frozen=True, kw_only=True):
    """The catalogue for the acting entity (P1): open, by deadline; always open; opening later; closed."""


@operation("GET /v1/programmes/{code}")
class OpenProgramme(Operation[ProgrammeView], frozen=True, kw_only=True):
    """One programme (P2)."""

    code: str


@operation("POST /v1/programmes/{code}/eligibility")
class CheckEligibility(Operation[Eligibility], frozen=True, kw_only=True):
    """What these answers come to; nothing is stored (P6)."""

    code: str
    answers: dict[str, Value] = {}
    """By the key of the question; what isn't answered yet may be left out."""


@operation("POST /v1/programmes/{code}/applications", status=201)
class StartApplication(Operation[Started], frozen=True, kw_only=True):
    """Create an application for the acting entity (P2, P3, P6)."""

    code: str
    eligibility: dict[str, Value] = {}
    idempotency_key: str = ""
