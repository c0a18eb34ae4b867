"""People and places for the truth tables of the register."""

from typing import Any, Final

import msgspec

from portal_tui.rules.register import Named, OperatorFacts, Person, Place
from portal_tui.rules.register_functions import PointFacts

NOW: Final = 1_000_000_000
OPERATOR: Final = OperatorFacts(name="MAMOT", contact="418 691-2005, infrastructures@mamot.example")

MANAGER: Final = Person(account_id=1, name="Lucie", user_code="LUC1234", standing="member")
DEPUTY: Final = Person(account_id=2, name="Omer", user_code="OME1234", standing="member")
ADMINISTRATOR: Final = Person(account_id=3, name="Denis", user_code="DEN1234", standing="primary")
MEMBER: Final = Person(account_id=4, name="Rosalie", user_code="ROS1234", standing="member")
OUTSIDER: Final = Person(account_id=5, name="Kim", user_code="KIM1234")
OPERATORS: Final = Person(account_id=6, name="Zoé", staff=True)
CONSULTANT: Final = Person(
    account_id=7,
    name="Ivan",
    user_code="IVA1234",
    firms=("Génie du Nord",),
    any_firm=True,
    mandatary_managers=("Paule",),
)
MANDATARY_MANAGER: Final = Person(
    account_id=8,
    name="Paule",
    user_code="PAU1234",
    firms=("Génie du Nord",),
    any_firm=True,
    mandatary_managers=("Paule",),
)
ELSEWHERE: Final = Person(account_id=9, name="Noé", user_code="NOE1234", local_function=True)
"""A local manager of another organisation."""

BY_FUNCTION: Final = {
    "local-manager": MANAGER,
    "deputy": DEPUTY,
    "administrator": ADMINISTRATOR,
    "operator": OPERATORS,
    "mandatary-manager": MANDATARY_MANAGER,
    "member": MEMBER,
    "outsider": OUTSIDER,
}
EVERYBODY: Final = (*BY_FUNCTION.values(), CONSULTANT, ELSEWHERE)


def place(**changes: Any) -> Place:
    """PRIMEAU for a municipality, with a manager and a deputy; ``changes`` replace facts."""
    facts: dict[str, Any] = {
        "organisation_id": 50,
        "organisation": "Sainte-Colombe-des-Caps",
        "service": "PRIMEAU",
        "title": "PRIMEAU – Infrastructures d’eau",
        "manager": Named(account_id=MANAGER.account_id, name=MANAGER.name),
        "deputies": (Named(account_id=DEPUTY.account_id, name=DEPUTY.name),),
        "administrators": (ADMINISTRATOR.name,),
        "operator": OPERATOR,
        "now": NOW,
    }
    return Place(**{**facts, **changes})


def point(**changes: Any) -> PointFacts:
    """A point of service with its mandatary manager; ``changes`` replace facts."""
    facts: dict[str, Any] = {
        "firm_id": 60,
        "firm": "Génie du Nord",
        "id": 61,
        "name": "Rimouski",
        "manager": Named(account_id=MANDATARY_MANAGER.account_id, name=MANDATARY_MANAGER.name),
        "administrators": (ADMINISTRATOR.name,),
        "operator": OPERATOR,
    }
    return PointFacts(**{**facts, **changes})


def but(person: Person, **changes: Any) -> Person:
    """The same person in another situation."""
    return msgspec.structs.replace(person, **changes)
