"""Replays what people of a demonstration did in the register of access rights, each thing at its moment."""

from collections.abc import Mapping
from typing import Any

from portal_tui.contract.designations import AnswerDesignation, Designation, RequestDesignation
from portal_tui.contract.operation import Operation, name_of
from portal_tui.contract.register import (
    AddPointOfService,
    AssociateStaff,
    GrantRight,
    NameDeputy,
    WithdrawRight,
)
from portal_tui.engine.engine import Engine
from portal_tui.engine.work import Actor
from portal_tui.portals.demonstration import Demonstration, RegisterEvent, local, moment


class RegisterStory:
    """The register of a demonstration as it comes about."""

    def __init__(
        self,
        engine: Engine,
        demonstration: Demonstration,
        accounts: Mapping[str, int],
        organisations: Mapping[str, int],
        made_at: int,
    ) -> None:
        self._engine = engine
        self._demonstration = demonstration
        self._accounts = accounts
        self._organisations = organisations
        self._made_at = made_at
        zone = engine.definitions.zone
        told = ((moment(event.at, made_at, zone), event) for event in demonstration.register)
        self._left = sorted(told, key=lambda each: each[0])

    def tell_until(self, at: int) -> None:
        """Do everything that happened until then (UTC microseconds)."""
        while self._left and self._left[0][0] <= at:
            self._tell(*self._left.pop(0))

    def _tell(self, at: int, event: RegisterEvent) -> None:
        if event.do == "add-point-of-service":
            self._do(
                at, event.by, AddPointOfService(**self._of(event), name=event.point, address=event.address)
            )
        elif event.do in ("request-designation", "replace-manager"):
            self._designate(at, event)
        elif event.do == "associate-staff":
            for service in event.services:
                self._do(
                    at,
                    event.by,
                    AssociateStaff(
                        point_id=self._point(event), service=service, user_code=self._code(event.person)
                    ),
                )
        else:
            for service in event.services:
                self._do(at, event.by, self._entry(event, service))

    def _entry(self, event: RegisterEvent, service: str) -> Operation[Any]:
        """What is done to one person on one service."""
        about = {**self._of(event), "service": service, "user_code": self._code(event.person)}
        if event.do == "name-deputy":
            return NameDeputy(**about)
        if event.do == "withdraw-right":
            return WithdrawRight(**about)
        zone = self._engine.definitions.zone
        ends = None if event.ends is None else local(event.ends, self._made_at, zone)
        return GrantRight(**about, right=event.right or "applicant-read", ends=ends)

    def _designate(self, at: int, event: RegisterEvent) -> None:
        organisation = self._demonstration.organisation(event.organisation)
        asked: Designation = self._do(
            at,
            event.by,
            RequestDesignation(
                function="mandatary-manager" if event.point else "local-manager",
                identifier=next(iter(organisation.identifiers.values())),
                user_code=self._code(event.person),
                undertaking=True,
                services=event.services,
                point_id=self._point(event) if event.point else None,
                replaces=event.do == "replace-manager",
                name=organisation.name,
                address=event.address,
                requester=self._demonstration.person(event.by).name,
                requester_function=event.requester_function,
            ),
        )
        if event.answered_by:
            answer = AnswerDesignation(
                designation_id=asked.id, approve=not event.refused, explanation=event.refused
            )
            self._do(at, event.answered_by, answer)

    def _of(self, event: RegisterEvent) -> dict[str, Any]:
        return {"organisation_id": self._organisations[event.organisation]}

    def _code(self, email: str) -> str:
        return self._demonstration.person(email).user_code

    def _point(self, event: RegisterEvent) -> int:
        firm = self._organisations[event.organisation]
        rows = self._engine.work_for(None, "read").dicts("register.points", entity_id=firm)
        return next(int(row["id"]) for row in rows if row["name"] == event.point)

    def _do(self, at: int, email: str, operation: Operation[Any]) -> Any:
        name = name_of(operation)
        work = self._engine.work_for(None, name, at=at)
        actor = work.rows("accounts.actor", Actor, account_id=self._accounts[email])[0]
        return self._engine.within(operation, self._engine.work_for(actor, name, at=at))
