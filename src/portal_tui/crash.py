"""What happens when the program itself fails: a calm sentence on the terminal, the particulars in a file.

Textual's own crash screen and Python's traceback would print values: passwords, tokens, somebody's answers.
The report has the traceback without local variables, without the values of secrets, and is the owner's alone.

Nothing is imported before it is needed: this is part of every start, and of ``--help``.
"""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

_SECRET_NAMES = ("pass", "secret", "token", "cookie", "authorization", "api_key")
"""Parts of the names of variables and fields whose values never go into a report."""

_SHORTEST = 4


class CrashHandler:
    """Writes one report for the first failure, and knows the sentence to show for it."""

    def __init__(self, language: str = "fr-CA") -> None:
        self.language = language
        """Of the sentence; follow the interface when it changes (A6)."""
        self.sentence = ""
        """What to tell the person; empty as long as nothing has failed."""

    def record(self, error: BaseException | None, details: str = "") -> str:
        """Write the report of ``error`` and give the sentence for it; what fails afterwards is a consequence.

        ``details`` is what else is known, as text.
        """
        if not self.sentence:
            self.sentence = _sentence(self.language, _write(_report(error, details)))
        return self.sentence

    def install(self) -> None:
        """Take over what Python does with an error that nobody has caught, in every thread."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not (self.sentence or issubclass(kind, KeyboardInterrupt)):
            sys.stderr.write(self.record(error) + "\n")

    def _uncaught_in_thread(self, failure: threading.ExceptHookArgs) -> None:
        if isinstance(failure.exc_value, OSError) and _terminal_is_gone():
            return  # whoever writes to it can't; `hangup` ends the program
        if failure.exc_value is not None:
            self._uncaught(failure.exc_type, failure.exc_value, failure.exc_traceback)


def _terminal_is_gone() -> bool:
    from .hangup import is_gone

    return is_gone(sys.__stderr__.fileno()) if sys.__stderr__ is not None else True


def _sentence(language: str, report: Path | None) -> str:
    from .safe_text import clean
    from .texts import texts

    if report is None:
        return texts(language)("crash.without-report")
    home = Path.home()
    shown = Path("~") / report.relative_to(home) if report.is_relative_to(home) else report
    return texts(language)("crash.with-report", path=clean(str(shown)))


def _write(report: str) -> Path | None:
    """Where the report lies now; None where it can't be written, on a full disk say."""
    from datetime import UTC, datetime

    from .folders import folders
    from .private_files import private_folder, save_beside

    name = f"crash-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.txt"
    try:
        return save_beside(private_folder(folders().logs), name, report.encode())
    except OSError:
        return None


def _report(error: BaseException | None, details: str) -> str:
    import platform
    from datetime import UTC, datetime
    from importlib.metadata import version
    from traceback import format_exception

    from .safe_text import clean
    from .secret import REDACTED, without_secrets

    facts = {
        "portal-tui": version("portal-tui"),
        "textual": version("textual"),
        "Python": platform.python_version(),
        "system": platform.platform(),
        "time": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC",
    }
    lines = [f"{name}: {value}\n" for name, value in facts.items()]
    trace = format_exception(error) if error else []
    text = without_secrets("".join([*lines, "\n", *trace, details]))
    for value in sorted(_secret_locals(error), key=len, reverse=True):
        text = text.replace(value, REDACTED)
    return clean(text)


def _secret_locals(error: BaseException | None) -> set[str]:
    """The values of variables and fields with secret names that ``error`` went through: it may quote them."""
    found: set[str] = set()
    for one in _chain(error):
        trace = one.__traceback__
        while trace:
            for name, value in trace.tb_frame.f_locals.items():
                found.update(_secrets_in(name, value))
            trace = trace.tb_next
    return {value for value in found if len(value) >= _SHORTEST}


def _secrets_in(name: str, value: object) -> Iterator[str]:
    import msgspec

    if isinstance(value, str):
        if any(part in name.lower() for part in _SECRET_NAMES):
            yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            if isinstance(inner := getattr(value, field, None), str):
                yield from _secrets_in(field, inner)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """``error`` and every error that a report of it would show."""
    waiting, seen = [error], {id(None)}
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        yield one
        seen.add(id(one))
        waiting += [one.__cause__, one.__context__]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
