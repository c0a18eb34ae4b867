"""What the command palette offers: places, applications by number, entities, languages, looks."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from portal_tui.contract.accounts import ReadTerms, Terms
from portal_tui.texts import LANGUAGES

from . import places
from .act_as import entity_detail
from .base import PortalScreen

if TYPE_CHECKING:
    from portal_tui.app import PortalApp


class Palette(CommandPalette):
    """The palette in this program's look."""

    CSS_PATH = "command_palette.tcss"


class PortalCommands(Provider):
    """Everything that can be done from anywhere, found by typing a part of its name."""

    async def discover(self) -> Hits:
        for name, do, help in self._commands():
            yield DiscoveryHit(name, do, help=help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, do, help in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), do, help=help)
        app = self._portal_app
        if app.session.me is not None:
            said = app.session.texts("palette.find", words=query)
            yield Hit(0.01, matcher.highlight(said), partial(app.go, "applications", filter=query))

    @property
    def _portal_app(self) -> "PortalApp":
        return cast("PortalApp", self.app)

    def _commands(self) -> Iterator[tuple[str, Callable[[], object], str]]:
        app = self._portal_app
        texts, me = app.session.texts, app.session.me
        if isinstance(self.screen, PortalScreen):
            yield from self.screen.commands()
            yield from self.screen.key_commands()
        if me is not None:
            for place in places(me):
                yield (
                    texts("palette.go", place=texts(f"go.{place}")),
                    partial(app.go, place),
                    "",
                )
            if me.portal.register and me.role == "applicant":
                acting = me.acting.id if me.acting.standing != "self" else None
                new = partial(app.open, "designation", organisation_id=acting)
                yield texts("palette.designation"), new, texts("palette.designation.means")
            for entity in me.entities:
                if entity.id != me.acting.id:
                    help = entity_detail(entity, me.acting, texts)
                    yield texts("palette.act-as", name=entity.name), partial(app.act_as, entity.id), help
            yield texts("palette.terms"), partial(_read_terms, app), ""
            yield texts("act-as.sign-out"), partial(_sign_out, app), ""
        if app.doors is not None and app.session.place:
            yield texts("palette.portals"), app.choose_portal, ""
        for language in LANGUAGES:
            if language != app.session.language:
                yield (
                    texts("palette.language", name=texts(f"language.{language}")),
                    partial(app.speak, language),
                    "",
                )
        for theme in app.looks:
            if theme != app.theme:
                yield texts("palette.theme", name=texts(f"theme.{theme}")), partial(app.look, theme), ""
        yield texts("palette.quit"), app.exit, ""


def _read_terms(app: "PortalApp") -> None:
    from .sign_up import TermsScreen

    def show(terms: Terms) -> None:
        app.push_screen(TermsScreen(terms))

    app.asker.ask(ReadTerms(), show)


def _sign_out(app: "PortalApp") -> None:
    from .leaving import sign_out

    sign_out(app)
