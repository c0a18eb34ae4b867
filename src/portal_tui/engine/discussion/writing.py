"""Opening a thread and answering in one, with attachments (C1, C2)."""

from typing import Final

from portal_tui.contract.decisions import Decision
from portal_tui.contract.discussion import DiscussionView, OpenThread, Reply
from portal_tui.contract.problems import FieldProblem, Invalid
from portal_tui.engine.applications.listing import touch
from portal_tui.engine.applications.loading import Loaded, demand, load
from portal_tui.engine.applications.moving import add_step, tell_desk, tell_people
from portal_tui.engine.documents.inspecting import Inspected, inspect_files
from portal_tui.engine.documents.storing import store
from portal_tui.engine.handle import handles, prepares
from portal_tui.engine.work import Work
from portal_tui.rules.discussion import may_open_thread, may_reply

from .reading import discussion, load_thread

LONGEST_SUBJECT: Final = 200
LONGEST_BODY: Final = 64 * 1024
"""Characters."""


@prepares(OpenThread)
def look_at_opening(work: Work, operation: OpenThread) -> tuple[Inspected, ...]:
    """Refuse what the rules refuse before anything is parsed; then judge the files."""
    with work.database.reading():
        loaded = load(work, operation.application_id)
        demand(may_open_thread(loaded.facts, loaded.viewer))
    subject = _problems("/subject", operation.subject, LONGEST_SUBJECT)
    _check(*subject, *_problems("/body", operation.body, LONGEST_BODY))
    return inspect_files(work, operation.files)


@handles(OpenThread)
def open_thread(work: Work, operation: OpenThread) -> DiscussionView:
    """A thread with its first message; everybody else is told."""
    loaded = load(work, operation.application_id)
    demand(may_open_thread(loaded.facts, loaded.viewer))
    thread_id = work.new_id()
    subject = operation.subject.strip()
    work.run(
        "discussion.add_thread",
        id=thread_id,
        application_id=loaded.record.id,
        subject=subject,
        at=work.now,
        account_id=work.actor.account_id,
    )
    _say(loaded, thread_id, operation.body)
    add_step(work, loaded.record.id, subject=subject)
    _tell(loaded, "thread-opened", subject=subject)
    return discussion(loaded)


@prepares(Reply)
def look_at_reply(work: Work, operation: Reply) -> tuple[Inspected, ...]:
    """Refuse what the rules refuse before anything is parsed; then judge the files."""
    with work.database.reading():
        demand(_may_reply(load_thread(work, operation.thread_id)))
    if not operation.files:
        _check(*_problems("/body", operation.body, LONGEST_BODY))
    elif len(operation.body) > LONGEST_BODY:
        _check(_too_long("/body", operation.body, LONGEST_BODY))
    return inspect_files(work, operation.files)


@handles(Reply)
def reply(work: Work, operation: Reply) -> DiscussionView:
    """A message; everybody else is told. Who answers has read what stands above."""
    loaded = load_thread(work, operation.thread_id)
    demand(_may_reply(loaded))
    _say(loaded, operation.thread_id, operation.body)
    touch(work, loaded.record.id)
    subject = work.value("discussion.subject", thread_id=operation.thread_id)
    _tell(loaded, "reply", subject=subject)
    return discussion(loaded)


def _may_reply(loaded: Loaded) -> Decision:
    return may_reply(loaded.facts, loaded.viewer)


def _say(loaded: Loaded, thread_id: int, body: str) -> None:
    work = loaded.work
    files: tuple[Inspected, ...] = work.prepared
    message_id = work.new_id()
    work.run(
        "discussion.add_message",
        id=message_id,
        thread_id=thread_id,
        author_id=work.actor.account_id,
        at=work.now,
        body=body.strip(),
    )
    for file in files:
        store(work, file, loaded.record.id, message_id=message_id)
    work.run(
        "discussion.mark_read",
        thread_id=thread_id,
        message_id=message_id,
        account_id=work.actor.account_id,
        at=work.now,
    )
    work.audit("thread", thread_id, message=message_id, files=[file.found.digest for file in files])
    work.changed("thread", thread_id, loaded.record.id)


def _tell(loaded: Loaded, code: str, *, subject: str) -> None:
    tell_people(loaded.work, loaded.record, code, me_too=False, subject=subject)
    if not loaded.viewer.staff:
        tell_desk(loaded, code, subject=subject)


def _problems(pointer: str, text: str, longest: int) -> tuple[FieldProblem, ...]:
    if not text.strip():
        return (FieldProblem(pointer, "required"),)
    return (_too_long(pointer, text, longest),) if len(text) > longest else ()


def _too_long(pointer: str, text: str, longest: int) -> FieldProblem:
    found = len(text)
    return FieldProblem(
        pointer, "max-length", {"expected": longest, "found": found, "excess": found - longest}
    )


def _check(*problems: FieldProblem) -> None:
    if problems:
        raise Invalid(fields=problems)
