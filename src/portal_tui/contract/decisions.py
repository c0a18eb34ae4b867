"""A decision is data: what was looked at, what stands in the way, and what lifts it (E0)."""

from typing import Final, Literal

import msgspec

Value = str | int | bool | None | tuple[str, ...]
"""What a text may be filled with: moments are UTC microseconds under a name that ends in ``_at``."""

ENDS: Final = frozenset({"deadline_at", "due_at", "closes_at"})
"""Moments that are the first instant too late: people are told the last minute that is in time (T9)."""

Kind = Literal["do", "go", "ask"]

Role = Literal[
    "owner",
    "administrator",
    "primary-administrator",
    "local-manager",
    "mandatary-manager",
    "service-desk",
    "operator",
]
"""Who can be asked, where their name isn't for this person: text ``role.<role>``."""

Screen = Literal[
    "application",
    "applications",
    "ask-client",
    "confirm-address",
    "designation",
    "designations",
    "discussion",
    "firm",
    "home",
    "invite",
    "join-organisation",
    "mail",
    "new-application",
    "new-organisation",
    "organisation",
    "people",
    "programme",
    "programmes",
    "receipt",
    "register",
    "review",
    "settings",
    "sign-in",
    "task",
    "timeline",
]
"""Where a remedy can lead; its ``arguments`` say to which."""


class Remedy(msgspec.Struct, frozen=True, kw_only=True):
    """One way out of a refusal.

    ``do``: this very person can lift it now, by ``operation`` with ``arguments``. ``go``: something is to be
    done on ``screen``. ``ask``: somebody else can lift it: ``role`` says who, ``people`` names them where the
    person may know them, and ``operation``, where there is one, sends them the message. The text
    ``remedy.<code>`` is filled with ``params`` and ``who``.
    """

    kind: Kind
    code: str
    operation: str | None = None
    arguments: dict[str, Value] = {}
    screen: Screen | None = None
    people: tuple[str, ...] = ()
    role: Role | None = None
    params: dict[str, Value] = {}


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One rule that was looked at: whether it holds, the facts it saw, the remedies where it fails."""

    code: str
    """Names the texts ``check.<code>`` (it holds) and ``reason.<code>`` (it doesn't)."""
    rule: str
    """The requirement it comes from, e.g. ``T3``."""
    holds: bool
    params: dict[str, Value] = {}
    remedies: tuple[Remedy, ...] = ()


_LIFTABLE: dict[Kind | None, int] = {"do": 0, "go": 1, "ask": 2, None: 3}


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an action is allowed, and why. Empty ``checks``: nothing stands in the way."""

    action: str
    """The name of the operation that this decides about."""
    checks: tuple[Check, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether every rule holds."""
        return all(check.holds for check in self.checks)

    @property
    def reasons(self) -> tuple[Check, ...]:
        """What stands in the way, the most liftable first."""
        failed = [check for check in self.checks if not check.holds]
        return tuple(sorted(failed, key=_liftability))


def _liftability(check: Check) -> int:
    return min((_LIFTABLE[remedy.kind] for remedy in check.remedies), default=_LIFTABLE[None])
