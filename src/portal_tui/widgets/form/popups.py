"""Lists and calendars that pop up on a form, one at a time."""

from typing import TYPE_CHECKING

from portal_tui.forms.picture import Stop

from .calendar import Calendar
from .chooser import Chooser
from .sheet import MARGIN

if TYPE_CHECKING:
    from .view import FormView


def pop_up(view: "FormView", popup: Chooser | Calendar, stop: Stop) -> None:
    """Show a list or a calendar below a stop, or above its title where there is no room below."""
    view.bring_into_view(below=stop.height - 1 + popup.lines)
    below = stop.y + stop.height
    fits = below + popup.lines <= view.scroll_y + view.size.height
    y = below if fits or stop.top - popup.lines < view.scroll_y else stop.top - popup.lines
    popup.styles.offset = (stop.x + MARGIN, y)
    view.sheet.hold(True)
    view.sheet.mount(popup)


async def pop_down(view: "FormView", popup: Chooser | Calendar) -> None:
    """Take a popup away; the focus comes back unless the person went elsewhere, and then the keys.

    It comes back first: were what has the focus taken away, the screen would give it, and scroll, elsewhere.
    """
    left = view.screen.focused is not None and not (popup.has_focus or popup.has_focus_within)
    if not left:
        rest = view.sheet.rest_of(view.sheet.current)
        view.screen.set_focus(view.sheet.editor or rest, scroll_visible=False)
    await popup.remove()
    view.sheet.hold(False)
