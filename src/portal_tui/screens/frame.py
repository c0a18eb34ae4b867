"""The edges of every screen: who acts where and what holds for everything here above, the next keys below."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.widget import Widget

from portal_tui.keys import keys_of
from portal_tui.widgets.banner import Banner
from portal_tui.widgets.header_bar import HeaderBar
from portal_tui.widgets.key_hints import KeyHints

from .wording import key_name

if TYPE_CHECKING:
    from portal_tui.app import PortalApp

LAST = ("app.explain", "app.palette")
"""The keys that lead to all others: always hinted at."""


def top(app: "PortalApp") -> Iterator[Widget]:
    """The header, and a banner for what a person must not overlook (A2, B5)."""
    yield _header(app)
    session = app.session
    texts, me, portal = session.texts, session.me, session.portal
    if portal is not None and portal.demonstration:
        yield Banner(text=texts("banner.demonstration"))
    if me is not None and not me.confirmed:
        yield Banner(
            texts("banner.unconfirmed"),
            texts("banner.unconfirmed.means", sender=me.portal.mail_sender),
            key=_key(app, "app.confirm-address"),
            way=texts("app.confirm-address"),
        )


def bottom(app: "PortalApp") -> KeyHints:
    """The next useful keys."""
    return KeyHints(app.session.texts, last=LAST)


def _header(app: "PortalApp") -> HeaderBar:
    session = app.session
    texts, me, portal = session.texts, session.me, session.portal
    header = HeaderBar(texts)
    header.language = session.language
    header.help_key = _key(app, "app.explain")
    header.act_as_key = _key(app, "app.act-as")
    header.portal = app.TITLE or ""
    if portal is not None:
        header.portal = portal.name
        header.profile = session.profile if session.profile != portal.name else ""
        header.demonstration = portal.demonstration
    if me is not None:
        header.person = me.name
        header.acting = "" if me.acting.standing == "self" else me.acting.name
        header.kind = texts(f"kind.{'personal' if me.acting.standing == 'self' else 'organisation'}")
    show_contact(header, app)
    return header


def show_contact(header: HeaderBar, app: "PortalApp") -> None:
    """Whether what is seen is current; where it isn't, since when, and the key that asks again."""
    session = app.session
    if session.lost is None:
        header.sync = "current"
        return
    header.age = session.texts("header.since", time=session.dates.time(session.lost.since))
    header.retry_key = _key(app, "app.retry")
    header.sync = "stale"


def _key(app: "PortalApp", id: str) -> str:
    return key_name(keys_of(id, app.keymap)[0], app.session.texts)
