"""What would be sent, to read before sending (T9)."""

import msgspec

from portal_tui.contract.applications import Review, ReviewApplication, ReviewedTask
from portal_tui.engine.handle import handles
from portal_tui.engine.tasks.content import Content
from portal_tui.engine.work import Work
from portal_tui.rules.tasks import TO_APPLICANTS, may_read_content

from .loading import Loaded, TaskRecord, demand, load
from .open import task_row, view
from .send import content_of, digest_of


@handles(ReviewApplication)
def review_application(work: Work, operation: ReviewApplication) -> Review:
    """Every task with its content; the digest that the receipt would have. Staff review what was sent."""
    loaded = load(work, operation.application_id)
    demand(may_read_content(loaded.facts, loaded.viewer))
    closing = loaded.facts.in_closing
    if loaded.viewer.staff:
        sent = loaded.as_sent(closing=closing)
        if sent is None:  # of the closing nothing yet
            closing, sent = False, loaded.as_sent(closing=False)
        assert sent is not None  # staff see an application from its first sending on (T10)
        content = sent.content.encode()
    else:
        content = content_of(loaded)
    tasks = (task for task in loaded.tasks if task.closing == closing and task.kind != TO_APPLICANTS)
    return Review(
        application=view(loaded),
        tasks=tuple(_reviewed(loaded, task) for task in tasks),
        digest=digest_of(content),
    )


def _reviewed(loaded: Loaded, task: TaskRecord) -> ReviewedTask:
    content = Content(loaded, task)
    return ReviewedTask(
        row=task_row(loaded, task),
        answers=msgspec.json.encode(content.answers).decode(),
        form=loaded.work.definitions.form(task.form_digest) if task.form_digest else "",
        documents=tuple(content.documents),
    )
