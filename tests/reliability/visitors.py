"""People who read and write all the time, wherever they are answered, and remember what they were told."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

import httpx

from portal_tui.contract.applications import ListApplications
from portal_tui.contract.operation import Operation
from portal_tui.contract.programmes import StartApplication
from portal_tui.contract.wire import request_of
from portal_tui.secret import Secret

WIDE: Final = '{"account": [1000000, 1000000], "address": [1000000, 1000000], "doors": [1000000, 1000000]}'
"""``PORTAL_TUI_LIMITS`` for those who ask faster than people do."""
PATIENCE: Final = 60.0
"""Seconds after which something that should happen is given up."""


class Visitors:
    """One who begins applications and one who lists them, asking the next server where one doesn't answer."""

    def __init__(self, token: Secret, addresses: list[str]) -> None:
        self.addresses = addresses
        self.begun: list[int] = []
        """The applications that were acknowledged."""
        self.listed = 0
        self.wrong: list[str] = []
        """Answers that shouldn't have come."""
        self.nowhere = 0
        """How often no server answered at all."""
        self._token = token
        self._over = threading.Event()
        self._threads = [threading.Thread(target=each) for each in (self._write, self._read)]

    def _write(self) -> None:
        with self._client() as client:
            while not self._over.is_set():
                start = StartApplication(code="any", idempotency_key=uuid.uuid4().hex)
                if (answer := self._answered(client, start)) is not None:
                    self.begun.append(answer.json()["application_id"])

    def _read(self) -> None:
        with self._client() as client:
            while not self._over.is_set():
                if self._answered(client, ListApplications(limit=5)) is not None:
                    self.listed += 1

    def _client(self) -> httpx.Client:
        headers = {"authorization": f"Bearer {self._token.reveal()}"}
        return httpx.Client(headers=headers, trust_env=False, timeout=PATIENCE)

    def _answered(self, client: httpx.Client, operation: Operation[object]) -> httpx.Response | None:
        """The answer, asked for again with the same key until it comes; None where it should be otherwise."""
        request = request_of(operation)
        while not self._over.is_set():
            met = 0
            for address in list(self.addresses):
                with suppress(httpx.TransportError):
                    answer = client.request(
                        request.method,
                        address + request.path,
                        params=request.query,
                        headers={**request.headers, "content-type": "application/json"},
                        content=request.body,
                    )
                    met += 1
                    if answer.status_code in (200, 201):
                        return answer
                    if answer.status_code == 503 and "retry-after" in answer.headers:
                        continue
                    self.wrong.append(f"{answer.status_code} {answer.text}")
                    return None
            self.nowhere += not met
        return None

    def until(self, reached: Callable[[], bool]) -> None:
        """Wait for something; nothing that was answered is wrong meanwhile."""
        end = time.monotonic() + PATIENCE
        while not reached():
            assert not self.wrong, self.wrong[:3]
            assert time.monotonic() < end, (len(self.begun), self.listed)
            time.sleep(0.01)

    def go_on(self) -> None:
        """Until both were answered several times more, by every server that is there now."""
        begun, listed = len(self.begun) + 6, self.listed + 6
        self.until(lambda: len(self.begun) >= begun and self.listed >= listed)

    @contextmanager
    def visiting(self) -> Iterator[None]:
        """They come, and leave at the end."""
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in self._threads:
                thread.join(PATIENCE)
        assert not self.wrong, self.wrong[:3]
