"""Writes docs/register-rights.md from the rules of the register: ``make docs``."""

import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Final, get_args

import msgspec

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from portal_tui.contract.decisions import Decision  # noqa: E402
from portal_tui.contract.register import RIGHTS  # noqa: E402
from portal_tui.dates import Dates  # noqa: E402
from portal_tui.filling import check_text, remedy_text  # noqa: E402
from portal_tui.rules import register_functions as functions  # noqa: E402
from portal_tui.rules import register_rights as rights  # noqa: E402
from portal_tui.rules.register import Person, Use, may_use  # noqa: E402
from portal_tui.texts import texts  # noqa: E402
from tests.rules.register_people import (  # noqa: E402
    ADMINISTRATOR,
    CONSULTANT,
    DEPUTY,
    MANAGER,
    MANDATARY_MANAGER,
    MEMBER,
    OPERATOR,
    OPERATORS,
    OUTSIDER,
    but,
    place,
    point,
)

PAGE = ROOT / "docs" / "register-rights.md"

NOW: Final = 1_792_771_200_000_000
HEAD: Final = """# Who may do what in the register of access rights

Written by `make docs` from the rules in `src/portal_tui/rules/register*.py`: change them there. The suite
holds the same tables against a list written by hand (`tests/rules/register_table.py`). The rules themselves:
[R1 to R11](rules.md#register-of-access-rights).

The organisation is Sainte-Colombe-des-Caps, the service PRIMEAU. Lucie is its local manager, Omer her deputy,
Denis administers the organisation and Rosalie is a member. Ivan and Paule work for a firm whose mandatary
manager is Paule; Kim has nothing to do with either.
"""

LUCIE: Final = but(MANAGER, local_function=True)
OMER: Final = but(DEPUTY, local_function=True)
SEEN: Final = {
    "local manager": LUCIE,
    "deputy": OMER,
    "administrator": ADMINISTRATOR,
    "member": MEMBER,
    "mandatary": CONSULTANT,
    "mandatary manager": MANDATARY_MANAGER,
    "outsider": OUTSIDER,
    "operator's staff": OPERATORS,
}
HERE: Final = place(now=NOW)
VACANT: Final = place(now=NOW, service="PRIMA", title="PRIMA", manager=None, deputies=())
POINT: Final = point()

ACTS: Final[dict[str, Callable[[Person], Decision]]] = {
    "give or change an applicant's right": lambda who: rights.may_grant(HERE, who, MEMBER, "applicant-write"),
    "give or change a mandate": lambda who: rights.may_grant(HERE, who, CONSULTANT, "mandatary-write"),
    "withdraw a right": lambda who: rights.may_withdraw(HERE, who),
    "name a deputy": lambda who: rights.may_name_deputy(HERE, who, MEMBER),
    "end a deputy's function": lambda who: rights.may_remove_deputy(HERE, who),
    "read the register": lambda who: rights.may_read_register(HERE, who),
    "look up a user code": lambda who: rights.may_look_up(
        HERE, who, manages_mandataries=who is MANDATARY_MANAGER
    ),
    "ask for a designation": lambda who: functions.may_request_manager(
        (VACANT,), who, MEMBER, replaces=False
    ),
    "answer a designation": lambda who: functions.may_answer(OPERATOR, who),
    "associate a firm's staff": lambda who: functions.may_associate(POINT, who, OUTSIDER),
    "end an association": lambda who: functions.may_dissociate(POINT, who),
}
GIVEN: Final[dict[str, Callable[[Person], Decision]]] = {
    "Requérant – Rédaction": lambda to: rights.may_grant(HERE, LUCIE, to, "applicant-write"),
    "Requérant – Consultation": lambda to: rights.may_grant(HERE, LUCIE, to, "applicant-read"),
    "Mandataire – Rédaction": lambda to: rights.may_grant(HERE, LUCIE, to, "mandatary-write"),
    "Mandataire – Consultation": lambda to: rights.may_grant(HERE, LUCIE, to, "mandatary-read"),
    "deputy": lambda to: rights.may_name_deputy(HERE, LUCIE, to),
    "local manager": lambda to: functions.may_request_manager((VACANT,), ADMINISTRATOR, to, replaces=False),
}


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_uses(), *_acts(), *_given(), *_refusals()])


def _table(head: list[str], rows: Iterator[list[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [*(f"| {' | '.join(cells)} |" for cells in lines), ""]


def _sign(decision: Decision) -> str:
    return "yes" if decision.allowed else "no"


def _uses() -> Iterator[str]:
    yield "## What a right lets its holder do\n"
    yield "Whatever their function is. *Own staff* is the policy that admits members without an entry,"
    yield "*transmits* the one that lets mandataries transmit; a right that has ended lets do nothing.\n"
    say = texts("fr-CA")
    uses = get_args(Use)

    def rows() -> Iterator[list[str]]:
        for right, own, transmits in product((None, *RIGHTS), (False, True), (False, True)):
            here = msgspec.structs.replace(HERE, own_staff_without_grant=own, mandatary_transmits=transmits)
            for ends_at in (None, NOW) if right else (None,):
                who = msgspec.structs.replace(MEMBER, right=right, ends_at=ends_at)
                title = say(f"right.{right}") if right else "none"
                cells = [title, "yes" if ends_at else "", "yes" if own else "", "yes" if transmits else ""]
                yield [*cells, *(_sign(may_use(here, who, use)) for use in uses)]

    yield from _table(["Right of a member", "ended", "own staff", "transmits", *uses], rows())


def _acts() -> Iterator[str]:
    yield "## Who does what\n"
    rows = ([act, *(_sign(decide(who)) for who in SEEN.values())] for act, decide in ACTS.items())
    yield from _table(["", *SEEN], rows)


def _given() -> Iterator[str]:
    yield "## What may be given to whom\n"
    people = {name: who for name, who in SEEN.items() if not who.staff}
    rows = ([what, *(_sign(decide(to)) for to in people.values())] for what, decide in GIVEN.items())
    yield from _table(["", *people], rows)


def _refusals() -> Iterator[str]:
    yield "## Every refusal above, with what is said\n"
    uses = {use: lambda who, use=use: may_use(HERE, who, use) for use in get_args(Use)}
    for title, column in (("Doing", ACTS), ("Giving to", GIVEN), ("Using the service", uses)):
        for act, decide in column.items():
            for name, who in SEEN.items():
                for check in decide(who).reasons:
                    yield f"- **{title}: {act}, {name}** ({check.rule})"
                    for language in ("fr-CA", "en"):
                        say = texts(language)
                        dates = Dates(say, "America/Toronto", lambda: NOW)
                        ways = "; ".join(remedy_text(each, say, dates) for each in check.remedies)
                        yield f"  - {check_text(check, say, dates)} → {ways}"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.relative_to(ROOT))
