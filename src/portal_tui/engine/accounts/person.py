"""The signed-in person as rules see them where no application is concerned."""

from portal_tui.engine.work import Work
from portal_tui.rules.facts import Viewer


def person(work: Work) -> Viewer:
    """Who acts, without a standing in anything; what the policy lets unconfirmed accounts do counts in."""
    actor = work.actor
    return Viewer(
        account_id=actor.account_id,
        name=actor.name,
        staff=actor.staff,
        confirmed=actor.confirmed_at is not None or work.outline.policies.unconfirmed_accounts_file,
    )
