"""Official documents: staff deposit them in a task, people are told (T11)."""

from portal_tui.contract.discussion import DepositOfficial
from portal_tui.contract.problems import FieldProblem, Invalid
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.applications.moving import add_step, tell_people
from portal_tui.engine.documents.inspecting import Inspected, inspect_files
from portal_tui.engine.documents.storing import store
from portal_tui.engine.handle import handles, prepares
from portal_tui.engine.tasks.content import Content, load_task
from portal_tui.engine.work import Work
from portal_tui.rules.discussion import may_deposit


@prepares(DepositOfficial)
def look_at_official(work: Work, operation: DepositOfficial) -> tuple[Inspected, ...]:
    """Refuse what the rules refuse before anything is parsed; then judge the files, staff's too (C2)."""
    with work.database.reading():
        _demand(load_task(work, operation.task_id))
    if not operation.files:
        raise Invalid(fields=(FieldProblem("/files", "required-documents"),))
    return inspect_files(work, operation.files)


@handles(DepositOfficial)
def deposit_official(work: Work, operation: DepositOfficial) -> None:
    """Every file, or none."""
    content = load_task(work, operation.task_id)
    _demand(content)
    record = content.loaded.record
    files: tuple[Inspected, ...] = work.prepared
    for file in files:
        store(work, file, record.id, task_id=content.record.id)
    explanation = operation.explanation.strip()
    names = tuple(file.name for file in files)
    add_step(work, record.id, explanation=explanation, count=len(files), documents=names)
    tell_people(work, record, "official", explanation=explanation, count=len(files), documents=names)
    work.changed("task", content.record.id, record.id)


def _demand(content: Content) -> None:
    loaded = content.loaded
    demand(may_deposit(loaded.facts, loaded.viewer, loaded.task_facts(content.record)))
