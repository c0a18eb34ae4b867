"""How a screen asks the backend: in a worker, answered in a message; no late answer replaces a newer one."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

import msgspec
from textual import events, on, work
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import ModalScreen, Screen

from portal_tui.contract.events import Event
from portal_tui.contract.operation import OPERATIONS, Operation, name_of
from portal_tui.contract.problems import NotSignedIn, PortalError, Refused
from portal_tui.texts import Texts

if TYPE_CHECKING:
    from portal_tui.app import PortalApp
    from portal_tui.session import Session

R = TypeVar("R")
T = TypeVar("T")

_TICKETS: Final = count()


class Question(msgspec.Struct, frozen=True):
    """Something that was asked, with what to do about the answer."""

    operation: Operation[Any]
    then: Callable[[Any], None]
    failed: Callable[[PortalError], bool] | None
    about: str
    ticket: int

    @property
    def writes(self) -> bool:
        """Whether it changes anything."""
        return OPERATIONS[name_of(self.operation)].writes


class Answered(Message, bubble=False):
    """The backend's answer to a question."""

    def __init__(self, question: Question, answer: Any) -> None:
        super().__init__()
        self.question = question
        self.answer = answer


class Unanswered(Message, bubble=False):
    """The backend didn't do what was asked."""

    def __init__(self, question: Question, error: PortalError) -> None:
        super().__init__()
        self.question = question
        self.error = error


class AskingScreen(Screen[T], Generic[T]):
    """A screen that talks to the backend by ``ask`` alone."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._latest: dict[str, int] = {}
        self._under_way: list[Question] = []
        self._shown = False

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Style it anew when it comes back, for another theme may have come. What opens has just been styled,
        all but itself: Textual reads a screen's own stylesheet once the screen is made.
        """
        event.refresh_styles = self._shown
        if not self._shown:
            self.app.stylesheet.apply(self)
        self._shown = True

    @property
    def portal_app(self) -> "PortalApp":
        """The app, by its own type."""
        return cast("PortalApp", self.app)

    @property
    def session(self) -> "Session":
        """Who is signed in, and the backend that answers."""
        return self.portal_app.session

    @property
    def texts(self) -> Texts:
        """What people read."""
        return self.session.texts

    def ask(
        self,
        operation: Operation[R],
        then: Callable[[R], None],
        *,
        failed: Callable[[PortalError], bool] | None = None,
        about: str = "",
    ) -> None:
        """Call the backend and do ``then`` with the answer, unless the same was asked again meanwhile.

        Reads are the same when they are ``about`` the same (the operation's name unless given). A write is
        never asked twice while it is under way. ``failed`` is told of a problem first and says whether it has
        dealt with it; otherwise ``trouble`` does.
        """
        question = Question(operation, then, failed, about or name_of(operation), next(_TICKETS))
        if question.writes and any(other.operation == operation for other in self._under_way):
            return
        self._latest[question.about] = question.ticket
        self._under_way.append(question)
        self._put(question)

    @work
    async def _put(self, question: Question) -> None:
        try:
            answer = await self.session.backend.call(question.operation)
        except PortalError as error:
            self.post_message(Unanswered(question, error))
        else:
            self.post_message(Answered(question, answer))

    @on(Answered)
    def _take(self, message: Answered) -> None:
        if self._settled(message.question):
            message.question.then(message.answer)

    @on(Unanswered)
    def _stumble(self, message: Unanswered) -> None:
        question = message.question
        if not self._settled(question):
            return
        if question.failed is None or not question.failed(message.error):
            self.trouble(question, message.error)

    def _settled(self, question: Question) -> bool:
        """Take a question off; whether its answer still matters."""
        self._under_way.remove(question)
        return question.writes or self._latest[question.about] == question.ticket

    @property
    def under_way(self) -> list[Operation[Any]]:
        """What was asked and isn't answered yet."""
        return [question.operation for question in self._under_way]

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._under_way)

    def ask_again(self, question: Question) -> None:
        """Ask the same once more."""
        self.ask(question.operation, question.then, failed=question.failed, about=question.about)

    def trouble(self, question: Question, error: PortalError) -> None:
        """Deal with a problem: explain a refusal, renew an ended session in place, say the rest."""
        match error:
            case Refused(problem=problem) if problem.decision is not None:
                self.portal_app.explain(problem.decision)
            case NotSignedIn():
                self.portal_app.sign_in_again(self, lambda: self.ask_again(question))
            case _:
                self.portal_app.say_problem(error)

    @property
    def seen(self) -> bool:
        """Whether nothing but dialogs is above it. Textual takes what is below any screen for current."""
        stack = self.app.screen_stack
        return self in stack and all(above.is_modal for above in stack[stack.index(self) + 1 :])

    def changed(self, event: Event) -> None:
        """Somebody else changed something; does nothing unless a screen overrides it."""

    def contact_changed(self) -> None:
        """The portal can't be reached any more, or can again; does nothing unless a screen overrides it."""

    async def settled(self) -> bool:
        """Save what is typed, before the session ends; whether nothing is left unsaved."""
        return True

    def goes_there(self, name: str, arguments: Mapping[str, Any]) -> bool:
        """Show a place that is a part of this screen; whether it is one."""
        return False

    def explain(self) -> None:
        """Explain what the screen is about; a dialog explains itself."""

    async def retell(self) -> None:
        """The language has changed: say everything again."""
        await self.recompose()


class PortalModal(ModalScreen[T], AskingScreen[T], Generic[T]):
    """A dialog over another screen."""

    CSS_PATH = ["pages.tcss", "dialogs.tcss"]

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close it once. Keys that were struck before it had gone still come here, and Textual would let each
        of them close what lies below.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()
