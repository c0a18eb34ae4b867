"""A dialog of numbered choices: the first has the focus, a digit chooses."""

from typing import Generic, TypeVar

from textual import events

from portal_tui.widgets.choice import choose_by_digit, focus_first_choice

from .asking import PortalModal

T = TypeVar("T")


class ChoiceModal(PortalModal[T], Generic[T]):
    """What all such dialogs do; each says what its choices are, and what comes of them."""

    def on_mount(self) -> None:
        focus_first_choice(self)

    def on_key(self, event: events.Key) -> None:
        choose_by_digit(self, event)
