"""Random histories: whatever people do, in whatever order, both portals say the same (B1).

A few histories in the suite, ``SOAK_ROUNDS`` times ten in ``make soak``.
"""

import asyncio
import os
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from portal_tui.contract import accounts as a
from portal_tui.contract import applications as ap
from portal_tui.contract import finding as f
from portal_tui.contract import organisations as o
from portal_tui.contract import programmes as p
from portal_tui.contract import reuse as r
from portal_tui.contract import staff as s
from portal_tui.contract import tasks as t
from portal_tui.contract.applications import ApplicationView
from tests.contract_suite.conftest import Place
from tests.contract_suite.twins import Outcome, Twins, twins
from tests.stage import EVENING
from tests.world import ANSWERS, DAY

HISTORIES = 10 * int(os.environ["SOAK_ROUNDS"]) if "SOAK_ROUNDS" in os.environ else 3
STEPS = 25

PEOPLE = ("Maude", "Jean", "Lise", "Ada")
NUMBERS = tuple(f"2026-00000{number}" for number in range(1, 8))
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 600), TEXTS, st.sampled_from(["jazz", "2026-12-01"])
)
person = st.sampled_from(PEOPLE)
number = st.sampled_from(NUMBERS)
some = st.integers(0, 6)
STEPS_OF_STAFF = (
    s.BeginReview,
    s.RequestChanges,
    s.DeclareEligible,
    s.DeclareIneligible,
    s.GrantApplication,
    s.RefuseApplication,
    s.OpenClosing,
    s.RecordFinalPayment,
    s.CloseApplication,
)
STATES = ("sent", "under-review", "eligible", "granted", "closing", "closing-sent", "draft")


class TwoPortals(RuleBasedStateMachine):
    """People at two portals that must agree."""

    place: Place
    """Where the portal behind the server is made."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.open = AsyncExitStack()
        self.folder = self.open.enter_context(tempfile.TemporaryDirectory())
        here, there = str(Path(self.folder) / "portal.db"), type(self).place()
        self.both: Twins = self.runner.run(self.open.enter_async_context(twins(here, there)))
        self.now = EVENING

    def teardown(self) -> None:
        """Close both."""
        self.runner.run(self.open.aclose())
        self.runner.close()

    def ask(self, who: str, operation: Any) -> Outcome:
        """On both sides."""
        return self.runner.run(self.both.ask(who, operation))

    def view(self, who: str, which: str) -> ApplicationView | None:
        """An application as somebody sees it, if they do."""
        found, _ = self.runner.run(self.both._both(who, ap.FindApplication(number=which)))
        return found if isinstance(found, ApplicationView) else None

    def task(self, who: str, which: str, place: int) -> int:
        """The id of one of its tasks; of none, where there is none."""
        view = self.view(who, which)
        return view.tasks[place % len(view.tasks)].id if view and view.tasks else 1

    @initialize()
    def enter(self) -> None:
        self.runner.run(self.both.enter(*PEOPLE))

    @rule(who=person, which=st.integers(0, 30))
    def act_as(self, who: str, which: int) -> None:
        self.ask(who, a.ActAs(entity_id=which))

    @rule(who=person, language=st.sampled_from(["fr-CA", "fr-FR", "en", "de"]))
    def speak(self, who: str, language: str) -> None:
        self.ask(who, a.ChooseLanguage(language=language))

    @rule(
        who=person,
        words=st.one_of(TEXTS, number),
        sort=st.sampled_from(["number", "owner", "deadline", "changed"]),
        down=st.booleans(),
        states=st.lists(st.sampled_from(["draft", "sent", "granted"]), max_size=2, unique=True),
        limit=st.integers(-1, 4),
    )
    def list(self, who: str, words: str, sort: Any, down: bool, states: Any, limit: int) -> None:
        query = ap.ListApplications(
            filter=words, sort=sort, descending=down, states=tuple(states), limit=limit
        )
        self.ask(who, query)
        self.ask(who, ap.CountApplications(filter=words, states=tuple(states)))
        self.ask(who, f.LookElsewhere(filter=words))

    @rule(who=person, code=st.one_of(st.sampled_from(["any", "30-44-00"]), TEXTS), key=st.sampled_from("ab "))
    def begin(self, who: str, code: str, key: str) -> None:
        self.ask(who, p.OpenProgramme(code=code))
        self.ask(who, p.StartApplication(code=code, idempotency_key=key.strip()))

    @rule(who=person, which=number)
    def look(self, who: str, which: str) -> None:
        view = self.view(who, which)
        if view is not None:
            for kind in (ap.OpenApplication, ap.ReviewApplication, ap.ReadTimeline, ap.ListPeople):
                self.ask(who, kind(application_id=view.id))
        self.ask(who, f.ReadHome())

    @rule(
        who=person,
        which=number,
        place=some,
        name=st.sampled_from([*ANSWERS, "begins", "first", "none", "accepted", "name"]),
        value=VALUES,
        revision=st.integers(0, 4),
        keep=st.booleans(),
    )
    def write(
        self, who: str, which: str, place: int, name: str, value: Any, revision: int, keep: bool
    ) -> None:
        task = self.task(who, which, place)
        changes = (t.Change(pointer=f"/{name}", value=value),)
        self.ask(who, t.SaveAnswers(task_id=task, changes=changes, revision=revision, keep_mine=keep))

    @rule(who=person, which=number, place=some)
    def fill(self, who: str, which: str, place: int) -> None:
        task = self.task(who, which, place)
        changes = tuple(t.Change(pointer=f"/{name}", value=value) for name, value in ANSWERS.items())
        self.ask(who, t.SaveAnswers(task_id=task, changes=changes, revision=1))
        self.ask(who, t.CompleteTask(task_id=task))

    @rule(
        who=person,
        which=number,
        place=some,
        kind=st.sampled_from([t.CompleteTask, t.ReopenTask, t.ResetTask, t.UndoReset, t.OpenTask]),
    )
    def settle(self, who: str, which: str, place: int, kind: Any) -> None:
        self.ask(who, kind(task_id=self.task(who, which, place)))

    @rule(
        who=person,
        which=number,
        place=some,
        content=st.sampled_from([b"{", b"{}", b'{"fax": 1}', b'{"title": "Autre", "fax": 1}']),
        earlier=st.integers(0, 60),
    )
    def bring(self, who: str, which: str, place: int, content: bytes, earlier: int) -> None:
        task = self.task(who, which, place)
        self.ask(who, r.ExportAnswers(task_id=task))
        self.ask(who, r.ListEarlier(task_id=task))
        self.ask(who, r.CompareEarlier(task_id=task, earlier_id=earlier))
        self.ask(who, r.CompareAnswers(task_id=task, name="é.json", content=content))
        change = t.Change(pointer="/title", value="Autre")
        self.ask(who, t.SaveAnswers(task_id=task, changes=(change,), revision=1, undoable=True))

    @rule(who=person, which=number, key=st.sampled_from(["", "a", "é b"]))
    def send(self, who: str, which: str, key: str) -> None:
        view = self.view(who, which)
        if view is not None:
            self.ask(who, ap.SendApplication(application_id=view.id, idempotency_key=key))
            self.ask(who, ap.Explain(application_id=view.id, action="send-application"))

    @rule(
        who=person,
        which=number,
        kind=st.sampled_from(
            [ap.DeleteApplication, ap.RestoreApplication, ap.TakeOwnership, ap.WithdrawApplication]
        ),
    )
    def move(self, who: str, which: str, kind: Any) -> None:
        view = self.view(who, which)
        self.ask(who, kind(application_id=view.id if view else 44))

    @rule(
        who=person,
        which=number,
        other=st.sampled_from(PEOPLE),
        access=st.sampled_from(["edit", "view", None]),
    )
    def share(self, who: str, which: str, other: str, access: Any) -> None:
        view = self.view(who, which)
        if view is None:
            return
        account = self.both.embedded.world.accounts[other]
        if access is None:
            self.ask(who, ap.RemoveCollaborator(application_id=view.id, account_id=account))
            self.ask(who, ap.HandOver(application_id=view.id, account_id=account))
        else:
            self.ask(who, ap.AddCollaborator(application_id=view.id, account_id=account, access=access))

    @rule(which=number, kind=st.sampled_from(STEPS_OF_STAFF), expected=st.sampled_from(STATES), words=TEXTS)
    def decide(self, which: str, kind: Any, expected: Any, words: str) -> None:
        view = self.view("Ada", which)
        if view is not None:
            self.ask("Ada", kind(application_id=view.id, expected=expected, explanation=words))

    @rule(who=person, email=st.sampled_from(["jean@example.org", "new@example.org", "nonsense"]), place=some)
    def invite(self, who: str, email: str, place: int) -> None:
        quai = self.both.embedded.world.organisations["Théâtre du Quai"]
        self.ask(who, o.InviteMember(organisation_id=quai, email=email))
        self.ask(who, o.OpenOrganisation(organisation_id=quai))
        other = self.both.embedded.world.accounts[PEOPLE[place % len(PEOPLE)]]
        self.ask(who, o.RemoveMember(organisation_id=quai, account_id=other))

    @rule(days=st.sampled_from([0.01, 0.2, 1, 14]))
    def wait(self, days: float) -> None:
        """Sessions may end meanwhile: whoever was signed in signs in again."""
        self.now += int(days * DAY)
        self.both.at(self.now)
        self.ask("Maude", a.WhoAmI())
        self.both.forget(*PEOPLE)
        self.runner.run(self.both.enter(*PEOPLE))


@pytest.mark.soak
def test_random_histories(place: Place) -> None:
    """The same answers, refusals and texts, whatever is done."""
    run_state_machine_as_test(
        type("TwoPortals", (TwoPortals,), {"place": staticmethod(place)}),
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize="SOAK_ROUNDS" not in os.environ,
        ),
    )
