"""Reading over what will be sent, exactly, before sending it (T9)."""

from typing import Final
from uuid import uuid4

import msgspec
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.applications import (
    Explain,
    Receipt,
    Review,
    ReviewApplication,
    ReviewedTask,
    SendApplication,
)
from portal_tui.contract.problems import PortalError
from portal_tui.contract.references import is_in_form
from portal_tui.forms.picture import Line, Role
from portal_tui.widgets.binding import bind
from portal_tui.widgets.prose import Draw, Fitted, Prose, unbroken
from portal_tui.widgets.workspace.slots import document_line
from portal_tui.widgets.workspace.task_pane import named

from .base import PortalScreen
from .task_forms import form_of

_READABLE: Final = 100
"""Cells of a line at most: longer ones are hard to follow."""
_ROLES: Final[dict[Role, str]] = {
    "title": "$text-muted",
    "help": "$text-muted",
    "rule": "dim",
    "section": "bold",
}


class ReviewScreen(PortalScreen):
    """All of the content as plain text, then one key to send. The same key again gets the same receipt."""

    CSS_PATH = ["pages.tcss", "application_pages.tcss"]

    BINDINGS = [bind("review.send")]

    def __init__(self, application_id: int) -> None:
        super().__init__()
        self._application_id = application_id
        self._key = uuid4().hex

    def compose_body(self) -> ComposeResult:
        yield Prose(id="review-head")
        yield VerticalScroll(id="review")
        yield Static(id="review-foot")

    def load(self) -> None:
        self.ask(ReviewApplication(application_id=self._application_id), self._show)

    def _show(self, review: Review) -> None:
        view, texts = review.application, self.texts
        what = ".closing" if view.in_closing else ""
        title = Content.assemble(
            (texts("review.title"), "bold"),
            "   ",
            " · ".join((view.programme.text, view.number, unbroken(view.applicant))),
        )
        self.query_one("#review-head", Prose).update(
            Content("\n").join([title, Content.styled(texts(f"review.text{what}"), "$text-muted")])
        )
        send = self.way("review.send")
        self.query_one("#review-foot", Static).update(
            Content.assemble((f" {texts(f'send.label{what}')}  {send.key} ", "bold $background on $accent"))
            if view.decisions["send-application"].allowed
            else Content(texts("send.disabled"))
        )
        self.show_state("ready")
        self.call_later(self._show_tasks, review)

    async def _show_tasks(self, review: Review) -> None:
        place = self.query_one("#review", VerticalScroll)
        await place.remove_children()
        await place.mount_all(Fitted(self._reviewed(task), classes="reviewed") for task in review.tasks)
        place.focus()

    def _reviewed(self, task: ReviewedTask) -> Draw:
        from portal_tui.forms.preview import answered

        star = " *" if task.row.mandatory else ""
        head = [Content.styled(task.row.title.text + star, "bold underline"), Content("")]
        form = form_of(task.row.kind, task.form, self.session)
        answers, files = msgspec.json.decode(task.answers), named(task.documents, self.texts)
        others = (document for document in task.documents if not is_in_form(document.slot))
        foot = [document_line(document, self.texts, indent=2) for document in others]
        if not task.documents and form is None:
            foot.append(Content.styled(self.texts("review.empty"), "$text-muted"))

        def draw(width: int) -> Content:
            picture = form and answered(form, answers, width=min(width, _READABLE), documents=files)
            asked = map(_coloured, picture.lines) if picture else ()
            return Content("\n").join([*head, *asked, *foot])

        return draw

    def action_send(self) -> None:
        """Send, once."""
        operation = SendApplication(application_id=self._application_id, idempotency_key=self._key)
        self.ask(operation, self._sent, failed=self._not_sent)

    def _sent(self, receipt: Receipt) -> None:
        self.portal_app.back()
        self.portal_app.open("receipt", application_id=self._application_id, round=receipt.round)

    def _not_sent(self, error: PortalError) -> bool:
        """It has become impossible since this was opened: say why, with what lifts it."""
        if error.problem.decision is None:
            return False
        self.portal_app.explain(
            error.problem.decision,
            application_id=self._application_id,
            again=Explain(application_id=self._application_id, action="send-application"),
            then=self.load,
        )
        return True


def _coloured(line: Line) -> Content:
    """What is asked steps back behind what is answered."""
    return Content.assemble(*((span.text, _ROLES.get(span.role, "")) for span in line))
