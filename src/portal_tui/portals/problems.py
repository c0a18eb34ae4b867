"""What is wrong with a portal definition: where, what, and what is meant; all of it at once."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from portal_tui.texts import Texts

_OF_FORMS: Final = "form."


class PortalProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong with a definition.

    The text ``portal-problem.<code>`` says what is wrong, ``portal-problem.<code>.meant`` what is meant; of
    what the forms engine says (``form.<code>``) it is its own text.
    """

    file: str
    """Relative to the definition's folder."""
    line: int
    """From 1."""
    path: str
    """From the top of the file: ``tasks[2].form``; empty for the whole file."""
    code: str
    params: dict[str, str | int] = {}

    def wrong(self, texts: Texts) -> str:
        """What is wrong."""
        if self.code.startswith(_OF_FORMS):
            return texts(self.code, **self.params)
        return texts(f"portal-problem.{self.code}", **self.params)

    def meant(self, texts: Texts) -> str:
        """What is meant: how to put it right."""
        if self.code.startswith(_OF_FORMS):
            return texts("portal-problem.form-note.meant")
        return texts(f"portal-problem.{self.code}.meant", **self.params)


class BrokenPortalError(Exception):
    """A definition that can't be used: ``problems`` has every reason, by file and line."""

    def __init__(self, problems: Iterable[PortalProblem]) -> None:
        self.problems = tuple(
            sorted(problems, key=lambda problem: (problem.file, problem.line, problem.path))
        )
        super().__init__(", ".join(f"{p.file}:{p.line}: {p.path}: {p.code}" for p in self.problems))


class Problems:
    """Collects problems, each once, until all are known."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, str, str], PortalProblem] = {}
        self.remarks: list[PortalProblem] = []
        """What is said though the definition can be used (T7: what a form asks for and isn't known)."""

    def add(self, problem: PortalProblem) -> None:
        """Note a problem."""
        self._found.setdefault((problem.file, problem.line, problem.path, problem.code), problem)

    def extend(self, problems: Iterable[PortalProblem]) -> None:
        """Note several."""
        for problem in problems:
            self.add(problem)

    def __iter__(self) -> Iterator[PortalProblem]:
        return iter(self._found.values())

    def __bool__(self) -> bool:
        return bool(self._found)

    def raise_any(self) -> None:
        """Raise BrokenPortalError if there is any."""
        if self._found:
            raise BrokenPortalError(self._found.values())
