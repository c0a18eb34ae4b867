"""One-time codes: typed by a person, hashed at rest, few tries, a short life, used once (A1, A3)."""

from typing import Final, Literal

from portal_tui.engine.attempts import HOUR, tries
from portal_tui.engine.work import Work
from portal_tui.rules.accounts import CodeFacts

Purpose = Literal["confirmation", "password"]

LIFETIME: Final[dict[Purpose, int]] = {"confirmation": 24 * HOUR, "password": HOUR // 2}
TRIES: Final = 5


def new_code(work: Work, account_id: int, purpose: Purpose) -> str:
    """Eight digits; those that were sent before are void."""
    from portal_tui.engine.passwords import hash_password

    code = work.ids.code()
    work.run(
        "accounts.put_code",
        id=work.new_id(),
        account_id=account_id,
        purpose=purpose,
        code_hash=hash_password(code),
        expires_at=work.now + LIFETIME[purpose],
    )
    return code


def code_facts(work: Work, account_id: int | None, purpose: Purpose, typed: str) -> tuple[CodeFacts, str]:
    """What was typed against what was sent, and what a wrong try counts against.

    Takes as long for an account that doesn't exist.
    """
    from portal_tui.engine.passwords import verify_password

    sent = work.one("accounts.code", account_id=account_id, purpose=purpose)
    right = verify_password(sent["code_hash"] if sent else None, "".join(filter(str.isdigit, typed)))
    if sent is None:
        return CodeFacts(current=False, right=False), ""
    left = TRIES - tries(work, f"{purpose}-code", str(sent["id"]))
    current = left > 0 and work.now < sent["expires_at"]
    return CodeFacts(current=current, right=right, tries_left=left - 1), str(sent["id"])


def use_code(work: Work, account_id: int, purpose: Purpose) -> None:
    """It was right: it opens nothing any more."""
    work.run("accounts.remove_code", account_id=account_id, purpose=purpose)
