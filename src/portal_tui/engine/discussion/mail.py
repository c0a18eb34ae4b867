"""The mail of a demonstration, as its reader would get it (A1, B5, C5)."""

from typing import Any, Final

import msgspec

from portal_tui.contract.decisions import Value
from portal_tui.contract.discussion import ListMail, Mail
from portal_tui.dates import Dates
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.collation import address_key
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.filling import values
from portal_tui.rules.mail import may_read_mail
from portal_tui.texts import texts

_WHERE_THERE_IS_ONE: Final = ("due_at", "explanation", "message", "link")
"""Parts of a mail, in their order, each with a text of its own."""


@handles(ListMail)
def list_mail(work: Work, operation: ListMail) -> tuple[Mail, ...]:
    """The last two hundred to this person at their address.

    What was written to the address before it had an account is theirs once they have confirmed it.
    """
    demand(may_read_mail(demonstration=work.definitions.demonstration))
    rows = work.dicts(
        "discussion.mail",
        recipient_key=address_key(work.actor.email),
        account_id=work.actor.account_id,
        confirmed=int(work.actor.confirmed_at is not None),
    )
    return tuple(_mail(work, row) for row in rows)


def _mail(work: Work, row: dict[str, Any]) -> Mail:
    portal = work.portal
    say = texts(work.language)
    dates = Dates(say, portal.time_zone, lambda: work.now)
    filled = values(msgspec.json.decode(row["params"], type=dict[str, Value]), say, dates)
    filled |= {"code": row["secret"], "portal": portal.say(portal.name, work.language).text}
    if row["application_id"] is not None:
        title = portal.programme(row["programme_code"]).title
        filled |= {
            "number": row["number"],
            "applicant": row["applicant"],
            "programme": portal.say(title, work.language).text,
        }
    if "remedy" in filled:
        filled["wish"] = say(f"request.{filled['remedy']}", **filled)
    link = f"portal-tui open {row['number']}" if row["number"] else ""
    filled |= {"link": link, "recipient": row["recipient"]}
    parts = [say(f"mail.{row['code']}.body", **filled)]
    parts += [say(f"mail.{name}", **filled) for name in _WHERE_THERE_IS_ONE if filled.get(name)]
    parts.append(say("mail.footer", **filled))
    return Mail(
        id=row["id"],
        at=row["at"],
        sender=f"{portal.mail.name} <{portal.mail.address}>",
        recipient=row["recipient"],
        subject=say(f"mail.{row['code']}.subject", **filled),
        body="\n\n".join(parts),
        link=link,
        application_id=row["application_id"],
    )
