"""An application, opened (T2-T5)."""

from portal_tui.contract.applications import (
    ApplicationView,
    FindApplication,
    OpenApplication,
    ReceiptRow,
    TaskRow,
)
from portal_tui.contract.problems import NotFound
from portal_tui.engine.handle import handles
from portal_tui.engine.register.using import decides, senders_of
from portal_tui.engine.work import Work

from .decide import decisions_of
from .loading import Loaded, TaskRecord, load


@handles(OpenApplication)
def open_application(work: Work, operation: OpenApplication) -> ApplicationView:
    """The application by its id."""
    return view(load(work, operation.application_id))


@handles(FindApplication)
def find_application(work: Work, operation: FindApplication) -> ApplicationView:
    """The application by its visible number."""
    found = work.value("applications.id_of_number", number=operation.number.strip())
    if found is None:
        raise NotFound("application-not-found", number=operation.number)
    return view(load(work, found))


def view(loaded: Loaded) -> ApplicationView:
    """What the person may see of the application; its tasks only where they may read its content (T5)."""
    work, record = loaded.work, loaded.record
    decisions = decisions_of(loaded)
    reads = decisions["open-task"].allowed
    receipts = work.rows("applications.receipts", ReceiptRow, application_id=record.id)
    title = work.portal.programme(record.programme_code).title
    registered = decides(work) and record.applicant_account_id is None
    due_first = sorted(loaded.tasks, key=lambda task: not task.closing)
    unread = work.value("applications.unread", application_id=record.id, account_id=work.actor.account_id)
    return ApplicationView(
        id=record.id,
        number=record.number,
        programme_code=record.programme_code,
        programme=work.portal.say(title, work.language),
        applicant_id=record.applicant_id,
        applicant=record.applicant,
        owner=record.owner,
        access=loaded.viewer.access,
        collaborators=work.value(
            "applications.collaborator_count", application_id=record.id, owner_id=record.owner_id
        ),
        state=record.state,  # type: ignore[arg-type]
        round=record.round,
        created_at=record.created_at,
        changed_at=record.changed_at,
        deadline_at=record.deadline_at,
        sent_at=receipts[0].sent_at if receipts else None,
        done=sum(task.mandatory and task.state == "complete" for task in loaded.facts.due),
        mandatory=sum(task.mandatory for task in loaded.facts.due),
        unread=unread if reads else 0,
        revision=record.revision,
        tasks=tuple(task_row(loaded, task) for task in due_first) if reads else (),
        receipts=tuple(receipts) if reads else (),
        senders=senders_of(work, record.applicant_id, record.programme_code) if registered else None,
        decisions=decisions,
    )


def task_row(loaded: Loaded, task: TaskRecord) -> TaskRow:
    """A task in the checklist."""
    definition = loaded.programme.task(task.key)
    return TaskRow(
        id=task.id,
        key=task.key,
        kind=task.kind,
        title=loaded.work.portal.say(definition.title, loaded.work.language),
        mandatory=task.mandatory,
        state=task.state,  # type: ignore[arg-type]
        errors=task.errors,
        unread=task.unread,
        closing=task.closing,
    )
