"""Keys in the order in which they came, also when many come at once: by a script, over a slow line.

Textual runs bindings after the key has travelled up to the application; meanwhile the next keys reach the
widget that still has the focus: ``un⇥deux`` in one burst would all go into the first field.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    _Mixin = Widget
else:
    # Textual takes styles and bindings from the first base that is a widget: a mixin mustn't be one.
    _Mixin = object


class KeysUnderWay(_Mixin):
    """Holds keys that came while the cursor was on its way, and sends them on, in order, when it has come."""

    def __init__(self) -> None:
        super().__init__()
        self.under_way: list[events.Key] = []
        self.is_leading_away = False
        """Whether a key that isn't the form's is being seen to: the next one may be for another place."""

    async def lead_away(self, action: str, namespace: DOMNode) -> None:
        """Do what a key does elsewhere; hold those that follow until the focus is where that has put it."""
        self.is_leading_away = True
        await self.app.run_action(action, namespace)
        self.app.call_later(self._send_on)  # after the focus, which the app sets in its turn

    def hold_key(self, event: events.Key) -> None:
        """Send a key again once the cursor stands."""
        self.under_way.append(events.Key(event.key, event.character))
        if len(self.under_way) == 1 and not self.is_leading_away:
            self.call_after_refresh(self._send_on)

    def _send_on(self) -> None:
        focused = self.screen.focused
        if isinstance(focused, InOrder) and focused.is_left:
            self.call_after_refresh(self._send_on)
            return
        self.is_leading_away = False
        keys, self.under_way = self.under_way, []
        for key in keys:
            self.app.post_message(key)


class InOrder(_Mixin):
    """Does what a key is bound to here and now; what comes after the cursor has left is sent after it."""

    types: ClassVar[bool] = True
    """Whether printable keys are text here."""
    own_keys: ClassVar[frozenset[str]] = frozenset()
    """Keys that the widget sees to without a binding."""
    waits: bool = False
    """Whether something pops up that is to have the keys as soon as it is there."""

    @property
    def is_left(self) -> bool:
        """Whether the cursor is on its way elsewhere, or there."""
        return self.waits or not self.display or self.screen.focused is not self

    def typed(self, event: events.Key) -> None:
        """A key that is text here, or the widget's own; what begins typing elsewhere does so at once."""

    def unbound(self, event: events.Key) -> bool:
        """A key that means nothing to the form: whether it begins something here, before the next comes."""
        return False

    async def _on_key(self, event: events.Key) -> None:
        keeper = next((each for each in self.ancestors if isinstance(each, KeysUnderWay)), None)
        if keeper is not None and (self.is_left or keeper.under_way or keeper.is_leading_away):
            event.stop()
            event.prevent_default()
            keeper.hold_key(event)
            return
        if (self.types and event.is_printable) or event.key in self.own_keys:
            self.typed(event)
            return
        active = self.screen.active_bindings.get(event.key)
        beyond = active is None or isinstance(active.node, App | Screen)
        if (beyond and self.unbound(event)) or active is None:
            return
        event.stop()
        event.prevent_default()
        if active.enabled:
            run = keeper.lead_away if beyond and keeper is not None else self.app.run_action
            await run(active.binding.action, active.node)
