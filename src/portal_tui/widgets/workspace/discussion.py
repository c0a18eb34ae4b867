"""The discussion: threads, the oldest message first, and the answer being written (C1-C3)."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message as TextualMessage
from textual.widgets import Static, TextArea

from portal_tui.contract.applications import Document
from portal_tui.contract.discussion import DiscussionView, Message, NewFile, Thread
from portal_tui.dates import Dates
from portal_tui.numbers import size
from portal_tui.texts import Texts
from portal_tui.widgets.binding import bind
from portal_tui.widgets.prose import Prose, unbroken


class Attachment(Static, can_focus=True):
    """A document of a message; enter saves it to a folder."""

    BINDINGS = [bind("talk.save", "save")]

    @dataclass
    class SaveRequested(TextualMessage):
        """It is to be saved."""

        document: Document

    def __init__(self, document: Document, texts: Texts) -> None:
        super().__init__(classes="attachment")
        self._document = document
        self._texts = texts

    def render(self) -> Content:
        said = size(self._document.size, self._texts)
        return Content.assemble(
            (self._texts("talk.attached") + " ", "$text-muted"),
            self._document.name,
            (f"  {said}", "$text-muted"),
        )

    def action_save(self) -> None:
        self.post_message(self.SaveRequested(self._document))

    def on_click(self) -> None:
        self.action_save()


class ReplyArea(TextArea):
    """What is being answered."""

    BINDINGS = [bind("talk.send", "reply"), bind("talk.attach", "attach")]

    @dataclass
    class Sent(TextualMessage):
        """It is to be sent."""

    @dataclass
    class AttachRequested(TextualMessage):
        """A file is to be chosen."""

    def action_reply(self) -> None:
        self.post_message(self.Sent())

    def action_attach(self) -> None:
        self.post_message(self.AttachRequested())


class DiscussionPane(Vertical):
    """All of it; ``Replied`` when an answer is to be sent."""

    @dataclass
    class Replied(TextualMessage):
        """This answer is to be sent in this thread."""

        thread_id: int
        body: str
        files: tuple[NewFile, ...]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._view: DiscussionView | None = None
        self._files: list[NewFile] = []
        self._texts: Texts | None = None

    def compose(self) -> ComposeResult:
        yield Prose(id="discussion-title", classes="pane-title")
        yield VerticalScroll(id="messages")
        yield ReplyArea(id="reply", compact=True, soft_wrap=True, tab_behavior="focus")
        yield Prose(id="reply-hint")

    @property
    def thread(self) -> Thread | None:
        """The thread that is answered: the newest."""
        return self._view.threads[-1] if self._view and self._view.threads else None

    @property
    def unsent(self) -> str:
        """What is written and not sent."""
        return self.query_one("#reply", ReplyArea).text

    async def show(self, view: DiscussionView, texts: Texts, dates: Dates, nothing: str) -> None:
        """Show the threads; ``nothing`` says why there is none and what to do meanwhile."""
        changed = self._view is None or view.threads != self._view.threads
        waiting = self.thread is None and self.query_one("#messages").has_focus
        self._view, self._texts = view, texts
        self.set_class(not view.threads, "empty")
        unread = sum(thread.unread for thread in view.threads)
        new = f"   {texts.plural('talk.unread', unread)}" if unread else ""
        title = Content.assemble((texts("panes.discussion"), "bold"), (new, "bold $accent"))
        self.query_one("#discussion-title", Prose).update(title)
        reply = self.query_one("#reply", ReplyArea)
        reply.display = bool(view.threads)
        reply.placeholder = texts("talk.reply")
        self._show_files()
        if waiting:
            self.enter()
        if not changed:
            return
        messages = self.query_one("#messages", VerticalScroll)
        with self.app.batch_update():
            await messages.remove_children()
            await messages.mount_all(
                [piece for thread in view.threads for piece in _pieces(thread, texts, dates)]
                or [Static(Content(nothing), classes="muted")]
            )
        messages.anchor()

    def enter(self) -> None:
        """Put the focus where one answers, at the latest when the first thread is there."""
        self.query_one("#reply" if self.thread else "#messages").focus()

    @property
    def max_bytes(self) -> int:
        """How large an attached file may be."""
        return self._view.uploads.max_bytes if self._view else 0

    def attach(self, file: NewFile) -> None:
        """A file goes with the answer."""
        self._files.append(file)
        self._show_files()

    def clear(self) -> None:
        """The answer was sent."""
        self._files.clear()
        self.query_one("#reply", ReplyArea).text = ""
        self._show_files()

    def _show_files(self) -> None:
        hint = self.query_one("#reply-hint", Prose)
        hint.display = bool(self._view and self._view.threads)
        if self._view is None or self._texts is None:
            return
        texts = self._texts
        limit = size(self._view.uploads.max_bytes, texts)
        files = "  ".join(f"{file.name} ({size(len(file.content), texts)})" for file in self._files)
        hint.update(Content(files or texts("talk.limits", size=limit)))

    @on(ReplyArea.Sent)
    def _reply(self) -> None:
        if self.thread is not None and (self.unsent.strip() or self._files):
            self.post_message(self.Replied(self.thread.id, self.unsent, tuple(self._files)))


def _pieces(thread: Thread, texts: Texts, dates: Dates) -> list[Static]:
    pieces = [Static(Content.styled(thread.subject, "bold"), classes="thread-subject")]
    for message in thread.messages:
        pieces += _message(message, texts, dates)
    return pieces


def _message(message: Message, texts: Texts, dates: Dates) -> list[Static]:
    who = texts("workspace.you").capitalize() if message.you else message.author
    new = "  " + texts("talk.new") if message.unread else ""
    head = Content.assemble(
        (who, "bold"), ("  " + unbroken(dates.ago(message.at)), "$text-muted"), (new, "bold $accent")
    )
    return [
        Prose(head, classes="message-head"),
        Prose(Content(message.body), classes="message-body"),
        *(Attachment(document, texts) for document in message.documents),
    ]
