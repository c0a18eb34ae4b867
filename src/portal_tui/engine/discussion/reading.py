"""The discussion of an application: threads, messages, what is unread (C1, C4)."""

from collections import defaultdict
from typing import Any

import msgspec

from portal_tui.contract.applications import Document
from portal_tui.contract.discussion import (
    DiscussionView,
    MarkRead,
    MarkTaskRead,
    Message,
    ReadDiscussion,
    Thread,
)
from portal_tui.contract.problems import NotFound
from portal_tui.engine.applications.decide import decide
from portal_tui.engine.applications.loading import Loaded, demand, load
from portal_tui.engine.applications.timeline import author_name
from portal_tui.engine.documents.rules import upload_rules
from portal_tui.engine.handle import handles
from portal_tui.engine.tasks.content import load_task
from portal_tui.engine.work import Work
from portal_tui.rules.tasks import may_read_content


@handles(ReadDiscussion)
def read_discussion(work: Work, operation: ReadDiscussion) -> DiscussionView:
    """Every thread; where there is none, the decision about opening one says who does."""
    loaded = load(work, operation.application_id)
    demand(may_read_content(loaded.facts, loaded.viewer))
    return discussion(loaded)


@handles(MarkRead)
def mark_read(work: Work, operation: MarkRead) -> None:
    """Up to this message; what was read stays read."""
    loaded = load_thread(work, operation.thread_id)
    demand(may_read_content(loaded.facts, loaded.viewer))
    work.run(
        "discussion.mark_read",
        thread_id=operation.thread_id,
        message_id=operation.message_id,
        account_id=work.actor.account_id,
        at=work.now,
    )
    work.changed("thread", operation.thread_id, loaded.record.id)


@handles(MarkTaskRead)
def mark_task_read(work: Work, operation: MarkTaskRead) -> None:
    """Every official document that is in the task now."""
    content = load_task(work, operation.task_id)
    demand(may_read_content(content.loaded.facts, content.loaded.viewer))
    work.run(
        "documents.mark_read",
        task_id=operation.task_id,
        account_id=work.actor.account_id,
        at=work.now,
    )
    work.changed("task", operation.task_id, content.loaded.record.id)


def load_thread(work: Work, thread_id: int) -> Loaded:
    """The application of a thread. Raises NotFound for whoever may not know of it."""
    application_id = work.value("discussion.application_of", thread_id=thread_id)
    if application_id is None:
        raise NotFound("thread-not-found")
    return load(work, application_id)


def discussion(loaded: Loaded) -> DiscussionView:
    """The whole discussion as the reader meets it."""
    work, application_id = loaded.work, loaded.record.id
    attached: dict[int, list[Document]] = defaultdict(list)
    for row in work.dicts("documents.of_messages", application_id=application_id):
        message_id, role = row.pop("message_id"), row.pop("author_role")
        row["added_by"] = author_name(loaded, {"author": row["added_by"], "author_role": role})
        attached[message_id].append(msgspec.convert(row, Document, strict=False))
    said: dict[int, list[Message]] = defaultdict(list)
    for row in work.dicts(
        "discussion.messages", application_id=application_id, account_id=loaded.viewer.account_id
    ):
        said[row["thread_id"]].append(_message(loaded, row, tuple(attached[row["id"]])))
    reply = decide(loaded, "reply")
    threads = tuple(
        Thread(
            id=row["id"],
            subject=row["subject"],
            opened_at=row["opened_at"],
            unread=sum(message.unread for message in said[row["id"]]),
            messages=tuple(said[row["id"]]),
            decisions={"reply": reply},
        )
        for row in work.dicts("discussion.threads", application_id=application_id)
    )
    return DiscussionView(
        application_id=application_id,
        threads=threads,
        uploads=upload_rules(work),
        decisions={"open-thread": decide(loaded, "open-thread"), "reply": reply},
    )


def _message(loaded: Loaded, row: dict[str, Any], documents: tuple[Document, ...]) -> Message:
    return Message(
        id=row["id"],
        author=author_name(loaded, row),
        you=row["author_id"] == loaded.viewer.account_id,
        staff=row["author_role"] == "staff",
        at=row["at"],
        body=row["body"],
        unread=bool(row["unread"]),
        documents=documents,
    )
