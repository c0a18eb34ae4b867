"""Attaching files to a task and removing them (C0, C2, T6)."""

from typing import Any

import msgspec

from portal_tui.contract.discussion import NewFile
from portal_tui.contract.problems import NotFound
from portal_tui.contract.references import is_in_form, reference_of
from portal_tui.contract.tasks import AddDocument, RemoveDocument, TaskView
from portal_tui.engine.applications.loading import demand, load
from portal_tui.engine.documents.inspecting import Inspected, inspect_files
from portal_tui.engine.documents.storing import discard, store
from portal_tui.engine.handle import handles, prepares
from portal_tui.engine.work import Work
from portal_tui.forms.attachments import attached, file_field, with_file, without_file
from portal_tui.forms.model import Field, Form
from portal_tui.forms.pointers import get
from portal_tui.rules.documents import may_add_document, may_remove_attachment, may_remove_document

from .content import Content, load_task
from .open import view
from .progress import put_authors, task_changed


@prepares(AddDocument)
def look_at_document(work: Work, operation: AddDocument) -> Inspected:
    """Refuse what the rules refuse before anything is parsed; then judge the file."""
    with work.database.reading():
        _place(load_task(work, operation.task_id), operation.slot)
    file = NewFile(name=operation.name, content=operation.content)
    return inspect_files(work, (file,), pointer="/content")[0]


@handles(AddDocument)
def add_document(work: Work, operation: AddDocument) -> TaskView:
    """Store the file; the task is in progress again."""
    content = load_task(work, operation.task_id)
    field = _place(content, operation.slot)
    file: Inspected = work.prepared
    document_id = store(work, file, content.loaded.record.id, task_id=content.record.id, slot=operation.slot)
    if field is not None:
        _refer(content, field, operation.slot, document_id)
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
    if is_in_form(document.slot):
        _answer(content, without_file(_form(content), content.answers, reference_of(document.id)))
    return _after(content, document=document.id, name=document.name, digest=document.digest)


def _place(content: Content, key: str) -> Field | None:
    """Where a file goes, if one may be attached there now: a field of the form, or None for a slot."""
    slot = next((each for each in content.definition.documents if each.key == key), None)
    in_form = key.startswith("/") and bool(content.record.form_digest)
    field = file_field(_form(content), key) if in_form else None
    if slot is None and field is None:
        raise NotFound("slot-not-found", slot=key)
    loaded = content.loaded
    facts = None if slot is None else content.slot_facts(slot)
    demand(may_add_document(loaded.facts, loaded.viewer, loaded.task_facts(content.record), facts))
    return field


def _form(content: Content) -> Form:
    return content.work.definitions.checked_form(content.record.form_digest or "")


def _refer(content: Content, field: Field, pointer: str, document_id: int) -> None:
    """Let the answer refer to the new file; one that it replaces is gone."""
    held = get(content.answers, pointer)
    for document in content.documents:
        if is_in_form(document.slot) and reference_of(document.id) == held:
            discard(content.work, document)
    _answer(content, with_file(content.answers, field, pointer, reference_of(document_id)), pointer)


def _answer(content: Content, answers: Any, *pointers: str) -> None:
    """Store answers that a file changed; whoever types in the task meanwhile gets the change merged (T8)."""
    changed = pointers or [pointer for pointer, _ in attached(_form(content), content.answers)]
    content.work.run(
        "tasks.put_answers",
        task_id=content.record.id,
        answers=msgspec.json.encode(answers).decode(),
        state="in-progress",
        at=content.work.now,
        account_id=content.work.actor.account_id,
    )
    put_authors(content, changed)


def _after(content: Content, **details: object) -> TaskView:
    work, task_id = content.work, content.record.id
    changed = load_task(work, task_id)
    work.run(
        "tasks.set_state",
        task_id=task_id,
        state="in-progress" if changed.answers or changed.documents else "to-do",
        at=work.now,
        account_id=work.actor.account_id,
    )
    task_changed(changed, **details)
    return view(load_task(work, task_id))
