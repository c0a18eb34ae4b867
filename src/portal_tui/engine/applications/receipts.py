"""Receipts: the proof of each sending (T9)."""

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
        documents=tuple(work.rows("applications.receipt_documents", Document, receipt_id=row["id"])),
        closing=bool(row["closing"]),
        demonstration=work.definitions.demonstration,
    )
