"""What people give of themselves, checked: names, an address, a password (A1, A3)."""

import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Final

from portal_tui.contract.problems import FieldProblem
from portal_tui.engine.collation import collation_key
from portal_tui.engine.work import Work
from portal_tui.rules.passwords import password_problem

LONGEST_NAME: Final = 100
LONGEST_ADDRESS: Final = 254
_PART: Final = r"""[^\s@<>()\[\],;:\\"\x00-\x1f\x7f-\x9f]+"""
_ADDRESS: Final = re.compile(rf"{_PART}@{_PART}\.{_PART}")


@cache
def common_passwords() -> frozenset[str]:
    """Words that passwords are made of too often, folded."""
    text = files(__package__).joinpath("common_passwords.txt").read_text("utf-8")
    return frozenset(text.split())


def check_text(pointer: str, value: str, *, longest: int = LONGEST_NAME) -> list[FieldProblem]:
    """A text that is required."""
    length = len(value.strip())
    if not length:
        return [FieldProblem(pointer, "required")]
    if length > longest:
        return [FieldProblem(pointer, "too-long", {"expected": longest, "found": length})]
    return []


def check_address(email: str) -> list[FieldProblem]:
    """An e-mail address by its shape; whether somebody reads it, a code tells."""
    if problems := check_text("/email", email, longest=LONGEST_ADDRESS):
        return problems
    return [] if _ADDRESS.fullmatch(email.strip()) else [FieldProblem("/email", "format-email")]


def check_password(work: Work, password: str, *personal: str) -> list[FieldProblem]:
    """A new password; ``personal`` is what is known of its owner."""
    portal = work.portal
    names = (portal.code, portal.operator.short_name, portal.say(portal.name, work.language).text)
    found = password_problem(
        password,
        collation_key(password),
        common=common_passwords(),
        personal=_folded((*names, *personal)),
    )
    return [] if found is None else [found]


def _folded(words: Collection[str]) -> set[str]:
    return {collation_key(word) for word in words if word}
