"""A form that is filled in: moves between its fields, types, chooses, and tells what was answered (T7).

The page is painted by the sheet from ``forms`` alone; there is one line and one area to type in, moved to
where the cursor is, so that a form of 500 fields costs what is in view.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar, Literal, Self

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from portal_tui.contract.problems import FieldProblem
from portal_tui.forms.answers import parse_answer, show_answer
from portal_tui.forms.filling import Filling
from portal_tui.forms.grid import Direction
from portal_tui.forms.model import Form
from portal_tui.forms.picture import Stop
from portal_tui.forms.pointers import ABSENT

from . import acts, cells, popups
from .bindings import BINDINGS
from .calendar import Calendar
from .chooser import Chooser
from .editors import Rest
from .hints import hint
from .sheet import Sheet
from .strip import SectionStrip


class FormView(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Shows a form with its answers and problems, and lets people fill it in.

    ``documents`` names attached files by id; ``today`` is where a calendar opens; ``missing`` as for
    :meth:`show_problems`; without ``headed`` the form's title stands elsewhere. ABSENT: nothing is answered.
    """

    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    @dataclass
    class Changed(Message):
        """The person changed an answer; ABSENT where it was emptied. Of a list, its entries as a whole."""

        pointer: str
        value: Any

    @dataclass
    class EditorRequested(Message):
        """A long text is to be edited elsewhere; :meth:`FormView.answer` brings it back."""

        pointer: str
        text: str

    @dataclass
    class DocumentsRequested(Message):
        """A file is to be attached here, or taken instead of the one there is; read; removed."""

        pointer: str
        act: Literal["attach", "read", "remove"] = "attach"
        reference: str = ""

    def __init__(
        self,
        form: Form,
        answers: Any,
        problems: Iterable[FieldProblem] = (),
        *,
        missing: bool = True,
        headed: bool = True,
        read_only: bool = False,
        documents: Mapping[str, str] | None = None,
        today: date | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.form = form
        self.filling = Filling(
            form, answers, problems, missing=missing, headed=headed, read_only=read_only, documents=documents
        )
        self.today = today
        self.typed = ""
        """What the editor held when it was last looked at."""
        self.before: Any = ABSENT
        """What was answered in a cell before somebody typed there."""
        self._armed = ""
        """The entry that goes when its removal is confirmed."""
        self._notice = ""
        self.is_opening = True
        """Whether nobody has moved yet: what stands before the first field is read first."""
        self.sheet = Sheet(self.filling.drawer())
        self.sheet.rest.begin = self.sheet.cell_rest.begin = partial(acts.type_in, self)
        self.strip = SectionStrip(self.jump_to_section)
        """The form's sections on one line, to be shown where there is room for it."""

    def compose(self) -> ComposeResult:
        yield self.sheet

    # What others ask of it

    @property
    def pointer(self) -> str | None:
        """Of the field that has the cursor."""
        return self.sheet.current.item.pointer if self.sheet.current else None

    @property
    def answers(self) -> Any:
        """All that is answered now."""
        return self.filling.answers

    def show_problems(self, problems: Iterable[FieldProblem], *, missing: bool = True) -> None:
        """Show these problems instead; without ``missing`` none where nothing is answered: ``*`` says it."""
        show = self.draw if self.filling.set_problems(problems, missing=missing) else self._show_progress
        show()

    def show_documents(self, documents: Mapping[str, str]) -> None:
        """Name attached files by id."""
        if documents != self.filling.documents:
            self.filling.documents = documents
            self.draw()

    def set_value(self, pointer: str, value: Any) -> None:
        """Somebody else's change: it is shown, the cursor stays, nobody is told."""
        self.take()
        self.filling.put(pointer, value)
        self.draw()
        self.reload()

    def answer(self, pointer: str, value: Any) -> None:
        """An answer as if it had been given here: it is shown and told."""
        self.take()
        self.keep(pointer, value)
        self.reload()

    def jump_to(self, *pointers: str) -> bool:
        """Put the cursor on the first of these fields on the page; False where none of them is shown."""
        cells.reveal(self, pointers)
        found = filter(None, map(self.sheet.page.stop_of, pointers))
        first = min(found, key=lambda stop: (stop.y, stop.x), default=None)
        if first is not None:
            self.go(self._preferred(first), center=True)
        return first is not None

    def jump_to_section(self, key: str) -> None:
        """Put the cursor on the first field of a section."""
        if found := self.sheet.page.first_in(key):
            self.go(self._preferred(found), center=True)
            self.focus()

    def focus(self, scroll_visible: bool = True, from_app_focus: bool = False) -> Self:
        """Put the cursor where it was, or on the first field."""
        self.sheet.rest.focus(scroll_visible=False)
        return self

    # Drawing

    def draw(self) -> None:
        """Draw everything anew; the cursor stays."""
        self.sheet.draw(self.filling.drawer())
        self._follow()
        self._show_progress()

    def _show_progress(self) -> None:
        current = self.sheet.current
        self.strip.show(self.filling.progress(), self.sheet.page.section_of(current) if current else "")

    def _follow(self, *, anchored: bool = True) -> None:
        """The cursor stays on its stop, and its stop at the same height of the screen."""
        before = self.sheet.current
        if before is None:
            return
        page = self.sheet.page
        after = page.stop(before.name)
        if after is None:
            self.show(min(page.stops, key=lambda each: abs(each.y - before.y), default=None))
            return
        self.sheet.point(after)
        self._hint()
        moved = after.y - before.y
        if moved and anchored:
            self.scroll_to(y=self.scroll_y + moved, animate=False, force=True, immediate=True)
        if (moved or not anchored) and not self.sheet.rest.waits:
            self.call_after_refresh(self.bring_into_view)

    def _hint(self) -> None:
        """What stands below the cursor's item."""
        current = self.sheet.current
        if current is not None:
            wrong = self.filling.is_wrong(current.item.pointer)
            armed, editable = self._armed == current.name, self.sheet.drawer.editable(current.item)
            known = (current, self.form.language, self._notice, self._key)
            self.sheet.hint = hint(*known, wrong=wrong, armed=armed, editable=editable)
            self.sheet.refresh()

    def _key(self, id: str) -> str:
        """The key of a binding as people know it; "" where it works nothing now."""
        bindings = (each.binding for each in self.screen.active_bindings.values())
        return next((self.app.get_key_display(each) for each in bindings if each.id == id), "")

    def on_sheet_laid_out(self) -> None:
        """The page has another width: everything stands elsewhere, the cursor in view."""
        self._follow(anchored=False)

    # Moving

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The form has the focus: on to where the cursor was, or to the first field."""
        here = self.screen.focused is event.widget  # this may come late, when the cursor has gone on
        if here and isinstance(event.widget, Rest) and not event.widget.waits:
            first = next(iter(self.sheet.page.stops), None)
            current = self.sheet.current or (self._preferred(first) if first else None)
            stays = current is self.sheet.current and event.widget is self.sheet.rest_of(current)
            if not stays or self.sheet.editor is not None:
                self.show(current)

    def on_sheet_clicked(self, message: Sheet.Clicked) -> None:
        self.go(message.stop_clicked)
        if message.stop_clicked.part not in ("line", "area", "entry"):
            self.action_use()

    def action_item(self, step: int) -> None:
        if acts.comes_back(self):
            return
        current = self.sheet.current
        if current is not None and current.cell is not None:
            found = cells.following(self, current, step)
        else:
            found = self.sheet.page.neighbour(current.name, step, item=True) if current else None
            if found is not None and found.part == "total":
                found = cells.following(self, found, step) or found
        if found is not None:
            self.go(self._preferred(found))
        else:
            acts.leave(self, step)

    def action_move(self, direction: Direction) -> None:
        if acts.comes_back(self):
            return
        current = self.sheet.current
        step = 1 if direction in ("down", "right") else -1
        if current is not None and current.cell is not None:
            cells.go(self, current, direction)
        elif current is None:
            self.scroll_relative(y=step, animate=False)
        elif found := self.sheet.page.neighbour(current.name, step, item=False):
            self.go(found)

    def _preferred(self, stop: Stop) -> Stop:
        return self.sheet.page.preferred(stop, self.value(stop))

    def go(self, stop: Stop, *, center: bool = False) -> None:
        """Put the cursor on ``stop`` once what was typed is kept."""
        self.take()
        self.is_opening = False
        self._armed = self._notice = ""
        self.show(stop, center=center)

    def show(self, stop: Stop | None, *, center: bool = False) -> None:
        """Put the cursor on ``stop``, in view."""
        self.sheet.current = stop
        if stop is None:
            self.screen.set_focus(self.sheet.rest, scroll_visible=False)
            return
        self.typed = self.text_of(stop)
        self.sheet.edit(stop, self.typed)
        self._hint()
        self.bring_into_view(center=center)
        self._show_progress()

    def bring_into_view(self, *, center: bool = False, below: int = 0) -> None:
        """Scroll until the cursor is seen, with so many lines below it."""
        stop = self.sheet.current
        if stop is None or (self.is_opening and stop.top >= self.size.height):
            return
        region = self.sheet.region_of(stop, below)
        self.scroll_to_region(region, animate=False, center=center, force=True, immediate=True)

    # Typing

    def value(self, stop: Stop) -> Any:
        """What is answered where ``stop`` is."""
        return self.filling.value(stop.item.pointer)

    def text_of(self, stop: Stop) -> str:
        """What an editor shows there."""
        typed = stop.part in ("line", "area", "cell")
        return show_answer(stop.item, self.value(stop), self.form.language) if typed else ""

    def on_input_changed(self) -> None:
        self.take()

    def on_text_area_changed(self) -> None:
        self.take()

    def watch_scroll_y(self, old: float, new: float) -> None:
        """The heads of a table go along with what is in view."""
        super().watch_scroll_y(old, new)
        if self.sheet.current is not None and self.sheet.current.cell is not None:
            self.sheet.refresh()

    def take(self) -> None:
        """Take what was typed and isn't kept yet; what is told late finds nothing left to do."""
        stop, editor = self.sheet.current, self.sheet.editor
        if stop is None or editor is None or editor.text == self.typed:
            return
        self.typed = editor.text
        acts.comes_back(self)
        self.keep(stop.item.pointer, parse_answer(stop.item, editor.text, self.form.language), stop)

    def say(self, notice: str) -> None:
        """Say something below the cursor, until it moves."""
        self._notice = notice
        self._hint()

    def keep(self, pointer: str, value: Any, stop: Stop | None = None) -> None:
        """Keep an answer of the person and tell it; ``stop`` alone shows it, unless conditions turn on it."""
        before = self.filling.value(pointer)
        if type(before) is type(value) and before == value:
            return
        elsewhere = self.filling.put(pointer, value)
        self.post_message(self.Changed(pointer, value))
        if elsewhere or stop is None or not cells.shows(stop, self.filling.followed):
            self.draw()
        elif self.sheet.redraw(stop.name, self.filling.drawer()):
            self._follow()

    def reload(self) -> None:
        """The answer under the cursor came from elsewhere: shown in the editor, whose cursor stays."""
        stop, editor = self.sheet.current, self.sheet.editor
        if stop is None or editor is None:
            return
        value = self.value(stop)
        if parse_answer(stop.item, editor.text, self.form.language) != value:
            self.typed = self.text_of(stop)
            editor.load(self.typed, keep_cursor=True)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        acts.paste(self, event.text)

    # Choosing: what enter, F4, delete and alt+arrow do on what is no text

    def action_use(self) -> None:
        if self.sheet.current and not acts.comes_back(self):
            acts.use(self, self.sheet.current)

    def action_open(self) -> None:
        self.take()
        if self.sheet.current:
            acts.open_(self, self.sheet.current)

    def action_clear(self) -> None:
        if self.sheet.current and not acts.comes_back(self):
            acts.clear(self, self.sheet.current)

    def action_section(self, step: int) -> None:
        acts.to_section(self, step)

    def action_edit(self) -> None:
        if self.sheet.current:
            cells.edit(self, self.sheet.current)

    def action_revert(self) -> None:
        if self.sheet.current:
            cells.revert(self, self.sheet.current)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return cells.means(self, action, parameters)

    def action_shift(self, step: int) -> None:
        if self.sheet.current:
            acts.shift(self, self.sheet.current, step)

    def arm(self, stop: Stop) -> bool:
        """Ask before an entry goes; whether it was asked already."""
        asked, self._armed = self._armed == stop.name, stop.name
        self._hint()
        return asked

    def on_chooser_used(self, message: Chooser.Used) -> None:
        acts.take_option(self, message.index)

    async def on_chooser_closed(self, message: Chooser.Closed) -> None:
        if message.index is not None:
            acts.take_option(self, message.index)
        await popups.pop_down(self, message.chooser)

    async def on_calendar_closed(self, message: Calendar.Closed) -> None:
        stop = self.sheet.current
        if stop is not None and message.day:
            self.keep(stop.item.pointer, message.day, stop)
            self.reload()
        await popups.pop_down(self, message.calendar)
