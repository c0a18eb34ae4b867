"""Answers that are taken in time: who stops reading doesn't keep a connection and its answer for ever."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class InTime:
    """Ends an answer of which nothing was taken for ``seconds``; uvicorn then closes its connection."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, each piece within its time."""
        given_up = False

        async def send_in_time(message: Message) -> None:
            nonlocal given_up
            try:
                async with asyncio.timeout(self._seconds):
                    await send(message)
            except TimeoutError:
                given_up = True
                raise

        try:
            await self._app(scope, receive, send_in_time)
        except TimeoutError:
            if not given_up:
                raise
