"""A small program with the edges of a screen round the synthetic list."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from portal_tui.texts import texts
from portal_tui.widgets.banner import Banner
from portal_tui.widgets.header_bar import HeaderBar, Place
from portal_tui.widgets.key_hints import KeyHints
from tests.widgets.list_app import ListApp
from tests.widgets.synthetic import SyntheticRows

KEYS = {"enter": "entrée", "slash": "/", "f1": "F1", "plus": "+"}


class EdgesApp(ListApp):
    """Header, banners, a field, the list, the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "note('filter')", "filtrer", id="test-filter"),
        Binding("s", "note('sort')", "trier", id="test-sort"),
        Binding("plus", "note('new')", "nouvelle demande", id="test-new"),
        Binding("g", "note('go')", "aller à", id="test-go"),
        Binding("ctrl+p", "note('palette')", "commandes", id="test-palette"),
        Binding("f5", "note('hidden')", "caché", id="test-hidden", show=False),
        Binding("f9", "note('off')", "désactivé", id="test-off"),
        Binding("f1", "note('help')", "aide", id="test-help", show=False, priority=True),
    ]

    def __init__(self, theme: str = "portal-dark", language: str = "fr-CA") -> None:
        super().__init__(SyntheticRows(214), theme=theme)
        self.header = HeaderBar(texts(language))
        self.header.portal = "SOD@ccès"
        self.header.demonstration = True
        self.header.person = "Maude Tremblay"
        self.header.acting = "Théâtre du Quai"
        self.header.kind = "organisation"
        self.header.language = language
        self.banner = Banner("Démonstration", "Rien n'est transmis à la SODEC.", key="F1", way="pourquoi")
        self.hints = KeyHints(texts(language), last=["test-help"])
        self.noted: list[str] = []
        self.pressed: list[Place] = []

    def compose(self) -> ComposeResult:
        yield self.header
        yield self.banner
        yield Input(compact=True)
        yield self.list
        yield self.hints

    def on_mount(self) -> None:
        self.list.focus()

    def get_key_display(self, binding: Binding) -> str:
        return KEYS.get(binding.key, binding.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if parameters == ("off",) else True

    def action_note(self, what: str) -> None:
        self.noted.append(what)

    def on_header_bar_pressed(self, event: HeaderBar.Pressed) -> None:
        self.pressed.append(event.place)

    def on_banner_pressed(self) -> None:
        self.noted.append("banner")
