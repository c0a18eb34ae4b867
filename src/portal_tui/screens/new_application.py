"""A new application: as whom, what there is already, whether it is eligible, what it creates (P2-P4, P6)."""

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from portal_tui.contract.accounts import ActAs, Me
from portal_tui.contract.decisions import Decision, Value
from portal_tui.contract.problems import PortalError
from portal_tui.contract.programmes import (
    CheckEligibility,
    Colleague,
    Eligibility,
    OpenProgramme,
    ProgrammeView,
    Question,
    StartApplication,
    Started,
)
from portal_tui.widgets.act import Act
from portal_tui.widgets.binding import bind
from portal_tui.widgets.pick import Pick
from portal_tui.widgets.prose import Draw, Fitted, Prose, hung, unbroken
from portal_tui.widgets.signed import Signed
from portal_tui.widgets.still_input import StillInput

from .act_as import ActAsScreen
from .application_columns import state_text
from .filling import FillingScreen
from .programme_lines import text_of
from .wording import check_text

PAUSE: Final = 0.3
"""Seconds without a key after which the answers are judged."""


class NewApplicationScreen(FillingScreen):
    """Nothing is created before *Créer la demande*."""

    BINDINGS = [bind("app.act-as"), bind("new-application.see")]

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code
        self._view: ProgrammeView | None = None
        self._decision: Decision | None = None
        self._judging: Timer | None = None

    def title_text(self) -> str:
        return self.texts("programme.new.title")

    def compose_entries(self) -> ComposeResult:
        yield Vertical(id="facts")
        yield Vertical(id="questions")
        yield Vertical(id="outcome")
        yield Act(self.texts("new-application.do"), id="finish")

    def load(self) -> None:
        self.ask(OpenProgramme(code=self._code), self._show)

    def _show(self, view: ProgrammeView) -> None:
        first = self._view is None
        self._view = view
        self._decision = view.decisions["start-application"]
        self.show_state("ready")
        self.call_later(self._show_parts, view, first)

    async def _show_parts(self, view: ProgrammeView, first: bool) -> None:
        await self._fill("facts", self._facts(view))
        if first:
            await self._fill("questions", [self._question(each) for each in view.questions])
        if view.questions:
            self._judge()
        else:
            await self._show_outcome()
        if first:
            self._begin()

    async def _fill(self, name: str, widgets: list[Widget]) -> None:
        place = self.query_one(f"#{name}")
        await place.remove_children()
        await place.mount(*widgets)

    def _begin(self) -> None:
        """Put the cursor on the first question, or on what creates it."""
        first = next(iter(self.query("#questions Input, #questions Pick")), None)
        (first or self.query_one("#finish")).focus(scroll_visible=False)

    # What holds before anything is asked

    def _facts(self, view: ProgrammeView) -> list[Widget]:
        texts, me = self.texts, self.session.me
        assert me is not None
        act_as = self.way("app.act-as", texts("new-application.another"))
        programme = Content.assemble(text_of(view.row.title, texts), (f"   {view.row.code}", "$text-muted"))
        who = Content.assemble(
            (me.acting.name, "bold"),
            (f"   {texts(f'standing.{me.acting.standing}')}", "$text-muted"),
            ("   " + act_as.key, "bold $accent"),
            (f" {act_as.text}", "$text-muted"),
        )
        rows: list[Widget] = [
            _given(texts("new-application.programme"), programme),
            _given(texts("new-application.as"), who),
        ]
        existing = [*view.mine, *view.colleagues]
        if existing:
            title, there = Content(texts("new-application.existing")), self._existing(existing)
            rows.append(
                Vertical(Prose(title, classes="muted"), Fitted(there, classes="paragraph"), classes="given")
            )
        return rows

    def _existing(self, applications: list[Colleague]) -> Draw:
        """What this entity has filed here already: who, when, status (P4)."""
        texts, dates = self.texts, self.session.dates
        width = max(len(each.owner) for each in applications)
        lines = [
            (
                Content(f"{each.number}   {each.owner.ljust(width)}   "),
                Content.assemble(
                    state_text(each.state, texts),
                    ("   " + unbroken(dates.ago(each.changed_at)), "$text-muted"),
                ),
            )
            for each in applications[:3]
        ]
        see = self.way("new-application.see", texts.plural("new-application.see-all", len(applications)))
        more = Content.assemble((see.key, "bold $accent"), f" {see.text}")
        return lambda room: Content("\n").join([*(hung(*line, room) for line in lines), more])

    def action_see(self) -> None:
        """What was filed to this programme already."""
        self.portal_app.go("applications", filter=self._code)

    def action_act_as(self) -> None:
        """Act as another entity, and stay here."""

        def chosen(entity_id: int | None) -> None:
            if entity_id is not None:
                self.ask(ActAs(entity_id=entity_id), self._acts)

        self.app.push_screen(ActAsScreen(), chosen)

    def _acts(self, me: Me) -> None:
        self.session.me = me
        self.load()

    # Questions

    def _question(self, question: Question) -> Widget:
        return QuestionBox(question, self._text(question), self._options(question))

    def _text(self, question: Question) -> Content:
        return text_of(question.text, self.texts)

    def _options(self, question: Question) -> list[tuple[str, Content]]:
        if question.kind == "boolean":
            return [(answer, Content(self.texts(f"new-application.{answer}"))) for answer in ("yes", "no")]
        return [(value, text_of(title, self.texts)) for value, title in question.options]

    @property
    def _answers(self) -> dict[str, Value]:
        boxes = self.query(QuestionBox)
        return {box.question.key: box.answer for box in boxes if box.answer is not None}

    @on(Input.Changed)
    @on(Pick.Picked)
    def _answered(self) -> None:
        if self._judging is not None:
            self._judging.stop()
        self._judging = self.set_timer(PAUSE, self._judge)

    def _judge(self) -> None:
        self.ask(CheckEligibility(code=self._code, answers=self._answers), self._judged, failed=self.failed)

    def _judged(self, eligibility: Eligibility) -> None:
        self._decision = eligibility.decision
        said = {answer.key: answer for answer in eligibility.answers}
        for box in self.query(QuestionBox):
            answer = said.get(box.question.key)
            explanation = answer.explanation.text if answer and answer.explanation else ""
            box.judge(answer.met if answer else None, explanation)
        self.call_later(self._show_outcome)

    # What it comes to

    async def _show_outcome(self) -> None:
        view, decision, me = self._view, self._decision, self.session.me
        if view is None or decision is None or me is None:
            return
        texts = self.texts
        finish = self.query_one("#finish", Act)
        finish.set_class(not decision.allowed, "refused")
        if decision.allowed:
            said = texts("new-application.creates", entity=me.acting.name, count=len(view.tasks))
            await self._fill("outcome", [Static(Content(said), classes="paragraph")])
            return
        why = self.way("app.explain", texts("list.why"))
        reason = check_text(decision.reasons[0], texts, self.session.dates)
        way_on = Content.assemble((why.key, "bold $accent"), f" {why.text}")
        if more := len(decision.reasons) - 1:
            said = texts.plural("new-application.more", more)
            way_on = Content.assemble(way_on, (f"   {said}", "$text-muted"))
        refusal = Signed(Content.styled("✗", "bold $error"), reason)
        await self._fill("outcome", [refusal, Static(way_on, classes="paragraph indented")])

    def finish(self) -> None:
        if self._decision is not None and not self._decision.allowed:
            self.explain()
            return
        self.ask(
            StartApplication(code=self._code, eligibility=self._answers),
            self._started,
            failed=self._refused,
        )

    def _refused(self, error: PortalError) -> bool:
        if error.problem.decision is not None:
            self._decision = error.problem.decision
        return self.failed(error)

    def _started(self, started: Started) -> None:
        self.portal_app.go("applications")
        self.portal_app.open("application", application_id=started.application_id)

    def explain(self) -> None:
        """Whether it can be created, and why."""
        if self._decision is None:
            super().explain()
        else:
            self.portal_app.explain(self._decision, then=self.portal_app.renew)


class QuestionBox(Vertical):
    """A question, where to answer it, and what the answer comes to."""

    def __init__(self, question: Question, text: Content, options: list[tuple[str, Content]]) -> None:
        super().__init__()
        self.question = question
        self._text = text
        self._options = options

    def compose(self) -> ComposeResult:
        yield Static(self._text, classes="entry-label")
        if self.question.help is not None:
            yield Static(Content(self.question.help.text), classes="muted")
        if self.question.kind in ("integer", "text"):
            yield StillInput()
        else:
            yield Pick(self._options)
        yield Static(classes="verdict")

    @property
    def answer(self) -> Value:
        """What is answered, as the question takes it; None where nothing is."""
        match self.question.kind:
            case "boolean":
                return {"yes": True, "no": False}.get(self.query_one(Pick).chosen)
            case "choice":
                return self.query_one(Pick).chosen or None
            case "integer":
                typed = "".join(self.query_one(Input).value.split())
                return int(typed) if typed.isdecimal() else typed or None
            case "text":
                return self.query_one(Input).value.strip() or None

    def judge(self, met: bool | None, explanation: str) -> None:
        """Say what the answer comes to; nothing while there is none."""
        verdict = self.query_one(".verdict", Static)
        if met is None:
            verdict.update("")
        elif met:
            verdict.update(Content.assemble("✓ ", explanation))
        else:
            verdict.update(Content.assemble(("✗ ", "bold $error"), explanation))


def _given(label: str, value: Content) -> Widget:
    """Something that is given: its name, and what it is."""
    return Vertical(
        Prose(Content(label), classes="muted"), Prose(value, classes="paragraph"), classes="given"
    )
