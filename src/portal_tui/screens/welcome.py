"""The ways into portals: first seen where none was named, later the way to another one."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from portal_tui.backend.doors import CannotOpenError, Doors, Known, Opened
from portal_tui.widgets.binding import bind
from portal_tui.widgets.choice import Choice, choose_by_digit
from portal_tui.widgets.notice import Notice

from .base import PortalScreen
from .pick_file import PickFileScreen, shown_path

OTHER_LANGUAGE: Final = {"fr-CA": "en", "fr-FR": "en", "en": "fr-CA"}
"""The language that is offered instead."""


class WelcomeScreen(PortalScreen):
    """*Bienvenue*."""

    AUTO_FOCUS = ""
    BINDINGS = [bind("welcome.quit")]

    def __init__(self) -> None:
        super().__init__()
        self._ways: list[Callable[[], object]] = []

    @property
    def doors(self) -> Doors:
        """The ways into a portal."""
        doors = self.portal_app.doors
        assert doors is not None
        return doors

    def compose_body(self) -> ComposeResult:
        texts = self.texts
        with VerticalScroll(classes="filling", can_focus=False):
            title = "portals.title" if self._inside else "welcome.title"
            yield Static(Content(texts(title)), classes="filling-title")
            yield Static(id="welcome-problem", classes="field-problem")
            self._ways = []
            for known in self._known():
                yield self._choice(partial(self._open, known), known.name, self._about(known))
            for way, name in (
                (self._demonstrate, "demonstration"),
                (self._pick, "open"),
                (self._create, "create"),
                (self._connect, "connect"),
            ):
                yield self._choice(way, texts(f"welcome.{name}"), texts(f"welcome.{name}.means"))
            if not self._inside:
                other = OTHER_LANGUAGE[self.session.language]
                yield self._choice(partial(self.portal_app.speak, other), texts(f"welcome.speak-{other[:2]}"))

    @property
    def _inside(self) -> bool:
        """Whether a portal is open, to which one can go back."""
        return bool(self.session.place)

    def _known(self) -> list[Known]:
        """The portal that is open first, then the others that are known."""
        known, place = self.doors.known(), self.session.place
        here = [each for each in known if each.path == place]
        if place and not here:
            name = self.session.portal.name if self.session.portal else place
            here = [
                Known(path=place, name=name, server=place.startswith("http"), profile=self.session.profile)
            ]
        return [*here, *(each for each in known if each.path != place)]

    def _choice(self, way: Callable[[], object], text: str, detail: str = "") -> Choice:
        self._ways.append(way)
        return Choice(len(self._ways), text, detail, below=True)

    def _about(self, known: Known) -> str:
        named = known.profile
        parts = [
            *self._standing(known),
            *([self.texts("portals.profile", name=named)] if named not in ("", known.name) else []),
            *([self.texts("welcome.is-demonstration")] if known.demonstration else []),
            known.path if "://" in known.path else shown_path(Path(known.path)),
        ]
        return " · ".join(parts)

    def _standing(self, known: Known) -> list[str]:
        if known.path == self.session.place:
            return [self.texts("portals.open")]
        return [self.texts("welcome.last")] if known.last and not self._inside else []

    def load(self) -> None:
        self.query_one("#welcome-problem").display = False
        self.show_state("ready")
        self.query(Choice).first().focus(scroll_visible=False)

    def on_key(self, event: events.Key) -> None:
        choose_by_digit(self, event)

    @on(Choice.Chosen)
    def _choose(self, message: Choice.Chosen) -> None:
        self._ways[message.choice.digit - 1]()

    def _open(self, known: Known) -> None:
        if known.path == self.session.place:
            self.portal_app.back()
        elif known.server:
            self._enter(self.doors.connect(known.path, self.texts, self.session.chosen))
        elif "://" in known.path:
            self._enter(self.doors.open(known.path, self.texts, self.session.chosen))
        else:
            self._open_file(Path(known.path))

    def _open_file(self, path: Path) -> None:
        self._enter(self.doors.open(path, self.texts, self.session.chosen))

    def _demonstrate(self) -> None:
        self._enter(self.doors.demonstrate(self.texts, self.session.chosen))

    @work(exclusive=True)
    async def _enter(self, opening: Awaitable[Opened]) -> None:
        """Open a portal, or say why that can't be, above the ways that there still are."""
        self.show_state("loading")
        try:
            opened = await opening
        except CannotOpenError as error:
            self.show_state("ready")
            problem = self.query_one("#welcome-problem", Static)
            problem.update(Content("\n").join(Content(f"✗ {line}") for line in error.lines))
            problem.display = True
            self.query(Choice).first().focus(scroll_visible=False)
        else:
            self.portal_app.enter_portal(opened)

    def _admit_loading(self) -> None:
        """What opens is a portal, and making a demonstration takes a while."""
        if self.state == "loading" and self.is_attached:
            title, text = self.texts("welcome.opening"), self.texts("welcome.opening.means")
            self.query_one("#state", Notice).say(title, text)

    def _pick(self) -> None:
        def picked(path: Path | None) -> None:
            if path is not None:
                self._open_file(path)

        title, limits = self.texts("welcome.pick"), self.texts("welcome.pick.means")
        self.app.push_screen(PickFileScreen(title, limits), picked)

    def _create(self) -> None:
        def picked(path: Path | None) -> None:
            if path is not None:
                self.portal_app.open("create-portal", folder=path.parent)

        title, limits = self.texts("welcome.pick-folder"), self.texts("welcome.pick-folder.means")
        self.app.push_screen(PickFileScreen(title, limits), picked)

    def _connect(self) -> None:
        self.portal_app.open("connect")

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One goes back to an open portal; else there is nothing behind, and one leaves the program."""
        elsewhere = "quit" if self._inside else "back"
        return action != elsewhere and super().check_action(action, parameters)
