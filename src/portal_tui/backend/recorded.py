"""Two wrappers round ``call``: one writes down what is asked and answered, one answers from that.

A recording is JSON lines: the operation's name, its fields, and its answer or its problem. Secrets are never
written: passwords, codes and tokens are masked, and a masked field matches any value when it is asked again.
Idempotency keys differ at every run, so they take no part in the comparison.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from portal_tui.contract.events import Event
from portal_tui.contract.operation import OPERATIONS, Operation, name_of
from portal_tui.contract.problems import PortalError, Problem, error_of
from portal_tui.secret import Secret

from . import Backend, Contact

R = TypeVar("R")

_MASK: Final = "…"
_SECRETS: Final = frozenset({"password", "code", "token"})
_CODES_OF: Final = frozenset({"confirm-address", "reset-password"})
"""Operations whose ``code`` is a secret; elsewhere it names a programme."""


class NotRecordedError(LookupError):
    """The recording has no answer for what was asked."""

    def __init__(self, name: str, request: dict[str, Any], file: Path) -> None:
        asked = msgspec.json.encode(request).decode()
        super().__init__(f"{file.name} has no answer for {name} {asked}")
        self.operation = name


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a recording."""

    operation: str
    request: dict[str, Any]
    answer: Any = None
    problem: Problem | None = None


class Recording:
    """A backend that writes down every call of another one, problems included."""

    def __init__(self, backend: Backend, file: Path) -> None:
        self._backend = backend
        self._file = file
        file.write_bytes(b"")

    @property
    def session(self) -> Secret | None:
        """The session of the backend that is recorded."""
        return self._backend.session

    @session.setter
    def session(self, token: Secret | None) -> None:
        self._backend.session = token

    @property
    def language(self) -> str:
        """That of the backend that is recorded."""
        return self._backend.language

    @language.setter
    def language(self, language: str) -> None:
        self._backend.language = language

    async def call(self, operation: Operation[R], /) -> R:
        """Pass the call on and write down what came of it."""
        name, request = name_of(operation), _request(operation)
        try:
            answer = await self._backend.call(operation)
        except PortalError as error:
            self._write(Entry(operation=name, request=request, problem=error.problem))
            raise
        self._write(Entry(operation=name, request=request, answer=_without_token(answer)))
        return answer

    def events(self) -> AsyncIterator[Event | Contact]:
        """Those of the backend that is recorded; they are not written down."""
        return self._backend.events()

    async def close(self) -> None:
        """Close the backend that is recorded."""
        await self._backend.close()

    def _write(self, entry: Entry) -> None:
        with self._file.open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")


class Recorded:
    """A backend that answers from a recording: each call in turn, the last answer again and again."""

    def __init__(self, file: Path) -> None:
        self.session: Secret | None = None
        self.language = ""
        self._file = file
        self._entries: dict[bytes, list[Entry]] = defaultdict(list)
        self._closed = asyncio.Event()
        for entry in msgspec.json.decode(
            b"[" + b",".join(file.read_bytes().splitlines()) + b"]", type=list[Entry]
        ):
            self._entries[_key(entry.operation, entry.request)].append(entry)

    async def call(self, operation: Operation[R], /) -> R:
        """The recorded answer; raises the recorded problem, or NotRecordedError."""
        name, request = name_of(operation), _request(operation)
        entries = self._entries.get(_key(name, request))
        if not entries:
            raise NotRecordedError(name, request, self._file)
        entry = entries.pop(0) if len(entries) > 1 else entries[0]
        if entry.problem is not None:
            raise error_of(entry.problem)
        answer: R = msgspec.convert(entry.answer, OPERATIONS[name].result)
        return answer

    async def events(self) -> AsyncIterator[Event]:
        """Nothing ever changes in a recording: ends when it is closed."""
        await self._closed.wait()
        return
        yield

    async def close(self) -> None:
        """End ``events``."""
        self._closed.set()


def _request(operation: Operation[Any]) -> dict[str, Any]:
    name = name_of(operation)
    secrets = _SECRETS if name in _CODES_OF else _SECRETS - {"code"}
    fields: dict[str, Any] = msgspec.to_builtins(operation)
    return {key: _MASK if key in secrets else value for key, value in fields.items()}


def _without_token(answer: object) -> Any:
    builtins = msgspec.to_builtins(answer)
    if isinstance(builtins, dict) and "token" in builtins:
        return {**builtins, "token": _MASK}
    return builtins


def _key(name: str, request: dict[str, Any]) -> bytes:
    compared = {key: value for key, value in request.items() if key != "idempotency_key"}
    return name.encode() + b" " + msgspec.json.encode(compared, order="deterministic")
