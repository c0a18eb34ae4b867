"""Every step of an application: when, who, what, and why (T10)."""

from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.applications import ReadTimeline, Step
from portal_tui.contract.events import Event
from portal_tui.widgets.prose import Fitted, Prose, hung

from .application_columns import state_text
from .base import PortalScreen
from .wording import values


class TimelineScreen(PortalScreen):
    """The newest step first."""

    def __init__(self, application_id: int) -> None:
        super().__init__()
        self._application_id = application_id

    def compose_body(self) -> ComposeResult:
        yield Static(Content(self.texts("timeline.title")), classes="screen-title")
        yield VerticalScroll(id="steps")

    def load(self) -> None:
        self.ask(ReadTimeline(application_id=self._application_id), self._show)

    def _show(self, steps: tuple[Step, ...]) -> None:
        self.call_later(self._show_steps, steps)
        self.show_state("ready")

    async def _show_steps(self, steps: tuple[Step, ...]) -> None:
        place = self.query_one("#steps")
        await place.remove_children()
        await place.mount(*(self._line(step) for step in steps))
        place.focus()

    def _line(self, step: Step) -> Vertical:
        texts, dates = self.texts, self.session.dates
        code = step.state if step.state == "closing-sent" else step.code
        what = Content(texts(f"step.{code}", **values(step.params, texts, dates)))
        if step.state is not None:
            what = Content.assemble(what, ("   → ", "dim"), state_text(step.state, texts))
        when, who = Content.styled(dates.moment(step.at) + "   ", "dim"), Content(step.author)
        lines: list[Static] = [Fitted(partial(hung, when, who)), Prose(what)]
        if step.explanation:
            lines.append(Prose(Content(step.explanation), classes="muted"))
        return Vertical(*lines, classes="step")

    def concerns(self, event: Event) -> bool:
        return event.application_id == self._application_id
