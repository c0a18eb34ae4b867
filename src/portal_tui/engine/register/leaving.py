"""What ends in the register when somebody leaves an organisation (R3, R6)."""

from portal_tui.engine.work import Work

from .ended import end_right, remember_end
from .using import follow


def end_of_membership(work: Work, organisation_id: int, account_id: int, name: str) -> None:
    """Who leaves an organisation keeps no right as its own person there, and no function (R3, R6)."""
    gone = {"entity_id": organisation_id, "account_id": account_id}
    for row in work.dicts("register.own_rights", **gone):
        end_right(work, organisation_id, row["service"], account_id)
        work.audit("register", organisation_id, service=row["service"], whom=name)
    if work.portal.policies.own_staff_without_grant:
        for programme in work.portal.programmes:
            remember_end(work, organisation_id, programme.code, account_id)
    for row in work.dicts("register.functions_of_person", **gone):
        work.run("register.remove_function", **row, **gone)
        work.audit("register", organisation_id, service=row["service"], whom=name, function=row["function"])
    work.run("register.leave_points", **gone)
    for row in work.dicts("register.mandates_of_person", **gone):
        follow(work, organisation_id, row["service"], account_id)
