"""A firm's people ask a client for a mandate: whoever gives its rights is told by whom and for what (R7)."""

from typing import Any

from portal_tui.contract.problems import Conflict, FieldProblem, Invalid
from portal_tui.contract.register import AskForMandate
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.register_functions import has_user_code

from .asking import ask_once_a_day
from .loading import Register, firm_kinds, operator_facts
from .patience import counted_tries
from .requesting import numbers
from .services import officers_of
from .using import managers_of


@handles(AskForMandate)
def ask_for_mandate(work: Work, operation: AskForMandate) -> None:
    """Its managers on the service, else its administrators. Raises Conflict where nobody can be asked."""
    firm = Register(work, operation.organisation_id, operation.service)
    if not (firm.place.firm and firm.viewer.member):
        raise Conflict("nothing-to-ask")
    me = firm.viewer
    demand(has_user_code(me.user_code, officers_of(work), operator_facts(work)))
    with counted_tries(work):
        client = _client(work, operation.client)
    asked = managers_of(work, client["id"], firm.service, "local-manager", me.account_id)
    if not asked:
        rows = work.dicts("organisations.administrators", entity_id=client["id"])
        asked = tuple(row["id"] for row in rows)
    if not asked:
        raise Conflict("nobody-to-ask", organisation=client["name"])
    ask_once_a_day(
        work,
        f"{me.account_id}:{client['id']}:{firm.service}:mandate",
        asked,
        "asked-for-mandate",
        organisation=client["name"],
        service=firm.place.title,
        firm=firm.place.organisation,
        user_code=me.user_code,
    )
    work.audit("organisation", client["id"], service=firm.service, asked="ask-client-to-mandate")


def _client(work: Work, typed: str) -> dict[str, Any]:
    """The organisation of a number. Raises Invalid where it is nobody's, or a firm's."""
    for scheme, value in numbers(typed):
        row = work.one("register.organisation_with_identifier", scheme=scheme, value=value)
        if row is not None and row["kind"] not in firm_kinds(work):
            return row
    raise Invalid(fields=(FieldProblem("/client", "client-unknown", {"found": typed}),))
