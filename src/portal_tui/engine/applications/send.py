"""Sending: all or nothing, exactly once per round, judged by when it was received (T3, T9)."""

import hashlib
from typing import Any

import msgspec

from portal_tui.contract.applications import Document, Receipt, SendApplication
from portal_tui.engine.documents.referring import left_behind
from portal_tui.engine.documents.storing import discard
from portal_tui.engine.handle import handles
from portal_tui.engine.tasks.progress import recount
from portal_tui.engine.work import Work
from portal_tui.rules.sending import may_send
from portal_tui.rules.states import transition

from .loading import Loaded, demand, load
from .moving import move, tell_people
from .receipts import receipt


@handles(SendApplication)
def send_application(work: Work, operation: SendApplication) -> Receipt:
    """Decide again inside the transaction, freeze the content, write the receipt, tell everybody."""
    recount(load(work, operation.application_id))
    loaded = load(work, operation.application_id)
    demand(may_send(loaded.facts, loaded.viewer))
    record, closing = loaded.record, loaded.facts.in_closing
    step = transition(work.operation, record.state)
    assert step is not None  # the decision saw it
    content = content_of(loaded)
    for document in _left_behind(loaded):
        discard(work, document)
    round = record.round + 1
    receipt_id = work.new_id()
    work.run(
        "applications.add_receipt",
        id=receipt_id,
        number=f"{record.number}-{round}",
        application_id=record.id,
        round=round,
        sent_by=work.actor.account_id,
        sent_at=work.now,
        digest=digest_of(content),
        content=content.decode(),
        closing=int(closing),
    )
    about = {"receipt_id": receipt_id, "application_id": record.id, "closing": int(closing)}
    work.run("applications.add_receipt_documents", **about)
    move(work, record, step.target, round=round)
    answer = receipt(work, record, round)
    tell_people(work, record, step.told, receipt=answer.number, sent_at=work.now, digest=answer.digest)
    return answer


def content_of(loaded: Loaded) -> bytes:
    """The canonical content: answers and documents of every task due, keys sorted, no spaces (T9, T12)."""
    work, about = loaded.work, _about(loaded)
    forgotten = {document.id for document in _left_behind(loaded)}
    documents = work.dicts("documents.of_application", **about)
    tasks: list[dict[str, Any]] = [
        {
            "key": row["key"],
            "answers": msgspec.json.decode(row["answers"]),
            "form": row["form_digest"],
            "documents": [
                {"slot": document["slot"], "name": document["name"], "sha256": document["digest"]}
                for document in documents
                if document["task_id"] == row["id"] and document["id"] not in forgotten
            ],
        }
        for row in work.dicts("tasks.contents", **about)
    ]
    content = {"number": loaded.record.number, "programme": loaded.record.programme_digest, "tasks": tasks}
    return msgspec.json.encode(content, order="sorted")


def _left_behind(loaded: Loaded) -> list[Document]:
    """Files of forms that no answer refers to any more: they aren't sent."""
    work = loaded.work
    return [
        document
        for row in work.dicts("tasks.contents", **_about(loaded))
        for document in work.rows("documents.of_task", Document, task_id=row["id"])
        if left_behind(document, msgspec.json.decode(row["answers"]))
    ]


def _about(loaded: Loaded) -> dict[str, int]:
    return {"application_id": loaded.record.id, "closing": int(loaded.facts.in_closing)}


def digest_of(content: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(content).hexdigest()
