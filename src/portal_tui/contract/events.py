"""Live changes: what has changed, by id only; whoever hears of it asks again (B1)."""

import msgspec


class Event(msgspec.Struct, frozen=True):
    """Something changed. ``seq`` grows; ids only, so that rights are checked when it is read."""

    seq: int
    subject: str
    """``application``, ``task``, ``thread``, ``organisation``, ``account``, ``mail``."""
    subject_id: int
    application_id: int | None = None
