"""What a person may do that hangs on no application (E0)."""

from portal_tui.contract.accounts import AccountDecisions, ReadMyDecisions
from portal_tui.contract.decisions import Decision
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.accounts import creates, may_correct_address, may_send_confirmation
from portal_tui.rules.organisations import may_ask_membership, may_create

from .person import person


@handles(ReadMyDecisions)
def read_my_decisions(work: Work, operation: ReadMyDecisions) -> AccountDecisions:
    """Each by the name of its operation."""
    viewer, portal = person(work), work.portal
    confirmed = work.actor.confirmed_at is not None
    decisions = (
        Decision(action="start-application", checks=creates(viewer)),
        may_create(
            viewer,
            by_anyone=portal.policies.organisations_created_by == "anyone",
            operator=portal.operator.short_name,
            support=portal.operator.email,
        ),
        may_ask_membership(viewer),
        may_send_confirmation(confirmed=confirmed),
        may_correct_address(confirmed=confirmed),
    )
    return AccountDecisions(decisions={decision.action: decision for decision in decisions})
