"""Passwords and codes at rest: argon2id, with the parameters in the hash (A3)."""

import base64
import hashlib
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

DEFAULT: Final = PasswordHasher()
"""What the library recommends: some 50 ms and 64 MiB a hash."""

_hasher = DEFAULT


def use_hasher(hasher: PasswordHasher) -> None:
    """Hash with other parameters from now on; hashes with older ones are renewed at the next sign-in."""
    global _hasher
    _hasher = hasher
    _nobodys_hash.cache_clear()


def hash_password(password: str) -> str:
    """An argon2id hash with its parameters."""
    return _hasher.hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password is right; takes as long for an account that doesn't exist (``stored`` is None)."""
    try:
        _hasher.verify(stored or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether a hash should be renewed at the next sign-in."""
    return _hasher.check_needs_rehash(stored)


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("")


def new_password(token: str) -> str:
    """A password of 100 bits made from an unguessable ``token``: four groups of five letters and digits."""
    letters = base64.b32encode(hashlib.sha256(token.encode()).digest()).decode().lower()
    return "-".join(letters[start : start + 5] for start in range(0, 20, 5))
