"""Loads what decisions about the register need: the place, the people, the points of service (R1-R11)."""

from typing import TYPE_CHECKING, Any, Final

from portal_tui.contract.problems import FieldProblem, Invalid, NotFound
from portal_tui.contract.register import Function, PersonPoint
from portal_tui.engine.programmes.finding import find_programme
from portal_tui.engine.work import Work
from portal_tui.rules.register import Named, OperatorFacts, Person, Place, function_of
from portal_tui.rules.register_functions import PointFacts

if TYPE_CHECKING:
    from portal_tui.portals.definition import Programme

ALL: Final = ""
"""The service of a function that holds for every one."""


class Register:
    """The register of one service of an organisation, loaded for one person who has to do with it."""

    def __init__(self, work: Work, organisation_id: int, service: str) -> None:
        """Raise NotFound for a portal, an organisation or a service without one, and for strangers."""
        demand_register(work)
        programme = find_programme(work.portal, service)
        organisation = organisation_row(work, organisation_id)
        self.work = work
        self.id = organisation_id
        self.service = programme.code
        self.title = work.portal.say(programme.title, work.language)
        self.functions = functions_of(work, organisation_id, self.service)
        self.place = place_of(work, organisation, programme, self.functions)
        self.viewer = self.person(work.actor.account_id)
        if not self._known():
            raise NotFound("register-not-found")

    def person(self, account_id: int) -> Person:
        """Somebody as this register knows them. Raises NotFound for an account that doesn't exist."""
        return load_person(self.work, account_id, self.id, self.service)

    def with_code(self, user_code: str) -> Person:
        """Whose user code it is. Raises Invalid where it is nobody's."""
        return self.person(account_with_code(self.work, user_code))

    def _known(self) -> bool:
        """Whether this person may know that there is such a register."""
        viewer = self.viewer
        return (
            viewer.member
            or viewer.staff
            or viewer.right is not None
            or function_of(self.place, viewer) is not None
            or self.manages_mandataries
        )

    @property
    def manages_mandataries(self) -> bool:
        """Whether they are the mandatary manager of one of this organisation's points of service (R8)."""
        account_id = self.work.actor.account_id
        return any(
            row["manager_id"] == account_id for row in self.work.dicts("register.points", entity_id=self.id)
        )


def points_of(register: Register, who: Person) -> tuple[PersonPoint, ...]:
    """Where somebody works for a firm on a service: through which they may be mandated (R9)."""
    rows = register.work.dicts(
        "register.points_of_person", account_id=who.account_id, service=register.service
    )
    return tuple(PersonPoint(id=row["id"], firm=row["firm"], point=row["point"]) for row in rows)


def place_of(
    work: Work,
    organisation: dict[str, Any],
    programme: "Programme",
    functions: list[dict[str, Any]],
) -> Place:
    """One service of an organisation as decisions see it."""
    policies = work.portal.policies
    transmits = programme.mandatary_transmits
    return Place(
        organisation_id=organisation["id"],
        organisation=organisation["name"],
        service=programme.code,
        title=work.portal.say(programme.title, work.language).text,
        fits=organisation["kind"] in programme.applicants,
        firm=organisation["kind"] in firm_kinds(work),
        manager=next(iter(_named(functions, "local-manager")), None),
        deputies=_named(functions, "deputy"),
        administrators=administrators(work, organisation["id"]),
        operator=operator_facts(work),
        now=work.now,
        own_staff_without_grant=policies.own_staff_without_grant,
        mandatary_transmits=policies.mandatary_transmits if transmits is None else transmits,
        rights_may_end=policies.rights_may_end,
    )


def functions_of(work: Work, organisation_id: int, service: str) -> list[dict[str, Any]]:
    """Who manages the rights on a service, the manager first."""
    return work.dicts("register.functions", entity_id=organisation_id, service=key_of(work, service))


def firm_kinds(work: Work) -> frozenset[str]:
    """The kinds of organisation that work for others (R8)."""
    return frozenset(kind.key for kind in work.portal.organisation_kinds if kind.firm)


def _named(functions: list[dict[str, Any]], function: Function) -> tuple[Named, ...]:
    return tuple(
        Named(account_id=row["account_id"], name=row["name"])
        for row in functions
        if row["function"] == function
    )


def demand_register(work: Work) -> None:
    """Raise NotFound in a portal without a register."""
    if work.portal.policies.register == "none":
        raise NotFound("no-register")


def key_of(work: Work, service: str) -> str:
    """Under which service a function is entered: one manager for each, or one for all (R1)."""
    return service if work.portal.policies.register == "service" else ALL


def organisation_row(work: Work, organisation_id: int) -> dict[str, Any]:
    """Its name and kind. Raises NotFound."""
    row = work.one("register.organisation", entity_id=organisation_id)
    if row is None:
        raise NotFound("register-not-found")
    return row


def administrators(work: Work, organisation_id: int) -> tuple[str, ...]:
    """Their names, the primary one first."""
    return tuple(row["name"] for row in work.dicts("organisations.administrators", entity_id=organisation_id))


def operator_facts(work: Work) -> OperatorFacts:
    """How the operator is reached, in one line (R11)."""
    operator = work.portal.operator
    address = ", ".join((operator.address or "").split("\n")).strip(", ")
    ways = (address, operator.phone, operator.fax, operator.email)
    return OperatorFacts(
        name=operator.short_name, contact=" · ".join(way for way in ways if way), email=operator.email
    )


def account_with_code(work: Work, user_code: str, pointer: str = "/user_code") -> int:
    """Whose user code it is, typed with spaces or dashes too. Raises Invalid (A7)."""
    from portal_tui.forms.formats import FORMATS, normalise

    code = normalise("user-code", user_code)
    if not FORMATS["user-code"].valid(code):
        raise Invalid(fields=(FieldProblem(pointer, "format-user-code", {"found": user_code}),))
    account_id = work.value("register.account_with_code", code=code)
    if account_id is None:
        raise Invalid(fields=(FieldProblem(pointer, "user-code-unknown", {"found": code}),))
    return int(account_id)


def load_person(work: Work, account_id: int, organisation_id: int, service: str = "") -> Person:
    """Somebody as an organisation's register knows them, on one service of it. Raises NotFound."""
    row = work.one("register.person", account_id=account_id, entity_id=organisation_id, service=service)
    if row is None:
        raise NotFound("person-not-found")
    points = work.dicts("register.points_of_person", account_id=account_id, service=service)
    return Person(
        account_id=account_id,
        name=row["name"],
        user_code=row["user_code"] or "",
        staff=row["role"] == "staff",
        standing=row["standing"] or "none",
        right=row["held"],
        ends_at=row["ends_at"],
        firms=tuple(dict.fromkeys(point["firm"] for point in points)),
        any_firm=bool(row["any_firm"]),
        firm_answers=bool(row["firm_answers"]),
        local_function=bool(row["local_function"]),
        mandatary_managers=tuple(dict.fromkeys(point["manager"] for point in points if point["manager"])),
    )


def load_point(work: Work, point_id: int) -> tuple[PointFacts, Person]:
    """A point of service and the person who asks. Raises NotFound for strangers to the firm."""
    demand_register(work)
    row = work.one("register.point", point_id=point_id)
    if row is None:
        raise NotFound("point-not-found")
    firm, viewer = load_firm(work, row["firm_id"])
    return point_facts(work, firm, row), viewer


def load_firm(work: Work, organisation_id: int) -> tuple[PointFacts, Person]:
    """An organisation as a firm, without a point, and the person who asks. Raises NotFound for strangers."""
    demand_register(work)
    row = organisation_row(work, organisation_id)
    viewer = load_person(work, work.actor.account_id, organisation_id)
    manages = any(
        each["manager_id"] == viewer.account_id
        for each in work.dicts("register.points", entity_id=organisation_id)
    )
    if not (viewer.member or viewer.staff or manages):
        raise NotFound("register-not-found")
    return firm_facts(work, organisation_id, row), viewer


def firm_facts(work: Work, organisation_id: int, row: dict[str, Any]) -> PointFacts:
    """An organisation as a firm, whoever asks."""
    return PointFacts(
        firm_id=organisation_id,
        firm=row["name"],
        is_firm=row["kind"] in firm_kinds(work),
        administrators=administrators(work, organisation_id),
        operator=operator_facts(work),
    )


def point_facts(work: Work, firm: PointFacts, row: dict[str, Any]) -> PointFacts:
    """One of a firm's points of service."""
    manager = None
    if row["manager_id"] is not None:
        manager = Named(account_id=row["manager_id"], name=row["manager"])
    return PointFacts(
        firm_id=firm.firm_id,
        firm=firm.firm,
        is_firm=firm.is_firm,
        id=row["id"],
        name=row["name"],
        manager=manager,
        administrators=firm.administrators,
        operator=firm.operator,
    )
