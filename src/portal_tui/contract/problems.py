"""What goes wrong, as data and as exceptions: one shape for every backend.

::

    PortalError                 problem.status
    ├── NotFound                404  also: "you may not know whether it exists"
    ├── Refused                 403  with the decision: reasons and remedies
    ├── Invalid                 422  with the fields, by JSON pointer
    ├── Conflict                409  somebody else changed it; or it is in another state
    ├── NotSignedIn             401
    ├── TooMany                 429  with seconds to wait
    └── Unavailable             503  try again: locked, full, unreachable
"""

from typing import Any, ClassVar

import msgspec

from .decisions import Decision, Value


class FieldProblem(msgspec.Struct, frozen=True):
    """What is wrong with one field: the text is ``field.<code>``, filled with ``params``.

    A code with a dot names a text of its own: ``upload.damaged``, about a file (C2).
    """

    pointer: str
    code: str
    params: dict[str, Value] = {}


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why an operation was not done. ``code`` names the text ``problem.<code>``."""

    code: str
    status: int
    params: dict[str, Value] = {}
    decision: Decision | None = None
    fields: tuple[FieldProblem, ...] = ()
    current: Any = None
    """For a conflict: what is stored now."""


class PortalError(Exception):
    """An operation that was not done; ``problem`` says why."""

    status: ClassVar[int] = 500
    default: ClassVar[str] = "internal"

    def __init__(
        self,
        code: str = "",
        *,
        decision: Decision | None = None,
        fields: tuple[FieldProblem, ...] = (),
        current: Any = None,
        **params: Value,
    ) -> None:
        self.problem = Problem(
            code=code or self.default,
            status=self.status,
            params=params,
            decision=decision,
            fields=fields,
            current=current,
        )
        super().__init__(self.problem.code)


class NotFound(PortalError):
    """There is no such thing, or this person may not know of it."""

    status = 404
    default = "not-found"


class Refused(PortalError):
    """The rules say no; the decision says which and what lifts it."""

    status = 403
    default = "refused"


class Invalid(PortalError):
    """The request's content is wrong; ``problem.fields`` says where."""

    status = 422
    default = "invalid"


class Conflict(PortalError):
    """It was changed meanwhile; ``problem.current`` is what stands now."""

    status = 409
    default = "conflict"


class NotSignedIn(PortalError):
    """No session, or one that has ended."""

    status = 401
    default = "not-signed-in"


class TooMany(PortalError):
    """Too often; ``retry_after`` (seconds) in the params."""

    status = 429
    default = "too-many"


class Unavailable(PortalError):
    """The portal can't answer now; the same call may succeed later."""

    status = 503
    default = "unavailable"


_BY_STATUS = {cls.status: cls for cls in PortalError.__subclasses__()}


def error_of(problem: Problem) -> PortalError:
    """The exception that carries ``problem``."""
    error = _BY_STATUS.get(problem.status, PortalError)(problem.code)
    error.problem = problem
    return error
