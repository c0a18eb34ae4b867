"""Creating an organisation: its name, its kind, its numbers; similar names are pointed out (O0, O1, O6)."""

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from portal_tui.contract.accounts import Me
from portal_tui.contract.organisations import (
    CreateOrganisation,
    FindSimilar,
    Identifier,
    ListOrganisationKinds,
    OrganisationKind,
    Similar,
)
from portal_tui.widgets.act import Act
from portal_tui.widgets.binding import bind
from portal_tui.widgets.entry import Entry
from portal_tui.widgets.pick import Pick

from .filling import FillingScreen
from .programme_lines import text_of

PAUSE: Final = 0.3
"""Seconds without a key after which similar names are looked for."""


class NewOrganisationScreen(FillingScreen):
    """Its creator becomes its primary administrator, and the screen says so."""

    BINDINGS = [bind("organisation.join-instead")]

    def __init__(self) -> None:
        super().__init__()
        self._kinds: dict[str, OrganisationKind] = {}
        self._looking: Timer | None = None

    def title_text(self) -> str:
        return self.texts("new-organisation.title")

    def compose_entries(self) -> ComposeResult:
        texts = self.texts
        yield Static(Content(texts("new-organisation.means")), classes="muted paragraph")
        yield Entry(texts("new-organisation.name"), id="name", help=texts("new-organisation.name.help"))
        yield Static(id="similar", classes="paragraph")
        yield Static(Content(texts("new-organisation.kind")), classes="entry-label")
        yield Vertical(id="kinds", classes="paragraph")
        yield Vertical(id="identifiers")
        yield Act(texts("new-organisation.do"), id="finish")

    def load(self) -> None:
        self.query_one("#similar").display = False
        self.ask(ListOrganisationKinds(), self._show)

    def _show(self, kinds: tuple[OrganisationKind, ...]) -> None:
        self._kinds = {kind.code: kind for kind in kinds}
        self.call_later(self._show_kinds)
        super().load()

    async def _show_kinds(self) -> None:
        options = [(code, text_of(kind.title, self.texts)) for code, kind in self._kinds.items()]
        place = self.query_one("#kinds")
        await place.remove_children()
        await place.mount(Pick(options, id="kind"))

    @on(Pick.Picked, "#kind")
    async def _picked(self, message: Pick.Picked) -> None:
        """Each kind has its own numbers."""
        place = self.query_one("#identifiers")
        await place.remove_children()
        await place.mount(
            *(
                Entry(
                    self.texts(f"identifier.{each.scheme}"),
                    id=each.scheme,
                    help="" if each.mandatory else self.texts("new-organisation.optional"),
                )
                for each in self._kinds[message.pick.chosen].identifiers
            )
        )

    # Names like it

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        if message.input is not self.entry("name").input:
            return
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        self.ask(FindSimilar(name=self.entry("name").value), self._show_similar)

    def _show_similar(self, similar: tuple[Similar, ...]) -> None:
        place = self.query_one("#similar", Static)
        place.display = bool(similar)
        if not similar:
            return
        texts = self.texts
        names = [
            Content.assemble("  · ", each.name, (f"   {each.kind.text}", "$text-muted")) for each in similar
        ]
        join = self.way("organisation.join-instead", texts("new-organisation.join"))
        head = Content(texts.plural("new-organisation.similar", len(similar)))
        way = Content.assemble("  ", (join.key, "bold $accent"), f" {join.text}")
        place.update(Content("\n").join([head, *names, way]))

    def action_join_instead(self) -> None:
        """It exists already: ask to be added."""
        self.portal_app.open("join-organisation", organisation=self.entry("name").value)

    # Creating

    def finish(self) -> None:
        kind = self.query_one("#kind", Pick).chosen
        if not kind:
            self.say_problem(self.texts("new-organisation.no-kind"))
            self.query_one("#kind").focus()
            return
        identifiers = tuple(
            Identifier(scheme=each.scheme, value=self.entry(each.scheme).value)
            for each in self._kinds[kind].identifiers
        )
        operation = CreateOrganisation(name=self.entry("name").value, kind=kind, identifiers=identifiers)
        self.ask(operation, self._created, failed=self.failed)

    def _created(self, me: Me) -> None:
        self.session.me = me
        self.portal_app.go("organisation")
        self.portal_app.say(self.texts("new-organisation.created", name=me.acting.name))
