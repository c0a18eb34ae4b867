"""What holds in all tests: nothing moves, nothing blinks, only fr-CA unless asked, and hashing is quick."""

import gc
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from portal_tui.engine.passwords import use_hasher

if TYPE_CHECKING:
    from tests.postgres import Server
    from tests.storage import Storage

os.environ["TEXTUAL_ANIMATIONS"] = "none"
# Never the keyring of whoever runs the tests.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


def pytest_collection_finish() -> None:
    """Leave what stays to the end, thousands of tests, out of every collection: a fifth of their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture(autouse=True, scope="session")
def quick_hashes() -> None:
    """Passwords are hashed as everywhere, but with little work: hundreds of tests sign in."""
    use_hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(scope="session")
def postgres() -> Iterator["Server"]:
    """PostgreSQL, started when a test first asks for it."""
    from tests.postgres import server

    with server() as running:
        yield running


@pytest.fixture(scope="session")
def _storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Storage"]:
    from tests.storage import storage

    with storage(tmp_path_factory.mktemp("storage")) as running:
        yield running


@pytest.fixture
def storage(_storage: "Storage", monkeypatch: pytest.MonkeyPatch) -> "Storage":
    """S3-compatible storage, started when a test first asks for it; the environment says how to get in."""
    for name, value in _storage.environment.items():
        monkeypatch.setenv(name, value)
    return _storage
