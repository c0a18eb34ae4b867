"""Designations and replacements: by form, answered by the operator (R4, R5, R8, R10)."""

from typing import Literal

import msgspec

from .decisions import Decision
from .operation import Operation, operation
from .pages import Text
from .problems import FieldProblem

Designated = Literal["local-manager", "mandatary-manager"]
"""The functions that are given by form (R4, R8)."""


class Designation(msgspec.Struct, frozen=True, kw_only=True):
    """A request that somebody become a manager, and what became of it."""

    id: int
    function: Designated
    replaces: bool
    organisation_id: int
    organisation: str
    services: tuple[str, ...]
    """Empty: all."""
    point_id: int | None
    point: str
    user_code: str
    whom: str
    losing: tuple[str, ...]
    """Whose function ends when it is approved; empty once it is answered."""
    by: str
    """Who asked, with their function."""
    at: int
    approved: bool | None
    """None: it waits."""
    answered_at: int | None
    explanation: str
    decisions: dict[str, Decision]
    """``approve-designation``, as it would be judged now, and ``refuse-designation``, while it waits."""


class AboutOrganisation(msgspec.Struct, frozen=True, kw_only=True):
    """The organisation of a geographic code or a NEQ, to one of its people (R4)."""

    id: int
    name: str
    kind: Text
    identifier: str


class AboutPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Whose user code it is, to one who may ask for a manager (A7)."""

    user_code: str
    name: str
    contact: str
    """Masked: ``m…y@ville.example``."""
    decision: Decision
    """Whether this person may have the function."""


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """What one person at most manages: a service of an organisation, a firm's point of service (R1, R8)."""

    service: str
    """Empty: all services, or a point of service."""
    point_id: int | None
    title: Text
    manager: str
    """Empty: nobody."""
    decision: Decision
    """Whether it can be asked for, as a designation or as a replacement."""


class FormView(msgspec.Struct, frozen=True, kw_only=True):
    """The form of a designation, as far as it is filled in."""

    function: Designated
    organisation: AboutOrganisation | None
    """None: its number isn't complete yet, or leads to nothing."""
    seats: tuple[Seat, ...]
    person: AboutPerson | None
    problems: tuple[FieldProblem, ...]
    """Of the numbers that are complete."""
    decisions: dict[str, Decision]
    """``request-designation``: whether whoever asks speaks for the organisation."""


@operation("POST /v1/designations/form")
class FillDesignation(Operation[FormView], frozen=True, kw_only=True):
    """What a form says so far: both sides' particulars, and what stands in the way; codes count (A7, R4)."""

    identifier: str = ""
    """Geographic code of a municipality, or NEQ."""
    organisation_id: int | None = None
    """Whose number it is, where ``identifier`` is empty."""
    function: Designated | None = None
    """None: the one that organisations of this kind have."""
    user_code: str = ""
    replaces: bool = False


@operation("POST /v1/designations", status=201)
class RequestDesignation(Operation[Designation], frozen=True, kw_only=True):
    """Ask the operator to make somebody a manager, or to replace one (R4, R5, R8, R10)."""

    function: Designated
    identifier: str
    """Geographic code of a municipality, or NEQ."""
    user_code: str
    undertaking: bool
    """Whether the undertaking is accepted."""
    services: tuple[str, ...] = ()
    """Of a local manager, unless the portal has one for all services."""
    point_id: int | None = None
    """Of a mandatary manager."""
    replaces: bool = False
    name: str = ""
    """To replace: the organisation's name."""
    address: str = ""
    """To replace: the organisation's address."""
    requester: str = ""
    """To replace: the name of whoever asks."""
    requester_function: str = ""
    """To replace: their function in the organisation."""


@operation("GET /v1/designations")
class ListDesignations(Operation[tuple[Designation, ...]], frozen=True, kw_only=True):
    """Requests of the organisations that I administer; for the operator's staff, all that wait."""


@operation("POST /v1/designations/{designation_id}/answer")
class AnswerDesignation(Operation[Designation], frozen=True, kw_only=True):
    """The operator's staff approve, which moves the function at once, or refuse (R4, R5, R10)."""

    designation_id: int
    approve: bool
    explanation: str = ""
