"""One JSON line a request: when, which operation, how it ended, how long it took. Nobody's name, no content.

What a path, a query, a header or a body says is never written: they hold names, numbers and tokens.
"""

import logging
import traceback
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

REQUESTS: Final = "portal_tui.requests"


class JsonLines(logging.Formatter):
    """A record as one line of JSON; of an exception, its kind and where it was raised, never its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            **getattr(record, "fields", {"message": record.getMessage()}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])
            line["message"] = "unexpected failure"
            line["error"] = record.exc_info[0].__name__
            line["where"] = [f"{frame.name}:{frame.lineno}" for frame in frames[-5:]]
        return msgspec.json.encode(line).decode()


LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "portal_tui.server.logs.JsonLines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "loggers": {
        REQUESTS: {"handlers": ["lines"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["lines"], "level": "INFO", "propagate": False},
    },
}
"""For ``logging.config``: every line on stderr, where a service manager keeps it."""

_requests = logging.getLogger(REQUESTS)


def request_done(
    request_id: str, operation: str, status: int, seconds: float, account_id: int | None
) -> None:
    """Write the line of a request; ``operation`` is its name, never its path."""
    fields = {
        "request": request_id,
        "operation": operation,
        "status": status,
        "ms": round(seconds * 1_000, 1),
        "account": account_id,
    }
    if _requests.isEnabledFor(logging.INFO):
        # Where in the program it was said is of no use here, and takes long to find out.
        record = _requests.makeRecord(
            REQUESTS, logging.INFO, "", 0, operation, (), None, extra={"fields": fields}
        )
        _requests.handle(record)
