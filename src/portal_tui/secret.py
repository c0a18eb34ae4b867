"""A secret that doesn't print itself: not in a log, a traceback, a recording or a crash report."""

import hmac
from typing import Any, Final
from weakref import WeakValueDictionary

REDACTED: Final = "•••"
"""What stands where a secret would be."""

_SHORTEST: Final = 4
"""Characters. Shorter values stay in a text: hiding every ``a`` would spoil it, and give the secret away."""


class Secret:
    """Holds a password or a token; only :meth:`reveal` gives it."""

    __slots__ = ("__weakref__", "_value")

    def __init__(self, value: str) -> None:
        self._value = value
        _LIVING[id(self)] = self

    def reveal(self) -> str:
        """The secret itself."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return f"Secret({REDACTED})"

    def __str__(self) -> str:
        return REDACTED

    def __format__(self, spec: str) -> str:
        return REDACTED

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(_bytes(self), _bytes(other))

    def __hash__(self) -> int:
        return hash(self._value)

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "Secret":
        return self

    def __reduce__(self) -> tuple[type["Secret"], tuple[str]]:
        """What pickling writes: a secret that has forgotten its value."""
        return Secret, (REDACTED,)


_LIVING: WeakValueDictionary[int, Secret] = WeakValueDictionary()
"""Every secret that somebody still holds, so that their values can be taken out of a text."""


def without_secrets(text: str) -> str:
    """``text`` without the value of any secret that is still held, for logs and crash reports."""
    values = {secret.reveal() for secret in list(_LIVING.values())}
    for value in sorted(values, key=len, reverse=True):
        if len(value) >= _SHORTEST:
            text = text.replace(value, REDACTED)
    return text


def redacted(value: object) -> str:
    """The ``enc_hook`` of msgspec for recordings, logs and whatever people may read."""
    if isinstance(value, Secret):
        return REDACTED
    raise NotImplementedError(f"can't encode {type(value).__name__}")


def revealed(value: object) -> str:
    """The ``enc_hook`` of msgspec for the one place where a secret must go out: a request to the portal."""
    if isinstance(value, Secret):
        return value.reveal()
    raise NotImplementedError(f"can't encode {type(value).__name__}")


def restored(kind: type, value: object) -> Secret:
    """The ``dec_hook`` of msgspec: a string that is read as a secret becomes one."""
    if kind is not Secret:
        raise NotImplementedError(f"can't decode {kind.__name__}")
    if not isinstance(value, str):
        raise ValueError(f"Expected `str`, got `{type(value).__name__}`")
    return Secret(value)


def _bytes(secret: Secret) -> bytes:
    return secret.reveal().encode("utf-8", "surrogatepass")
