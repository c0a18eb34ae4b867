"""What every screen of the portal has: a header, a body with its designed states, and the keys below.

A screen composes its body, asks for what it shows in ``load`` and shows it. Loading is quiet; empty, failed
and refused are said in the body's place with what to do; old content stays while new content loads.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar, Final, Literal, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static

from portal_tui.contract.accounts import ReadPortal
from portal_tui.contract.events import Event
from portal_tui.contract.problems import NotSignedIn, PortalError, Refused
from portal_tui.keys import keys_of
from portal_tui.widgets.binding import bind
from portal_tui.widgets.header_bar import HeaderBar
from portal_tui.widgets.notice import Notice, Way

from .asking import AskingScreen, Question
from .frame import bottom, show_contact, top
from .wording import key_name, problem_text

State = Literal["loading", "ready", "empty", "failed", "refused"]

QUIET: Final = 0.2
"""Seconds before loading is said: what comes sooner shouldn't flicker."""


class Command(NamedTuple):
    """Something that the palette finds while a screen is open."""

    text: str
    do: Callable[[], object]
    help: str = ""


class PortalScreen(AskingScreen[None]):
    """A whole screen. Subclasses give ``compose_body`` and ``load``."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["pages.tcss"]
    BINDINGS = [bind("app.back"), bind("app.retry")]

    state: State = "loading"

    def __init__(self) -> None:
        super().__init__()
        self._stale = False
        self._refusal: Refused | None = None

    def compose(self) -> ComposeResult:
        yield from top(self.portal_app)
        with Vertical(id="body"):
            yield from self.compose_body()
        yield Notice(id="state")
        yield bottom(self.portal_app)
        yield Static(Content(self.texts("screen.too-small")), id="too-small")

    def compose_body(self) -> ComposeResult:
        """The screen's own content."""
        raise NotImplementedError

    def load(self) -> None:
        """Ask for what the screen shows, and call ``show_state`` when it is there."""
        self.show_state("ready")

    def on_mount(self) -> None:
        self.show_state("loading")
        self.load()

    def show_state(self, state: State, title: str = "", text: str = "", *ways: Way) -> None:
        """Show the body (``ready``), or say in its place why there is none."""
        self.state = state
        notice = self.query_one("#state", Notice)
        self.query_one("#body").display = state == "ready"
        if state in ("empty", "failed", "refused"):
            self.set_focus(None)  # keys of what isn't shown would do nothing
        if state == "loading":
            notice.display = False
            self.set_timer(QUIET, self._admit_loading)
        elif state == "ready":
            notice.display = False
        else:
            notice.say(title, text, ways, tone=state)
        self.refresh_bindings()

    def _admit_loading(self) -> None:
        if self.state == "loading" and self.is_attached:
            self.query_one("#state", Notice).say(self.texts("screen.loading"))

    def way(self, id: str, text: str = "") -> Way:
        """A way on by the key of that id, as it is mapped now."""
        key = keys_of(id, self.portal_app.keymap)[0]
        return Way(key_name(key, self.texts), text or self.texts(id))

    def trouble(self, question: Question, error: PortalError) -> None:
        """While nothing is shown yet, a problem takes the body's place; later it is said beside it."""
        if self.state == "ready" or question.writes or isinstance(error, NotSignedIn):
            super().trouble(question, error)
        elif isinstance(error, Refused) and error.problem.decision is not None:
            self._refusal = error
            self.show_state("refused", problem_text(error, self.texts), "", self.way("app.explain"))
        else:
            title, text = self.texts("screen.failed"), problem_text(error, self.texts)
            self.show_state("failed", title, text, self.way("app.retry"), self.way("app.back"))

    def action_retry(self) -> None:
        """Load again; where a portal that is lost isn't asked by that, ask it what it is."""
        if self.state != "ready":
            self.show_state("loading")
        self.load()
        if self.session.lost is not None and not self.waiting:
            self.ask(ReadPortal(), lambda _: None)

    def action_back(self) -> None:
        """Close this screen; what was below comes back."""
        self.portal_app.back()

    def explain(self) -> None:
        """Explain what the screen is about; a refused screen explains its refusal, others show their keys."""
        if self.state == "refused" and self._refusal and self._refusal.problem.decision:
            self.portal_app.explain(self._refusal.problem.decision)
        else:
            self.portal_app.go("help")

    def commands(self) -> Iterator[Command]:
        """What can be done here, for the palette."""
        yield from ()

    def key_commands(self) -> Iterator[Command]:
        """What the keys hinted at do, for the palette: a narrow screen has no room for all of them."""
        said: set[str] = set()
        for key, active in self.active_bindings.items():
            id = active.binding.id or ""
            if active.enabled and active.binding.show and not id.startswith("app.") and id not in said:
                said.add(id)
                do = partial(self.app.run_action, active.binding.action, active.node)
                yield Command(f"{self.texts(id)} · {key_name(key, self.texts)}", do)

    def concerns(self, event: Event) -> bool:
        """Whether what changed is shown here."""
        return False

    def changed(self, event: Event) -> None:
        """Load again what somebody else changed, at once or when this screen is seen again."""
        if not self.concerns(event):
            return
        if self.seen:
            self.read_again()
        else:
            self._stale = True

    def read_again(self) -> None:
        """Ask again for what is shown, which may have changed."""
        self.load()

    def contact_changed(self) -> None:
        """Say in the header whether what is seen is current; once it is again, load what couldn't be."""
        for header in self.query(HeaderBar):
            show_contact(header, self.portal_app)
        if self.session.lost is None and self.state == "failed":
            self.action_retry()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        if self._stale:
            self._stale = False
            self.read_again()

    async def retell(self) -> None:
        """Say everything again, in another language: texts of the portal may come in it too."""
        await self.recompose()
        self.show_state(self.state)
        self.load()
