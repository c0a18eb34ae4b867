"""The interface: which screen is open, which keys do what, which look. Everything shown is a screen's."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec
from textual import on
from textual.binding import Binding
from textual.command import CommandPalette

from portal_tui.backend import Backend
from portal_tui.backend.doors import Doors
from portal_tui.collector import STARTED_AFTER, come_back
from portal_tui.config import Settings
from portal_tui.contract.accounts import ActAs, ChooseLanguage, Me, SignedIn, WhoAmI
from portal_tui.contract.decisions import Decision, Remedy
from portal_tui.contract.operation import Operation
from portal_tui.contract.problems import PortalError
from portal_tui.crash import CrashHandler
from portal_tui.dates import Clock
from portal_tui.hangup import end_with_the_terminal
from portal_tui.keys import keys_of, problems, usable
from portal_tui.moving import MovingApp
from portal_tui.screens import PLACES, commands, make
from portal_tui.screens.asking import AskingScreen
from portal_tui.screens.wording import key_name, keymap_problem, problem_text
from portal_tui.session import Session
from portal_tui.widgets.banner import Banner
from portal_tui.widgets.binding import bind
from portal_tui.widgets.focus import FocusFollower
from portal_tui.widgets.guard import GuardedApp
from portal_tui.widgets.header_bar import HeaderBar
from portal_tui.widgets.sized import sized
from portal_tui.widgets.themes import DARK, THEMES, dress

if TYPE_CHECKING:
    from portal_tui.forms.about import About

DEFAULTS: Final = Settings()

SIGNED_IN: Final = frozenset({"act_as", "go_somewhere", "confirm_address"})
"""What can be done from anywhere, once somebody is signed in."""

PROBLEM_SECONDS: Final = 20.0
"""How long a problem stays said: long enough to read it twice."""


class PortalApp(FocusFollower, MovingApp, GuardedApp[None]):
    """A portal on a terminal.

    ``start`` names the first screen (``screens.SCREENS``), shown once somebody is signed in; ``me`` spares
    asking who that is. ``language`` is what was asked for on the command line. ``keep`` is called with the
    settings when the person has changed them. ``doors`` lead to other portals; ``place`` is that of the one
    which is open, by ``profile`` where it has one. ``crash`` is told what fails.
    """

    CSS_PATH = "styles.tcss"
    TITLE = "portal-tui"
    COMMANDS = {commands}
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (46, "-narrow"), (80, "-normal"), (116, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-low"), (30, "-tall")]
    BINDINGS = [
        bind("app.explain"),
        bind("app.act-as"),
        bind("app.palette", "command_palette"),
        bind("app.go", "go_somewhere"),
        bind("app.confirm-address"),
        bind("app.quit", priority=True),
    ]

    def __init__(
        self,
        backend: Backend,
        *,
        clock: Clock,
        me: Me | None = None,
        language: str | None = None,
        settings: Settings = DEFAULTS,
        keep: Callable[[Settings], None] | None = None,
        start: str = "home",
        arguments: Mapping[str, Any] | None = None,
        doors: Doors | None = None,
        place: str = "",
        profile: str = "",
        crash: CrashHandler | None = None,
    ) -> None:
        super().__init__(crash)
        self.doors = doors
        self.sessions = {}
        self.session = Session(backend, clock, language or settings.language)
        self.session.place, self.session.profile = place, profile
        self.session.me = me
        self.keymap: dict[str, str] = {}
        self._settings = settings
        self._keep_settings = keep
        self.first = partial(make, start, **(arguments or {}))
        self._waiting_for_sign_in: list[tuple[AskingScreen[Any], Callable[[], None]]] = []
        dress(self, settings.theme if settings.theme in self.looks else DARK.name)
        self._styled_with = self.theme

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew for another theme; for the first one everything has been styled already."""
        if self.theme != self._styled_with:
            self._styled_with = self.theme
            super().refresh_css(animate)

    def get_key_display(self, binding: Binding) -> str:
        """A key as it is written on people's keyboards, in their language."""
        return key_name(binding.key, self.session.texts)

    async def on_mount(self) -> None:
        self.remap(self._settings.keymap)
        nowhere = self.doors is not None and not self.session.place
        signing_in = partial(make, "welcome" if nowhere else "sign-in")
        begin = signing_in if self.session.me is None else self.first
        # Once Textual has started: a screen pushed earlier is drawn twice, at first without its content.
        self.call_later(lambda: self.push_screen(begin()))
        if not nowhere:
            self.listen()
        end_with_the_terminal(self)
        self.set_timer(STARTED_AFTER, come_back)

    def get_screen(self, screen: Any, screen_class: Any = None) -> Any:
        """A screen, made for the size of the terminal."""
        return sized(super().get_screen(screen, screen_class), self)

    def remap(self, keymap: Mapping[str, str]) -> None:
        """Use these keys from now on; what clashes or is no key is said once and keeps its own."""
        for problem in problems(keymap):
            self.say(keymap_problem(problem, self.session.texts), severity="warning")
        self.keymap = usable(keymap)
        self.set_keymap(self.keymap)
        self._keep(keymap=self.keymap)

    def _keep(self, **changes: Any) -> None:
        """Keep changed settings for the next time."""
        settings = msgspec.structs.replace(self._settings, **changes)
        if settings != self._settings:
            self._settings = settings
            if self._keep_settings is not None:
                self._keep_settings(settings)

    # Where we are

    @property
    def asker(self) -> AskingScreen[Any]:
        """The topmost screen of ours: what is asked on the app's behalf, it asks."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, AskingScreen))

    def open(self, name: str, **arguments: Any) -> None:
        """Go to a place, or open a page on top of what is shown."""
        if name in PLACES:
            self.go(name, **arguments)
        elif name == "act-as":
            self.action_act_as()
        elif not self.asker.goes_there(name, arguments):
            self.push_screen(make(name, **arguments))

    def open_application(self, application_id: int, *, entity_id: int | None = None, **more: Any) -> None:
        """Open an application; where another entity of mine filed it, act as that one first."""
        me = self.session.me
        if me is None or entity_id in (None, me.acting.id):
            self.open("application", application_id=application_id, **more)
            return

        def acted(me: Me) -> None:
            self.session.me = me
            self.go("applications")
            self.open("application", application_id=application_id, **more)

        self.asker.ask(ActAs(entity_id=entity_id), acted)

    def go(self, name: str, **arguments: Any) -> None:
        """Go to a place: it takes the place of everything that is open; before signing in, it lies on top."""
        show = self.push_screen if self.session.me is None else self.begin_with
        show(make(name, **arguments))

    def back(self) -> None:
        """Close what is open; from a place, home."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
        elif self.session.me is not None:
            self.go("home")
        elif self.doors is not None:
            self.leave_portal()

    # Who acts

    def enter(self, signed_in: SignedIn) -> None:
        """Somebody has signed in; what waited for that goes on, else the first screen opens."""
        self.session.enter(signed_in)
        waiting, self._waiting_for_sign_in = self._waiting_for_sign_in, []
        going_on = [go_on for screen, go_on in waiting if screen in self.screen_stack]
        for go_on in going_on:
            go_on()
        if not going_on:
            self.begin()

    def begin(self) -> None:
        """Open the first screen."""
        self.begin_with(self.first())

    def sign_in_again(self, screen: AskingScreen[Any], then: Callable[[], None]) -> None:
        """The session has ended: sign in over what is open, so that nothing typed is lost, then go on.

        A screen that has been closed meanwhile, as when its person has signed out, waits for nothing.
        """
        from portal_tui.screens.sign_in import SignInAgain

        if screen not in self.screen_stack:
            return
        self._waiting_for_sign_in.append((screen, then))
        if not any(isinstance(shown, SignInAgain) for shown in self.screen_stack):
            self.push_screen(SignInAgain())

    def act_as(self, entity_id: int, then: str = "applications") -> None:
        """Act as another entity, and show its applications (or another place)."""

        def acted(me: Me) -> None:
            self.session.me = me
            self.go(then)

        self.asker.ask(ActAs(entity_id=entity_id), acted)

    def renew(self) -> None:
        """Who I am has changed, or as whom I act: ask, and show everything anew."""

        def known(me: Me) -> None:
            self.session.me = me
            for screen in self.screen_stack:
                if isinstance(screen, AskingScreen):
                    screen.call_later(screen.retell)

        self.asker.ask(WhoAmI(), known)

    def speak(self, language: str) -> None:
        """Switch the language in place, and keep it with the account (A6)."""
        self.session.language = self.crash.language = language
        self._keep(language=language)
        for screen in self.screen_stack:
            if isinstance(screen, AskingScreen):
                screen.call_later(screen.retell)
        if self.session.me is not None:
            self.asker.ask(ChooseLanguage(language=language), self._take_me)

    @property
    def looks(self) -> tuple[str, ...]:
        """The themes of the program."""
        return tuple(look.name for look in THEMES)

    def look(self, theme: str) -> None:
        """Switch the theme."""
        self.theme = theme
        self._keep(theme=theme)

    def _take_me(self, me: Me) -> None:
        self.session.me = me

    # What is said

    def say(self, text: str, *, severity: Literal["information", "warning", "error"] = "information") -> None:
        """Say something for a while, beside what is open."""
        seconds = PROBLEM_SECONDS if severity != "information" else None
        self.notify(text, severity=severity, timeout=seconds, markup=False)

    def say_problem(self, error: PortalError) -> None:
        """Say why something was not done."""
        self.say(problem_text(error, self.session.texts), severity="error")

    def explain(
        self,
        decision: Decision,
        *,
        application_id: int | None = None,
        again: Operation[Decision] | None = None,
        asking: Callable[[Remedy], Operation[Any] | None] | None = None,
        then: Callable[[], None] | None = None,
        field: "About | None" = None,
    ) -> None:
        """Explain a decision (E0).

        ``again`` asks for it anew after a remedy; ``asking`` is how people are asked, where it isn't about
        an application; ``then`` is done if a remedy has lifted something; ``field`` is said before all else.
        """
        from portal_tui.screens.explain import ExplainScreen, Outcome

        def explained(outcome: Outcome | None) -> None:
            if outcome == "lifted" and then is not None:
                then()

        screen = ExplainScreen(
            decision, application_id=application_id, again=again, asking=asking, field=field
        )
        self.push_screen(screen, explained)

    def confirm(self, operation: Operation[Any], then: Callable[[], None], *, means: str = "") -> None:
        """Ask before something final; ``then`` is done if the answer is yes; ``means`` says what it does."""
        from portal_tui.screens.confirm import ConfirmScreen

        def answered(yes: bool | None) -> None:
            if yes:
                then()

        self.push_screen(ConfirmScreen(operation, means), answered)

    # Keys that work everywhere

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        possible = self.session.me is not None or action not in SIGNED_IN
        return possible and super().check_action(action, parameters)

    def action_explain(self) -> None:
        """Explain what the screen is about."""
        self.asker.explain()

    def action_act_as(self) -> None:
        """Choose as whom to act."""
        from portal_tui.screens.act_as import ActAsScreen

        def chosen(entity_id: int | None) -> None:
            if entity_id is not None:
                self.act_as(entity_id)

        if self.session.me is not None:
            self.push_screen(ActAsScreen(), chosen)

    def action_confirm_address(self) -> None:
        """Confirm the address, while it isn't (A2)."""
        if self.session.me is not None and not self.session.me.confirmed:
            self.open("confirm-address")

    @on(Banner.Pressed)
    def _follow_banner(self) -> None:
        self.action_confirm_address()

    @on(HeaderBar.Pressed)
    def _follow_header(self, message: HeaderBar.Pressed) -> None:
        match message.place:
            case "who":
                self.action_act_as()
            case "sync" if self.session.lost is not None:
                self.call_later(self.screen.run_action, "retry")
            case "language":
                self.go("settings")
            case "help":
                self.action_explain()
            case "portal" if self.session.me is not None:
                self.go("home")

    def action_go_somewhere(self) -> None:
        """Choose where to go by a letter."""
        from portal_tui.screens.go import GoScreen

        def chosen(place: str | None) -> None:
            if place is not None:
                self.go(place)

        self.push_screen(GoScreen(), chosen)

    def action_command_palette(self) -> None:
        """Find a command by typing."""
        if not isinstance(self.screen, CommandPalette):
            from portal_tui.screens.commands import Palette

            self.push_screen(Palette(placeholder=self.session.texts("palette.placeholder")))

    def action_help_quit(self) -> None:
        """Ctrl+C ends nothing here; say what does."""
        key = key_name(keys_of("app.quit", self.keymap)[0], self.session.texts)
        self.say(self.session.texts("quit.how", key=key))
