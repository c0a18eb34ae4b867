"""A demonstration shows its people, so that a newcomer can choose who to be; no other portal does (B5)."""

import msgspec

from portal_tui.contract.accounts import DemonstrationPerson, ListDemonstrationPeople
from portal_tui.contract.problems import Refused
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work


@handles(ListDemonstrationPeople)
def list_people(work: Work, operation: ListDemonstrationPeople) -> tuple[DemonstrationPerson, ...]:
    """In the order of the demonstration, its first owner first. Raises Refused on any other portal."""
    if not work.definitions.demonstration:
        raise Refused("not-a-demonstration")
    language = operation.language or work.language
    return tuple(
        DemonstrationPerson(
            email=row["email"],
            name=f"{row['given_name']} {row['family_name']}",
            role=row["role"],
            purpose=work.portal.say(msgspec.json.decode(row["purpose"]), language).text,
        )
        for row in work.dicts("accounts.demonstration_people")
    )
