"""The outline of a portal: as much of its definition as signing in and the lists need.

It is read from the same JSON as the whole (``definition.Portal``), whose fields of the same names say what
they mean. The way to the first screen is spared the twenty classes of programmes, tasks and policies.
"""

import msgspec

from portal_tui.contract.pages import Text

from .wording import Wording, said


class OperatorOutline(msgspec.Struct, frozen=True):
    """Who runs it."""

    short_name: str
    email: str


class MailOutline(msgspec.Struct, frozen=True):
    """From whom its messages come."""

    name: str
    address: str


class TermsOutline(msgspec.Struct, frozen=True):
    """Its terms of use."""

    version: str


class PoliciesOutline(msgspec.Struct, frozen=True):
    """Those of its policies that lists and sign-in ask."""

    administrators_read_content: bool
    unconfirmed_accounts_file: bool
    register: str = "none"
    own_staff_without_grant: bool = False
    mandatary_transmits: bool = False


class ProgrammeOutline(msgspec.Struct, frozen=True):
    """A programme, by name; whether mandataries transmit there, where it says so itself (R7)."""

    code: str
    title: Wording
    mandatary_transmits: bool | None = None


class Outline(msgspec.Struct, frozen=True):
    """A portal as it looks from outside."""

    code: str
    name: Wording
    operator: OperatorOutline
    languages: tuple[str, ...]
    default_language: str
    time_zone: str
    mail: MailOutline
    terms: TermsOutline
    policies: PoliciesOutline
    programmes: tuple[ProgrammeOutline, ...]

    def title(self, code: str, language: str) -> Text:
        """What the programme of that code is called; raises KeyError."""
        for programme in self.programmes:
            if programme.code == code:
                return self.say(programme.title, language)
        raise KeyError(code)

    def mandatary_transmits(self, code: str) -> bool:
        """Whether a mandatary sends what they prepared for that programme (R7)."""
        said = {programme.code: programme.mandatary_transmits for programme in self.programmes}.get(code)
        return self.policies.mandatary_transmits if said is None else said

    def say(self, wording: Wording, language: str) -> Text:
        """``wording`` for a reader of ``language``, else in the portal's language, marked so (A6)."""
        return said(wording, language, self.default_language)
