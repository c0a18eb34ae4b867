"""Keys in the order in which they came, also when many come at once: by a script, over a slow line.

Textual runs bindings after the key has travelled up to the application; meanwhile the next keys reach the
widget that still has the focus: ``un⇥deux`` in one burst would all go into the first field.
"""

from typing import TYPE_CHECKING, ClassVar

from textual import events
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

    def hold_key(self, event: events.Key) -> None:
        """Send a key again once the cursor stands."""
        self.under_way.append(events.Key(event.key, event.character))
        if len(self.under_way) == 1:
            self.call_after_refresh(self._send_on)

    def _send_on(self) -> None:
        focused = self.screen.focused
        if isinstance(focused, InOrder) and focused.is_left:
            self.call_after_refresh(self._send_on)
            return
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

    def unbound(self, event: events.Key) -> None:
        """A key that means nothing to the form: it may begin something here, before the next one comes."""

    async def _on_key(self, event: events.Key) -> None:
        keeper = next((each for each in self.ancestors if isinstance(each, KeysUnderWay)), None)
        if keeper is not None and (self.is_left or keeper.under_way):
            event.stop()
            event.prevent_default()
            keeper.hold_key(event)
            return
        if (self.types and event.is_printable) or event.key in self.own_keys:
            self.typed(event)
            return
        active = self.screen.active_bindings.get(event.key)
        if active is None or not isinstance(active.node, Widget) or isinstance(active.node, Screen):
            self.unbound(event)
            return
        event.stop()
        event.prevent_default()
        if active.enabled:
            await self.app.run_action(active.binding.action, active.node)
