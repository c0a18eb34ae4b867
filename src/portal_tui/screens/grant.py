"""*Confirmer*: what a right would change, through which firm, until when; then it is given (R6, R7)."""

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from portal_tui.contract.problems import FieldProblem, Invalid, PortalError, Refused
from portal_tui.contract.register import GrantRight, Holder, RegisterView, Right
from portal_tui.dates import local
from portal_tui.forms.dates import date_of, show_date
from portal_tui.keys import keys_of
from portal_tui.widgets.act import Act
from portal_tui.widgets.binding import bind
from portal_tui.widgets.entry import Entry
from portal_tui.widgets.form.calendar import Calendar
from portal_tui.widgets.key_hints import KeyHints
from portal_tui.widgets.pick import Pick
from portal_tui.widgets.prose import Prose

from .asking import PortalModal
from .filling import field_text
from .register_lines import Known, change_of, ends_sending, is_mandate, last_day
from .wording import key_name


class GrantScreen(PortalModal[RegisterView]):
    """Gives the register with the right in it, and nothing when it is closed."""

    CSS_PATH = ["pages.tcss", "application_pages.tcss", "dialogs.tcss"]
    BINDINGS = [bind("rights.calendar"), bind("dialog.close")]

    def __init__(self, view: RegisterView, known: Known, right: Right, held: Holder | None = None) -> None:
        """``held``: how they stand in the register already."""
        super().__init__()
        self._view = view
        self._known = known
        self._right = right
        self._points = known.points if is_mandate(right) else ()
        self._held = held

    def compose(self) -> ComposeResult:
        texts = self.texts
        with Vertical(classes="dialog narrow"):
            title = texts("grant.title", right=texts(f"right.{self._right}"), person=self._known.name)
            yield Static(Content(title), classes="dialog-title")
            with VerticalScroll(can_focus=False):
                yield from self._compose_entries()
            yield KeyHints(texts)

    def _compose_entries(self) -> ComposeResult:
        texts, known = self.texts, self._known
        yield Prose(change_of(known, self._right, texts), classes="dialog-text")
        if self._held is not None and ends_sending(self._held, known, self._right):
            said = Content.assemble(("! ", "bold $text-warning"), texts("grant.last-sender"))
            yield Prose(said, classes="dialog-text")
        if len(self._points) > 1:
            yield from self._compose_points()
        if self._view.rights_may_end:
            key = self._key("rights.calendar")
            help = texts("grant.ends.help", zone=self.session.dates.zone, key=key)
            yield Entry(texts("grant.ends"), self._last_day(), id="ends", help=help)
        yield Act(texts("grant.do"))

    def _compose_points(self) -> ComposeResult:
        """Through which of several places they work for this client (R9)."""
        yield Static(Content(self.texts("grant.point")), classes="dialog-text entry-label")
        options = [(str(each.id), Content(f"{each.firm}, {each.point}")) for each in self._points]
        held = self._held
        at = held and next((e.id for e in self._points if (e.firm, e.point) == (held.firm, held.point)), None)
        yield Pick(options, chosen=str(at or ""), id="point")
        yield Prose(id="point-problem", classes="field-problem")

    def on_mount(self) -> None:
        first = next(iter(self.query("Pick, Input, Act").results()), None)
        if first is not None:
            first.focus()

    def _last_day(self) -> str:
        ends_at = self._known.ends_at
        day = last_day(ends_at, self._zone) if ends_at is not None else ""
        return show_date(day, self.session.language)

    @property
    def _zone(self) -> str:
        portal = self.session.portal
        return portal.time_zone if portal is not None else "UTC"

    # The calendar

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "calendar":
            return self._view.rights_may_end and not self.query(Calendar)
        return super().check_action(action, parameters)

    def action_calendar(self) -> None:
        """A month to choose the last day from."""
        entry = self.query_one("#ends", Entry)
        typed = date_of(entry.value, self.session.language)
        today = local(self.session.clock(), self._zone).date()
        calendar = Calendar(date.fromisoformat(typed) if typed else today, self.session.language)
        entry.tell(self._calendar_keys())
        self.add_class("choosing")
        self.query_one(VerticalScroll).mount(calendar, after=entry)
        calendar.call_after_refresh(calendar.scroll_visible, animate=False)

    def _calendar_keys(self) -> str:
        """What moves in the calendar, in the place of the field's help."""
        ids = {
            "earlier": "form.page-up",
            "later": "form.page-down",
            "choose": "form.use",
            "close": "popup.close",
        }
        return self.texts("grant.calendar", **{name: self._key(id) for name, id in ids.items()})

    def _key(self, id: str) -> str:
        return key_name(keys_of(id, self.portal_app.keymap)[0], self.texts)

    @on(Calendar.Closed)
    def _take_day(self, message: Calendar.Closed) -> None:
        entry = self.query_one("#ends", Entry)
        if message.day:
            entry.input.value = show_date(message.day, self.session.language)
            entry.say("")
        entry.tell("")
        self.remove_class("choosing")
        entry.enter()
        message.calendar.remove()

    # Confirming

    @on(Input.Submitted)
    def _next(self, message: Input.Submitted) -> None:
        message.stop()
        self.focus_next()

    @on(Act.Done)
    def _confirm(self) -> None:
        typed = self.query_one("#ends", Entry).value.strip() if self._view.rights_may_end else ""
        point = self.query_one(Pick).chosen if len(self._points) > 1 else ""
        operation = GrantRight(
            organisation_id=self._view.organisation_id,
            service=self._view.service,
            user_code=self._known.user_code,
            right=self._right,
            point_id=int(point) if point else None,
            ends=(date_of(typed, self.session.language) or typed) if typed else None,
        )
        self.ask(operation, self._granted, failed=self._failed)

    def _granted(self, view: RegisterView) -> None:
        self.dismiss(view)

    def _failed(self, error: PortalError) -> bool:
        if isinstance(error, Refused) and error.problem.decision is not None:
            self.portal_app.explain(error.problem.decision, then=self._lifted)
            return True
        if not isinstance(error, Invalid) or not error.problem.fields:
            return False
        for field in error.problem.fields:
            self._say(field)
        return True

    def _lifted(self) -> None:
        """It was given by a remedy."""
        self.dismiss(None)
        self.portal_app.renew()

    def _say(self, field: FieldProblem) -> None:
        said = field_text(field, self.texts)
        if field.pointer == "/point_id":
            said = self.texts("grant.point.choose")
            self.query_one("#point-problem", Prose).update(Content.styled(f"✗ {said}", "$text-error"))
            self.query_one(Pick).focus()
        else:
            entry = self.query_one("#ends", Entry)
            entry.say(said)
            entry.enter()

    def action_close(self) -> None:
        self.dismiss(None)
