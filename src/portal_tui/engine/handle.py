"""How a use case says which operation it handles, checked: ``@handles(SendApplication)``.

What takes long and needs no transaction, as inspecting a file, comes before: ``@prepares(AddDocument)``.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from portal_tui.contract.operation import Operation

from .work import Work

R = TypeVar("R")
O_co = TypeVar("O_co", bound=Operation[Any], covariant=True)

HANDLERS: dict[type[Operation[Any]], Callable[[Work, Any], Any]] = {}
"""Use cases by operation; filled as their modules are imported."""

PREPARATIONS: dict[type[Operation[Any]], Callable[[Work, Any], Any]] = {}
"""What is done before the transaction of an operation; filled in the same way."""


class handles(Generic[O_co]):  # noqa: N801 - a decorator; a class keeps the operation's result type
    """Registers a use case: a function of the work and the operation that answers the operation's result."""

    def __init__(self, operation: type[O_co]) -> None:
        self.operation = operation

    def __call__(
        self: "handles[Operation[R]]", function: Callable[[Work, O_co], R]
    ) -> Callable[[Work, O_co], R]:
        """Register ``function``; raises TypeError where the operation is handled already."""
        if self.operation in HANDLERS:
            raise TypeError(f"{self.operation.__name__} is handled twice")
        HANDLERS[self.operation] = function
        return function


class prepares(Generic[O_co]):  # noqa: N801 - a decorator, as handles
    """Registers what is done before the writing transaction opens; its answer becomes ``work.prepared``.

    It may refuse, and may read in transactions of its own; the use case decides again.
    """

    def __init__(self, operation: type[O_co]) -> None:
        self.operation = operation

    def __call__(self, function: Callable[[Work, O_co], R]) -> Callable[[Work, O_co], R]:
        """Register ``function``; raises TypeError where the operation is prepared already."""
        if self.operation in PREPARATIONS:
            raise TypeError(f"{self.operation.__name__} is prepared twice")
        PREPARATIONS[self.operation] = function
        return function
