"""Styles parsed once are the styles that Textual would have parsed, on every screen and in every theme."""

from textual.css.stylesheet import Stylesheet

from portal_tui.app import PortalApp
from portal_tui.screens.applications import ApplicationsScreen
from portal_tui.screens.workspace import WorkspaceScreen
from tests.driver import person
from tests.stage import interface, theatre


def rules_of(stylesheet: Stylesheet) -> list[tuple[str, str]]:
    """What it says, in its order."""
    return [(rule.selectors, repr(rule.styles.get_rules())) for rule in stylesheet.rules]


def parsed_anew(app: PortalApp) -> list[tuple[str, str]]:
    """What Textual makes of the same sources."""
    whole = Stylesheet(variables=app.get_css_variables())
    whole.source = dict(app.stylesheet.source)
    whole.reparse()
    return rules_of(whole)


async def test_a_screen_that_brings_styles_and_another_theme() -> None:
    app = interface(theatre(), start="applications")
    async with person(app) as maude:
        await maude.is_on(ApplicationsScreen)
        before = rules_of(app.stylesheet)
        await maude.strikes("enter")
        await maude.is_on(WorkspaceScreen)
        dark = rules_of(app.stylesheet)
        assert len(dark) > len(before)
        assert dark == parsed_anew(app)
        app.look("portal-light")
        await maude.rests()
        assert rules_of(app.stylesheet) == parsed_anew(app) != dark
