"""As whom to act: my personal account or one of my organisations (A0, O2)."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.accounts import ActingEntity
from portal_tui.texts import Texts
from portal_tui.widgets.binding import bind
from portal_tui.widgets.choice import Choice, choose_by_digit
from portal_tui.widgets.key_hints import KeyHints

from .asking import PortalModal


class ActAsScreen(PortalModal[int]):
    """Every entity, with my role in it and what is unread there; gives the one that was chosen."""

    BINDINGS = [bind("dialog.close")]

    def compose(self) -> ComposeResult:
        me = self.session.me
        assert me is not None
        with Vertical(classes="dialog narrow"):
            yield Static(Content(self.texts("act-as.title")), classes="dialog-title")
            with VerticalScroll(can_focus=False):
                for digit, entity in enumerate(me.entities, 1):
                    yield Choice(digit, entity.name, entity_detail(entity, me.acting, self.texts))
            yield Static(Content(self.texts("act-as.missing")), classes="muted")
            yield Choice(len(me.entities) + 1, self.texts("act-as.sign-out"), id="sign-out")
            yield KeyHints(self.texts)

    def on_mount(self) -> None:
        me = self.session.me
        assert me is not None
        ids = [entity.id for entity in me.entities]
        list(self.query(Choice))[ids.index(me.acting.id)].focus()

    def on_key(self, event: events.Key) -> None:
        choose_by_digit(self, event)

    @on(Choice.Chosen)
    def _choose(self, message: Choice.Chosen) -> None:
        me = self.session.me
        assert me is not None
        if message.choice.id == "sign-out":
            from .leaving import sign_out

            self.dismiss(None)
            sign_out(self.portal_app)
        else:
            self.dismiss(me.entities[message.choice.digit - 1].id)

    def action_close(self) -> None:
        self.dismiss(None)


def entity_detail(entity: ActingEntity, acting: ActingEntity, texts: Texts) -> str:
    """My role there, what is unread, and whether I act as it now."""
    parts = [texts(f"standing.{entity.standing}")]
    if entity.unread:
        parts.append(texts.plural("act-as.unread", entity.unread))
    if entity.id == acting.id:
        parts.append(texts("act-as.now"))
    return " · ".join(parts)
