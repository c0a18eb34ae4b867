"""A task's content and what is wrong with it: answers, documents, declaration (T2, T6, T7)."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from portal_tui.contract.applications import Document
from portal_tui.contract.problems import FieldProblem, NotFound
from portal_tui.contract.references import reference_of
from portal_tui.engine.applications.conditions import holds
from portal_tui.engine.applications.loading import Loaded, TaskRecord, load
from portal_tui.engine.collation import collation_key
from portal_tui.engine.documents.referring import left_behind
from portal_tui.engine.work import Work
from portal_tui.portals.definition import DocumentSlot, Task
from portal_tui.rules.documents import SlotFacts
from portal_tui.rules.tasks import TO_APPLICANTS

from .knowing import known_of

if TYPE_CHECKING:
    from portal_tui.forms.model import Form


class Content:
    """A task with its answers and documents, as one person meets it."""

    def __init__(self, loaded: Loaded, record: TaskRecord) -> None:
        self.loaded = loaded
        self.work: Work = loaded.work
        self.record = record
        self.definition: Task = loaded.programme.task(record.key)
        row = self.work.one("tasks.content", task_id=record.id)
        assert row is not None  # the record was just read in this transaction
        self.answers: dict[str, Any] = msgspec.json.decode(row["answers"])
        self.revision: int = row["revision"]
        self.untouched = bool(row["untouched"])
        self._signed_by = str(row["changed_by"])
        self.documents = self.work.rows("documents.of_task", Document, task_id=record.id)
        self.left_behind: list[Document] = []
        """Files that no answer refers to any more: they come back with it, and are gone once it is sent."""
        if loaded.viewer.staff and record.kind != TO_APPLICANTS:
            self._as_sent()
        else:
            self.left_behind = [each for each in self.documents if left_behind(each, self.answers)]
            self.documents = [each for each in self.documents if each not in self.left_behind]

    def _as_sent(self) -> None:
        """What staff read: the last sending, not what is filled in or corrected since (T9, T12)."""
        sent = self.loaded.as_sent(closing=self.record.closing)
        self.answers, self.documents = {}, []
        if sent is None:
            return
        tasks = {task["key"]: task for task in msgspec.json.decode(sent.content)["tasks"]}
        if self.record.key in tasks:
            self.answers = tasks[self.record.key]["answers"]
        self.documents = self.work.rows(
            "documents.of_task_as_sent",
            Document,
            application_id=self.loaded.record.id,
            round=sent.round,
            task_id=self.record.id,
        )

    @cached_property
    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps the task from being complete, at the fields concerned."""
        found: list[FieldProblem] = []
        if self.record.form_digest:
            from portal_tui.forms.check import check

            form = self.work.definitions.checked_form(self.record.form_digest)
            found += check(form, self.answers)
            found += self._missing_files(form)
        if self.definition.declaration is not None:
            signer = self._signed_by if self.record.state == "complete" else self.work.actor.name
            found += _declaration_problems(self.answers, signer=signer)
        return (*found, *self._missing_documents())

    @property
    def known(self) -> dict[str, Any]:
        """What the form asks for and the portal knows of the applicant, by pointer."""
        return known_of(self.work, self.record.form_digest, self.loaded.record.applicant_id)

    def slot_facts(self, slot: DocumentSlot) -> SlotFacts:
        """A place for a document as decisions see it."""
        held = (document.id for document in self.documents if document.slot == slot.key)
        return SlotFacts(title=self._title(slot), several=slot.several, held=next(held, None))

    def _missing_files(self, form: "Form") -> list[FieldProblem]:
        """Answers that refer to a file that isn't here: one of last year's, or one that was removed."""
        from portal_tui.forms.attachments import attached

        here = {reference_of(document.id) for document in (*self.documents, *self.left_behind)}
        missing = [pointer for pointer, each in attached(form, self.answers) if each not in here]
        return [FieldProblem(pointer, "file-missing") for pointer in dict.fromkeys(missing)]

    def _missing_documents(self) -> list[FieldProblem]:
        if self.loaded.facts.documents_travel_in == "discussion":
            return []
        return [
            FieldProblem(f"/documents/{slot.key}", "document-missing", {"document": self._title(slot)})
            for slot in self.definition.documents
            if self.slot_facts(slot).held is None and holds(slot.mandatory, self.loaded)
        ]

    def _title(self, slot: DocumentSlot) -> str:
        return self.work.portal.say(slot.title, self.work.language).text


def load_task(work: Work, task_id: int) -> Content:
    """A task for the person who asks. Raises NotFound for whoever may not know of it."""
    application_id = work.value("tasks.application_of", task_id=task_id)
    if application_id is None:
        raise NotFound("task-not-found")
    loaded = load(work, application_id)
    return Content(loaded, next(task for task in loaded.tasks if task.id == task_id))


def _declaration_problems(answers: dict[str, Any], *, signer: str) -> list[FieldProblem]:
    found = []
    if answers.get("accepted") is not True:
        found.append(FieldProblem("/accepted", "declaration-not-accepted"))
    name = str(answers.get("name") or "").strip()
    if not name:
        found.append(FieldProblem("/name", "required"))
    elif collation_key(name) != collation_key(signer):
        found.append(FieldProblem("/name", "signature-name", {"expected": signer, "found": name}))
    return found
