"""Who gives, changes and withdraws rights, names deputies, and looks people up (A7, R1-R3, R6, R7, R9)."""

from typing import Final

from portal_tui.contract.decisions import Check, Decision, Remedy
from portal_tui.contract.register import Right

from .register import (
    MANDATES,
    Person,
    Place,
    ask_for_manager,
    ask_managers,
    ask_operator,
    function_of,
    message,
    where,
)

_NEEDS_NAMES: Final = frozenset({"local-manager", "deputy"})
"""Functions whose holders look people up and read the register (A7)."""


def may_grant(
    place: Place, viewer: Person, who: Person | None, right: Right, *, ends_at: int | None = None
) -> Decision:
    """Giving or changing a right: by the manager or a deputy, to the right people (R2, R6, R7, R9).

    ``who`` None: giving rights at all. ``ends_at`` is the first instant at which it holds no more.
    """
    checks = [gives_rights(place, viewer), fits(place)]
    if who is not None:
        admitted = _associated if right in MANDATES else own_people
        checks.append(admitted(place, viewer, who))
        if ends_at is not None:
            checks += _end(place, who, right, ends_at)
    return Decision(action="grant-right", checks=tuple(checks))


def may_withdraw(place: Place, viewer: Person) -> Decision:
    """Withdrawing a right, whoever gave it (R2, R3)."""
    return Decision(action="withdraw-right", checks=(gives_rights(place, viewer),))


def may_name_deputy(place: Place, viewer: Person, who: Person | None = None) -> Decision:
    """The manager names deputies, the operator's staff where he can't; a deputy names none (R2, R3)."""
    checks = [_names_deputies(place, viewer)]
    if who is not None:
        checks += [
            own_people(place, viewer, who, rule="R3"),
            in_no_firm(place, who),
            _not_manager(place, who),
        ]
    return Decision(action="name-deputy", checks=tuple(checks))


def may_remove_deputy(place: Place, viewer: Person) -> Decision:
    """Whoever names deputies ends their function (R2)."""
    return Decision(action="remove-deputy", checks=(_names_deputies(place, viewer),))


def may_read_register(place: Place, viewer: Person) -> Decision:
    """Who holds what is for those who give rights, administrators, and the operator (A7)."""
    return Decision(action="open-register", checks=(_needs_names(place, viewer),))


def may_look_up(place: Place, viewer: Person, *, manages_mandataries: bool = False) -> Decision:
    """Whose user code it is, for those whose function needs it (A7)."""
    return Decision(action="look-up-person", checks=(_needs_names(place, viewer, manages_mandataries),))


def gives_rights(place: Place, viewer: Person) -> Check:
    """The manager and the deputies give rights, nobody else: not the firm, not the operator (R2, R7)."""
    holds = function_of(place, viewer) is not None
    return Check(
        code="gives-rights",
        rule="R2",
        holds=holds,
        params=where(place),
        remedies=() if holds else ask_managers(place, viewer),
    )


def fits(place: Place) -> Check:
    """The service is one to which organisations of this kind apply (R4)."""
    others = Remedy(kind="go", code="see-open-programmes", screen="programmes")
    return Check(
        code="service-for-organisation",
        rule="R4",
        holds=place.fits,
        params=where(place),
        remedies=() if place.fits else (others, ask_operator(place)),
    )


def own_people(place: Place, viewer: Person, who: Person, rule: str = "R6") -> Check:
    """*Requérant* rights and functions are for the organisation's own people (R3, R6)."""
    here = (place.organisation_id, place.organisation, place.administrators)
    return is_own_person(*here, viewer, who, rule, place)


def is_own_person(
    organisation_id: int,
    organisation: str,
    administrators: tuple[str, ...],
    viewer: Person,
    who: Person,
    rule: str,
    place: Place | None = None,
) -> Check:
    """Whether somebody is a member; its administrators invite, other members ask them about a service."""
    sends = message(place, "ask-administrator-to-invite-person", who) if place and viewer.member else {}
    way = Remedy(
        kind="ask",
        code="ask-administrator-to-invite-person",
        role="administrator",
        people=administrators if viewer.member else (),
        params={"person": who.name},
        **sends,
    )
    if viewer.administers:
        way = Remedy(
            kind="go",
            code="invite-person",
            screen="invite",
            arguments={"organisation_id": organisation_id},
            params={"person": who.name},
        )
    return Check(
        code="is-own-person",
        rule=rule,
        holds=who.member,
        params={"person": who.name, "organisation": organisation},
        remedies=() if who.member else (way,),
    )


def in_no_firm(place: Place, who: Person) -> Check:
    """Managers and deputies work for no firm (R3)."""
    dissociate = Remedy(
        kind="ask",
        code="ask-mandatary-manager-to-dissociate",
        role="mandatary-manager",
        params={"person": who.name, **where(place)},
        **message(place, "ask-mandatary-manager-to-dissociate", who),
    )
    firm = (dissociate,) if who.firm_answers else ()
    return Check(
        code="in-no-firm",
        rule="R3",
        holds=not who.any_firm,
        params={"person": who.name, "organisation": place.organisation},
        remedies=(*firm, ask_operator(place)) if who.any_firm else (),
    )


def _associated(place: Place, viewer: Person, who: Person) -> Check:
    """Only people whom their firm has associated on this service are mandated (R9)."""
    holds = bool(who.firms)
    associate = Remedy(
        kind="ask",
        code="ask-mandatary-manager-to-associate",
        role="mandatary-manager",
        params={"person": who.name, **where(place)},
        **message(place, "ask-mandatary-manager-to-associate", who),
    )
    if not who.firm_answers:
        mine = who.account_id == viewer.account_id
        associate = ask_operator(place) if mine else _ask_them(place, who)
    return Check(
        code="is-associated",
        rule="R9",
        holds=holds,
        params={"person": who.name, "service": place.title, "firms": who.firms},
        remedies=() if holds else (associate,),
    )


def _ask_them(place: Place, who: Person) -> Remedy:
    """Who works for no firm that is known here knows theirs, if there is one (R9)."""
    return Remedy(
        kind="ask",
        code="ask-person-to-be-associated",
        people=(who.name,),
        params={"person": who.name, **where(place)},
        **message(place, "ask-person-to-be-associated", who),
    )


def _end(place: Place, who: Person, right: Right, ends_at: int) -> list[Check]:
    """An end date where the policy allows one, and it lies ahead (R6)."""
    without = Remedy(
        kind="do",
        code="grant-without-end",
        operation="grant-right",
        arguments={
            "organisation_id": place.organisation_id,
            "service": place.service,
            "user_code": who.user_code,
            "right": right,
        },
        params={"person": who.name},
    )
    ahead = ends_at > place.now
    return [
        Check(
            code="rights-may-end",
            rule="R6",
            holds=place.rights_may_end,
            remedies=() if place.rights_may_end else (without,),
        ),
        Check(
            code="end-lies-ahead",
            rule="R6",
            holds=ahead,
            params={"deadline_at": ends_at},
            remedies=() if ahead else (without,),
        ),
    ]


def _names_deputies(place: Place, viewer: Person) -> Check:
    holds = viewer.staff or function_of(place, viewer) == "local-manager"
    remedies: tuple[Remedy, ...] = ()
    if not holds and place.manager is None:
        remedies = ask_for_manager(place, viewer)
    elif not holds and place.manager is not None:
        ask = Remedy(
            kind="ask",
            code="ask-local-manager-for-deputy",
            role="local-manager",
            people=(place.manager.name,) if viewer.member else (),
            params=where(place),
            **message(place, "ask-local-manager-for-deputy"),
        )
        remedies = (ask, ask_operator(place))
    return Check(
        code="names-deputies",
        rule="R2",
        holds=holds,
        params=where(place),
        remedies=remedies,
    )


def _not_manager(place: Place, who: Person) -> Check:
    """Who is manager already needs no second function; to hand the first on is the operator's (R5)."""
    holds = function_of(place, who) != "local-manager"
    return Check(
        code="not-the-manager",
        rule="R2",
        holds=holds,
        params={"person": who.name, **where(place)},
        remedies=() if holds else (ask_operator(place),),
    )


def _needs_names(place: Place, viewer: Person, manages_mandataries: bool = False) -> Check:
    function = function_of(place, viewer)
    holds = function in _NEEDS_NAMES or viewer.administers or viewer.staff or manages_mandataries
    return Check(
        code="needs-names",
        rule="A7",
        holds=holds,
        params=where(place),
        remedies=() if holds else ask_managers(place, viewer),
    )
