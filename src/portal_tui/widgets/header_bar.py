"""The line at the top: which portal, who, as whom, and whether what is seen is current."""

from typing import Final, Literal

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from portal_tui.texts import Texts

from .shrink import Part, Placed, draw, length, line_up, shorten

Place = Literal["portal", "who", "language", "sync", "help"]
Sync = Literal["current", "reading", "stale"]

_SIGNS: Final[dict[Sync, str]] = {"current": "●", "reading": "◌", "stale": "○"}
_ORDER: Final[tuple[Place, ...]] = (
    *("who", "language", "who", "portal", "sync", "who", "who"),
    *("help", "who", "portal", "who", "who", "portal", "sync"),
)
"""What says less first where the line is short."""
_NAME_LENGTHS: Final = (28, 20, 12)
"""Cells that a name is shortened to where nothing else is left to leave out."""
_GAP, _WIDE_GAP = 2, 3


class HeaderBar(Widget):
    """One line at the top of a screen. All that it says is given by its properties (A0)."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """Somebody clicked a part: ``who`` to act as another, ``help``, …"""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    portal: reactive[str] = reactive("")
    profile: reactive[str] = reactive("")
    """By which name the person's settings know the portal; empty where they don't."""
    demonstration: reactive[bool] = reactive(False)
    person: reactive[str] = reactive("")
    """Who is signed in; empty while nobody is."""
    acting: reactive[str] = reactive("")
    """The entity acted as; empty where the person acts for themselves."""
    kind: reactive[str] = reactive("")
    """What is acted as: *organisation*, *compte personnel*, …"""
    language: reactive[str] = reactive("")
    sync: reactive[Sync] = reactive[Sync]("current")
    age: reactive[str] = reactive("")
    """How old what is seen is, where it isn't current: *depuis 14:32*."""
    retry_key: reactive[str] = reactive("F5")
    """The key to ask again, where it isn't current."""
    act_as_key: reactive[str] = reactive("F2")
    """The key to act as another, as it is written."""
    help_key: reactive[str] = reactive("?")

    def __init__(self, texts: Texts, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._texts = texts
        self._placed: list[Placed[Place]] = []

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self._texts = texts
        self.refresh()

    def render(self) -> Content:
        width = self.size.width
        parts = shorten(self._parts(), _ORDER, width - 2, _GAP)
        gap = _WIDE_GAP if length(parts, _WIDE_GAP) <= width - 2 else _GAP
        portal, who, ends = (
            [part for part in parts if part.key in keys]
            for keys in (("portal",), ("who",), ("language", "sync", "help"))
        )
        left = 1 + length(portal, gap) + gap * bool(portal)
        right = width - 1 - length(ends, gap)
        middle = left + max(0, (right - gap - left - length(who, gap)) // 2)
        self._placed = [*line_up(portal, 1, gap), *line_up(who, middle, gap), *line_up(ends, right, gap)]
        return draw(self._placed, width)

    def on_click(self, event: events.Click) -> None:
        for part in self._placed:
            if part.covers(event.x):
                self.post_message(self.Pressed(part.key))

    def _parts(self) -> list[Part[Place]]:
        texts = self._texts
        portal = Content.styled(self.portal, "bold")
        if self.profile:
            portal = Content.assemble(portal, (f" · {self.profile}", "$text-muted"))
        if self.demonstration:
            said = (texts("header.demonstration"), texts("header.demonstration-short"))
            portals = (*(Content.assemble(portal, (f" · {each}", "$text-muted")) for each in said), portal)
        else:
            portals = (portal,)
        if self.sync != "current":
            portals = (*portals, Content(""))
        language = Content.styled(self.language, "$text-muted")
        help_key = Content.styled(self.help_key, "bold $accent")
        helps = (Content.assemble(help_key, (f" {texts('header.help')}", "$text-muted")), help_key)
        return [
            Part("portal", portals),
            Part("who", self._who()),
            Part("language", (language, Content(""))),
            Part("sync", self._sync()),
            Part("help", helps),
        ]

    def _who(self) -> tuple[Content, ...]:
        if not self.person:
            return (Content(""),)
        key = Content.styled(f" {self.act_as_key}", "bold $accent")
        kind = Content.styled(f" ({self.kind})" if self.kind else "", "$text-muted")
        if not self.acting:
            person = Content.styled(self.person, "bold")
            return (person + kind + key, person + key, *self._shortened(Content(""), self.person, key))
        acting = Content.styled(self.acting, "bold")
        between = Content.styled(f" · {self._texts('header.acting-as')} ", "$text-muted")
        dot = Content.styled(" · ", "$text-muted")
        person, first = (
            Content.styled(name, "$text-muted") for name in (self.person, self.person.split()[0])
        )
        return (
            person + between + acting + kind + key,
            person + between + acting + key,
            person + dot + acting + key,
            *self._shortened(first + dot, self.acting, key),
        )

    def _shortened(self, before: Content, name: str, key: Content) -> tuple[Content, ...]:
        names = [Content.styled(name, "bold").truncate(cells, ellipsis=True) for cells in _NAME_LENGTHS]
        said = [each + key for each in names]
        return (*(before + each for each in said), said[-1])

    def _sync(self) -> tuple[Content, ...]:
        """The sign with its word; being current goes without saying where there is no room to say it.

        Before anybody is signed in, there is nothing to be current.
        """
        if not self.person and self.sync == "current":
            return (Content(""),)
        word = Content(f"{_SIGNS[self.sync]} {self._texts(f'header.sync-{self.sync}')}")
        if self.sync == "current":
            return (word.stylize("$text-muted"), Content(""))
        if self.sync == "reading":
            return (word,)
        key = Content.styled(f" {self.retry_key}", "bold $accent")
        retry = key + Content.styled(f" {self._texts('app.retry')}", "$text-muted")
        dated = word + f" {self.age}"
        return (dated + retry, dated + key, word + key)
