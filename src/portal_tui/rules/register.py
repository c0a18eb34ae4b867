"""The register: its facts, whom to turn to, and what a right lets somebody do (R1, R6, R7, R11)."""

from typing import Any, Final, Literal

import msgspec

from portal_tui.contract.decisions import Check, Decision, Remedy, Value
from portal_tui.contract.register import RIGHTS, Function, Right

from .facts import Standing

Use = Literal["read", "create", "edit", "send"]
"""What is done with a service."""

ACTIONS: Final[dict[Use, str]] = {
    "read": "open-task",
    "create": "start-application",
    "edit": "save-answers",
    "send": "send-application",
}
"""The operation that each use stands for."""

USES: Final[tuple[Use, ...]] = tuple(ACTIONS)

MANDATES: Final[frozenset[Right]] = frozenset({"mandatary-write", "mandatary-read"})
WRITE: Final[frozenset[Right]] = frozenset({"applicant-write", "mandatary-write"})


class OperatorFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The operator, to whom managers turn (R11)."""

    name: str
    contact: str
    """Post, telephone, fax, e-mail, in one line."""
    email: str = ""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody with a function."""

    account_id: int
    name: str


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One service of one organisation, as the register stands at a moment."""

    organisation_id: int
    organisation: str
    service: str
    """Its programme's code."""
    title: str
    fits: bool = True
    """Whether the organisation is of a kind that may apply."""
    firm: bool = False
    """Whether it is of a kind that works for others, by mandate (R7)."""
    manager: Named | None = None
    deputies: tuple[Named, ...] = ()
    administrators: tuple[str, ...] = ()
    """Names, the primary administrator first."""
    operator: OperatorFacts
    now: int
    own_staff_without_grant: bool = False
    mandatary_transmits: bool = False
    rights_may_end: bool = True

    @property
    def managers(self) -> tuple[Named, ...]:
        """Who gives rights here: the manager, then the deputies (R2)."""
        return (*([self.manager] if self.manager else ()), *self.deputies)


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as one place of the register knows them."""

    account_id: int
    name: str
    user_code: str = ""
    """Empty: they have none yet."""
    staff: bool = False
    """Of the operator."""
    standing: Standing = "none"
    """What they are in the organisation (O3)."""
    right: Right | None = None
    """What is entered for them on this service, in force or ended."""
    ends_at: int | None = None
    """The first instant at which it holds no more."""
    firms: tuple[str, ...] = ()
    """Firms that they work for on this service (R9)."""
    any_firm: bool = False
    """Whether they work for a firm on any service, or manage its mandataries (R3)."""
    firm_answers: bool = False
    """Whether a firm that they work for, or belong to, has a mandatary manager to ask about them (R9)."""
    local_function: bool = False
    """Whether they are a local manager or a deputy anywhere (R3)."""
    mandatary_managers: tuple[str, ...] = ()
    """Names of the mandatary managers of their points of service."""

    @property
    def member(self) -> bool:
        """Whether they belong to the organisation."""
        return self.standing != "none"

    @property
    def administers(self) -> bool:
        """Whether they are an administrator of the organisation."""
        return self.standing in ("primary", "administrator")


def function_of(place: Place, person: Person) -> Function | None:
    """What somebody is here; it gives no right by itself (R1, R2)."""
    if place.manager is not None and place.manager.account_id == person.account_id:
        return "local-manager"
    if any(deputy.account_id == person.account_id for deputy in place.deputies):
        return "deputy"
    return None


def in_force(place: Place, person: Person) -> bool:
    """Whether the right that is entered hasn't ended."""
    return person.right is not None and (person.ends_at is None or place.now < person.ends_at)


def right_of(place: Place, person: Person) -> Right | None:
    """The right that somebody has now; without an entry, the organisation's people by policy alone (R6)."""
    if in_force(place, person):
        return person.right
    return "applicant-write" if place.own_staff_without_grant and person.member else None


def most_of(right: Right | None, *, mandatary_transmits: bool) -> Use | None:
    """The most that a right lets its holder do with an application: send, edit or read it (R6, R7)."""
    if right is None:
        return None
    if right not in WRITE:
        return "read"
    return "edit" if right in MANDATES and not mandatary_transmits else "send"


def may_use(place: Place, person: Person, use: Use) -> Decision:
    """What somebody may do with a service for an organisation: as their right there says (R6, R7, T3)."""
    right = right_of(place, person)
    checks = [_has_right(place, person, use)]
    if right is not None and use != "read":
        checks.append(_writes(place, person, right))
    if right in MANDATES and use == "send":
        checks.append(_transmits(place, person))
    return Decision(action=ACTIONS[use], checks=tuple(checks))


def would_use(place: Place, person: Person) -> dict[Right, tuple[str, ...]]:
    """What each right would let somebody do in its stead, by the names of operations."""
    given = {right: msgspec.structs.replace(person, right=right, ends_at=None) for right in RIGHTS}
    return {
        right: tuple(ACTIONS[use] for use in USES if may_use(place, holder, use).allowed)
        for right, holder in given.items()
    }


def every_use(place: Place, person: Person) -> dict[str, tuple[Check, ...]]:
    """What decisions about an application ask the register: each use, and who takes part (T3)."""
    people = Check(
        code="people-by-register",
        rule="T3",
        holds=False,
        params=where(place),
        remedies=_to_register(place) if function_of(place, person) else ask_managers(place, person),
    )
    return {**{use: may_use(place, person, use).checks for use in ACTIONS}, "people": (people,)}


def _to_register(place: Place) -> tuple[Remedy, ...]:
    """Where whoever gives rights gives them."""
    give = Remedy(
        kind="go",
        code="give-rights",
        screen="register",
        arguments={"organisation_id": place.organisation_id, "service": place.service},
        params=where(place),
    )
    return (give,)


def _has_right(place: Place, person: Person, use: Use) -> Check:
    """A right that is entered and hasn't ended; a function alone is said to give none (R1, R6)."""
    holds = right_of(place, person) is not None
    params: dict[str, Value] = {**where(place), "right": person.right}
    remedies = () if holds else to_be_given(place, person, "applicant-read" if use == "read" else _WRITES)
    if not holds and person.right is not None:
        params["deadline_at"] = person.ends_at
        return Check(code="right-in-force", rule="R6", holds=False, params=params, remedies=remedies)
    if not holds and function_of(place, person) is not None:
        return Check(code="function-with-right", rule="R1", holds=False, params=params, remedies=remedies)
    if not holds and place.firm:
        return Check(
            code="client-mandates", rule="R7", holds=False, params=params, remedies=(_ask_client(place),)
        )
    if holds and not in_force(place, person):
        return Check(code="own-staff", rule="R6", holds=True, params=params)
    return Check(code="holds-right", rule="R6", holds=holds, params=params, remedies=remedies)


_WRITES: Final[Right] = "applicant-write"


def _ask_client(place: Place) -> Remedy:
    """Whoever gives the rights of the organisation that a firm works for mandates its people (R7)."""
    return Remedy(
        kind="go",
        code="ask-client-to-mandate",
        screen="ask-client",
        arguments={"organisation_id": place.organisation_id, "service": place.service},
        params=where(place),
    )


def _writes(place: Place, person: Person, right: Right) -> Check:
    holds = right in WRITE
    return Check(
        code="right-writes",
        rule="R7" if right in MANDATES else "R6",
        holds=holds,
        params={**where(place), "right": right},
        remedies=() if holds else to_be_given(place, person, _WRITES),
    )


def _transmits(place: Place, person: Person) -> Check:
    """A mandatary prepares; whether they also transmit, the programme says (R7)."""
    holds = place.mandatary_transmits
    return Check(
        code="mandatary-transmits",
        rule="R7",
        holds=holds,
        params=where(place),
        remedies=() if holds else (ask_to_transmit(place, person),),
    )


# Whom to turn to (R11)


def where(place: Place) -> dict[str, Value]:
    """What every sentence about a place is filled with."""
    return {"organisation": place.organisation, "service": place.title}


def to_be_given(place: Place, person: Person, right: Right) -> tuple[Remedy, ...]:
    """How somebody comes to a right: managers give it to themselves, others ask (R1, R11)."""
    if function_of(place, person) is not None and person.member and person.user_code and place.fits:
        give = Remedy(
            kind="do",
            code="give-myself-right",
            operation="grant-right",
            arguments={
                "organisation_id": place.organisation_id,
                "service": place.service,
                "user_code": person.user_code,
                "right": right,
            },
            params=where(place),
        )
        return (give,)
    return ask_managers(place, person)


def ask_managers(place: Place, person: Person) -> tuple[Remedy, ...]:
    """A mandatary's own manager; the organisation's, named to its members; last the operator (R11)."""
    own: tuple[Remedy, ...] = ()
    others = tuple(name for name in person.mandatary_managers if name != person.name)
    if others:
        own = (
            Remedy(
                kind="ask",
                code="ask-mandatary-manager",
                role="mandatary-manager",
                people=others,
                **message(place, "ask-mandatary-manager"),
            ),
        )
    managers = tuple(each.name for each in place.managers if each.account_id != person.account_id)
    if not managers:
        return (*own, *(ask_for_manager(place, person) if not place.managers else (ask_operator(place),)))
    ask = Remedy(
        kind="ask",
        code="ask-local-manager",
        role="local-manager",
        people=managers if person.member else (),
        params=where(place),
        **message(place, "ask-local-manager"),
    )
    return (*own, ask, ask_operator(place))


def ask_for_manager(place: Place, person: Person) -> tuple[Remedy, ...]:
    """Nobody gives rights here: a manager is designated first, by form; members ask whoever may (R1, R4)."""
    if not place.fits:
        return (ask_operator(place),)
    if person.administers:
        return form_of(
            person, "request-manager", organisation_id=place.organisation_id, service=place.service
        )
    if person.member and place.administrators:
        ask = Remedy(
            kind="ask",
            code="ask-administrator-for-manager",
            role="administrator",
            people=place.administrators,
            params=where(place),
            **message(place, "ask-administrator-for-manager"),
        )
        return (ask, ask_operator(place))
    return (ask_operator(place),)


def form_of(person: Person, code: str, **arguments: Value) -> tuple[Remedy, ...]:
    """The form of a designation or a replacement, for whoever speaks for the organisation (R4, R5, R10)."""
    if not person.administers:
        return ()
    return (Remedy(kind="go", code=code, screen="designation", arguments=arguments),)


def ask_operator(place: Place) -> Remedy:
    """The operator, to whom one turns last (R11)."""
    return Remedy(
        kind="ask",
        code="ask-operator-about-rights",
        role="operator",
        params=reach(place.operator),
    )


def reach(operator: OperatorFacts) -> dict[str, Value]:
    """How sentences say where the operator is reached; the address is what is copied."""
    return {"operator": operator.name, "contact": operator.contact, "email": operator.email}


def ask_to_transmit(place: Place, person: Person) -> Remedy:
    """The organisation transmits what a mandatary has prepared: whoever holds its *Requérant – Rédaction*."""
    managers = tuple(each.name for each in place.managers)
    return Remedy(
        kind="ask",
        code="ask-organisation-to-transmit",
        role="local-manager",
        people=managers if person.member and person.name not in managers else (),
        params=where(place),
        **message(place, "ask-organisation-to-transmit"),
    )


def message(place: Place, code: str, who: Person | None = None) -> dict[str, Any]:
    """What sends it, about somebody where ``who`` says; nothing, where no service is meant in particular."""
    if not place.service:
        return {}
    about = {"organisation_id": place.organisation_id, "service": place.service, "remedy": code}
    if who is not None:
        about["user_code"] = who.user_code
    return {"operation": "ask-about-rights", "arguments": about}
