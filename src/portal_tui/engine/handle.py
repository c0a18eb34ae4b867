"""How a use case says which operation it handles, checked: ``@handles(SendApplication)``."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from portal_tui.contract.operation import Operation

from .work import Work

R = TypeVar("R")
O_co = TypeVar("O_co", bound=Operation[Any], covariant=True)

HANDLERS: dict[type[Operation[Any]], Callable[[Work, Any], Any]] = {}
"""Use cases by operation; filled as their modules are imported."""


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
