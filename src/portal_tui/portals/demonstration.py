"""The invented people, organisations and applications of a demonstration, as a list of events to replay.

``demonstration.yaml`` has the people, the organisations and the times of the programmes; each file in
``demonstration/applications`` tells one application from its creation on; ``demonstration/documents`` has the
files that are attached. An event names the operation that it replays, so whoever plants a demonstration calls
the engine with the same operations as people do, the clock set to each event's moment.

All times are offsets from the day on which the demonstration is made: ``-12 days 14:20`` is 14:20 in the
portal's zone twelve days before, ``-12 days`` that date. No time lies in the hours in which clocks change.
"""

import re
from collections.abc import Iterator
from dataclasses import field, replace
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from portal_tui.contract.register import Right
from portal_tui.rules import deadlines

from .definition import Closing, Language, Portal, Programme, Window, definition
from .wording import Wording

Offset = str

Role = Literal[
    "owner",
    "collaborator-edit",
    "collaborator-view",
    "administrator",
    "primary-administrator",
    "member",
    "personal",
    "unconfirmed",
    "two-organisations",
    "departed",
    "local-manager",
    "deputy",
    "mandatary",
    "mandatary-manager",
    "staff",
]
"""What a person of a demonstration is there to show."""

Act = Literal[
    "start-application",
    "work",
    "send-application",
    "withdraw-application",
    "delete-application",
    "add-collaborator",
    "hand-over",
    "take-ownership",
    "begin-review",
    "request-changes",
    "declare-eligible",
    "declare-ineligible",
    "grant-application",
    "refuse-application",
    "open-closing",
    "record-final-payment",
    "close-application",
    "open-thread",
    "reply",
    "mark-read",
    "deposit-official",
]
"""Names of operations; ``work`` stands for saving answers, adding documents and marking a task complete."""

RegisterAct = Literal[
    "add-point-of-service",
    "request-designation",
    "replace-manager",
    "associate-staff",
    "name-deputy",
    "grant-right",
    "withdraw-right",
]
"""Names of operations; ``replace-manager`` is a request of designation that replaces."""

_OFFSET: Final = re.compile(r"(?P<days>[+-]?\d{1,4}) days?(?: (?P<time>(?:0[6-9]|1\d|2[0-3]):[0-5]\d))?")


@definition
class Person:
    """Somebody who can sign in to the demonstration."""

    email: str
    given_name: str
    family_name: str
    role: Role
    purpose: Wording
    """A sentence for the list of accounts: what signing in as this person shows."""
    language: Language = "fr-CA"
    confirmed: bool = True
    user_code: str = ""
    """In register portals: seven letters and digits (A7)."""
    service_desks: tuple[str, ...] = ()
    """For staff: the service desks whose applications they process."""
    joined: Offset

    @property
    def name(self) -> str:
        """Given and family name, as a declaration is signed."""
        return f"{self.given_name} {self.family_name}"


@definition
class Member:
    """A member of an organisation."""

    person: str
    """E-mail."""
    standing: Literal["primary", "administrator", "member"]
    since: Offset


@definition
class Organisation:
    """An organisation with its members, exactly one of them ``primary``."""

    key: str
    name: str
    kind: str
    identifiers: dict[str, str] = field(default_factory=dict)
    """By format: ``{"neq": "1142345678"}``."""
    created: Offset
    members: tuple[Member, ...]


@definition
class Times:
    """What replaces a programme's times, written as offsets."""

    windows: tuple[Window, ...] = ()
    closing: Closing | None = None


@definition
class Event:
    """Something that somebody did with an application."""

    at: Offset
    by: str
    """E-mail."""
    do: Act
    explanation: str = ""
    """Of a transition, or of official documents."""
    due: Offset | None = None
    """Of requested changes: the last day, or minute, for them."""
    task: str = ""
    answers: dict[str, Any] | None = None
    """All answers of the task as they then are; of a declaration ``{"accepted": true, "name": …}``.

    A text ``@+40 days`` in them stands for that date.
    """
    changes: dict[str, Any] = field(default_factory=dict)
    """Answers that change, by JSON pointer."""
    documents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Files added to a task, by the key of the document asked for."""
    complete: bool = False
    """Whether the task is then marked complete."""
    person: str = ""
    """E-mail of whom it is about: a collaborator, a new owner."""
    access: Literal["edit", "view"] = "edit"
    subject: str = ""
    body: str = ""
    files: tuple[str, ...] = ()
    """Attached to a message, or deposited as official documents."""
    thread: int = 0
    """Which thread of the application, the first is 0."""


@definition
class RegisterEvent:
    """Something that somebody did in the register of access rights (R1-R11)."""

    at: Offset
    by: str
    """E-mail."""
    do: RegisterAct
    organisation: str
    """Key: the organisation, or the firm."""
    services: tuple[str, ...] = ()
    """Codes of programmes."""
    person: str = ""
    """E-mail of whom it is about."""
    right: Right | None = None
    ends: Offset | None = None
    """The last day of a right."""
    point: str = ""
    """Name of the firm's point of service."""
    address: str = ""
    """Of a new point of service, or of the organisation whose manager is replaced."""
    requester_function: str = ""
    """Of whoever asks that a manager be replaced."""
    answered_by: str = ""
    """E-mail of the operator's staff who answer a request of designation; empty: it waits."""
    refused: str = ""
    """The explanation of a refusal; empty: it is approved."""


@definition
class Application:
    """An application, told from its creation on; who did the first event owns it."""

    programme: str
    applicant: str
    """Key of an organisation, or e-mail of a person who applies for themselves."""
    state: str
    """In which it ends up (T10)."""
    round: int = 0
    """How often it was sent."""
    events: tuple[Event, ...]


@definition
class Demonstration:
    """Everything that a demonstration begins with."""

    password: str
    """Everybody's."""
    times: dict[str, Times] = field(default_factory=dict)
    """By programme code."""
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    register: tuple[RegisterEvent, ...] = ()
    """In register portals: who was given what, in the order of time."""
    applications: tuple[Application, ...] = ()

    def person(self, email: str) -> Person:
        """The person of that address; raises KeyError."""
        for person in self.people:
            if person.email == email:
                return person
        raise KeyError(email)

    def organisation(self, key: str) -> Organisation:
        """The organisation of that key; raises KeyError."""
        for organisation in self.organisations:
            if organisation.key == key:
                return organisation
        raise KeyError(key)


class Happening(NamedTuple):
    """An event at its moment."""

    at: int
    """UTC microseconds."""
    application: int
    """Index of the application in the demonstration."""
    event: Event


def replay(demonstration: Demonstration, made_at: int, zone: ZoneInfo) -> list[Happening]:
    """Every event of a demonstration made at ``made_at`` (UTC microseconds), as they followed each other."""
    happenings = (
        Happening(moment(event.at, made_at, zone), index, _with_dates(event, made_at, zone))
        for index, application in enumerate(demonstration.applications)
        for event in application.events
    )
    return sorted(happenings, key=lambda each: each.at)


def moment(offset: Offset, made_at: int, zone: ZoneInfo) -> int:
    """When an offset begins, in UTC microseconds. Raises LocalTimeError if it isn't written as one."""
    return deadlines.begins(local(offset, made_at, zone), zone)


def last_moment(offset: Offset, made_at: int, zone: ZoneInfo) -> int:
    """The first microsecond after an offset's day or minute: from then on it is too late."""
    return deadlines.ends(local(offset, made_at, zone), zone)


def local(offset: Offset, made_at: int, zone: ZoneInfo) -> str:
    """An offset as a local date or minute; raises LocalTimeError if it isn't written as one."""
    match = _OFFSET.fullmatch(offset)
    if match is None:
        raise deadlines.LocalTimeError("not-a-moment", offset)
    day = deadlines.shifted(deadlines.local_date(made_at, zone), days=int(match["days"]))
    return f"{day}T{match['time']}" if match["time"] else day


def _with_dates(event: Event, made_at: int, zone: ZoneInfo) -> Event:
    answers = None if event.answers is None else answers_at(event.answers, made_at, zone)
    return replace(event, answers=answers, changes=answers_at(event.changes, made_at, zone))


def answers_at(answers: Any, made_at: int, zone: ZoneInfo) -> Any:
    """Answers with the dates that their offsets (``@+40 days``) stand for."""
    if isinstance(answers, dict):
        return {name: answers_at(value, made_at, zone) for name, value in answers.items()}
    if isinstance(answers, list):
        return [answers_at(value, made_at, zone) for value in answers]
    if isinstance(answers, str) and answers.startswith("@"):
        return local(answers[1:], made_at, zone)
    return answers


def placed(portal: Portal, demonstration: Demonstration, made_at: int) -> Portal:
    """The portal with the times that the demonstration gives its programmes, as of ``made_at``."""
    zone = ZoneInfo(portal.time_zone)

    def place(offset: Offset | None) -> str | None:
        return None if offset is None else local(offset, made_at, zone)

    def times(programme: Programme) -> Iterator[tuple[str, Any]]:
        given = demonstration.times.get(programme.code)
        if given is not None and given.windows:
            windows = (replace(w, opens=place(w.opens), closes=place(w.closes)) for w in given.windows)
            yield "windows", tuple(windows)
        if given is not None and given.closing is not None:
            opens, closes = place(given.closing.opens), place(given.closing.closes)
            yield "closing", replace(programme.closing or given.closing, opens=opens, closes=closes)

    programmes = (replace(each, **dict(times(each))) for each in portal.programmes)
    return replace(portal, programmes=tuple(programmes))


def documents(folder: Path) -> dict[str, Path]:
    """The files that a demonstration attaches, by name."""
    return {path.name: path for path in sorted((folder / "demonstration" / "documents").glob("*.*"))}
