"""The tabs of the workspace where one pane is shown at a time."""

from typing import Final

from textual.content import Content
from textual.widget import Widget

from portal_tui.contract.applications import ApplicationView, TaskRow
from portal_tui.texts import Texts
from portal_tui.widgets.shrink import Part, draw, line_up, shorten

_GAP: Final = 2
_ORDER: Final = ("next", "task")
"""What says less first where the line is short."""


class PaneTabs(Widget):
    """A line: each pane with its key, the open one in brackets, and the key that leads to the next."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._parts: list[Part[str]] = []

    def show(
        self, view: ApplicationView, task: TaskRow | None, pane: str, keys: dict[str, str], texts: Texts
    ) -> None:
        """Show which pane is open; ``keys`` are those of each pane, and of the ``next``."""
        unread = f" ({view.unread})" if view.unread else ""
        name = texts("panes.task")
        labels = {
            "tasks": (f"{texts('panes.tasks')} {view.done}/{view.mandatory} *",),
            "task": (task.title.text, name) if task else (name,),
            "discussion": (texts("panes.discussion") + unread,),
        }
        tabs = [
            Part(each, tuple(_tab(keys[each], label, is_open=each == pane) for label in said))
            for each, said in labels.items()
        ]
        on = Content.assemble(
            (keys["next"], "bold $accent"), (f" {texts('workspace.switch-pane')}", "$text-muted")
        )
        self._parts = [*tabs, Part("next", (on, Content("")))]
        self.refresh()

    def render(self) -> Content:
        width = self.size.width
        *tabs, last = shorten(self._parts, _ORDER, width, _GAP) or [Part("", (Content(""),))]
        if last.key != "next":
            return draw(line_up([*tabs, last], 0, _GAP), width)
        end = line_up([last], width - last.forms[0].cell_length, _GAP)
        return draw([*line_up(tabs, 0, _GAP), *end], width)


def _tab(key: str, label: str, *, is_open: bool) -> Content:
    if is_open:
        return Content.styled(f"[{key} {label}]", "bold $accent")
    return Content.assemble(" ", (key, "bold $accent"), (f" {label} ", "$text-muted"))
