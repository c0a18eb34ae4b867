"""By what each screen is known to who looks at it: a title, or what is written there alone."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from textual.widget import Widget

from portal_tui.contract.operation import OPERATIONS
from portal_tui.screens.actions import ActionsScreen
from portal_tui.screens.applications import ApplicationsScreen
from portal_tui.screens.ask_client import AskClientScreen
from portal_tui.screens.compare import CompareScreen
from portal_tui.screens.confirm import ConfirmScreen
from portal_tui.screens.confirm_address import ConfirmAddressScreen
from portal_tui.screens.designation import DesignationScreen
from portal_tui.screens.designations import DesignationsScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.firm import FirmScreen
from portal_tui.screens.grant import GrantScreen
from portal_tui.screens.join_organisation import JoinOrganisationScreen
from portal_tui.screens.mail import MailScreen
from portal_tui.screens.new_application import NewApplicationScreen
from portal_tui.screens.new_entry import NewEntryScreen
from portal_tui.screens.new_organisation import NewOrganisationScreen
from portal_tui.screens.new_point import NewPointScreen
from portal_tui.screens.organisation import OrganisationScreen
from portal_tui.screens.pick_file import PickFileScreen
from portal_tui.screens.programme import ProgrammeScreen
from portal_tui.screens.programmes import ProgrammesScreen
from portal_tui.screens.receipt import ReceiptScreen
from portal_tui.screens.register import RegisterScreen
from portal_tui.screens.review import ReviewScreen
from portal_tui.screens.save_file import SaveFileScreen
from portal_tui.screens.services import ServicesScreen
from portal_tui.screens.sign_in import SignInScreen
from portal_tui.screens.timeline import TimelineScreen
from portal_tui.screens.workspace import WorkspaceScreen
from portal_tui.texts import _catalogue
from tests.someone import flat


class Sign(NamedTuple):
    """What is written on a screen: any of these texts. Whether it is a dialog, and begins with that."""

    keys: tuple[str, ...]
    dialog: bool = False
    begins: bool = False


def _dialog(*titles: str) -> Sign:
    return Sign(titles, dialog=True, begins=True)


_OPERATIONS: Final = ("any", *OPERATIONS)
_WHY: Final = tuple(f"{way}.{name}" for name in _OPERATIONS for way in ("why", "may"))
_DESIGNATIONS: Final = tuple(
    f"designation.{way}.{function}"
    for way in ("name", "replace")
    for function in ("any", "local-manager", "mandatary-manager")
)
SIGNS: Final[Mapping[type[Widget], Sign]] = {
    ApplicationsScreen: Sign(("list.title",)),
    AskClientScreen: Sign(("ask-client.title",)),
    CompareScreen: _dialog("compare.file", "compare.earlier", "compare.again"),
    ConfirmAddressScreen: Sign(("confirm-address.title",)),
    ConfirmScreen: _dialog(*(f"confirm.{name}" for name in OPERATIONS)),
    DesignationScreen: Sign(_DESIGNATIONS),
    DesignationsScreen: Sign(("designations.title",)),
    ExplainScreen: _dialog(*_WHY),
    FirmScreen: Sign(("firm.title",)),
    GrantScreen: Sign(("grant.now", "grant.then"), dialog=True),
    JoinOrganisationScreen: Sign(("join-organisation.title",)),
    MailScreen: Sign(("mail.title",)),
    NewApplicationScreen: Sign(("new-application.as",)),
    NewEntryScreen: _dialog("rights.new.title"),
    NewOrganisationScreen: Sign(("new-organisation.title",)),
    NewPointScreen: Sign(("new-point.title",)),
    OrganisationScreen: Sign(("organisation.primary", "organisation.none", "organisation.nowhere")),
    PickFileScreen: _dialog("files.pick"),
    ProgrammeScreen: Sign(("programme.mine.title",)),
    ProgrammesScreen: Sign(("catalogue.title",)),
    ReceiptScreen: Sign(("receipt.title",)),
    RegisterScreen: Sign(("rights.title",)),
    ReviewScreen: Sign(("review.title",)),
    SaveFileScreen: _dialog("save-file.title"),
    ServicesScreen: Sign(("services.title",)),
    SignInScreen: Sign(("people-choice.title", "sign-in.nobody-asks")),
    TimelineScreen: Sign(("timeline.title",)),
    WorkspaceScreen: Sign(
        (
            *("checklist.progress", "workspace.switch-pane", "reason.takes-part"),
            *("task.complete", "task.reopen", "task.read-only"),
        )
    ),
}
"""The dialog of actions has titles of its own: it is known by being none of the others."""
_LANGUAGES: Final = ("fr-CA", "en")
_WAITING: Final = ("screen.loading", "saving.saving", "saving.waiting", "header.sync-reading")
_VALUE: Final = re.compile(r"\\\{\w+\\\}")


def shows(screen: type[Widget], text: str, *, dialog: bool) -> bool:
    """Whether what is read, in a dialog or on a whole page, is a screen of this class."""
    if screen is ActionsScreen:
        return dialog and not any(sign.dialog and _is_seen(sign, text) for sign in SIGNS.values())
    sign = SIGNS[screen]
    return dialog == sign.dialog and _is_seen(sign, text)


def waits(text: str) -> bool:
    """Whether it is said that something is still to come."""
    return _is_seen(Sign(_WAITING), text)


def _is_seen(sign: Sign, text: str) -> bool:
    pattern, read = _pattern(sign.keys), flat(text).lstrip()
    return (pattern.match(read) if sign.begins else pattern.search(read)) is not None


@cache
def _pattern(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these sentences, whatever stands in for their values."""
    worded = [*keys, *(f"transmit.{key}" for key in keys)]
    sentences = {(key, _catalogue(language).gettext(key)) for language in _LANGUAGES for key in worded}
    said = sorted(flat(sentence) for key, sentence in sentences if sentence != key)
    assert said, f"no texts for {keys}"
    return re.compile("|".join(_VALUE.sub(".+?", re.escape(each)) for each in said))
