"""How an operation is declared: once, as data, with its result and its HTTP form.

From the declaration come the embedded call, the command line, the recorded answer and the audit name.
"""

import re
from collections.abc import Callable
from typing import Any, Generic, TypeVar, get_args, get_origin

import msgspec

R = TypeVar("R")
Op = TypeVar("Op", bound="type[Operation[Any]]")


class Operation(msgspec.Struct, Generic[R], frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that a portal can be asked; ``R`` is what it answers."""


class Declared(msgspec.Struct, frozen=True):
    """An operation as it is known by name."""

    name: str
    """The kebab-case name of the command line and the audit: ``send-application``."""
    type: type[Operation[Any]]
    result: Any
    method: str
    path: str
    status: int
    signed_in: bool
    """Whether it is refused to somebody who hasn't signed in."""

    @property
    def writes(self) -> bool:
        """Whether it changes anything: then it runs in a writing transaction."""
        return self.method != "GET"


OPERATIONS: dict[str, Declared] = {}
"""Every declared operation by name; complete once ``portal_tui.contract`` is imported."""


def operation(http: str, *, status: int = 200, signed_in: bool = True) -> Callable[[Op], Op]:
    """Declare an operation: ``@operation("POST /v1/…/{field}/…")``. ``{field}`` must be a field of it."""
    method, path = http.split(" ")

    def declare(cls: Op) -> Op:
        name = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()
        if name in OPERATIONS:
            raise TypeError(f"operation {name} is declared twice")
        unknown = set(re.findall(r"{(\w+)}", path)) - set(cls.__struct_fields__)
        if unknown:
            raise TypeError(f"{name}: {path} names {', '.join(sorted(unknown))}, which it hasn't")
        OPERATIONS[name] = Declared(name, cls, _result_of(cls), method, path, status, signed_in)
        return cls

    return declare


def name_of(operation: Operation[Any] | type[Operation[Any]]) -> str:
    """The command-line name of an operation or its class."""
    cls = operation if isinstance(operation, type) else type(operation)
    return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


def _result_of(cls: type[Operation[Any]]) -> Any:
    for ancestor in cls.__mro__:
        for base in vars(ancestor).get("__orig_bases__", ()):
            if get_origin(base) is Operation:
                return get_args(base)[0]
    raise TypeError(f"{cls.__name__} doesn't say what it answers: Operation[…]")
