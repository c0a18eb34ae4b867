"""Who is signed in, in which language and zone things are said, and the backend that answers."""

import msgspec

from portal_tui.backend import Backend
from portal_tui.contract.accounts import Me, PortalCard, SignedIn
from portal_tui.contract.problems import Problem
from portal_tui.dates import Clock, Dates
from portal_tui.secret import Secret
from portal_tui.texts import LANGUAGES, Texts, texts


class Lost(msgspec.Struct, frozen=True):
    """The portal can't be reached: what is seen may be old."""

    problem: Problem
    since: int
    """UTC microseconds."""


class Session:
    """What all screens share. Nothing else of the interface outlives a screen."""

    def __init__(self, backend: Backend, clock: Clock, language: str | None = None) -> None:
        self.backend = backend
        self.clock = clock
        self.me: Me | None = None
        self.place = ""
        """Of the portal that is open: a file, or a server's address; empty before one is."""
        self.profile = ""
        """By which name the settings know it."""
        self._portal: PortalCard | None = None
        self._chosen = language
        if language:
            backend.language = language
        self.lost: Lost | None = None
        """Why and since when changes can't be heard of; None while they can."""

    @property
    def portal(self) -> PortalCard | None:
        """The portal, once it has said what it is."""
        return self.me.portal if self.me else self._portal

    @portal.setter
    def portal(self, card: PortalCard) -> None:
        self._portal = card

    @property
    def has_register(self) -> bool:
        """Whether rights come from a register of access rights here."""
        return self.portal is not None and self.portal.register

    @property
    def language(self) -> str:
        """What was asked for, else the account's, else the portal's, else the first there is (A6)."""
        wishes = (self._chosen, self.me and self.me.language, self.portal and self.portal.language)
        return next((wish for wish in wishes if wish in LANGUAGES), LANGUAGES[0])

    @language.setter
    def language(self, language: str) -> None:
        self._chosen = self.backend.language = language

    @property
    def texts(self) -> Texts:
        """What people read, in their language."""
        return texts(self.language, transmits=self.has_register)

    @property
    def dates(self) -> Dates:
        """How moments are said: in the portal's zone."""
        return Dates(self.texts, self.portal.time_zone if self.portal else "UTC", self.clock)

    @property
    def chosen(self) -> str:
        """The language that was asked for; empty where none was."""
        return self._chosen or ""

    def move(self, backend: Backend, place: str = "", profile: str = "") -> None:
        """Talk to another portal, where it isn't known yet who is signed in."""
        self.backend, self.me, self._portal, self.lost = backend, None, None, None
        self.place, self.profile = place, profile

    def tell(self, problem: Problem | None) -> None:
        """The portal can't be reached, for this reason; or can again (None)."""
        since = self.lost.since if self.lost else self.clock()
        self.lost = None if problem is None else Lost(problem, since)

    def enter(self, signed_in: SignedIn) -> None:
        """Begin a session; its token never leaves the backend again."""
        self.backend.session = Secret(signed_in.token)
        self.me = signed_in.me

    def leave(self) -> None:
        """Forget who was signed in."""
        self._portal = self.portal
        self.backend.session = None
        self.me = None
