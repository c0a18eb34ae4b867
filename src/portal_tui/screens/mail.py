"""*Courriels*: the mail that a demonstration didn't deliver, so that an account can be confirmed (A1, B5)."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from portal_tui.contract.discussion import ListMail, Mail
from portal_tui.contract.events import Event
from portal_tui.widgets.binding import bind
from portal_tui.widgets.pointed import PointedList

from .base import PortalScreen


class MailScreen(PortalScreen):
    """The newest first; the one under the cursor is shown beside the list."""

    BINDINGS = [bind("mail.copy")]

    def __init__(self) -> None:
        super().__init__()
        self._mails: tuple[Mail, ...] = ()

    def compose_body(self) -> ComposeResult:
        yield Static(Content(self.texts("mail.title")), classes="screen-title")
        with Horizontal(id="mails"):
            yield PointedList(id="mail-list")
            with VerticalScroll(id="mail-pane", can_focus=False):
                yield Static(id="mail-head", classes="muted")
                yield Static(id="mail-body")

    def load(self) -> None:
        self.ask(ListMail(), self._show)

    def _show(self, mails: tuple[Mail, ...]) -> None:
        if not mails:
            self.show_state("empty", self.texts("mail.none"), self.texts("mail.none.means"))
            return
        options = self.query_one("#mail-list", OptionList)
        kept = options.highlighted_option.id if options.highlighted_option else None
        self._mails = mails
        options.clear_options()
        options.add_options(Option(self._line(mail), id=str(mail.id)) for mail in mails)
        ids = [str(mail.id) for mail in mails]
        options.highlighted = ids.index(kept) if kept in ids else 0
        self.show_state("ready")
        options.focus()

    def _line(self, mail: Mail) -> Content:
        new = (f"  {self.texts('talk.new')}", "$accent bold") if mail.unread else ""
        return Content.assemble(mail.subject, "\n", (self.session.dates.ago(mail.at), "$text-muted"), new)

    @on(OptionList.OptionHighlighted)
    def _show_mail(self, message: OptionList.OptionHighlighted) -> None:
        mail = self._mails[message.option_index]
        head = self.texts(
            "mail.head",
            sender=mail.sender,
            recipient=mail.recipient,
            at=self.session.dates.with_zone(mail.at),
        )
        self.query_one("#mail-head", Static).update(Content(head))
        body = Content.assemble(
            (mail.subject, "bold"), "\n\n", mail.body, f"\n\n{mail.link}" if mail.link else ""
        )
        self.query_one("#mail-body", Static).update(body)
        self.query_one("#mail-pane").scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _open(self, message: OptionList.OptionSelected) -> None:
        mail = self._mails[message.option_index]
        if mail.application_id is not None:
            self.portal_app.open("application", application_id=mail.application_id)

    def action_copy(self) -> None:
        """Copy the mail's text, its code among it."""
        at = self.query_one("#mail-list", OptionList).highlighted
        if at is not None and self._mails:
            self.app.copy_to_clipboard(f"{self._mails[at].body}\n{self._mails[at].link}".strip())
            self.portal_app.say(self.texts("mail.copied"))

    def concerns(self, event: Event) -> bool:
        return event.subject == "mail"
