"""What every backend does: operations by area, views, decisions, problems, pages. No I/O.

Importing this package declares every operation (``OPERATIONS``).
"""

from . import (
    accounts,
    applications,
    designations,
    discussion,
    finding,
    organisations,
    programmes,
    register,
    reuse,
    staff,
    tasks,
)
from .operation import OPERATIONS, Operation

__all__ = [
    "OPERATIONS",
    "Operation",
    "accounts",
    "applications",
    "designations",
    "discussion",
    "finding",
    "organisations",
    "programmes",
    "register",
    "reuse",
    "staff",
    "tasks",
]
