"""Talking with the operator about the application that is open: reading, answering, attaching (C1-C3)."""

from pathlib import Path

from textual import on
from textual.content import Content

from portal_tui.contract.discussion import DiscussionView, MarkRead, NewFile, ReadDiscussion, Reply
from portal_tui.widgets.prose import Prose
from portal_tui.widgets.workspace.discussion import Attachment, DiscussionPane, ReplyArea

from .task_editing import TaskEditing
from .wording import check_text


class Discussing(TaskEditing):
    """A screen with a discussion pane, and a place that says why there is no discussion yet."""

    def read_discussion(self, application_id: int) -> None:
        """Ask for the threads and show them."""
        self.ask(ReadDiscussion(application_id=application_id), self._show_discussion, about="discussion")

    def _show_discussion(self, view: DiscussionView) -> None:
        decision = view.decisions["open-thread"]
        nothing = check_text(decision.reasons[0], self.texts, self.session.dates) if decision.reasons else ""
        self.set_class(not view.threads, "no-threads")
        said = Content.assemble((self.texts("panes.discussion"), "bold"), f"\n{nothing}")
        self.query_one("#no-discussion", Prose).update(said)
        self.call_later(self._show_threads, view, nothing)
        if self.query_one(DiscussionPane).has_focus_within:
            self._mark_read(view)

    async def _show_threads(self, view: DiscussionView, nothing: str) -> None:
        """In the pane of that moment: another language makes all of them anew."""
        await self.query_one(DiscussionPane).show(view, self.texts, self.session.dates, nothing)

    def _mark_read(self, view: DiscussionView) -> None:
        for thread in view.threads:
            if thread.unread:
                read = MarkRead(thread_id=thread.id, message_id=thread.messages[-1].id)
                self.ask(read, lambda _: self.load())

    @on(DiscussionPane.Replied)
    def _reply(self, message: DiscussionPane.Replied) -> None:
        operation = Reply(thread_id=message.thread_id, body=message.body, files=message.files)

        def replied(view: DiscussionView) -> None:
            self.query_one(DiscussionPane).clear()
            self._show_discussion(view)
            self.application_changed()

        self.ask(operation, replied, failed=self.file_refused)

    @on(ReplyArea.AttachRequested)
    def _attach_to_reply(self) -> None:
        pane = self.query_one(DiscussionPane)

        def read(path: Path) -> None:
            content = self.read_file(path, pane.max_bytes)
            if content is not None:
                pane.attach(NewFile(name=path.name, content=content))

        self.pick_file(self.texts("panes.discussion"), pane.max_bytes, read)

    @on(Attachment.SaveRequested)
    def _save_attachment(self, message: Attachment.SaveRequested) -> None:
        self.download(message.document)
