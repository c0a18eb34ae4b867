"""What holds in all tests: nothing moves, nothing blinks, only fr-CA unless asked, and hashing is quick."""

import os

import pytest
from argon2 import PasswordHasher

from portal_tui.engine.passwords import use_hasher

os.environ["TEXTUAL_ANIMATIONS"] = "none"


@pytest.fixture(autouse=True, scope="session")
def quick_hashes() -> None:
    """Passwords are hashed as everywhere, but with little work: hundreds of tests sign in."""
    use_hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
