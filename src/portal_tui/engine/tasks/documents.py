"""Attaching files to a task and removing them (C0, C2, T6)."""

from portal_tui.contract.discussion import NewFile
from portal_tui.contract.problems import NotFound
from portal_tui.contract.tasks import AddDocument, RemoveDocument, TaskView
from portal_tui.engine.applications.loading import demand, load
from portal_tui.engine.documents.inspecting import Inspected, inspect_files
from portal_tui.engine.documents.storing import discard, store
from portal_tui.engine.handle import handles, prepares
from portal_tui.engine.work import Work
from portal_tui.portals.definition import DocumentSlot
from portal_tui.rules.documents import may_add_document, may_remove_attachment, may_remove_document

from .content import Content, load_task
from .open import view
from .progress import task_changed


@prepares(AddDocument)
def look_at_document(work: Work, operation: AddDocument) -> Inspected:
    """Refuse what the rules refuse before anything is parsed; then judge the file."""
    with work.database.reading():
        _slot(load_task(work, operation.task_id), operation.slot)
    file = NewFile(name=operation.name, content=operation.content)
    return inspect_files(work, (file,), pointer="/content")[0]


@handles(AddDocument)
def add_document(work: Work, operation: AddDocument) -> TaskView:
    """Store the file; the task is in progress again."""
    content = load_task(work, operation.task_id)
    slot = _slot(content, operation.slot)
    file: Inspected = work.prepared
    document_id = store(work, file, content.loaded.record.id, task_id=content.record.id, slot=slot.key)
    return _after(content, document=document_id, name=file.name, digest=file.found.digest)


@handles(RemoveDocument)
def remove_document(work: Work, operation: RemoveDocument) -> TaskView:
    """Remove the file; the task is in progress again."""
    place = work.one("documents.place", document_id=operation.document_id)
    if place is None:
        raise NotFound("document-not-found")
    if place["task_id"] is None:
        demand(may_remove_attachment(load(work, place["application_id"]).facts))
    content = load_task(work, place["task_id"])
    loaded = content.loaded
    demand(may_remove_document(loaded.facts, loaded.viewer, loaded.task_facts(content.record)))
    document = next(each for each in content.documents if each.id == operation.document_id)
    discard(work, document)
    return _after(content, document=document.id, name=document.name, digest=document.digest)


def _slot(content: Content, key: str) -> DocumentSlot:
    """The slot of that key, if a file may be attached there now."""
    for slot in content.definition.documents:
        if slot.key == key:
            loaded = content.loaded
            facts = loaded.task_facts(content.record)
            demand(may_add_document(loaded.facts, loaded.viewer, facts, content.slot_facts(slot)))
            return slot
    raise NotFound("slot-not-found", slot=key)


def _after(content: Content, **details: object) -> TaskView:
    work, task_id = content.work, content.record.id
    changed = load_task(work, task_id)
    work.run(
        "tasks.set_state",
        task_id=task_id,
        state="in-progress" if changed.answers or changed.documents else "to-do",
        errors=len(changed.problems()),
        at=work.now,
        account_id=work.actor.account_id,
    )
    task_changed(changed, **details)
    return view(load_task(work, task_id))
