"""Gives documents and templates to whoever may read them (C3, T6, T11)."""

from portal_tui.contract.problems import NotFound
from portal_tui.contract.tasks import DownloadDocument, DownloadTemplate, FileContent
from portal_tui.engine.applications.loading import demand, load
from portal_tui.engine.files.keeping import read
from portal_tui.engine.handle import handles
from portal_tui.engine.tasks.content import load_task
from portal_tui.engine.work import Work
from portal_tui.rules.tasks import TO_APPLICANTS, may_read_content


@handles(DownloadDocument)
def download_document(work: Work, operation: DownloadDocument) -> FileContent:
    """Whoever reads the application; staff, what was sent to them, said or deposited."""
    row = work.one("documents.one", document_id=operation.document_id)
    if row is None:
        raise NotFound("document-not-found")
    loaded = load(work, row["application_id"])
    demand(may_read_content(loaded.facts, loaded.viewer))
    said_or_deposited = row["message_id"] is not None or row["kind"] == TO_APPLICANTS
    sent = work.value("documents.was_sent", document_id=operation.document_id)
    if loaded.viewer.staff and not (said_or_deposited or sent):
        raise NotFound("document-not-found")
    content = read(work, row["digest"], row["place_id"])
    return FileContent(name=row["name"], media_type=row["media_type"], digest=row["digest"], content=content)


@handles(DownloadTemplate)
def download_template(work: Work, operation: DownloadTemplate) -> FileContent:
    """A template that the task names."""
    from mimetypes import guess_type

    content = load_task(work, operation.task_id)
    demand(may_read_content(content.loaded.facts, content.loaded.viewer))
    row = None
    if operation.name in {slot.template for slot in content.definition.documents}:
        row = work.one("documents.template", name=operation.name)
    if row is None:
        raise NotFound("template-not-found", name=operation.name)
    media_type = guess_type(operation.name)[0] or "application/octet-stream"
    found = read(work, row["digest"], row["place_id"])
    return FileContent(name=operation.name, media_type=media_type, digest=row["digest"], content=found)
