"""The register of access rights: who may do what on a service of an organisation, and who says so (R1-R11).

A *service* is the online service of one programme; it is known by the programme's code.
"""

from typing import Final, Literal

import msgspec

from .decisions import Decision, Value
from .operation import Operation, operation
from .pages import Text
from .rights import Right as Right
from .tasks import FileContent

RIGHTS: Final[tuple[Right, ...]] = ("applicant-write", "applicant-read", "mandatary-write", "mandatary-read")

Function = Literal["local-manager", "deputy", "mandatary-manager"]
"""Who administers rights; a function gives none (R1, R2, R8)."""


class PersonPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A point of service where somebody works on a service: through which they may be mandated (R9)."""

    id: int
    firm: str
    point: str


class PersonCard(msgspec.Struct, frozen=True, kw_only=True):
    """Whose user code it is: as much as is needed to know that it is the right person (A7)."""

    user_code: str
    name: str
    contact: str
    """Masked: ``m…y@ville.example``."""
    member: bool
    """Whether they are a member of the organisation for which they were looked up."""
    points: tuple[PersonPoint, ...]
    """Where they work for a firm on that service."""
    right: Right | None
    """What they hold already, and hasn't ended."""
    ends_at: int | None
    would: dict[Right, tuple[str, ...]]
    """What each right would let them do, by the names of operations."""
    decisions: dict[str, Decision]
    """What may be done about them on that service; of ``grant-right``, by right: ``grant-right:<right>``."""


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """A person in the register of a service."""

    user_code: str
    name: str
    right: Right | None
    """None: entered for a function alone."""
    function: Function | None
    firm: str = ""
    """Of a mandatary."""
    point: str = ""
    """The point of service through which a mandatary works."""
    ends_at: int | None = None
    """The first instant at which the right holds no more; None: until it is withdrawn."""
    ended: bool = False
    given_by: str = ""
    since: int
    you: bool = False
    last: Literal["", "sends", "holds"] = ""
    """Whether nobody else here transmits (``sends``), or holds any right."""


class RegisterView(msgspec.Struct, frozen=True, kw_only=True):
    """The register of one service of an organisation, by name."""

    organisation_id: int
    organisation: str
    service: str
    title: Text
    firm: bool
    """Whether its people work for others: its page is that of its points of service (R8)."""
    manager: str
    """Empty: there is none, which is a state with a remedy of its own (R1)."""
    your_code: str
    """The user code of whoever asks; empty: none yet (R4)."""
    holders: tuple[Holder, ...]
    """Empty for whoever may not read it; ``decisions`` say why."""
    senders: tuple[str, ...]
    """Whose entry lets them transmit, for members and the operator's staff (T3)."""
    rights_may_end: bool
    """Whether a right may carry an end date here."""
    decisions: dict[str, Decision]


class RightsExplained(msgspec.Struct, frozen=True, kw_only=True):
    """Why somebody may do what on a service, and what another right would change."""

    user_code: str
    name: str
    right: Right | None
    ends_at: int | None
    function: Function | None
    points: tuple[PersonPoint, ...]
    """Where they work for a firm on that service."""
    decisions: dict[str, Decision]
    """What they may do now, as they are told it."""
    would: dict[Right, tuple[str, ...]]
    """What each right would let them do, by the names of operations."""


class MyService(msgspec.Struct, frozen=True, kw_only=True):
    """A service of an organisation of mine, or one where I hold something (*Mes services en ligne*)."""

    organisation_id: int
    organisation: str
    service: str
    title: Text
    right: Right | None
    ends_at: int | None
    function: Function | None
    decisions: dict[str, Decision]
    """What the right lets them do: read, begin, edit, send; where it lets do nothing, why not."""


class MyServices(msgspec.Struct, frozen=True, kw_only=True):
    """What the register says of the person who asks."""

    user_code: str
    """Empty: none yet; ``decisions`` say who gives one (R4)."""
    services: tuple[MyService, ...]
    """By organisation; in each, first those where I hold a right or a function."""
    decisions: dict[str, Decision]


HISTORY_PAGE: Final = 100
"""So many entries of a history come at once."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened in the register: who, whom, what, when (R11)."""

    id: int
    at: int
    act: str
    """The operation that did it."""
    by: str
    service: str
    """Empty: all services, or none in particular."""
    whom: str
    details: dict[str, Value]


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A firm's point of service: any place where it offers its services (R8)."""

    id: int
    name: str
    address: str
    manager: str
    """Empty: none has been designated."""
    staff: tuple["Associate", ...]
    """Shown to its mandatary manager, and to the firm's administrators."""
    decisions: dict[str, Decision]


class Associate(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who works for a firm on a service (R9)."""

    user_code: str
    name: str
    service: str
    title: Text
    clients: tuple[str, ...]
    """Organisations that have mandated them on that service, through this point."""


class FirmService(msgspec.Struct, frozen=True, kw_only=True):
    """A service on which a firm's people can be mandated."""

    code: str
    title: Text


class FirmView(msgspec.Struct, frozen=True, kw_only=True):
    """A firm with its points of service."""

    organisation_id: int
    name: str
    points: tuple[Point, ...]
    services: tuple[FirmService, ...]
    """On which people can be associated."""
    contact: str
    """Where its mandatary managers reach the operator, in one line (R11)."""
    decisions: dict[str, Decision]
    """``open-firm`` says whether it is one; ``request-designation`` who asks for mandatary managers."""


# User codes


@operation("POST /v1/organisations/{organisation_id}/members/{account_id}/user-code")
class GiveUserCode(Operation[str], frozen=True, kw_only=True):
    """Give a member a user code, or say the one that they have: the electronic-services officer's (R4)."""

    organisation_id: int
    account_id: int


@operation("POST /v1/organisations/{organisation_id}/register/{service}/look-ups")
class LookUpPerson(Operation[PersonCard], frozen=True, kw_only=True):
    """Whose user code it is, before anything is confirmed; limited in number and audited (A7)."""

    organisation_id: int
    service: str
    user_code: str


# Rights


@operation("GET /v1/me/services")
class ListMyServices(Operation[MyServices], frozen=True, kw_only=True):
    """My user code, my rights and my functions."""


@operation("GET /v1/organisations/{organisation_id}/register/{service}")
class OpenRegister(Operation[RegisterView], frozen=True, kw_only=True):
    """Who holds what on a service of an organisation."""

    organisation_id: int
    service: str


@operation("PUT /v1/organisations/{organisation_id}/register/{service}/rights/{user_code}")
class GrantRight(Operation[RegisterView], frozen=True, kw_only=True):
    """Give a right, or change it in one step; effective at once (R6, R7)."""

    organisation_id: int
    service: str
    user_code: str
    right: Right
    point_id: int | None = None
    """Of a mandate: the point of service, where they work at several."""
    ends: str | None = None
    """The last day on which it holds (``2027-03-31``, in the portal's zone); None: until withdrawn."""


@operation("DELETE /v1/organisations/{organisation_id}/register/{service}/rights/{user_code}")
class WithdrawRight(Operation[RegisterView], frozen=True, kw_only=True):
    """Withdraw a right; effective at once (R6)."""

    organisation_id: int
    service: str
    user_code: str


@operation("GET /v1/organisations/{organisation_id}/register/{service}/people/{user_code}")
class ExplainRights(Operation[RightsExplained], frozen=True, kw_only=True):
    """Why a person of the organisation or of its register may do what on a service (R11)."""

    organisation_id: int
    service: str
    user_code: str


@operation("PUT /v1/organisations/{organisation_id}/register/{service}/deputies/{user_code}")
class NameDeputy(Operation[RegisterView], frozen=True, kw_only=True):
    """The local manager names a deputy; the operator's staff where the manager can't (R2)."""

    organisation_id: int
    service: str
    user_code: str


@operation("DELETE /v1/organisations/{organisation_id}/register/{service}/deputies/{user_code}")
class RemoveDeputy(Operation[RegisterView], frozen=True, kw_only=True):
    """End a deputy's function; what they gave stays (R3)."""

    organisation_id: int
    service: str
    user_code: str


@operation("GET /v1/organisations/{organisation_id}/register/{service}/history")
class ReadRegisterHistory(Operation[tuple[Entry, ...]], frozen=True, kw_only=True):
    """What happened in the register of a service, the newest first: fewer than HISTORY_PAGE end it (R11)."""

    organisation_id: int
    service: str
    before: int | None = None
    """Only what is older than the entry of this id."""


Form = Literal["csv", "json", "text"]
"""What a register is written as: for a spreadsheet, for a program, for paper."""

FORMS: Final[tuple[Form, ...]] = ("csv", "json", "text")


@operation("POST /v1/organisations/{organisation_id}/register-files")
class ExportRegister(Operation[FileContent], frozen=True, kw_only=True):
    """The register of all services of an organisation that I may read, as a file; audited (R11)."""

    organisation_id: int
    form: Form


@operation("POST /v1/organisations/{organisation_id}/register/{service}/questions", status=202)
class AskAboutRights(Operation[None], frozen=True, kw_only=True):
    """Ask those who can lift a reason of the register: a message, once a day (E0, R11)."""

    organisation_id: int
    service: str
    remedy: str
    """Code of the ``ask`` remedy."""
    user_code: str = ""
    """Of whom it is about, where it is about somebody."""


@operation("POST /v1/organisations/{organisation_id}/register/{service}/mandate-requests", status=202)
class AskForMandate(Operation[None], frozen=True, kw_only=True):
    """By a firm's people: ask whoever gives a client's rights for a mandate on a service, once a day (R7)."""

    organisation_id: int
    """The firm."""
    service: str
    client: str
    """Its geographic code or NEQ; tells nothing about its people."""


# Firms


@operation("GET /v1/firms/{organisation_id}")
class OpenFirm(Operation[FirmView], frozen=True, kw_only=True):
    """A firm, its points of service and the people who work for it (R8, R9)."""

    organisation_id: int


@operation("POST /v1/firms/{organisation_id}/points-of-service", status=201)
class AddPointOfService(Operation[FirmView], frozen=True, kw_only=True):
    """Add a place where a firm offers its services (R8)."""

    organisation_id: int
    name: str
    address: str


@operation("POST /v1/points-of-service/{point_id}/questions", status=202)
class AskMandataryManager(Operation[None], frozen=True, kw_only=True):
    """Ask whoever manages a point's mandataries, in a firm of mine: a message, once a day (E0, R11)."""

    point_id: int


@operation("PUT /v1/points-of-service/{point_id}/staff/{service}/{user_code}")
class AssociateStaff(Operation[FirmView], frozen=True, kw_only=True):
    """Say that a person works for a firm on a service: only then can they be mandated (R9)."""

    point_id: int
    service: str
    user_code: str


@operation("DELETE /v1/points-of-service/{point_id}/staff/{service}/{user_code}")
class DissociateStaff(Operation[FirmView], frozen=True, kw_only=True):
    """Say that a person works there no more; their mandates on that service end with it (R9)."""

    point_id: int
    service: str
    user_code: str
