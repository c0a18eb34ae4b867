"""A new portal from the folder that defines it: where it is to be, who runs it; its password, once."""

from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from portal_tui.backend.doors import CannotOpenError, Created
from portal_tui.widgets.act import Act
from portal_tui.widgets.entry import Entry

from .filling import FillingScreen
from .pick_file import shown_path


class CreatePortalScreen(FillingScreen):
    """*Créer un portail*. First what is asked for, then what was made."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._created: Created | None = None

    def title_text(self) -> str:
        return self.texts("create-portal.title")

    def compose_entries(self) -> ComposeResult:
        texts, doors = self.texts, self.portal_app.doors
        assert doors is not None
        if self._created is not None:
            yield from self._compose_created(self._created)
            return
        said = texts("create-portal.from", folder=shown_path(self._folder))
        yield Static(Content(said), classes="paragraph")
        place = shown_path(doors.place_for(self._folder))
        yield Entry(texts("create-portal.file"), place, id="file", help=texts("create-portal.file.help"))
        yield Entry(texts("create-portal.operator"), id="operator", help=texts("create-portal.operator.help"))
        yield Act(texts("create-portal.do"), id="finish")

    def _compose_created(self, created: Created) -> ComposeResult:
        texts = self.texts
        said = texts("create-portal.made", name=created.name, path=shown_path(Path(created.path)))
        yield Static(Content(said), classes="paragraph")
        yield Static(Content(texts("sign-in.email")), classes="muted")
        yield Static(Content(created.email), classes="paragraph")
        yield Static(Content(texts("sign-in.password")), classes="muted")
        yield Static(Content.styled(created.password.reveal(), "bold"), classes="paragraph")
        yield Static(Content(texts("create-portal.keep")), classes="paragraph")
        yield Act(texts("create-portal.open"), id="open")

    def load(self) -> None:
        super().load()
        if self._created is not None:
            self.query_one("#open", Act).focus(scroll_visible=False)

    def finish(self) -> None:
        if not self.entry("file").value.strip():
            self.entry("file").say(self.texts("field.required"))
            self.entry("file").enter()
            return
        self._create(Path(self.entry("file").value.strip()), self.entry("operator").value.strip())

    @work(exclusive=True)
    async def _create(self, path: Path, operator: str) -> None:
        doors = self.portal_app.doors
        assert doors is not None
        try:
            self._created = await doors.create(self._folder, path, operator, self.texts)
        except CannotOpenError as error:
            self.say_problem("\n".join(error.lines))
        else:
            await self.retell()

    @on(Act.Done, "#open")
    def _open(self, message: Act.Done) -> None:
        message.stop()
        message.prevent_default()
        self._enter()

    @work(exclusive=True)
    async def _enter(self) -> None:
        created, doors = self._created, self.portal_app.doors
        assert created is not None
        assert doors is not None
        try:
            opened = await doors.open(Path(created.path), self.texts, self.session.chosen)
        except CannotOpenError as error:
            self.say_problem("\n".join(error.lines))
        else:
            self.portal_app.enter_portal(opened)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody leaves by chance while a password is shown that can't be shown again."""
        shown = self._created is not None
        return (action != "back" or not shown) and super().check_action(action, parameters)
