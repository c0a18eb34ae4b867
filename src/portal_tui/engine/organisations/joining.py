"""Asking to be added to an organisation, and the answer; nothing is told about its members (O7)."""

from typing import Any, Final

from portal_tui.contract.organisations import AnswerMembership, AskMembership, OrganisationView
from portal_tui.contract.problems import Conflict, FieldProblem, Invalid, NotFound
from portal_tui.engine.accounts.checking import check_text
from portal_tui.engine.accounts.person import person
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.attempts import HOUR, count, demand_patience
from portal_tui.engine.collation import collation_key
from portal_tui.engine.handle import handles
from portal_tui.engine.people import add_member
from portal_tui.engine.work import Work
from portal_tui.rules.organisations import Asked, OrganisationFacts, may_answer_request, may_ask_membership

from .loading import load
from .open import view

DAY: Final = 24 * HOUR
REQUESTS_A_DAY: Final = 5
LONGEST_MESSAGE: Final = 2000


@handles(AskMembership)
def ask_membership(work: Work, operation: AskMembership) -> None:
    """A request to the primary administrator, with what the person wrote."""
    actor, message = work.actor, operation.message.strip()
    problems = check_text("/organisation", operation.organisation)
    if len(message) > LONGEST_MESSAGE:
        problems.append(
            FieldProblem("/message", "too-long", {"expected": LONGEST_MESSAGE, "found": len(message)})
        )
    if problems:
        raise Invalid(fields=tuple(problems))
    asked = _asked(work, operation.organisation.strip())
    demand(may_ask_membership(person(work), asked))
    assert asked.organisation is not None  # the decision demands it
    demand_patience(work, "membership-request", str(actor.account_id), most=REQUESTS_A_DAY, within=DAY)
    count(work, "membership-request", str(actor.account_id))
    organisation_id = asked.organisation.id
    work.run("organisations.forget_requests", entity_id=organisation_id, account_id=actor.account_id)
    work.run(
        "organisations.add_request",
        id=work.new_id(),
        entity_id=organisation_id,
        account_id=actor.account_id,
        message=message,
        at=work.now,
    )
    for primary in work.dicts("organisations.primary", entity_id=organisation_id):
        work.mail(
            primary["email"],
            "membership-asked",
            account_id=primary["id"],
            organisation=asked.organisation.name,
            person=actor.name,
            email=actor.email,
            message=message,
        )
    work.audit("organisation", organisation_id)
    work.changed("organisation", organisation_id)


@handles(AnswerMembership)
def answer_membership(work: Work, operation: AnswerMembership) -> OrganisationView:
    """Add the person who asked, or decline; they are told."""
    row = work.one("organisations.request", request_id=operation.request_id)
    if row is None:
        raise NotFound("request-not-found")
    organisation = load(work, row["entity_id"])
    demand(may_answer_request(organisation.facts, organisation.viewer))
    if row["answered_at"] is not None:
        raise Conflict("request-answered")
    work.run(
        "organisations.answer_request",
        request_id=operation.request_id,
        at=work.now,
        accepted=int(operation.accept),
    )
    if operation.accept and all(each.account_id != row["account_id"] for each in organisation.members):
        add_member(work, organisation.id, row["account_id"], "member")
    work.mail(
        row["email"],
        "membership-accepted" if operation.accept else "membership-declined",
        account_id=row["account_id"],
        organisation=organisation.name,
        by=work.actor.name,
    )
    work.audit("organisation", organisation.id, person=row["account_id"], accepted=operation.accept)
    work.changed("organisation", organisation.id)
    return view(load(work, organisation.id))


def _asked(work: Work, typed: str) -> Asked:
    found = _with_identifier(work, typed) or work.dicts(
        "organisations.named", name_key=collation_key(typed), account_id=work.actor.account_id
    )
    if len(found) != 1:
        return Asked(typed=typed, organisation=None, several=len(found) > 1)
    row = found[0]
    asked_at = work.value(
        "organisations.asked_at",
        entity_id=row["id"],
        account_id=work.actor.account_id,
        since=work.now - DAY,
    )
    return Asked(
        typed=typed,
        organisation=OrganisationFacts(id=row["id"], name=row["name"]),
        member=bool(row["mine"]),
        asked_at=asked_at,
        support=work.portal.operator.email,
    )


def _with_identifier(work: Work, typed: str) -> list[dict[str, Any]]:
    """The organisation with this identifier, of whatever scheme it may be."""
    from portal_tui.forms.formats import normalise

    schemes = {each.format for kind in work.portal.organisation_kinds for each in kind.identifiers}
    found = {
        row["id"]: row
        for scheme in schemes
        for row in work.dicts(
            "organisations.with_identifier",
            scheme=scheme,
            value=normalise(scheme, typed),
            account_id=work.actor.account_id,
        )
    }
    return list(found.values())
