"""The portal's definition as the database keeps it: today, and as applications began with it."""

from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from portal_tui.portals.outline import Outline

from .storage.queries import query
from .storage.store import Store

if TYPE_CHECKING:
    from portal_tui.forms.model import Form
    from portal_tui.portals.definition import Portal, Programme


class Definitions:
    """Reads definitions once each; a newly loaded one is seen through its digest."""

    def __init__(self, database: Store) -> None:
        self._database = database
        self._digest = ""
        self._outline: Outline | None = None
        self._portal: Portal | None = None
        self._programmes: dict[str, Programme] = {}
        self._forms: dict[str, Form] = {}

    @property
    def loaded(self) -> bool:
        """Whether there is a portal in this database."""
        return bool(self._database.rows(query("definitions.exists"))[0][0])

    @property
    def portal(self) -> "Portal":
        """The definition in force."""
        self._forget_old()
        if self._portal is None:
            from portal_tui.portals.definition import Portal

            self._portal = msgspec.json.decode(self._document(), type=Portal)
        return self._portal

    @property
    def outline(self) -> Outline:
        """As much of it as the way to the first screen needs."""
        self._forget_old()
        if self._outline is None:
            self._outline = msgspec.json.decode(self._document(), type=Outline)
        return self._outline

    def _forget_old(self) -> None:
        digest = self._database.rows(query("definitions.digest"))[0][0]
        if digest != self._digest:
            self._portal = self._outline = None
            self._digest = digest

    def _document(self) -> str:
        return str(self._database.rows(query("definitions.document"))[0][0])

    def programme(self, digest: str) -> "Programme":
        """The version of a programme that an application began with (P5)."""
        if digest not in self._programmes:
            from portal_tui.portals.definition import Programme

            document = self._database.rows(query("definitions.programme"), {"digest": digest})[0][0]
            self._programmes[digest] = msgspec.json.decode(document, type=Programme)
        return self._programmes[digest]

    def form(self, digest: str) -> str:
        """The JSON document of a form that a task began with."""
        return str(self._database.rows(query("definitions.form"), {"digest": digest})[0][0])

    def checked_form(self, digest: str) -> "Form":
        """The same form, read once for checking answers."""
        if digest not in self._forms:
            from portal_tui.forms.read import read_form

            self._forms[digest] = read_form(
                msgspec.json.decode(self.form(digest)), default_language=self.portal.default_language
            )
        return self._forms[digest]

    @cached_property
    def demonstration(self) -> bool:
        """Whether this portal is a demonstration (B5)."""
        return bool(self._database.rows(query("definitions.demonstration"))[0][0])

    @property
    def zone(self) -> ZoneInfo:
        """The portal's time zone."""
        return ZoneInfo(self.portal.time_zone)
