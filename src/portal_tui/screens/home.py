"""What needs me now, across my entities: unread first, then what is due; one key opens each (C4, T9)."""

from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.events import Event
from portal_tui.contract.finding import HomeItem, ReadHome
from portal_tui.dates import Dates
from portal_tui.texts import Texts
from portal_tui.widgets.binding import bind
from portal_tui.widgets.choice import Choice, choose_by_digit, focus_first_choice

from . import places
from .base import PortalScreen

_DUE: Final = frozenset({"changes-requested", "deadline", "ready", "closing", "closing-ready"})
"""What has to be done by a moment."""

_WHAT: Final = 50
"""Cells for what there is to do, so that what it is about lines up."""

_WAYS: Final = ("applications", "programmes", "services", "designations")
"""Where else to look, where there is nothing to do."""


class HomeScreen(PortalScreen):
    """*Accueil*."""

    BINDINGS = [
        bind("home.applications"),
        bind("home.programmes"),
        bind("home.services"),
        bind("home.designations"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[HomeItem, ...] = ()

    def compose_body(self) -> ComposeResult:
        yield Static(Content(self.texts("home.title")), classes="screen-title")
        yield VerticalScroll(id="home-items", can_focus=False)

    def load(self) -> None:
        self.ask(ReadHome(), self._show)

    def _show(self, items: tuple[HomeItem, ...]) -> None:
        if not items:
            ways = (self.way(f"home.{place}") for place in _WAYS if self.check_action(place, ()))
            self.show_state("empty", self.texts("home.nothing"), self.texts("home.nothing.means"), *ways)
            return
        if items != self._items:
            self._items = items
            self.call_later(self._show_items)
        self.show_state("ready")

    async def _show_items(self) -> None:
        place = self.query_one("#home-items")
        await place.remove_children()
        await place.mount(*(self._line(digit, item) for digit, item in enumerate(self._items, 1)))
        focus_first_choice(self)

    def _line(self, digit: int, item: HomeItem) -> Choice:
        texts, dates = self.texts, self.session.dates
        me = self.session.me
        elsewhere = me is not None and item.entity_id not in (None, me.acting.id)
        wide = self.has_class("-wide")
        parts = [item.programme, item.number, item.entity if elsewhere else "", further(item, texts, dates)]
        return Choice(
            digit,
            said(item, texts, dates).ljust(_WHAT if wide else 0),
            " · ".join(part for part in parts if part),
            below=not wide,
            urgent=self._urgent(item),
        )

    def _urgent(self, item: HomeItem) -> bool:
        return item.due_at is not None and self.session.dates.is_soon(item.due_at)

    def on_key(self, event: events.Key) -> None:
        choose_by_digit(self, event)

    @on(Choice.Chosen)
    def _open(self, message: Choice.Chosen) -> None:
        item = self._items[message.choice.digit - 1]
        if item.application_id is not None:
            self.portal_app.open_application(
                item.application_id,
                entity_id=item.entity_id,
                task_id=item.task_id,
                pane="discussion" if item.code == "unread" else "tasks",
            )
        elif item.code == "confirm":
            self.portal_app.open("confirm-address")
        elif item.code == "requests-waiting":
            self.portal_app.go("designations")
        elif item.decision is not None:
            self.portal_app.explain(item.decision, then=self.load)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        me = self.session.me
        if action == "designations":
            return me is not None and me.role == "staff" and action in places(me)
        return action != "services" or action in places(me)

    def action_designations(self) -> None:
        self.portal_app.go("designations")

    def action_services(self) -> None:
        self.portal_app.go("services")

    def action_applications(self) -> None:
        self.portal_app.go("applications")

    def action_programmes(self) -> None:
        self.portal_app.go("programmes")

    def concerns(self, event: Event) -> bool:
        return True


def said(item: HomeItem, texts: Texts, dates: Dates) -> str:
    """What there is to do, and until when; what there was to do, and when the right to it ended."""
    if item.code == "right-ended":
        return texts("home.right-ended", day=dates.day(item.since or 0))
    what = texts.plural(f"home.{item.code}", item.count)
    if item.due_at is None or item.code not in _DUE:
        return what
    return texts("home.due", what=what, when=dates.remaining(item.due_at))


def further(item: HomeItem, texts: Texts, dates: Dates) -> str:
    """What else is to be known of it: since when it waits, how much it is about."""
    if item.code == "requests-waiting":
        return texts.plural("home.waiting-since", item.count, when=dates.ago(item.since or 0))
    return texts.plural("home.out-of-reach", item.count) if item.code == "right-ended" else ""
