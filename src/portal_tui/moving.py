"""From one portal to another while the program is open: what is typed is saved, nobody is signed out."""

from collections.abc import Callable
from functools import partial
from typing import Any, Literal

from textual.screen import Screen

from portal_tui.backend.doors import Doors, Nowhere, Opened
from portal_tui.live import LiveApp
from portal_tui.screens import make
from portal_tui.secret import Secret


class MovingApp(LiveApp):
    """Knows the ways into portals, and the sessions that are still open in those that were left."""

    doors: Doors | None
    first: Callable[[], Screen[Any]]
    """The first screen, once somebody is signed in."""
    sessions: dict[str, Secret]
    """By portal."""

    def say(self, text: str, *, severity: Literal["information", "warning", "error"] = "information") -> None:
        """Say something for a while, beside what is open."""
        raise NotImplementedError

    def begin_with(self, screen: Screen[Any]) -> None:
        """Let this take the place of everything that is open."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        self.switch_screen(screen)

    def enter_portal(self, opened: Opened) -> None:
        """Go to a portal that has been opened: its session goes on, or somebody signs in."""
        self.run_worker(self._move(opened), group="moving", exclusive=True)

    def leave_portal(self) -> None:
        """Back to the ways into portals, while nobody is signed in."""
        self.enter_portal(Opened(backend=Nowhere(), place=""))

    def choose_portal(self) -> None:
        """Show the ways into others: over what is open, else in its place."""
        if self.session.me is None:
            self.leave_portal()
        else:
            self.push_screen(make("welcome"))

    async def _move(self, opened: Opened) -> None:
        session = self.session
        if not await self.settled():
            await opened.backend.close()
            return
        if session.place and session.backend.session is not None:
            self.sessions[session.place] = session.backend.session
        if (token := self.sessions.pop(opened.place, None)) is not None:
            opened.backend.session = token
        self.workers.cancel_group(self, "events")
        left = session.backend
        session.move(opened.backend, opened.place, opened.profile)
        if opened.place:
            self.first = partial(make, "home")
            self.listen()
        self.begin_with(make("sign-in" if opened.place else "welcome"))
        await left.close()

    async def settled(self) -> bool:
        """Save what is typed, before the session is left; where that fails, show where, and say so."""
        for screen in self.asking:
            if not await screen.settled():
                while self.screen is not screen:
                    await self.pop_screen()
                self.say(self.session.texts("portals.unsaved"), severity="warning")
                return False
        return True
