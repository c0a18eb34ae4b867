"""The operator's answer to a designation or a replacement; approval moves the function (R4, R5, R10)."""

from typing import Any, Final

import msgspec

from portal_tui.contract.designations import AnswerDesignation, Designation, ListDesignations
from portal_tui.contract.problems import Conflict, Invalid, NotFound
from portal_tui.engine.accounts.checking import check_text
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.register_functions import may_answer

from .designations import find, judged, shown, subject_of
from .loading import ALL, demand_register, load_person, operator_facts

_MOST: Final = 200
LONGEST: Final = 2000


@handles(ListDesignations)
def list_designations(work: Work, operation: ListDesignations) -> tuple[Designation, ...]:
    """For the operator's staff the oldest first, for an organisation's administrators the newest."""
    demand_register(work)
    if work.actor.staff:
        rows = work.dicts("register.designations_waiting", limit=_MOST)
    else:
        rows = work.dicts(
            "register.designations_of_administrator", account_id=work.actor.account_id, limit=_MOST
        )
    return tuple(shown(work, find(work, row["id"])) for row in rows)


@handles(AnswerDesignation)
def answer_designation(work: Work, operation: AnswerDesignation) -> Designation:
    """Judged again when it is approved: what has changed since is said. A refusal is explained."""
    demand_register(work)
    row = find(work, operation.designation_id)
    viewer = load_person(work, work.actor.account_id, row["entity_id"])
    if not (viewer.staff or viewer.administers):
        raise NotFound("designation-not-found")
    demand(may_answer(operator_facts(work), viewer))
    if row["answered_at"] is not None:
        raise Conflict("designation-answered")
    if operation.approve:
        _approve(work, row)
    elif problems := check_text("/explanation", operation.explanation, longest=LONGEST):
        raise Invalid(fields=tuple(problems))
    work.run(
        "register.answer_designation",
        designation_id=row["id"],
        approved=int(operation.approve),
        at=work.now,
        account_id=work.actor.account_id,
        explanation=operation.explanation.strip(),
    )
    _record(work, row, approved=operation.approve, explanation=operation.explanation.strip())
    return shown(work, find(work, row["id"]))


def _approve(work: Work, row: dict[str, Any]) -> None:
    subject = subject_of(work, row)
    demand(judged(subject, replaces=bool(row["replaces"])))
    if subject.point is not None:
        work.run("register.set_point_manager", point_id=subject.point.id, account_id=subject.who.account_id)
        return
    for place in subject.places:
        seat = {"entity_id": subject.organisation_id, "service": place.service, "function": "local-manager"}
        if place.manager is not None:
            work.run("register.remove_function", account_id=place.manager.account_id, **seat)
        work.run(
            "register.put_function",
            account_id=subject.who.account_id,
            given_by=work.actor.account_id,
            at=work.now,
            **seat,
        )


def _record(work: Work, row: dict[str, Any], *, approved: bool, explanation: str) -> None:
    """Kept for each service; the person and whoever asked are told (R11)."""
    for service in msgspec.json.decode(row["services"], type=tuple[str, ...]) or (ALL,):
        work.audit(
            "register",
            row["entity_id"],
            service=service,
            whom=row["whom"],
            function=row["function"],
            approved=approved,
            explanation=explanation,
        )
    told = {row["account_id"]: row["whom_email"], row["requested_by"]: row["author_email"]}
    for account_id, email in told.items():
        work.mail(
            email,
            "designation-approved" if approved else "designation-refused",
            account_id=account_id,
            organisation=row["organisation"],
            person=row["whom"],
            explanation=explanation,
        )
        work.changed("account", account_id)
    work.changed("organisation", row["entity_id"])
