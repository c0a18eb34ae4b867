"""How the interface says what comes as data: problems, reasons, remedies, keys."""

from typing import Final

from textual.content import Content

from portal_tui.contract.pages import Text
from portal_tui.contract.problems import PortalError
from portal_tui.filling import check_text as check_text
from portal_tui.filling import listing as listing
from portal_tui.filling import remedy_text as remedy_text
from portal_tui.filling import values as values
from portal_tui.keys import KeymapProblem
from portal_tui.texts import Texts

_NAMED_KEYS: Final = frozenset(
    {"enter", "escape", "space", "tab", "backspace", "delete", "up", "down", "left", "right", "home", "end"}
    | {"pageup", "pagedown"}
)
_SIGNS: Final = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "comma": ",",
    "full_stop": ".",
}


_ENDS: Final = frozenset({"deadline_at", "closes_at", "due_at"})
"""Moments that are the first instant too late: the last one in time is said."""


def key_name(key: str, texts: Texts) -> str:
    """A key as it is written on people's keyboards: *échap*, *F1*, *ctrl+p*."""
    *modifiers, last = key.split("+")
    if last in _NAMED_KEYS:
        last = texts(f"keyboard.{last}")
    elif len(last) > 1 and last[0] == "f" and last[1:].isdigit():
        last = last.upper()
    return "+".join([*modifiers, _SIGNS.get(last, last)])


def marked(text: Text, texts: Texts) -> Content:
    """A text of the portal; one that isn't in the reader's language says in which it is (A6)."""
    if text.language.partition("-")[0] == texts.language.partition("-")[0]:
        return Content(text.text)
    return Content.assemble((f"({text.language}) ", "dim"), text.text)


def problem_text(error: PortalError, texts: Texts) -> str:
    """Why an operation was not done, in a sentence."""
    problem = error.problem
    key = f"problem.{problem.code}"
    return texts(key if texts.has(key) else "problem.unknown", **({"code": problem.code} | problem.params))


def keymap_problem(problem: KeymapProblem, texts: Texts) -> str:
    """What is wrong with a remapped key."""
    names = [texts(id) if texts.has(id) else id for id in problem.ids]
    key = key_name(problem.key, texts)
    return texts(f"keymap.{problem.code}", key=key, ids=listing(tuple(names), texts))
