"""What a portal is, as data: an operator's policies, its service desks, its programmes and their tasks.

One description, read twice. Where people write it (YAML and JSON in a folder) ``portals.load`` checks it with
pydantic, every error at once. The engine stores the checked portal as JSON and reads it back with
``msgspec.json.decode(data, type=Portal)``, which costs nothing at start. Hence plain standard dataclasses.
"""

from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, dataclass_transform

from portal_tui.contract.pages import Text

from .wording import Wording, said

C = TypeVar("C")

Language = Literal["fr-CA", "fr-FR", "en"]
"""A language of the interface."""

IdentifierFormat = Literal["neq", "siret", "siren", "rna", "geographic-code"]
"""How organisations are numbered; each is a ``format`` of the forms too."""

AttachmentFormat = Literal["pdf", "png", "jpeg"]

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

TaskKind = Literal["form", "documents", "declaration", "payment", "communications", "budget", "reference"]

PERSON = "person"
"""Stands among a programme's applicants for people who apply for themselves."""


@dataclass_transform(kw_only_default=True, frozen_default=True)
def definition(cls: type[C]) -> type[C]:
    """A frozen dataclass of a portal definition: refuses unknown keys, documents itself to editors."""
    made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
    made.__pydantic_config__ = {"extra": "forbid", "use_attribute_docstrings": True}  # type: ignore[attr-defined]
    return made


# The operator and how it is reached


@definition
class Hours:
    """When an operator answers, in the portal's zone."""

    days: tuple[Weekday, ...]
    opens: str
    """``HH:MM``."""
    closes: str
    """``HH:MM``."""


@definition
class ServiceDesk:
    """A unit of the operator (*direction*): in charge of programmes, or of technical questions."""

    key: str
    name: Wording
    subjects: Wording | None = None
    """What to turn to it for."""
    email: str | None = None
    phone: str | None = None
    """Where it differs from the operator's."""
    menu_choice: str | None = None
    """The key to press in the operator's phone menu."""
    technical: bool = False
    """Whether it is the one for technical questions."""


@definition
class Operator:
    """Who runs the portal."""

    name: Wording
    short_name: str
    email: str
    phone: str | None = None
    fax: str | None = None
    address: str | None = None
    website: str | None = None
    hours: Hours | None = None


@definition
class MailSender:
    """From whom the portal's messages come (A2: said where somebody waits for one)."""

    name: str
    address: str


@definition
class Terms:
    """The terms of use that are accepted at sign-up (A1)."""

    version: str
    text: Wording


# Policies: where portals differ (requirements, § 10)


@definition
class Attachments:
    """What documents and attachments may be (C2)."""

    formats: tuple[AttachmentFormat, ...] = ("pdf", "png", "jpeg")
    max_bytes: int = 5_000_000


@definition
class Policies:
    """Every switch in which portals differ, with the default that holds where a definition is silent."""

    administrators_read_content: bool = False
    """An organisation's administrator reads applications without being a collaborator (T5)."""
    collaborators: Literal["members", "anyone"] = "members"
    """Who can be made a collaborator (T5)."""
    owners_hand_over: bool = True
    """An owner may make a collaborator the owner (T4)."""
    unconfirmed_accounts_file: bool = False
    """An account whose address isn't confirmed may create applications (A1)."""
    filing_without_account: bool = False
    """An application may be filed without an account (T0)."""
    organisations_created_by: Literal["anyone", "staff"] = "anyone"
    """Who creates an organisation (O0)."""
    grace_minutes: int = 0
    """How long after closing an application is still received."""
    corrections_outlive_closing: bool = True
    """Requested changes may be sent after the programme has closed."""
    threads_opened_by: Literal["staff", "everyone"] = "staff"
    """Who opens a discussion in an application (C1)."""
    documents_travel_in: Literal["tasks", "discussion"] = "tasks"
    """Where an applicant's documents go (C0)."""
    attachments: Attachments = field(default_factory=Attachments)
    register: Literal["none", "service", "organisation"] = "none"
    """Whether rights come from a register, with a local manager per service or per organisation (R1)."""
    own_staff_without_grant: bool = False
    """In register portals, an organisation's own members are admitted without a grant."""
    mandatary_transmits: bool = False
    """In register portals, a mandatary who writes may send; each programme can say otherwise."""
    rights_may_end: bool = True
    """In register portals, a right may carry an end date."""


@definition
class Identifier:
    """A number that organisations of a kind have; unique in the portal (O1)."""

    format: IdentifierFormat
    mandatory: bool = True


@definition
class OrganisationKind:
    """A kind of organisation that may have an account here."""

    key: str
    name: Wording
    identifiers: tuple[Identifier, ...] = ()
    firm: bool = False
    """In register portals: whether it works for others, by mandate (R8)."""


# Programmes


@definition
class Window:
    """A time in which a programme takes new applications, in the portal's zone.

    ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM``; in a yearly window ``MM-DD`` or ``MM-DDTHH:MM``. A closing *date*
    means the end of that day; a closing minute is included.
    """

    opens: str | None = None
    """None: has been open since ever."""
    closes: str | None = None
    """None: until further notice."""
    title: Wording | None = None
    yearly: bool = False


@definition
class FieldReference:
    """A field of a programme's forms."""

    task: str
    pointer: str
    """JSON pointer into the answers of that task, e.g. ``/venue/places``."""


@definition
class Condition:
    """Holds if everything that it says holds; says at least one thing."""

    first_time: bool | None = None
    """Whether this applicant has never sent an application before (*Dossier maître*)."""
    applicants: tuple[str, ...] = ()
    """The applicant is of one of these kinds."""
    field: FieldReference | None = None
    """This field's answer is one of ``values``."""
    values: tuple[str | int | bool, ...] = ()


@definition
class RelativeDeadline:
    """A deadline counted back from a date that the applicant gives: at least so long before it begins."""

    before: FieldReference
    """The field that holds the date."""
    months: int = 0
    days: int = 0
    when: Condition | None = None
    """To which applications it applies; None: to all."""
    explanation: Wording


@definition
class Closing:
    """How a granted application is closed (*clôture*): until when its closing tasks are taken.

    Without dates: from the grant on, without end.
    """

    opens: str | None = None
    """Local date or minute, as in a window: from then on the catalogue says that it is open for closing."""
    closes: str | None = None
    """Local date or minute, as in a window."""
    months_after_grant: int | None = None
    """The end of the day so many months after the grant; with ``closes``, whichever comes first."""
    instructions: Wording | None = None
    """Said in the catalogue, and in those of its tasks that have none of their own."""


@definition
class Choice:
    """An answer to an eligibility question."""

    value: str
    title: Wording
    eligible: bool = True
    explanation: Wording | None = None


@definition
class EligibilityQuestion:
    """A question put before an application is created; its outcome is explained (P6).

    ``boolean``: eligible if the answer is ``expected``. ``choice``: each choice says. ``field``: that field's
    own rule in the form checks the answer and says its message, and the new application begins with it.
    """

    key: str
    kind: Literal["boolean", "choice", "field"]
    question: Wording
    help: Wording | None = None
    expected: bool = True
    choices: tuple[Choice, ...] = ()
    field: FieldReference | None = None
    eligible: Wording | None = None
    """Said when the answer is fine."""
    ineligible: Wording | None = None
    """Said when it isn't: why, and what can be done instead."""


@definition
class DocumentSlot:
    """A document that a task asks for."""

    key: str
    title: Wording
    instructions: Wording | None = None
    mandatory: bool | Condition = True
    several: bool = False
    """Whether it takes more than one file."""
    template: str | None = None
    """Name of a file in the portal's ``templates`` folder, to be filled in."""


@definition
class Task:
    """A step of an application (T6)."""

    key: str
    kind: TaskKind
    title: Wording
    instructions: Wording | None = None
    mandatory: bool | Condition = True
    form: str | None = None
    """For a form, a payment, a budget or a reference: the name of the form."""
    documents: tuple[DocumentSlot, ...] = ()
    """For documents: what is asked for."""
    declaration: Wording | None = None
    """For a declaration: what is declared and signed by a typed name."""


@definition
class Programme:
    """What people apply to.

    Dates, texts and contacts are live; ``tasks``, ``closing_tasks``, ``eligibility`` and their forms stay as
    they were when an application began (P5), told apart by ``version``.
    """

    code: str
    title: Wording
    service_desk: str
    """Key of the service desk in charge (*direction*)."""
    summary: Wording
    """A sentence or two, for the catalogue."""
    description: Wording | None = None
    website: str | None = None
    applicants: tuple[str, ...]
    """Keys of organisation kinds, and ``person``."""
    to_provide: tuple[Wording, ...] = ()
    """What to have at hand before starting (P1)."""
    eligibility: tuple[EligibilityQuestion, ...] = ()
    any_time: bool = False
    """Takes applications at any time; then it has no windows."""
    windows: tuple[Window, ...] = ()
    """None and not ``any_time``: closed to new applications."""
    relative_deadlines: tuple[RelativeDeadline, ...] = ()
    grace_minutes: int | None = None
    """Overrides the policy."""
    mandatary_transmits: bool | None = None
    """Overrides the policy."""
    tasks: tuple[Task, ...]
    closing: Closing | None = None
    """None: a grant closes nothing more (T12)."""
    closing_tasks: tuple[Task, ...] = ()
    version: str = ""
    """Digest of what an application keeps; set by the loader, not written by people."""

    def task(self, key: str) -> Task:
        """The task or closing task of that key; raises KeyError."""
        for task in (*self.tasks, *self.closing_tasks):
            if task.key == key:
                return task
        raise KeyError(key)


@definition
class Portal:
    """A whole portal."""

    code: str
    name: Wording
    operator: Operator
    languages: tuple[Language, ...]
    """In which the interface is offered."""
    default_language: Language
    """Of plain texts, and of people who haven't chosen."""
    time_zone: str
    """IANA name, e.g. ``America/Toronto``: every date of the portal is meant there."""
    mail: MailSender
    terms: Terms
    policies: Policies = field(default_factory=Policies)
    service_desks: tuple[ServiceDesk, ...]
    organisation_kinds: tuple[OrganisationKind, ...]
    programmes: tuple[Programme, ...] = ()
    """Each comes from a file of its own in ``programmes``."""
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By name, from ``forms``: each has ``name``, ``jsonSchema`` (2020-12) and ``uiSchema`` (JSONForms)."""

    def programme(self, code: str) -> Programme:
        """The programme of that code; raises KeyError."""
        for programme in self.programmes:
            if programme.code == code:
                return programme
        raise KeyError(code)

    def service_desk(self, key: str) -> ServiceDesk:
        """The service desk of that key; raises KeyError."""
        for desk in self.service_desks:
            if desk.key == key:
                return desk
        raise KeyError(key)

    def say(self, wording: Wording, language: str) -> Text:
        """``wording`` for a reader of ``language``, else in the portal's language, marked so (A6)."""
        return said(wording, language, self.default_language)
