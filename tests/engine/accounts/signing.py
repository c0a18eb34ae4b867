"""Signing up in tests."""

from typing import Any

from portal_tui.contract.accounts import SignedIn, SignUp
from tests.world import World

PASSWORD = "chaise verger moulin"


def sign_up(world: World, name: str = "Maude", **changes: Any) -> SignedIn:
    """Sign up as ``name``, who calls with that session from now on."""
    fields: dict[str, Any] = {
        "email": f"{name.lower()}@example.org",
        "given_name": name,
        "family_name": "Tremblay",
        "password": PASSWORD,
        "terms_version": "1",
    }
    signed_in = world.call(None, SignUp(**{**fields, **changes}))
    world.enter(name, signed_in)
    return signed_in


def code_to(world: World, address: str) -> str:
    """The code in the latest mail to an address."""
    return str(world.mails(address)[-1]["secret"])
