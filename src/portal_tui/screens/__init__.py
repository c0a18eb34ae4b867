"""A file per screen; they are loaded when first shown.

A screen's name is what remedies (``go``), links and the palette call it by.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.screen import Screen

    from portal_tui.contract.accounts import Me

PLACES: Final = {
    "home": "home:HomeScreen",
    "applications": "applications:ApplicationsScreen",
    "programmes": "programmes:ProgrammesScreen",
    "services": "services:ServicesScreen",
    "organisation": "organisation:OrganisationScreen",
    "designations": "designations:DesignationsScreen",
    "mail": "mail:MailScreen",
    "settings": "settings:SettingsScreen",
    "help": "help:HelpScreen",
}
"""Screens to go to at any time: each takes the place of what was open."""

PAGES: Final = {
    "act-as": "act_as:ActAsScreen",
    "welcome": "welcome:WelcomeScreen",
    "create-portal": "create_portal:CreatePortalScreen",
    "connect": "connect:ConnectScreen",
    "sign-in": "sign_in:SignInScreen",
    "sign-up": "sign_up:SignUpScreen",
    "confirm-address": "confirm_address:ConfirmAddressScreen",
    "forgotten-password": "forgotten_password:ForgottenPasswordScreen",
    "programme": "programme:ProgrammeScreen",
    "register": "register:RegisterScreen",
    "designation": "designation:DesignationScreen",
    "register-history": "register_history:RegisterHistoryScreen",
    "firm": "firm:FirmScreen",
    "ask-client": "ask_client:AskClientScreen",
    "invite": "invite:InviteScreen",
    "new-point": "new_point:NewPointScreen",
    "new-application": "new_application:NewApplicationScreen",
    "new-organisation": "new_organisation:NewOrganisationScreen",
    "join-organisation": "join_organisation:JoinOrganisationScreen",
    "application": "workspace:WorkspaceScreen",
    "task": "workspace:WorkspaceScreen",
    "discussion": "workspace:WorkspaceScreen",
    "people": "people:PeopleScreen",
    "review": "review:ReviewScreen",
    "receipt": "receipt:ReceiptScreen",
    "timeline": "timeline:TimelineScreen",
}
"""Screens that open on top of another, which comes back when they are closed."""

SCREENS: Final = PLACES | PAGES


def places(me: "Me | None") -> tuple[str, ...]:
    """Where this person can go: some places are of portals with a register, services of those who apply."""
    register = me is not None and me.portal.register
    applies = me is not None and me.role == "applicant"
    open_to = {"services": register and applies, "designations": register}
    return tuple(place for place in PLACES if open_to.get(place, True))


def make(name: str, **arguments: Any) -> "Screen[Any]":
    """The screen of that name; raises LookupError where there is none."""
    module, _, cls = SCREENS[name].partition(":")
    screen: Screen[Any] = getattr(import_module(f"{__name__}.{module}"), cls)(**arguments)
    return screen


def commands() -> "type[Provider]":
    """What the palette finds."""
    from .commands import PortalCommands

    return PortalCommands
