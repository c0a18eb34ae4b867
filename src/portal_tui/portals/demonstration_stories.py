"""Plays an application of a demonstration through, and says what could not have happened like that."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from portal_tui.forms.check import check
from portal_tui.forms.pointers import get, put
from portal_tui.forms.read import read_form
from portal_tui.rules.states import EDITABLE, TRANSITIONS, steps_of, transition

from .checking import check_reference
from .definition import PERSON, Condition, Portal, Programme, Task
from .demonstration import Application, Demonstration, Event, answers_at, moment
from .problems import Problems
from .source import Node

_BY_STAFF: Final = frozenset({"open-thread", "deposit-official"}) | {
    step.operation for step in TRANSITIONS if step.who == "staff"
}
_BY_ANYBODY: Final = frozenset({"reply", "mark-read"})
_BY_THE_OWNER: Final = frozenset({"send-application", "withdraw-application", "hand-over"})

_A_DAY: Final = 1_790_000_000_000_000


def check_story(
    index: int,
    demonstration: Demonstration,
    portal: Portal,
    documents: Mapping[str, Path],
    node: Node,
    problems: Problems,
) -> None:
    """Note every problem of one application."""
    application = demonstration.applications[index]
    programmes = [programme.code for programme in portal.programmes]
    applicants = [each.key for each in demonstration.organisations] + [
        each.email for each in demonstration.people
    ]
    check_reference(node.get("programme"), programmes, "programme-unknown", problems)
    check_reference(node.get("applicant"), applicants, "applicant-unknown", problems)
    if application.programme in programmes and application.applicant in applicants:
        _Story(application, demonstration, portal, documents, node, problems).play()


class _Story:
    """The application as it stands after the events played so far."""

    def __init__(
        self,
        application: Application,
        demonstration: Demonstration,
        portal: Portal,
        documents: Mapping[str, Path],
        node: Node,
        problems: Problems,
    ) -> None:
        self.application = application
        self.demonstration = demonstration
        self.portal = portal
        self.programme: Programme = portal.programme(application.programme)
        self.known_documents = documents
        self.node = node
        self.problems = problems
        self.zone = ZoneInfo(portal.time_zone)
        self.state = ""
        self.rounds = 0
        self.owner = ""
        self.editors: set[str] = set()
        self.readers: set[str] = set()
        self.threads = 0
        self.answers: dict[str, dict[str, Any]] = {}
        self.documents: dict[str, set[str]] = {}
        self.complete: set[str] = set()

    def play(self) -> None:
        """Play every event, then compare with what the story says it comes to."""
        self._check_applicant()
        last = 0
        for index, event in enumerate(self.application.events):
            at = moment(event.at, _A_DAY, self.zone)
            if at < last:
                self._say(index, "at", "not-in-order", found=event.at)
            if at >= moment("0 days", _A_DAY, self.zone):
                self._say(index, "at", "not-in-the-past", found=event.at)
            last = at
            self._play(index, event)
        if (self.state, self.rounds) != (self.application.state, self.application.round):
            place = self.node.at("state")
            self.problems.add(place.problem("story-ends-otherwise", state=self.state, round=self.rounds))

    def _say(self, index: int, key: str, code: str, **params: str | int) -> None:
        self.problems.add(self.node.at("events", index, key).problem(code, **params))

    def _check_applicant(self) -> None:
        kinds = {each.key: each.kind for each in self.demonstration.organisations}
        kind = kinds.get(self.application.applicant, PERSON)
        if kind not in self.programme.applicants:
            self.problems.add(self.node.at("applicant").problem("applicant-not-admitted", found=kind))

    def _play(self, index: int, event: Event) -> None:
        self._check_actor(index, event)
        if event.do == "start-application":
            self._start(index, event)
        elif event.do == "work":
            self._work(index, event)
        elif event.do in ("add-collaborator", "hand-over"):
            self._share(index, event)
        elif event.do == "take-ownership":
            self._own(event.by)
        elif event.do == "open-thread":
            self.threads += 1
        elif event.do in ("reply", "mark-read") and event.thread >= self.threads:
            self._say(index, "thread", "no-such-thread", found=event.thread)
        elif event.do == "delete-application" and self.state != "draft":
            self._say(index, "do", "not-in-this-state", do=event.do, state=self.state)
        else:
            self._move(index, event)
        for key in ("files", "documents"):
            for name in self._files(event, key):
                if name not in self.known_documents:
                    self._say(index, key, "document-unknown", found=name)

    def _files(self, event: Event, key: str) -> tuple[str, ...]:
        if key == "files":
            return event.files
        return tuple(name for names in event.documents.values() for name in names)

    def _members(self) -> dict[str, str]:
        for organisation in self.demonstration.organisations:
            if organisation.key == self.application.applicant:
                granted = {
                    event.person: "mandatary"
                    for event in self.demonstration.register
                    if event.do == "grant-right" and event.organisation == organisation.key
                }
                return granted | {member.person: member.standing for member in organisation.members}
        return {self.application.applicant: "self"}

    def _check_actor(self, index: int, event: Event) -> None:
        people = {person.email: person for person in self.demonstration.people}
        if event.by not in people:
            check_reference(
                self.node.items("events")[index].get("by"), people, "person-unknown", self.problems
            )
            return
        staff = bool(people[event.by].service_desks)
        allowed = {
            "start-application": event.by in self._members(),
            "take-ownership": self._members().get(event.by) in ("primary", "administrator"),
            "add-collaborator": event.by in self._members(),
            "work": event.by in self.editors,
        }
        if event.do in _BY_STAFF:
            holds = staff and self.programme.service_desk in people[event.by].service_desks
        elif event.do in _BY_ANYBODY:
            holds = staff or event.by in self.readers
        elif event.do in _BY_THE_OWNER or event.do == "delete-application":
            holds = event.by == self.owner
        else:
            holds = allowed.get(event.do, False)
        if not holds:
            self._say(index, "by", "not-theirs-to-do", who=event.by, do=event.do)

    def _start(self, index: int, event: Event) -> None:
        if index:
            self._say(index, "do", "not-in-this-state", do=event.do, state=self.state)
        self.state = "draft"
        self._own(event.by)

    def _own(self, email: str) -> None:
        self.owner = email
        self.editors.add(email)
        self.readers.add(email)

    def _share(self, index: int, event: Event) -> None:
        if event.person not in self._members():
            self._say(index, "person", "not-a-member", found=event.person)
        self.readers.add(event.person)
        if event.do == "hand-over":
            self._own(event.person)
        elif event.access == "edit":
            self.editors.add(event.person)

    def _work(self, index: int, event: Event) -> None:
        closing = [task.key for task in self.programme.closing_tasks]
        tasks = {task.key: task for task in (*self.programme.tasks, *self.programme.closing_tasks)}
        if event.task not in tasks:
            event_node = self.node.items("events")[index]
            check_reference(event_node.get("task") or event_node, tasks, "task-unknown", self.problems)
            return
        task = tasks[event.task]
        if self.state not in EDITABLE or (event.task in closing) != (self.state == "closing"):
            self._say(index, "task", "not-in-this-state", do=event.do, state=self.state)
        if event.answers is not None:
            self.answers[task.key] = answers_at(event.answers, _A_DAY, self.zone)
        for pointer, value in answers_at(event.changes, _A_DAY, self.zone).items():
            self.answers[task.key] = put(self.answers.get(task.key, {}), pointer, value)
        slots = {slot.key: slot for slot in task.documents}
        for key, names in event.documents.items():
            if key not in slots or (len(names) > 1 and not slots[key].several):
                self._say(index, "documents", "slot-wrong", found=key, count=len(names))
            self.documents.setdefault(task.key, set()).add(key)
        self.complete.discard(task.key)
        if event.complete:
            self.complete.add(task.key)
            self._check_complete(index, task, event.by)

    def _check_complete(self, index: int, task: Task, by: str) -> None:
        answers = self.answers.get(task.key, {})
        if task.form is not None:
            form = read_form(self.portal.forms[task.form], "fr-CA", self.portal.default_language)
            for problem in check(form, answers):
                self._say(index, "answers", "answer-wrong", pointer=problem.pointer, problem=problem.code)
        if task.declaration is not None:
            signer = next((each.name for each in self.demonstration.people if each.email == by), "")
            if answers.get("accepted") is not True or answers.get("name") != signer:
                self._say(index, "answers", "not-signed", task=task.key)
        held = self.documents.get(task.key, set())
        for slot in task.documents:
            if slot.key not in held and self._holds(slot.mandatory):
                self._say(index, "documents", "document-missing", found=slot.key)

    def _holds(self, mandatory: bool | Condition) -> bool:
        if isinstance(mandatory, bool):
            return mandatory
        if mandatory.first_time is not None and mandatory.first_time != self._first_time():
            return False
        if mandatory.field is None:
            return True
        given = get(self.answers.get(mandatory.field.task, {}), mandatory.field.pointer)
        return given in mandatory.values

    def _first_time(self) -> bool:
        """Whether nothing else of this applicant was sent before this application."""
        others = (each for each in self.demonstration.applications if each is not self.application)
        own = self._first_sent(self.application)
        return not any(
            each.applicant == self.application.applicant and self._first_sent(each) < own for each in others
        )

    def _first_sent(self, application: Application) -> int:
        sent = (event for event in application.events if event.do == "send-application")
        return min((moment(event.at, _A_DAY, self.zone) for event in sent), default=_A_DAY)

    def _move(self, index: int, event: Event) -> None:
        if not steps_of(event.do):
            return
        step = transition(event.do, self.state)
        has_closing = bool(self.programme.closing_tasks)
        if step is None or step.needs_closing not in (None, has_closing):
            self._say(index, "do", "not-in-this-state", do=event.do, state=self.state)
        if event.do == "send-application":
            self.rounds += 1
            closing = self.state == "closing"
            for task in self.programme.closing_tasks if closing else self.programme.tasks:
                if self._holds(task.mandatory) and task.key not in self.complete:
                    self._say(index, "do", "task-incomplete", task=task.key)
        self.state = (step or steps_of(event.do)[0]).target
