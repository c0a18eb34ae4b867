"""What changes while the program is open: others' changes, and contact with the portal."""

from typing import Any

from textual import work
from textual.app import App
from textual.message import Message

from portal_tui.backend import Contact
from portal_tui.contract.events import Event
from portal_tui.contract.problems import PortalError, error_of
from portal_tui.screens.asking import AskingScreen
from portal_tui.session import Session


class Changed(Message, bubble=False):
    """Somebody else changed something."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class Told(Message, bubble=False):
    """Changes can't be heard of any more, or can again."""

    def __init__(self, contact: Contact) -> None:
        super().__init__()
        self.contact = contact


class LiveApp(App[None]):
    """Listens to the session's backend."""

    session: Session

    @work(group="events")
    async def listen(self) -> None:
        """Hear of changes until the portal is left."""
        async for told in self.session.backend.events():
            self.post_message(Told(told) if isinstance(told, Contact) else Changed(told))

    def on_changed(self, message: Changed) -> None:
        """Tell every screen: it knows whether it shows that."""
        for screen in self.asking:
            screen.call_later(screen.changed, message.event)

    def on_told(self, message: Told) -> None:
        """What is seen may be old, for a reason that is said; or once it can't be, load what couldn't be."""
        problem, was_lost = message.contact.problem, self.session.lost is not None
        self.session.tell(problem)
        for screen in self.asking:
            screen.call_later(screen.contact_changed)
        if problem is not None:
            self.say_problem(error_of(problem))
        elif was_lost:
            self.clear_notifications()  # that contact is lost isn't true any more

    def say_problem(self, error: PortalError) -> None:
        """Say why something was not done."""
        raise NotImplementedError

    @property
    def asking(self) -> list[AskingScreen[Any]]:
        """Our screens, the topmost last."""
        return [screen for screen in self.screen_stack if isinstance(screen, AskingScreen)]
