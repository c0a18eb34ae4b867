"""Stores what was inspected: the bytes once by their digest, a document for each time they are used."""

from portal_tui.contract.applications import Document
from portal_tui.engine.files.keeping import refer
from portal_tui.engine.work import Work

from .inspecting import Inspected


def store(
    work: Work,
    file: Inspected,
    application_id: int,
    *,
    task_id: int | None = None,
    message_id: int | None = None,
    slot: str = "",
) -> int:
    """Write one file inside a writing transaction; the id of its document."""
    refer(work, file.put)
    document_id = work.new_id()
    work.run(
        "documents.add",
        id=document_id,
        application_id=application_id,
        task_id=task_id,
        message_id=message_id,
        slot=slot,
        name=file.name,
        media_type=file.found.media_type,
        size=file.found.size,
        digest=file.found.digest,
        signed=int(file.found.signed),
        added_by=work.actor.account_id,
        at=work.now,
    )
    return document_id


def discard(work: Work, document: Document) -> None:
    """Take a document out of its task: out of sight if it was sent, for good if it never was (T9)."""
    if work.value("documents.was_sent", document_id=document.id):
        work.run("documents.hide", document_id=document.id, at=work.now)
        return
    work.run("documents.remove", document_id=document.id)
    work.run("documents.remove_blob_if_unused", digest=document.digest)
