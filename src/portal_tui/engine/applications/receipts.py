"""Receipts: the proof of each sending (T9)."""

import msgspec

from portal_tui.contract.applications import Document, ReadReceipt, Receipt
from portal_tui.contract.problems import NotFound
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.tasks import may_read_content

from .loading import ApplicationRecord, demand, load


@handles(ReadReceipt)
def read_receipt(work: Work, operation: ReadReceipt) -> Receipt:
    """The receipt of a round, for whoever may read the application."""
    loaded = load(work, operation.application_id)
    demand(may_read_content(loaded.facts, loaded.viewer))
    return receipt(work, loaded.record, operation.round)


def receipt(work: Work, record: ApplicationRecord, round: int) -> Receipt:
    """A stored receipt. Raises NotFound."""
    row = work.one("applications.receipt", application_id=record.id, round=round)
    if row is None:
        raise NotFound("receipt-not-found", round=round)
    title = work.portal.programme(record.programme_code).title
    return Receipt(
        id=row["id"],
        number=row["number"],
        application_id=record.id,
        application_number=record.number,
        programme=work.portal.say(title, work.language),
        applicant=record.applicant,
        sent_by=row["sent_by"],
        round=round,
        sent_at=row["sent_at"],
        time_zone=work.portal.time_zone,
        digest=row["digest"],
        documents=_sent_documents(work, record.id, row["content"]),
        demonstration=work.definitions.demonstration,
    )


def _sent_documents(work: Work, application_id: int, content: str) -> tuple[Document, ...]:
    """The documents that were sent then, not those that are there now."""
    sent = {
        (document["slot"], document["sha256"])
        for task in msgspec.json.decode(content)["tasks"]
        for document in task["documents"]
    }
    rows = work.dicts("tasks.all_documents_of_application", application_id=application_id)
    return tuple(
        msgspec.convert(row, Document, strict=False) for row in rows if (row["slot"], row["digest"]) in sent
    )
