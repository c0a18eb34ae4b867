"""*Mes services en ligne*: what I hold on which service; the services of my organisations (O2, R4, R6)."""

from portal_tui.contract.register import Function, ListMyServices, MyService, MyServices
from portal_tui.engine.collation import collation_key
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.register import USES, function_of, in_force, may_use
from portal_tui.rules.register_functions import Officers, has_user_code

from .loading import ALL, Register, administrators, demand_register, operator_facts

_Service = tuple[int, str]
"""An organisation's id and a programme's code."""


@handles(ListMyServices)
def list_my_services(work: Work, operation: ListMyServices) -> MyServices:
    """Also where nobody gave a right, with whom to ask: that is why somebody looks here (E0)."""
    demand_register(work)
    code = work.value("register.code_of", account_id=work.actor.account_id) or ""
    decision = has_user_code(code, officers_of(work), operator_facts(work))
    managed = _managed(work)
    held = dict.fromkeys((*_held(work), *managed))
    found = [
        _service(Register(work, *each), "mandatary-manager" if each in managed else None)
        for each in (*held, *(each for each in _offered(work) if each not in held))
    ]
    found.sort(key=lambda each: (collation_key(each.organisation), each.organisation_id))
    return MyServices(user_code=code, services=tuple(found), decisions={decision.action: decision})


def _held(work: Work) -> list[_Service]:
    """Where I hold a right, or give rights."""
    known = [programme.code for programme in work.portal.programmes]
    return [
        (row["organisation_id"], service)
        for row in work.dicts("register.services_of_person", account_id=work.actor.account_id)
        for service in (known if row["service"] == ALL else [row["service"]])
        if service in known
    ]


def _managed(work: Work) -> list[_Service]:
    """Where I say who of a firm may be mandated: on every service (R9)."""
    firms = work.dicts("register.firms_managed", account_id=work.actor.account_id)
    return [(row["firm_id"], programme.code) for row in firms for programme in work.portal.programmes]


def _offered(work: Work) -> list[_Service]:
    """What addresses my organisations, whether I hold anything there or not."""
    return [
        (row["id"], programme.code)
        for row in work.dicts("register.organisations_of_member", account_id=work.actor.account_id)
        for programme in work.portal.programmes
        if row["kind"] in programme.applicants
    ]


def officers_of(work: Work) -> tuple[Officers, ...]:
    """Who gives me a user code, in each of my organisations (R4)."""
    rows = work.dicts("register.organisations_of_member", account_id=work.actor.account_id)
    return tuple(
        Officers(
            organisation_id=row["id"],
            organisation=row["name"],
            names=administrators(work, row["id"]),
            me=row["standing"] != "member",
        )
        for row in rows
    )


def _service(register: Register, function: Function | None) -> MyService:
    place, me = register.place, register.viewer
    decisions = (may_use(place, me, use) for use in USES)
    return MyService(
        organisation_id=register.id,
        organisation=place.organisation,
        service=register.service,
        title=register.title,
        right=me.right if in_force(place, me) else None,
        ends_at=me.ends_at,
        function=function_of(place, me) or function,
        decisions={decision.action: decision for decision in decisions},
    )
