"""Chooses one of many options: a list that is filtered while one types."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from portal_tui.forms.layout import hung
from portal_tui.forms.model import Field
from portal_tui.forms.words import folded
from portal_tui.safe_text import clean
from portal_tui.texts import texts
from portal_tui.widgets.binding import bind
from portal_tui.widgets.pointed import PointedList

from .editors import Line

_MOST_SHOWN = 10
"""Options in view at once."""
_FEWEST_SHOWN = 4
_MARGINS = 7
"""Cells around an option: padding, and the scrollbar."""


class FilterLine(Line):
    """Where one types words to find. Once an option is chosen, further keys are for the field."""

    @property
    def is_left(self) -> bool:
        """Whether the cursor has left, or is about to."""
        chooser = self.parent
        return super().is_left or (isinstance(chooser, Chooser) and chooser.is_done)


class Chooser(Vertical):
    """The options of a field over the page. Closed by a choice, by escape, or by going elsewhere.

    Where several may be chosen, each is taken or given back at once, and the list stays.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("popup.close"),
        bind("form.use", "choose"),
        bind("form.down", "move(1)"),
        bind("form.up", "move(-1)"),
        bind("form.page-down", "move(8)"),
        bind("form.page-up", "move(-8)"),
        bind("form.next", "close"),
        bind("form.previous", "close"),
    ]

    @dataclass
    class Closed(Message):
        """The list is to go; ``index`` of the option chosen, None for none."""

        chooser: "Chooser"
        index: int | None

    @dataclass
    class Used(Message):
        """Of several, the option of this ``index`` is taken or given back."""

        index: int

    def __init__(
        self, field: Field, chosen: set[int], typed: str, language: str, *, width: int, most: int
    ) -> None:
        super().__init__()
        self._width = width
        self.styles.width = width
        self._titles = [clean(option.title) for option in field.options]
        self._folded = [folded(title) for title in self._titles]
        self._shown = min(len(self._titles), _MOST_SHOWN, max(most, _FEWEST_SHOWN))
        self._chosen = chosen
        self._several = field.kind == "many"
        self._typed = typed
        self._say = texts(language)
        self.is_done = False
        """Whether it was answered and is about to go."""

    @property
    def lines(self) -> int:
        """How high it is: it stays so while it is filtered."""
        return self._shown + 4 + (2 if self._several else 0)

    def compose(self) -> ComposeResult:
        yield FilterLine(
            self._typed, placeholder=self._say("form.filter"), compact=True, select_on_focus=False
        )
        yield PointedList(compact=True, markup=False)
        if self._several:
            yield Static("", id="chooser-keys", markup=False)

    def on_mount(self) -> None:
        self._list(self._typed)
        self.call_after_refresh(self._show_keys)
        options = self.query_one(OptionList)
        options.can_focus = False
        options.styles.height = self._shown
        if self._chosen and not self._typed:
            options.highlighted = min(self._chosen)
        self.query_one(FilterLine).focus(scroll_visible=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._filter()

    def _filter(self) -> None:
        """List what fits the words typed by now, once."""
        typed = self.query_one(FilterLine).value
        if typed != self._typed:
            self._typed = typed
            self._list(typed)

    def _list(self, typed: str) -> None:
        """The options that contain every word typed, whatever its case and accents."""
        words = folded(typed).split()
        found = [at for at, title in enumerate(self._folded) if all(word in title for word in words)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._prompt(at), id=str(at)) for at in found])
        if not found:
            options.add_option(Option(self._say("form.no-choice"), disabled=True))
        options.highlighted = 0 if found else None

    def _prompt(self, at: int) -> Content:
        if not self._several:
            return Content(self._titles[at])
        mark = "[x] " if at in self._chosen else "[ ] "
        return Content("\n".join(hung(mark, self._titles[at], self._width - _MARGINS)))

    def _show_keys(self) -> None:
        """How the list is used, where it isn't gone after a choice."""
        active = [each.binding for each in self.screen.active_bindings.values()]
        does = (("form.use", "form.does-tick"), ("popup.close", "form.does-close"))
        keys = ((next((each for each in active if each.id == id), None), text) for id, text in does)
        said = (
            self._say("form.key-does", key=self.app.get_key_display(binding), does=self._say(text))
            for binding, text in keys
            if binding is not None
        )
        for line in self.query("#chooser-keys").results(Static):
            line.update("   ".join(said))

    def action_move(self, by: int) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.highlighted = max(0, min(options.option_count - 1, options.highlighted + by))

    def action_choose(self) -> None:
        self._filter()
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self._use(options.get_option_at_index(options.highlighted).id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._use(event.option_id)

    def _use(self, option: str | None) -> None:
        """Choose it; of several, take it or give it back, and go on with all of them."""
        if not self._several or option is None:
            self._close(option)
            return
        at = int(option)
        self._chosen ^= {at}
        self.query_one(FilterLine).value = self._typed = ""
        self._list("")
        self.query_one(OptionList).highlighted = at
        self.post_message(self.Used(at))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self.call_after_refresh(self._close_when_left)

    def _close_when_left(self) -> None:
        if not self.has_focus_within:
            self._close(None)

    def action_close(self) -> None:
        self._close(None)

    def _close(self, option: str | None) -> None:
        if not self.is_done:
            self.is_done = True
            self.post_message(self.Closed(self, None if option is None else int(option)))
