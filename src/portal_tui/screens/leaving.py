"""Signing out, so that another person can sign in (A0)."""

from typing import TYPE_CHECKING

from portal_tui.contract.accounts import SignOut
from portal_tui.contract.problems import NotSignedIn, PortalError

from . import make

if TYPE_CHECKING:
    from portal_tui.app import PortalApp


def sign_out(app: "PortalApp") -> None:
    """End the session and ask who comes next. What is typed is saved first; where that fails, all stays."""
    app.run_worker(_sign_out(app), group="signing-out")


async def _sign_out(app: "PortalApp") -> None:
    if not await app.settled():
        return
    try:
        await app.session.backend.call(SignOut())
    except NotSignedIn:
        pass  # it had ended already
    except PortalError as error:
        app.say_problem(error)
        return
    app.session.leave()
    app.begin_with(make("sign-in"))
