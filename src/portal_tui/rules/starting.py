"""Who may begin an application to a programme, as whom, and when (P1, P3, P4)."""

from typing import Final

import msgspec

from portal_tui.contract.decisions import Check, Decision, Remedy, Value

from .accounts import creates
from .eligibility import ask_desk
from .facts import Viewer
from .windows import Intake

PERSON = "person"
"""The kind of a personal account among applicants."""


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A personal account or an organisation under which somebody may act."""

    id: int
    name: str
    kind: str


class ProgrammeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A programme, as far as beginning an application needs it."""

    code: str
    title: str
    applicants: tuple[str, ...]
    """Kinds of organisation that may apply, and ``person``."""
    kinds: tuple[str, ...]
    """Their names as people read them, without ``person``."""
    intake: Intake
    time_zone: str
    desk: str
    """Name of the service desk in charge."""
    desk_email: str = ""


class ColleagueFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The latest application of a colleague for the same entity and programme, and how many there are."""

    application_id: int
    number: str
    owner: str
    state: str
    changed_at: int
    count: int


def may_start(
    programme: ProgrammeFacts,
    viewer: Viewer,
    *,
    acting: Entity,
    entities: tuple[Entity, ...],
    colleague: ColleagueFacts | None = None,
    questions: tuple[Check, ...] = (),
    right: tuple[Check, ...] = (),
) -> Decision:
    """The decision behind *Nouvelle demande*.

    ``entities`` are all that this person may act as; ``questions`` judge the answers on eligibility;
    ``right`` is what a register says of creating for the acting entity (R6).
    """
    checks = (
        *creates(viewer),
        *_takes_applications(programme),
        *_may_apply(programme, acting, entities),
        *right,
        *questions,
    )
    if colleague is not None:
        checks += (_colleague(colleague),)
    return Decision(action="start-application", checks=checks)


def _takes_applications(programme: ProgrammeFacts) -> tuple[Check, ...]:
    """Open, or why not: not yet, no more, only for closing what was granted (P1)."""
    intake = programme.intake
    params: dict[str, Value] = {"programme": programme.title, "time_zone": programme.time_zone}
    if intake.opens_at is not None:
        params["opens_at"] = intake.opens_at
    if intake.closes_at is not None:
        params["closes_at"] = intake.closes_at
    dated, undated = _CODES[intake.opening]
    code = undated if intake.closes_at is None else dated
    remedies = () if intake.takes_new else _instead(programme)
    return (Check(code=code, rule="P1", holds=intake.takes_new, params=params, remedies=remedies),)


_CODES: Final = {
    "always": ("is-open", "is-always-open"),
    "open": ("is-open", "is-always-open"),
    "soon": ("has-opened", "has-opened"),
    "closing-only": ("takes-new", "takes-new-again"),
    "closed": ("still-open", "open-again"),
}
"""What is said with a closing moment, and without one."""


def _instead(programme: ProgrammeFacts) -> tuple[Remedy, ...]:
    others = Remedy(kind="go", code="see-open-programmes", screen="programmes")
    if programme.intake.opening != "closing-only":
        return (others, ask_desk(programme.desk, programme.desk_email))
    mine = Remedy(
        kind="go", code="close-what-was-granted", screen="applications", arguments={"filter": programme.code}
    )
    return (mine, others)


def _may_apply(programme: ProgrammeFacts, acting: Entity, entities: tuple[Entity, ...]) -> tuple[Check, ...]:
    """Whether the entity is of a kind that may apply; else those of mine that may (P3)."""
    organisations_only = PERSON not in programme.applicants
    holds = acting.kind in programme.applicants
    params: dict[str, Value] = {
        "programme": programme.title,
        "entity": acting.name,
        "kinds": programme.kinds,
    }
    remedies = () if holds else _other_entities(programme, entities)
    if organisations_only and acting.kind == PERSON:
        return (Check(code="organisations-only", rule="P3", holds=False, params=params, remedies=remedies),)
    return (Check(code="kind-may-apply", rule="P3", holds=holds, params=params, remedies=remedies),)


def _other_entities(programme: ProgrammeFacts, entities: tuple[Entity, ...]) -> tuple[Remedy, ...]:
    able = tuple(
        Remedy(
            kind="do",
            code="act-as",
            operation="act-as",
            arguments={"entity_id": entity.id},
            params={"entity": entity.name},
        )
        for entity in entities
        if entity.kind in programme.applicants
    )
    if able or not programme.kinds:
        return able
    return (
        Remedy(kind="go", code="create-organisation", screen="new-organisation"),
        Remedy(kind="go", code="join-organisation", screen="join-organisation"),
    )


def _colleague(colleague: ColleagueFacts) -> Check:
    """Somebody began one already: said before a second is created, no obstacle (P4)."""
    see = Remedy(
        kind="go",
        code="see-colleagues-application",
        screen="application",
        arguments={"application_id": colleague.application_id},
        params={"number": colleague.number},
    )
    return Check(
        code="colleagues-application",
        rule="P4",
        holds=True,
        params={
            "number": colleague.number,
            "owner": colleague.owner,
            "state": colleague.state,
            "changed_at": colleague.changed_at,
            "count": colleague.count,
        },
        remedies=(see,),
    )
