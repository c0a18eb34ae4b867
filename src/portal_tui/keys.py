"""Every key of the interface, as data: what it is called, where it works, which key it is unless remapped.

A key's id (``list.filter``) is stable: settings remap by it, tests press by it, its text is found by it.
Function keys work everywhere, also inside fields; letters only where no field has the focus.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple


class Key(NamedTuple):
    """A key by its id. The part before the first dot is the area in which it works; ``app`` is everywhere."""

    id: str
    keys: str
    """One key, or several parted by commas: the first is shown."""
    shown: bool = True
    """Whether it is hinted at below every screen of its area."""
    register: bool = False
    """Whether it works only in portals with a register of access rights."""

    @property
    def area(self) -> str:
        """Where it works."""
        return self.id.partition(".")[0]


_ALL: Final = (
    Key("app.explain", "f1,question_mark"),
    Key("app.act-as", "f2", shown=False),
    Key("app.palette", "ctrl+p"),
    Key("app.go", "g"),
    Key("app.back", "escape"),
    Key("app.retry", "f5", shown=False),
    Key("app.confirm-address", "f12", shown=False),
    Key("app.quit", "ctrl+q", shown=False),
    Key("go.home", "a", shown=False),
    Key("go.applications", "d", shown=False),
    Key("go.programmes", "p", shown=False),
    Key("go.services", "s", shown=False, register=True),
    Key("go.organisation", "o", shown=False),
    Key("go.designations", "n", shown=False, register=True),
    Key("go.mail", "c", shown=False),
    Key("go.settings", "r", shown=False),
    Key("go.help", "h", shown=False),
    Key("list.open", "enter"),
    Key("list.filter", "slash"),
    Key("list.sort", "s"),
    Key("list.reverse", "S", shown=False),
    Key("list.new", "plus"),
    Key("list.deleted", "x", shown=False),
    Key("list.up", "up,k", shown=False),
    Key("list.down", "down,j", shown=False),
    Key("list.page-up", "pageup", shown=False),
    Key("list.page-down", "pagedown", shown=False),
    Key("list.first", "home", shown=False),
    Key("list.last", "end", shown=False),
    Key("list.retry", "f5", shown=False),
    Key("workspace.next", "a"),
    Key("workspace.complete", "f8", shown=False),
    Key("workspace.send", "f9"),
    Key("workspace.switch-pane", "f6"),
    Key("workspace.tasks", "t", shown=False),
    Key("workspace.task", "o", shown=False),
    Key("workspace.discussion", "d"),
    Key("workspace.people", "p"),
    Key("workspace.timeline", "h", shown=False),
    Key("workspace.receipt", "r", shown=False),
    Key("workspace.answers", "f10"),
    Key("workspace.reset", "v", shown=False),
    Key("workspace.delete", "x", shown=False),
    Key("checklist.enter", "enter"),
    Key("checklist.up", "up,k", shown=False),
    Key("checklist.down", "down,j", shown=False),
    Key("checklist.first", "home", shown=False),
    Key("checklist.last", "end", shown=False),
    Key("slots.choose", "enter"),
    Key("slots.remove", "delete"),
    Key("slots.template", "m"),
    Key("slots.up", "up,k", shown=False),
    Key("slots.down", "down,j", shown=False),
    Key("talk.send", "f7"),
    Key("talk.attach", "f3"),
    Key("talk.save", "enter"),
    Key("review.send", "f9"),
    Key("people.choose", "enter"),
    Key("people.take-ownership", "o"),
    Key("people.up", "up,k", shown=False),
    Key("people.down", "down,j", shown=False),
    Key("files.complete", "tab"),
    Key("files.down", "down"),
    Key("dialog.close", "escape"),
    Key("dialog.choose", "enter"),
    Key("dialog.next", "down,j", shown=False),
    Key("dialog.previous", "up,k", shown=False),
    Key("dialog.more", "m", shown=False),
    Key("dialog.page-up", "pageup", shown=False),
    Key("dialog.page-down", "pagedown"),
    Key("options.up", "up,k", shown=False),
    Key("options.down", "down,j", shown=False),
    Key("options.page-up", "pageup", shown=False),
    Key("options.page-down", "pagedown", shown=False),
    Key("options.first", "home", shown=False),
    Key("options.last", "end", shown=False),
    Key("catalogue.open", "enter"),
    Key("catalogue.new", "plus"),
    Key("catalogue.mine", "v"),
    Key("programme.mine", "v"),
    Key("programme.new", "plus"),
    Key("receipt.copy", "y"),
    Key("receipt.save", "w"),
    Key("receipt.timeline", "t"),
    Key("home.applications", "d"),
    Key("home.programmes", "p"),
    Key("home.services", "s", register=True),
    Key("home.designations", "n", register=True),
    Key("mail.copy", "y"),
    Key("settings.change", "enter"),
    Key("settings.reset", "backspace"),
    Key("form.next", "tab", shown=False),
    Key("form.previous", "shift+tab", shown=False),
    Key("form.down", "down", shown=False),
    Key("form.up", "up", shown=False),
    Key("form.right", "right", shown=False),
    Key("form.left", "left", shown=False),
    Key("form.use", "enter,space", shown=False),
    Key("form.open", "f4", shown=False),
    Key("form.clear", "delete,backspace", shown=False),
    Key("form.move-up", "alt+up", shown=False),
    Key("form.move-down", "alt+down", shown=False),
    Key("form.page-up", "pageup", shown=False),
    Key("form.page-down", "pagedown", shown=False),
    Key("form.section-next", "alt+pagedown", shown=False),
    Key("form.section-previous", "alt+pageup", shown=False),
    Key("cell.first", "home", shown=False),
    Key("cell.last", "end", shown=False),
    Key("cell.edit", "f2", shown=False),
    Key("cell.revert", "escape", shown=False),
    Key("popup.close", "escape", shown=False),
    Key("welcome.quit", "q"),
    Key("sign-in.sign-up", "f3"),
    Key("sign-in.forgotten", "f6"),
    Key("sign-up.terms", "f3"),
    Key("confirm-address.send", "f6"),
    Key("confirm-address.correct", "f8"),
    Key("confirm-address.mail", "f9"),
    Key("new-application.see", "f6"),
    Key("services.open", "enter", register=True),
    Key("services.register", "r", register=True),
    Key("services.organisation", "o", register=True),
    Key("rights.choose", "enter", register=True),
    Key("rights.new", "plus", register=True),
    Key("designation.replace", "f6", register=True),
    Key("firm.choose", "enter", register=True),
    Key("firm.associate", "plus", register=True),
    Key("firm.add-point", "p", register=True),
    Key("firm.designate", "d", register=True),
    Key("designations.choose", "enter", register=True),
    Key("designations.new", "plus", register=True),
    Key("rights.sort", "s", register=True),
    Key("rights.history", "h", register=True),
    Key("rights.export", "w", register=True),
    Key("rights.calendar", "f4", register=True),
    Key("history.older", "enter", register=True),
    Key("organisation.choose", "enter"),
    Key("organisation.invite", "i"),
    Key("organisation.designate", "d", register=True),
    Key("organisation.firm", "f", register=True),
    Key("organisation.create", "n"),
    Key("organisation.join", "r"),
    Key("organisation.join-instead", "f6", shown=False),
    Key("pick.next", "down,right", shown=False),
    Key("pick.previous", "up,left", shown=False),
    Key("pick.choose", "enter,space", shown=False),
    Key("act.do", "enter"),
    Key("act.tick", "space", shown=False),
)

KEYS: Final[Mapping[str, Key]] = {key.id: key for key in _ALL}
"""By id, in the order in which help lists them."""

_SPELLING: Final = re.compile(r"(?:(?:ctrl|alt|shift|super)\+)*(?:[a-z][a-z0-9_]*|[^\s,+])", re.IGNORECASE)


class KeymapProblem(NamedTuple):
    """What is wrong with a remapping: the text is ``keymap.<code>``."""

    code: str
    key: str
    ids: tuple[str, ...]


def areas(*, register: bool = True) -> dict[str, list[Key]]:
    """The keys of each area, with or without those of a register of access rights."""
    found: dict[str, list[Key]] = defaultdict(list)
    for key in _ALL:
        if register or not key.register:
            found[key.area].append(key)
    return dict(found)


def problems(keymap: Mapping[str, str]) -> tuple[KeymapProblem, ...]:
    """What is wrong with a remapping: an unknown id, a key that is none, one key for two things."""
    found = [KeymapProblem("unknown", keys, (id,)) for id, keys in keymap.items() if id not in KEYS]
    found += [
        KeymapProblem("not-a-key", key, (id,))
        for id, keys in keymap.items()
        for key in keys.split(",")
        if not _SPELLING.fullmatch(key.strip())
    ]
    return (*found, *_clashes(keymap))


def usable(keymap: Mapping[str, str]) -> dict[str, str]:
    """The part of a remapping that has no problem; the rest keeps its keys."""
    bad = {id for problem in problems(keymap) for id in problem.ids}
    return {id: keys for id, keys in keymap.items() if id not in bad}


def keys_of(id: str, keymap: Mapping[str, str]) -> list[str]:
    """The keys of an id under a remapping, the first is the one to show."""
    return [key.strip() for key in keymap.get(id, KEYS[id].keys).split(",")]


def _clashes(keymap: Mapping[str, str]) -> Iterable[KeymapProblem]:
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in _ALL:
        for pressed in keys_of(key.id, keymap):
            held[key.area, pressed].append(key.id)
    for (area, pressed), ids in held.items():
        elsewhere = held.get(("app", pressed), []) if area not in _OWN_KEYS | {"app"} else []
        everywhere = [id for id in elsewhere if _verb(id) not in map(_verb, ids)]
        rivals = (*ids, *everywhere)
        if len(rivals) > 1 and any(id in keymap for id in rivals):
            yield KeymapProblem("clash", pressed, rivals)


def _verb(id: str) -> str:
    """What it does: the same thing here and everywhere may have the same key."""
    return id.partition(".")[2]


_OWN_KEYS: Final = frozenset({"go", "dialog", "popup", "cell"})
"""Areas that stand before everything else while they are open, so that their keys clash with no others."""
