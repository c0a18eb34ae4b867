"""The head of the workspace: which application, in which state, whose, due when."""

from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.applications import ApplicationView
from portal_tui.dates import Dates
from portal_tui.texts import Texts

UNSENT = frozenset({"draft", "changes-requested"})
"""States in which what is written hasn’t reached the operator."""


class ApplicationHead(Static):
    """Two lines. What isn't sent says so, loudly (T9)."""

    def show(self, view: ApplicationView, texts: Texts, dates: Dates) -> None:
        """Show an application."""
        self._left = (_title(view, texts), _people(view, texts))
        self._right = (_state(view, texts), _due(view, texts, dates))
        self.refresh(layout=True)

    _left: tuple[Content, Content] = (Content(""), Content(""))
    _right: tuple[Content, Content] = (Content(""), Content(""))

    def on_resize(self) -> None:
        self.refresh()

    def render(self) -> Content:
        lines = [
            _spread(left, right, self.size.width) for left, right in zip(self._left, self._right, strict=True)
        ]
        return Content("\n").join(lines)


def _title(view: ApplicationView, texts: Texts) -> Content:
    programme = Content.styled(view.programme.text, "bold")
    return Content.assemble(programme, "  ", (f"{view.programme_code} · {view.number}", "$text-muted"))


def _people(view: ApplicationView, texts: Texts) -> Content:
    you = f" ({texts('workspace.you')})" if view.access == "owner" else ""
    said = texts("workspace.owner", owner=view.owner, you=you)
    if view.collaborators:
        said += "  " + texts.plural("workspace.collaborators", view.collaborators)
    return Content.styled(f"{view.applicant}  ·  {said}", "$text-muted")


def _state(view: ApplicationView, texts: Texts) -> Content:
    said = texts(f"workspace.state.{view.state}", round=view.round)
    return Content.styled(said, "bold $accent" if view.state in UNSENT else "bold")


def _due(view: ApplicationView, texts: Texts, dates: Dates) -> Content:
    if view.state not in UNSENT:
        return (
            Content.styled(texts("workspace.sent-at", at=dates.with_zone(view.sent_at)), "$text-muted")
            if view.sent_at
            else Content("")
        )
    if view.deadline_at is None:
        return Content.styled(texts("workspace.no-deadline"), "$text-muted")
    at, remaining = dates.deadline(view.deadline_at), dates.remaining(view.deadline_at)
    if dates.has_passed(view.deadline_at):
        return Content.styled(texts("workspace.was-due", at=at), "$text-error")
    said = texts("workspace.due", at=at)
    tone = "bold $text-warning" if dates.is_soon(view.deadline_at) else "$text-muted"
    return Content.assemble((f"{said} · ", "$text-muted"), (remaining, tone))


def _spread(left: Content, right: Content, width: int) -> Content:
    """Left and right on one line; the left gives way."""
    room = width - right.cell_length - 2
    if room < 8:
        return right.truncate(width, ellipsis=True)
    left = left.truncate(room, ellipsis=True)
    return Content.assemble(left, " " * (width - left.cell_length - right.cell_length), right)
