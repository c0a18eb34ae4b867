"""Passwords at rest."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from portal_tui.contract.accounts import SignIn
from portal_tui.engine import passwords
from portal_tui.engine.accounts.checking import common_passwords
from portal_tui.engine.collation import collation_key
from tests.world import World


@pytest.fixture
def hasher() -> Iterator[PasswordHasher]:
    """Another hasher for one test."""
    before = passwords._hasher
    other = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    yield other
    passwords.use_hasher(before)


def test_a_hash_is_argon2id_and_verifies() -> None:
    stored = passwords.DEFAULT.hash("chaise verger moulin")
    assert stored.startswith("$argon2id$")
    assert passwords.verify_password(stored, "chaise verger moulin")
    assert not passwords.verify_password(stored, "chaise verger moulins")


def test_nobody_has_an_empty_password() -> None:
    assert not passwords.verify_password(None, "")


def test_an_outdated_hash_is_renewed_at_the_next_sign_in(hasher: PasswordHasher) -> None:
    world = World()
    world.person("Maude")
    stored = passwords.hash_password("chaise verger moulin")
    world.engine.database.connection.execute("update accounts set password_hash = ?", (stored,))
    passwords.use_hasher(hasher)
    assert passwords.is_outdated(stored)
    world.call(None, SignIn(email="maude@example.org", password="chaise verger moulin"))
    ((renewed,),) = world.engine.database.rows("select password_hash from accounts")
    assert renewed != stored
    assert not passwords.is_outdated(renewed)


def test_common_passwords_are_folded_as_they_are_looked_up() -> None:
    words = common_passwords()
    assert {"motdepasse", "azerty", "sodec", "subvention", "password"} <= words
    assert {word for word in words if collation_key(word) != word or len(word) < 3} == set()
