"""Passwords: argon2id, and what makes one acceptable (A3)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()
_DUMMY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$Z8Yb1gX6Zy1WwA0mV8cV7m1t0vYlqM0m0gqgq4w0a3E"


def hash_password(password: str) -> str:
    """An argon2id hash with its parameters."""
    return _HASHER.hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password is right; takes as long for an account that doesn't exist (``stored`` is None)."""
    try:
        _HASHER.verify(stored or _DUMMY, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether a hash should be renewed at the next sign-in."""
    return _HASHER.check_needs_rehash(stored)
