"""The facts that decisions about an application are made from: loaded by the engine, never looked up here."""

from typing import Literal

import msgspec

from portal_tui.contract.decisions import Check

from .states import EDITABLE

Standing = Literal["self", "primary", "administrator", "member", "none"]
Access = Literal["owner", "edit", "view", "none"]
TaskState = Literal["to-do", "in-progress", "complete"]

ADMINISTRATORS: frozenset[str] = frozenset({"primary", "administrator"})


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    """The person who wants to do something, as they stand to the application and its applicant."""

    account_id: int
    name: str
    staff: bool = False
    confirmed: bool = True
    standing: Standing = "none"
    """What they are to the applicant: themselves, a role in the organisation (O3), or nothing."""
    access: Access = "none"
    """What they are to the application (T4, T5); in register portals as their right says (R6, R7)."""
    uses: dict[str, tuple[Check, ...]] | None = None
    """Where a register decides: its rules on ``read``, ``create``, ``edit``, ``send``, ``people``."""

    @property
    def administers(self) -> bool:
        """Whether they are an administrator of the applicant."""
        return self.standing in ADMINISTRATORS

    @property
    def takes_part(self) -> bool:
        """Whether they are the owner or a collaborator."""
        return self.access != "none"

    @property
    def edits(self) -> bool:
        """Whether they may edit content."""
        return self.access in ("owner", "edit")


class TaskFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A task, as far as decisions need it."""

    id: int
    title: str
    kind: str
    mandatory: bool
    state: TaskState
    errors: int = 0
    filled: bool = False
    """Whether anything has been answered or attached."""
    form: bool = False
    """Whether it asks the questions of a form."""
    answered: bool = False
    """Whether any of them is answered."""
    undo: bool = False
    closing: bool = False
    """Whether it is of the closing rather than of what was applied with (T12)."""


class EventFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A date that the applicant gave, before which the application must be sent so long (T9)."""

    deadline_at: int
    explanation: str
    task_id: int
    """Where the date is given."""


class ApplicationFacts(msgspec.Struct, frozen=True, kw_only=True):
    """An application and its applicant, at a moment."""

    id: int
    number: str
    state: str
    round: int
    owner_id: int
    owner: str
    applicant: str
    personal: bool
    """Filed for a personal account rather than an organisation."""
    administrators: tuple[str, ...]
    """Names of the applicant's administrators, the primary one first."""
    tasks: tuple[TaskFacts, ...]
    now: int
    deadline_at: int | None
    """The first instant at which sending is too late, grace not counted; None: no deadline."""
    grace: int = 0
    """Microseconds in which it is still received after that, without a word."""
    event: EventFacts | None = None
    """The earliest deadline that hangs on a date of the applicant's."""
    time_zone: str
    deleted_at: int | None = None
    administrators_read_content: bool = False
    owners_hand_over: bool = True
    corrections_outlive_closing: bool = True
    closes_at: int | None = None
    """When the programme, or its closing where that is due, ends or ended, grace not counted; None: never."""
    anyone_collaborates: bool = False
    """Collaborators may come from outside the organisation."""
    documents_travel_in: Literal["tasks", "discussion"] = "tasks"
    threads_opened_by: Literal["staff", "everyone"] = "staff"
    service_desk: str = ""

    @property
    def open(self) -> bool:
        """Whether there is something to fill and to send (T9); a closing has tasks of its own (T12)."""
        return self.state in EDITABLE and self.in_closing == (self.state == "closing")

    @property
    def in_closing(self) -> bool:
        """Whether its closing was opened, if only to be closed since (T12)."""
        return any(task.closing for task in self.tasks)

    @property
    def due(self) -> tuple[TaskFacts, ...]:
        """The tasks sent next, or sent last: from its opening on, those of the closing (T12)."""
        return tuple(task for task in self.tasks if task.closing == self.in_closing)
