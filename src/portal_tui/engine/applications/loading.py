"""Loads what decisions about an application need: the row, the facts, the person."""

from typing import TYPE_CHECKING, Any

import msgspec

from portal_tui.contract.decisions import Decision
from portal_tui.contract.problems import NotFound, Refused
from portal_tui.engine.register.ended import ended_at
from portal_tui.engine.register.using import Uses, decides, uses_of
from portal_tui.engine.work import Work
from portal_tui.rules.facts import Access, ApplicationFacts, EventFacts, Standing, TaskFacts, Viewer
from portal_tui.rules.states import SENT
from portal_tui.rules.windows import intake

from .closing import closes_at
from .conditions import holds, next_event

if TYPE_CHECKING:
    from portal_tui.portals.definition import Programme


class ApplicationRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An application's row with the names that go with it."""

    id: int
    number: str
    programme_code: str
    programme_digest: str
    applicant_id: int
    applicant: str
    applicant_kind: str
    applicant_account_id: int | None
    owner_id: int
    owner: str
    state: str
    round: int
    created_at: int
    changed_at: int
    deadline_at: int | None
    """Its own, where staff gave more time (T14)."""
    extended_until: int | None
    done: int
    mandatory: int
    revision: int
    deleted_at: int | None


class TaskRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A task's row, without its answers."""

    id: int
    application_id: int
    key: str
    kind: str
    mandatory: bool
    state: str
    form_digest: str | None
    revision: int
    errors: int
    filled: bool
    answered: bool
    undo: bool
    closing: bool
    unread: int = 0


class AsSent(msgspec.Struct, frozen=True, kw_only=True):
    """A sending: its round, and the content in its canonical form."""

    round: int
    content: str


class Loaded:
    """An application as one person meets it."""

    def __init__(self, work: Work, record: ApplicationRecord, viewer: Viewer) -> None:
        self.work = work
        self.record = record
        self.viewer = viewer
        self.programme: Programme = work.programme(record.programme_digest)
        self.tasks = work.rows(
            "tasks.of_application",
            TaskRecord,
            application_id=record.id,
            account_id=work.actor.account_id,
        )
        self.tasks = [
            msgspec.structs.replace(task, mandatory=holds(self.programme.task(task.key).mandatory, self))
            for task in self.tasks
        ]
        self.facts = self._facts()

    def _facts(self) -> ApplicationFacts:
        record, work = self.record, self.work
        policies = work.portal.policies
        live = intake(
            work.portal.programme(record.programme_code),
            work.definitions.zone,
            work.now,
            grace_minutes=policies.grace_minutes,
        )
        draft = record.state == "draft"
        desk = work.portal.service_desk(self.programme.service_desk)
        administrators = work.dicts("organisations.administrators", entity_id=record.applicant_id)
        return ApplicationFacts(
            id=record.id,
            number=record.number,
            state=record.state,
            round=record.round,
            owner_id=record.owner_id,
            owner=record.owner,
            applicant=record.applicant,
            personal=record.applicant_account_id is not None,
            administrators=tuple(row["name"] for row in administrators),
            tasks=tuple(self.task_facts(task) for task in self.tasks),
            now=work.now,
            deadline_at=record.deadline_at,
            grace=live.grace if draft else 0,
            event=self._event() if draft else None,
            time_zone=work.portal.time_zone,
            deleted_at=record.deleted_at,
            administrators_read_content=policies.administrators_read_content,
            owners_hand_over=policies.owners_hand_over,
            corrections_outlive_closing=policies.corrections_outlive_closing,
            closes_at=closes_at(work, record) if record.state == "closing-sent" else live.closes_at,
            anyone_collaborates=policies.collaborators == "anyone",
            documents_travel_in=policies.documents_travel_in,
            threads_opened_by=policies.threads_opened_by,
            service_desk=work.portal.say(desk.name, work.language).text,
        )

    def _event(self) -> EventFacts | None:
        """The date that the applicant gave, unless staff gave more time than that leaves (T14)."""
        event, extended = next_event(self), self.record.extended_until
        return None if event is None or (extended or 0) > event.deadline_at else event

    def as_sent(self, *, closing: bool) -> AsSent | None:
        """What was last sent of the application, or of its closing: that is what staff read (T9, T12)."""
        found = self.work.rows(
            "applications.as_sent", AsSent, application_id=self.record.id, closing=int(closing)
        )
        return found[0] if found else None

    def task_facts(self, task: TaskRecord) -> TaskFacts:
        """A task as decisions see it."""
        title = self.work.portal.say(self.programme.task(task.key).title, self.work.language).text
        return msgspec.convert(
            {
                "id": task.id,
                "title": title,
                "kind": task.kind,
                "mandatory": task.mandatory,
                "state": task.state,
                "errors": task.errors,
                "filled": task.filled,
                "form": task.form_digest is not None,
                "answered": task.answered,
                "undo": task.undo,
                "closing": task.closing,
            },
            TaskFacts,
        )


def load(work: Work, application_id: int) -> Loaded:
    """An application, also a deleted one. Raises NotFound for whoever may not know that it exists."""
    found = work.rows("applications.one", ApplicationRecord, application_id=application_id)
    if not found:
        raise NotFound("application-not-found")
    return loaded(work, found[0])


def loaded(work: Work, record: ApplicationRecord) -> Loaded:
    """The same for a row that is at hand."""
    viewer = viewer_of(work, record, work.actor.account_id)
    known = viewer.standing != "none" or viewer.takes_part or (viewer.staff and record.state in SENT)
    known = known or (viewer.uses is not None and _took_part(work, record, viewer.account_id))
    if not known:
        raise NotFound("application-not-found")
    return Loaded(work, record, viewer)


def _took_part(work: Work, record: ApplicationRecord, account_id: int) -> bool:
    """Whether somebody owns or wrote it, or might read it until their right ended: they are told why."""
    about = {"application_id": record.id, "account_id": account_id}
    if record.owner_id == account_id or work.value("applications.took_part", **about) is not None:
        return True
    ended = ended_at(work, record.applicant_id, record.programme_code, account_id)
    return ended is not None and record.created_at <= ended


def viewer_of(work: Work, record: ApplicationRecord, account_id: int) -> Viewer:
    """How a person stands to an application. Raises NotFound for an account that doesn't exist."""
    row = work.one(
        "applications.viewer", account_id=account_id, application_id=record.id, entity_id=record.applicant_id
    )
    if row is None:
        raise NotFound("person-not-found")
    standing: Standing = "self" if record.applicant_account_id == account_id else row["standing"] or "none"
    access: Access = "owner" if record.owner_id == account_id else row["access"] or "none"
    uses: Uses | None = None
    if decides(work) and record.applicant_account_id is None and row["role"] != "staff":
        uses, access = uses_of(work, record.applicant_id, record.programme_code, account_id)
    return Viewer(
        account_id=account_id,
        name=row["name"],
        staff=row["role"] == "staff",
        confirmed=row["confirmed_at"] is not None or work.portal.policies.unconfirmed_accounts_file,
        standing=standing,
        access=access,
        uses=uses,
    )


def demand(decision: Decision) -> None:
    """Raise Refused with the decision, unless it allows."""
    if not decision.allowed:
        raise Refused(decision=decision, **_params(decision))


def _params(decision: Decision) -> dict[str, Any]:
    return {"action": decision.action}
