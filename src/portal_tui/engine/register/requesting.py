"""The form of a designation or a replacement: refused field by field, then by the rules (R4, R5, R8, R10)."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from portal_tui.contract.designations import Designated, Designation, RequestDesignation
from portal_tui.contract.problems import FieldProblem, Invalid
from portal_tui.engine.accounts.checking import check_text
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.collation import collation_key
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.register_functions import may_request_manager, may_request_mandatary_manager

from .designations import Subject, find, local_subject, point_subject, shown
from .loading import account_with_code, demand_register, load_person
from .patience import counted_tries

SCHEMES: Final = ("geographic-code", "neq")
LONGEST: Final = 200


@handles(RequestDesignation)
def request_designation(work: Work, operation: RequestDesignation) -> Designation:
    """A request that waits for the operator; everything that is wrong with the form is said at once."""
    demand_register(work)
    with counted_tries(work):
        organisation_id, account_id = _checked(work, operation)
    subject = _subject(work, operation, organisation_id, account_id)
    point_id = subject.point.id if subject.point else None
    waiting = waits(work, organisation_id, subject.function, subject.services, point_id)
    if subject.point is not None:
        demand(
            may_request_mandatary_manager(
                subject.point, subject.viewer, subject.who, replaces=operation.replaces, waiting=waiting
            )
        )
    else:
        demand(
            may_request_manager(
                subject.places, subject.viewer, subject.who, replaces=operation.replaces, waiting=waiting
            )
        )
    return _keep(work, operation, subject)


def _checked(work: Work, operation: RequestDesignation) -> tuple[int, int]:
    """The organisation and the person. Raises Invalid with everything that is wrong."""
    problems: list[FieldProblem] = []
    organisation = _organisation(work, operation.identifier, problems)
    account_id = 0
    try:
        account_id = account_with_code(work, operation.user_code)
    except Invalid as error:
        problems += error.problem.fields
    if not operation.undertaking:
        problems.append(FieldProblem("/undertaking", "const-true"))
    problems += _checked_subject(work, operation)
    if operation.replaces:
        problems += _checked_replacement(operation, organisation[1])
    if problems:
        raise Invalid(fields=tuple(problems))
    return organisation[0], account_id


def _organisation(work: Work, typed: str, problems: list[FieldProblem]) -> tuple[int, str]:
    """The organisation of a geographic code or a NEQ; what is wrong goes to ``problems``."""
    if not typed.strip():
        problems.append(FieldProblem("/identifier", "required"))
        return 0, ""
    row = own_organisation(work, typed)
    if row is not None:
        return row["id"], row["name"]
    problems.append(FieldProblem("/identifier", "identifier-unknown", {"found": typed}))
    return 0, ""


def own_organisation(work: Work, typed: str) -> dict[str, Any] | None:
    """The organisation of a number, to its people and the operator's: others don't learn that it is there."""
    for scheme, value in numbers(typed):
        row = work.one("register.organisation_with_identifier", scheme=scheme, value=value)
        if row is not None:
            viewer = load_person(work, work.actor.account_id, row["id"])
            return row if viewer.member or viewer.staff else None
    return None


def numbers(typed: str) -> Iterator[tuple[str, str]]:
    """What a number can be, by the schemes of which it has the form; spaces and dashes count for nothing."""
    from portal_tui.forms.formats import FORMATS, normalise

    for scheme in SCHEMES:
        value = normalise(scheme, typed)
        if FORMATS[scheme].valid(value):
            yield scheme, value


def _checked_subject(work: Work, operation: RequestDesignation) -> list[FieldProblem]:
    """Which services, or which point of service."""
    if operation.function == "mandatary-manager":
        return [FieldProblem("/point_id", "required")] if operation.point_id is None else []
    if work.portal.policies.register == "organisation":
        return []
    known = [programme.code for programme in work.portal.programmes]
    if not operation.services:
        return [FieldProblem("/services", "required")]
    return [
        FieldProblem(f"/services/{index}", "enum", {"expected": tuple(known)})
        for index, service in enumerate(operation.services)
        if service not in known
    ]


def _checked_replacement(operation: RequestDesignation, organisation: str) -> list[FieldProblem]:
    """What a replacement says besides: the organisation's particulars, and who asks (R5, R10)."""
    problems = [
        problem
        for name in ("name", "address", "requester", "requester_function")
        for problem in check_text(f"/{name}", getattr(operation, name), longest=LONGEST)
    ]
    named = operation.name.strip()
    if organisation and named and collation_key(named) != collation_key(organisation):
        problems.append(FieldProblem("/name", "name-of-another", {"expected": organisation}))
    return problems


def _subject(work: Work, operation: RequestDesignation, organisation_id: int, account_id: int) -> Subject:
    if operation.function == "mandatary-manager":
        return point_subject(work, operation.point_id or 0, organisation_id, account_id)
    by_service = work.portal.policies.register == "service"
    services = tuple(dict.fromkeys(operation.services)) if by_service else ()
    return local_subject(work, organisation_id, services, account_id)


def waits(
    work: Work, organisation_id: int, function: Designated, services: tuple[str, ...], point_id: int | None
) -> bool:
    """Whether a request for one of the same seats waits already."""
    for row in work.dicts("register.designations_open", entity_id=organisation_id):
        asked = set(msgspec.json.decode(row["services"], type=tuple[str, ...]))
        same = asked & set(services) or not services
        if row["function"] == function and row["point_id"] == point_id and same:
            return True
    return False


def _keep(work: Work, operation: RequestDesignation, subject: Subject) -> Designation:
    designation_id = work.new_id()
    work.run(
        "register.add_designation",
        id=designation_id,
        function=subject.function,
        replaces=int(operation.replaces),
        entity_id=subject.organisation_id,
        services=msgspec.json.encode(subject.services).decode(),
        point_id=subject.point.id if subject.point else None,
        account_id=subject.who.account_id,
        requested_by=work.actor.account_id,
        requester_function=operation.requester_function.strip(),
        at=work.now,
    )
    for service in subject.services or ("",):
        work.audit(
            "register",
            subject.organisation_id,
            service=service,
            whom=subject.who.name,
            function=subject.function,
            replaces=operation.replaces,
            address=operation.address.strip(),
            requester=operation.requester.strip(),
        )
    work.changed("organisation", subject.organisation_id)
    return shown(work, find(work, designation_id))
