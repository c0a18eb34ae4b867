"""The head of the workspace: which application, in which state, whose, due when."""

from textual.content import Content

from portal_tui.contract.applications import ApplicationView
from portal_tui.dates import Dates
from portal_tui.filling import listing
from portal_tui.texts import Texts
from portal_tui.widgets.two_ends import Ends, TwoEnds

UNSENT = frozenset({"draft", "changes-requested", "closing"})
"""States in which what is written hasn’t reached the operator."""


class ApplicationHead(TwoEnds):
    """Two lines. What isn't sent says so, loudly (T9)."""

    def show(self, view: ApplicationView, texts: Texts, dates: Dates) -> None:
        """Show an application."""
        self.say(
            Ends(_title(view), (_state(view, texts),)),
            Ends(_people(view, texts), _due(view, texts, dates), ("left", "right", "left", "right", "right")),
        )


def _title(view: ApplicationView) -> tuple[Content, ...]:
    programme = Content.styled(view.programme.text, "bold")
    return (
        Content.assemble(programme, "  ", (f"{view.programme_code} · {view.number}", "$text-muted")),
        Content.assemble(programme, "  ", (view.number, "$text-muted")),
        Content.styled(view.number, "bold"),
    )


def _people(view: ApplicationView, texts: Texts) -> tuple[Content, ...]:
    """The owner before everything else, or who may transmit; as whom one acts, the header says too."""
    if view.senders is not None:
        return _senders(view, view.senders, texts)
    you = f" ({texts('workspace.you')})" if view.access == "owner" else ""
    owner = texts("workspace.owner", owner=view.owner, you=you)
    others = "  " + texts.plural("workspace.collaborators", view.collaborators) if view.collaborators else ""
    said = (f"{view.applicant}  ·  {owner}{others}", owner + others, owner)
    return tuple(Content.styled(each, "$text-muted") for each in said)


def _senders(view: ApplicationView, senders: tuple[str, ...], texts: Texts) -> tuple[Content, ...]:
    """In register portals, owning gives nothing: who may transmit (T3)."""
    said: tuple[str, ...] = (texts("workspace.senders.organisation", applicant=view.applicant),)
    if senders:
        names = texts.plural("rights.senders", len(senders), names=listing(senders, texts))
        said = (f"{view.applicant}  ·  {names}", names, texts.plural("workspace.senders", len(senders)))
    return tuple(Content.styled(each, "$text-muted") for each in said)


def _state(view: ApplicationView, texts: Texts) -> Content:
    said = texts(f"workspace.state.{view.state}", round=view.round)
    return Content.styled(said, "bold $accent" if view.state in UNSENT else "bold")


def _due(view: ApplicationView, texts: Texts, dates: Dates) -> tuple[Content, ...]:
    if view.state not in UNSENT:
        said = (dates.with_zone(view.sent_at), dates.moment(view.sent_at)) if view.sent_at else ()
        sent = (texts("workspace.sent-at", at=at) for at in said)
        return tuple(Content.styled(each, "$text-muted") for each in sent) or (Content(""),)
    if view.deadline_at is None:
        return (Content.styled(texts("workspace.no-deadline"), "$text-muted"),)
    at = dates.deadline(view.deadline_at)
    if dates.has_passed(view.deadline_at):
        return (Content.styled(texts("workspace.was-due", at=at), "$text-error"),)
    tone = "bold $text-warning" if dates.is_soon(view.deadline_at) else "$text-muted"
    remaining = Content.styled(dates.remaining(view.deadline_at), tone)
    dated = tuple(Content.styled(said, "$text-muted") for said in (texts("workspace.due", at=at), at))
    if not dates.is_near(view.deadline_at):
        return (*dated, remaining)
    apart = Content.styled(" · ", "$text-muted")
    return (*(each + apart + remaining for each in dated), remaining)
