"""The tabs of the workspace where one pane is shown at a time."""

from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.applications import ApplicationView, TaskRow
from portal_tui.texts import Texts


class PaneTabs(Static):
    """A line: tasks with their progress, the open task, the discussion with what is unread."""

    def show(self, view: ApplicationView, task: TaskRow | None, pane: str, texts: Texts) -> None:
        """Show which pane is open."""
        unread = f" ({view.unread})" if view.unread else ""
        labels = {
            "tasks": f"{texts('panes.tasks')} {view.done}/{view.mandatory} *",
            "task": task.title.text if task else texts("panes.task"),
            "discussion": texts("panes.discussion") + unread,
        }
        parts: list[Content | str | tuple[str, str]] = []
        for name, label in labels.items():
            parts.append((f" {label} ", "bold $accent" if name == pane else "$text-muted"))
            parts.append("  ")
        self.update(Content.assemble(*parts))
