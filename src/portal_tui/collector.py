"""The garbage collector stays out of the start: its pauses cost a fifth of it. Afterwards it comes back."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

STARTED_AFTER: Final = 0.5
"""Seconds after the first screen was shown from which on collecting disturbs nobody."""


@contextmanager
def held_off() -> Iterator[None]:
    """Collect nothing until :func:`come_back`, at the latest until the end."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def come_back() -> None:
    """Collect again, if it was held off; what the start has made is looked at no more."""
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.enable()
