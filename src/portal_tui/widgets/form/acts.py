"""What a key does on what is no text: options, boxes, lists, dates, files, entries of a list."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from portal_tui.forms.answers import same
from portal_tui.forms.choose import chosen, extended, shifted, ticked, without
from portal_tui.forms.model import Field
from portal_tui.forms.picture import Stop
from portal_tui.forms.pointers import ABSENT
from portal_tui.texts import texts

from . import cells, popups
from .calendar import Calendar
from .chooser import Chooser

if TYPE_CHECKING:
    from .view import FormView

_NARROWEST_LIST: Final = 24
_WIDEST_LIST: Final = 64
_AROUND_A_LIST: Final = 8
"""Lines of the form that are no options while a list is open: the field, the filter, the margins."""


def use(view: "FormView", stop: Stop) -> None:
    """Enter or space: choose, tick, open, attach, add."""
    pointer, value = stop.item.pointer, view.value(stop)
    match stop.part:
        case "cell" | "total":
            view.action_move("down")
        case "line":
            view.action_item(1)
        case "option":
            take_option(view, stop.index)
        case "toggle":
            view.keep(pointer, ticked(value), stop)
        case "list" | "files":
            open_(view, stop)
        case "file":
            view.post_message(view.DocumentsRequested(pointer, "read", file_at(stop, value)))
        case "add":
            view.keep(pointer, extended(value, objects=stop.item.objects))
            if entry := view.sheet.page.stop(f"{stop.item.key}#{stop.index}"):
                view.show(view.sheet.page.neighbour(entry.name, 1, item=False))


def take_option(view: "FormView", index: int) -> None:
    """The option of this index is chosen where the cursor is; of several, taken or given back."""
    stop = view.sheet.current
    if stop is not None:
        view.keep(stop.item.pointer, chosen(stop.item, index, view.value(stop)), stop)


def open_(view: "FormView", stop: Stop) -> None:
    """F4: the larger way to answer: an editor, a list, a calendar, a choice of files."""
    if stop.part == "area" and view.sheet.editor:
        view.post_message(view.EditorRequested(stop.item.pointer, view.sheet.editor.text))
    elif stop.part == "files":
        view.post_message(view.DocumentsRequested(stop.item.pointer))
    elif stop.part == "list":
        choose(view, stop, "")
    elif stop.part == "cell" and stop.item.kind != "date":
        view.action_edit()
    elif isinstance(stop.item, Field) and stop.item.kind == "date":
        popups.pop_up(view, Calendar(_day(view, stop), view.form.language), stop)


def file_at(stop: Stop, value: Any) -> str:
    """The reference of the file at ``stop``."""
    return str(value[stop.index] if isinstance(value, list) else value)


def choose(view: "FormView", stop: Stop, typed: str) -> None:
    """The list of a long choice, filtered by what was typed already."""
    value = view.value(stop)
    answers = value if stop.item.kind == "many" and isinstance(value, list) else [value]
    options = enumerate(stop.item.options)
    taken = {at for at, option in options if any(same(option.value, each) for each in answers)}
    width = max(min(stop.width, _WIDEST_LIST), _NARROWEST_LIST)
    most = view.size.height - _AROUND_A_LIST
    chooser = Chooser(stop.item, taken, typed, view.form.language, width=width, most=most)
    popups.pop_up(view, chooser, stop)


def _day(view: "FormView", stop: Stop) -> date:
    try:
        return date.fromisoformat(str(view.value(stop)))
    except ValueError:
        return view.today or datetime.now(UTC).date()


def clear(view: "FormView", stop: Stop) -> None:
    """Delete: the answer is absent again; an entry goes, if it holds answers only when asked twice."""
    if stop.part in ("option", "toggle", "list", "cell"):
        view.keep(stop.item.pointer, ABSENT, stop)
    elif stop.part == "file":
        reference = file_at(stop, view.value(stop))
        view.post_message(view.DocumentsRequested(stop.item.pointer, "remove", reference))
    elif stop.part == "entry":
        entries = view.value(stop)
        if entries[stop.index] in ({}, "") or view.arm(stop):
            view.keep(stop.item.pointer, without(entries, stop.index))


def shift(view: "FormView", stop: Stop, step: int) -> None:
    """An entry changes place with the one before or after it; the cursor goes with it."""
    if stop.part == "entry":
        view.keep(stop.item.pointer, shifted(view.value(stop), stop.index, step))
        if moved := view.sheet.page.stop(f"{stop.item.key}#{stop.index + step}"):
            view.show(moved)


def to_section(view: "FormView", step: int) -> None:
    """To the first field of the next section that asks for something, or of the one before."""
    page, current = view.sheet.page, view.sheet.current
    keys = [part.key for part in view.filling.progress() if page.first_in(part.key)]
    here = page.section_of(current) if current else ""
    at = keys.index(here) + step if here in keys else 0
    if 0 <= at < len(keys):
        view.jump_to_section(keys[at])


def comes_back(view: "FormView") -> bool:
    """Bring the cursor into view; whether it was still below the text with which the form opened."""
    stop, before, was_opening = view.sheet.current, view.scroll_y, view.is_opening
    if stop is None or before <= stop.y < before + view.size.height:
        return False
    view.is_opening = False
    view.bring_into_view()
    return was_opening and view.scroll_y != before


def leave(view: "FormView", step: int) -> None:
    """Past the last or the first field: on to what stands behind or before the form."""
    view.take()
    chain = view.screen.focus_chain
    mine = [place for place, widget in enumerate(chain) if view in widget.ancestors]
    beyond = chain[(mine[-1] + 1 if step > 0 else mine[0] - 1) % len(chain)] if mine else None
    if beyond is None or view in beyond.ancestors:
        view.say(texts(view.form.language)("form.last-field" if step > 0 else "form.first-field"))
    else:
        view.screen.set_focus(beyond)


def type_in(view: "FormView", typed: str) -> bool:
    """What is typed on a cell begins its answer anew, on a long choice it filters; whether it does either."""
    stop = view.sheet.current
    part = stop.part if stop is not None and view.sheet.editor is None else ""
    if stop is not None and part == "list":
        choose(view, stop, typed)
    elif stop is not None and part in ("cell", "total"):
        cells.type_in(view, stop, typed)
    return part in ("list", "cell", "total")


def paste(view: "FormView", text: str) -> None:
    """A block goes over the cells of a table; where nothing is typed it isn't lost in silence."""
    stop = view.sheet.current
    if stop is not None and stop.part in ("cell", "total"):
        cells.paste(view, stop, text)
    else:
        view.say(texts(view.form.language)("form.nothing-pasted"))
