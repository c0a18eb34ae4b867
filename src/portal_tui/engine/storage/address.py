"""Addresses of PostgreSQL databases: ``postgresql://person:password@host/name?…``."""

import re
from typing import Final

_SECRETS: Final = (
    (re.compile(r"^(\w+://[^:/?#]*):[^/?#]*@"), r"\1@"),
    (re.compile(r"(?<=[?&])(ssl)?password=[^&]*&?"), ""),
    (re.compile(r"[?&]$"), ""),
)


def without_password(address: str) -> str:
    """The same address, as it may be shown and written down."""
    for secret, shown in _SECRETS:
        address = secret.sub(shown, address)
    return address
