"""Loads what decisions about beginning an application need: programme, person, entities."""

from typing import TYPE_CHECKING

from portal_tui.contract.accounts import ActingEntity
from portal_tui.contract.decisions import Check, Decision
from portal_tui.engine.accounts.person import person
from portal_tui.engine.accounts.reading import acting_among, entities_of
from portal_tui.engine.register.using import decides, reading_of, uses_of
from portal_tui.engine.work import Work
from portal_tui.rules.starting import PERSON, ColleagueFacts, Entity, ProgrammeFacts, may_start
from portal_tui.rules.windows import Intake, intake

if TYPE_CHECKING:
    from portal_tui.portals.definition import Programme


class Applicant:
    """The person, as whom they act, and what else they could act as."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.viewer = person(work)
        self.entities = entities_of(work, work.actor.account_id)
        self.acting = acting_among(self.entities, work.actor.acting_entity_id)

    @property
    def administers(self) -> bool:
        """Whether they see all applications of the entity, not only those that they take part in (T5)."""
        return self.acting.standing not in ("member", "mandatary")

    def may_start(
        self,
        programme: "Programme",
        *,
        colleague: ColleagueFacts | None = None,
        questions: tuple[Check, ...] = (),
    ) -> Decision:
        """The decision about beginning an application to ``programme`` now."""
        return may_start(
            facts(self.work, programme),
            self.viewer,
            acting=_entity(self.acting),
            entities=tuple(_entity(entity) for entity in self.entities),
            colleague=colleague,
            questions=questions,
            right=self._right(programme),
        )

    def may_read_register(self, programme: "Programme") -> dict[str, Decision]:
        """The decision about the register of the service, where there is one for the acting entity (A7)."""
        if self.acting.standing == "self" or not decides(self.work):
            return {}
        decision = reading_of(self.work, self.acting.id, programme.code, self.viewer.account_id)
        return {decision.action: decision}

    def _right(self, programme: "Programme") -> tuple[Check, ...]:
        """What a register says of beginning an application for the acting organisation (R6)."""
        if self.acting.standing == "self" or self.viewer.staff or not decides(self.work):
            return ()
        uses, _ = uses_of(self.work, self.acting.id, programme.code, self.viewer.account_id)
        return uses["create"]


def intake_of(work: Work, programme: "Programme") -> Intake:
    """How a programme stands now."""
    grace = work.portal.policies.grace_minutes
    return intake(programme, work.definitions.zone, work.now, grace_minutes=grace)


def facts(work: Work, programme: "Programme") -> ProgrammeFacts:
    """A programme as decisions see it."""
    portal = work.portal
    desk = portal.service_desk(programme.service_desk)
    return ProgrammeFacts(
        code=programme.code,
        title=portal.say(programme.title, work.language).text,
        applicants=programme.applicants,
        kinds=tuple(
            portal.say(kind.name, work.language).text
            for kind in portal.organisation_kinds
            if kind.key in programme.applicants
        ),
        intake=intake_of(work, programme),
        time_zone=portal.time_zone,
        desk=portal.say(desk.name, work.language).text,
        desk_email=desk.email or portal.operator.email,
    )


def _entity(entity: ActingEntity) -> Entity:
    kind = PERSON if entity.standing == "self" else entity.kind
    return Entity(id=entity.id, name=entity.name, kind=kind)
