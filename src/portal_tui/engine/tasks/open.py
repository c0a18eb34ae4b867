"""A task, opened, with everything that a person needs to do it (T2, T6)."""

from portal_tui.contract.tasks import OpenTask, Slot, TaskView
from portal_tui.engine.applications.conditions import holds
from portal_tui.engine.applications.decide import decisions_on_task
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.applications.open import task_row
from portal_tui.engine.documents.rules import upload_rules
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.documents import may_add_document
from portal_tui.rules.tasks import may_read_content

from .content import Content, load_task


@handles(OpenTask)
def open_task(work: Work, operation: OpenTask) -> TaskView:
    """The task, for whoever may read the application."""
    content = load_task(work, operation.task_id)
    demand(may_read_content(content.loaded.facts, content.loaded.viewer))
    return view(content)


def view(content: Content) -> TaskView:
    """The task as it stands."""
    work, loaded, definition = content.work, content.loaded, content.definition
    text = definition.declaration or definition.instructions
    if text is None and content.record.closing and loaded.programme.closing is not None:
        text = loaded.programme.closing.instructions
    facts = loaded.task_facts(content.record)
    return TaskView(
        row=task_row(loaded, content.record),
        application_id=loaded.record.id,
        instructions=None if text is None else work.portal.say(text, work.language),
        form=work.definitions.form(content.record.form_digest) if content.record.form_digest else "",
        answers=content.answers,
        known=content.known,
        untouched=content.untouched,
        revision=content.revision,
        problems=content.problems,
        slots=tuple(
            Slot(
                key=slot.key,
                title=work.portal.say(slot.title, work.language),
                mandatory=holds(slot.mandatory, loaded),
                several=slot.several,
                help=None if slot.instructions is None else work.portal.say(slot.instructions, work.language),
                template=slot.template or "",
                decision=may_add_document(loaded.facts, loaded.viewer, facts, content.slot_facts(slot)),
            )
            for slot in definition.documents
        ),
        documents=tuple(content.documents),
        uploads=upload_rules(work),
        undo=content.record.undo,
        decisions=decisions_on_task(loaded, facts),
    )
