"""Answers out of a task as a file, and into one: from a file, or from an earlier application (T14)."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from portal_tui.contract.problems import NotFound
from portal_tui.contract.reuse import (
    CompareAnswers,
    CompareEarlier,
    Comparison,
    Earlier,
    ExportAnswers,
    Kept,
    LeftOut,
    ListEarlier,
)
from portal_tui.contract.tasks import Change, FileContent
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.forms.pointers import ABSENT, get, put
from portal_tui.forms.reuse import Reused, compared, reused
from portal_tui.rules.reuse import GivenAnswers, may_bring, may_bring_earlier, may_export

from .content import Content, load_task
from .save import LARGEST

if TYPE_CHECKING:
    from portal_tui.forms.model import Form

_LOOKED_THROUGH: Final = 60
"""Tasks of earlier applications at most."""
_OFFERED: Final = 3
"""Earlier applications at most."""
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class _EarlierTask(msgspec.Struct, frozen=True, kw_only=True):
    key: str
    answers: str
    form_digest: str
    application_id: int
    number: str
    programme_code: str
    programme_digest: str
    same_programme: bool
    sent: bool


class _Found(NamedTuple):
    task: _EarlierTask
    reused: Reused
    fitting: int


@handles(ExportAnswers)
def export_answers(work: Work, operation: ExportAnswers) -> FileContent:
    """The answers as they stand, in a file whose name says of which task of which application they are."""
    content = load_task(work, operation.task_id)
    loaded = content.loaded
    demand(may_export(loaded.facts, loaded.viewer, loaded.task_facts(content.record)))
    written = msgspec.json.format(msgspec.json.encode(content.answers), indent=2) + b"\n"
    return FileContent(
        name=f"{loaded.record.number}-{content.record.key}.json",
        media_type="application/json",
        digest=hashlib.sha256(written).hexdigest(),
        content=written,
    )


@handles(CompareAnswers)
def compare_answers(work: Work, operation: CompareAnswers) -> Comparison:
    """A file's answers take the place of those that are there; refused unless some of them fit."""
    content = load_task(work, operation.task_id)
    loaded, task = content.loaded, content.loaded.task_facts(content.record)
    demand(may_bring(loaded.facts, loaded.viewer, task))
    given = _answers_in(operation.content) if len(operation.content) <= LARGEST else None
    found = Reused({}, ()) if given is None else reused(_form(content), given)
    judged = GivenAnswers(
        size=len(operation.content),
        limit=LARGEST,
        readable=given is not None,
        answers=len(found.answers) + len(found.left_out),
        fitting=len(found.answers),
    )
    demand(may_bring(loaded.facts, loaded.viewer, task, judged))
    return _comparison(content, found, operation.name, replace=True)


@handles(ListEarlier)
def list_earlier(work: Work, operation: ListEarlier) -> tuple[Earlier, ...]:
    """Nothing is offered to somebody who couldn't take it."""
    content = load_task(work, operation.task_id)
    loaded = content.loaded
    if not may_bring_earlier(loaded.facts, loaded.viewer, loaded.task_facts(content.record)).allowed:
        return ()
    found = (_best(content, tasks) for tasks in _by_application(content))
    offered = [each for each in found if each is not None][:_OFFERED]
    return tuple(
        Earlier(
            application_id=task.application_id,
            number=task.number,
            programme=work.portal.say(work.programme(task.programme_digest).title, work.language),
            same_programme=task.same_programme,
            sent=task.sent,
            fitting=fitting,
        )
        for task, _, fitting in offered
    )


@handles(CompareEarlier)
def compare_earlier(work: Work, operation: CompareEarlier) -> Comparison:
    """An earlier application's answers fill what is empty. Raises NotFound where it has none that fit."""
    content = load_task(work, operation.task_id)
    loaded = content.loaded
    demand(may_bring_earlier(loaded.facts, loaded.viewer, loaded.task_facts(content.record)))
    for tasks in _by_application(content):
        if tasks[0].application_id == operation.earlier_id:
            found = _best(content, tasks)
            if found is not None:
                return _comparison(content, found.reused, found.task.number, replace=False)
    raise NotFound("application-not-found")


def _comparison(content: Content, found: Reused, source: str, *, replace: bool) -> Comparison:
    form, answers = _form(content), content.answers
    changed = compared(form, answers, found.answers, replace=replace)
    after: Any = answers
    for pointer in changed.changes:
        after = put(after, pointer, found.answers[pointer])
    return Comparison(
        source=source,
        revision=content.revision,
        changes=tuple(
            Change(pointer=pointer, value=found.answers[pointer], base=get(answers, pointer))
            for pointer in changed.changes
        ),
        kept=tuple(Kept(pointer=pointer, value=get(answers, pointer)) for pointer in changed.kept),
        left_out=tuple(
            LeftOut(pointer=pointer, reason=reason, value=value) for pointer, reason, value in found.left_out
        ),
        problems=tuple(
            problem
            for problem in _problems(form, after)
            if get(after, problem.pointer) is not ABSENT
            and any(problem.pointer.startswith(pointer) for pointer in changed.changes)
        ),
    )


def _problems(form: "Form", answers: Any) -> Any:
    from portal_tui.forms.check import check

    return check(form, answers)


def _by_application(content: Content) -> Iterator[list[_EarlierTask]]:
    """Tasks with answers of the applicant's earlier applications that the person takes part in."""
    loaded = content.loaded
    rows = content.work.rows(
        "tasks.earlier",
        _EarlierTask,
        applicant_id=loaded.record.applicant_id,
        application_id=loaded.record.id,
        programme_code=loaded.record.programme_code,
        created_at=loaded.record.created_at,
        account_id=content.work.actor.account_id,
        limit=_LOOKED_THROUGH,
    )
    for application_id in dict.fromkeys(row.application_id for row in rows):
        yield [row for row in rows if row.application_id == application_id]


def _best(content: Content, tasks: list[_EarlierTask]) -> _Found | None:
    """Of an application's tasks the same one, else the one with most answers that would come along."""
    same = [task for task in tasks if task.same_programme and task.key == content.record.key]
    form = _form(content)
    found = [_fitting(content, form, task) for task in same or tasks]
    best = max(found, key=lambda each: each.fitting)
    return best if best.fitting else None


def _fitting(content: Content, form: "Form", task: _EarlierTask) -> _Found:
    found = reused(form, msgspec.json.decode(task.answers))
    return _Found(task, found, len(compared(form, content.answers, found.answers, replace=False).changes))


def _form(content: Content) -> "Form":
    return content.work.definitions.checked_form(content.record.form_digest or "")


def _answers_in(written: bytes) -> dict[str, Any] | None:
    """What a file says, if it is a JSON object."""
    try:
        given = msgspec.json.decode(written.removeprefix(_BYTE_ORDER_MARK))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return given if isinstance(given, dict) else None
