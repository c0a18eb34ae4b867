"""Says what is wrong in a settings file, all of it, with its line and what is meant; and changes the file.

Loaded only when a settings file is wrong or is written. Comments and layout of the file are kept.
"""

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from .config import Profile, Settings, SettingsError, SettingsProblem
from .private_files import private_folder, replace

Keys = tuple[str, ...]
"""Where a setting stands: ``("profiles", "travail", "database")``."""

_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_PART = r"""(?:[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_NAME = re.compile(rf"\s*(?:\[\[?\s*)?({_PART}(?:\s*\.\s*{_PART})*)\s*(=|\])")


def check(content: bytes) -> tuple[Settings, tuple[SettingsProblem, ...]]:
    """The settings that ``content`` gives rightly, and everything that is wrong in it, by line."""
    try:
        text = content.decode()
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Settings(), (SettingsProblem("not-utf8", line),)
    except tomllib.TOMLDecodeError as error:
        return Settings(), (_syntax_problem(text, str(error)),)
    checker = _Checker(text)
    good = checker.struct(table, Settings, ())
    return msgspec.convert(good, Settings), tuple(sorted(checker.problems, key=lambda each: each.line))


def write_settings(path: Path, changes: Mapping[Keys, str | dict[str, str] | None]) -> None:
    """Set these settings in ``path``, or remove them (None); what else stands there stays as it is.

    Raises SettingsError where the file can't be read or a change is wrong, and leaves the file untouched;
    OSError where it can't be written.
    """
    import tomlkit

    content = path.read_bytes() if path.exists() else b""
    before = check(content)[1]
    if broken := tuple(problem for problem in before if problem.code in ("not-utf8", "syntax")):
        raise SettingsError(broken)
    document = tomlkit.parse(content.decode())
    for keys, value in changes.items():
        _change(document, keys, value)
    changed = tomlkit.dumps(document).encode()
    known = [(problem.code, problem.params) for problem in before]
    if new := tuple(each for each in check(changed)[1] if (each.code, each.params) not in known):
        raise SettingsError(new)
    private_folder(path.parent)
    replace(path.resolve(), changed)


def _change(table: Any, keys: Keys, value: str | dict[str, str] | None) -> None:
    *above, last = keys
    for key in above:
        table = table.setdefault(key, {})
    if value is None:
        table.pop(last, None)
    else:
        table[last] = value


def _syntax_problem(text: str, message: str) -> SettingsProblem:
    found = _AT.search(message)
    line, column = (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
    return SettingsProblem("syntax", line, {"column": column})


class _Checker:
    """Walks a parsed file along the types of the settings, keeping what is right and noting what isn't."""

    def __init__(self, text: str) -> None:
        self.problems: list[SettingsProblem] = []
        self._lines = _lines(text)

    def struct(self, table: dict[str, Any], kind: type[msgspec.Struct], at: Keys) -> dict[str, Any]:
        """The right part of ``table`` as the fields of ``kind``."""
        types = {field.name: field.type for field in msgspec.structs.fields(kind)}
        for key in table.keys() - types.keys():
            self._unknown((*at, key), list(types))
        return self._table({key: table[key] for key in types if key in table}, types, at)

    def _table(self, table: dict[str, Any], types: Mapping[str, Any], at: Keys) -> dict[str, Any]:
        right = {key: self._right(value, types[key], (*at, key)) for key, value in table.items()}
        return {key: value for key, value in right.items() if value is not None}

    def _right(self, value: Any, kind: Any, here: Keys) -> Any:
        """What of ``value`` is right for ``kind``; None where nothing of it is."""
        if get_origin(kind) in (Union, UnionType):
            kind = get_args(kind)[0]
        if get_origin(kind) is Literal:
            choices = get_args(kind)
            return value if value in choices else self._note("not-a-choice", here, choices=", ".join(choices))
        if kind is str:
            return value if isinstance(value, str) else self._note("not-a-string", here)
        if not isinstance(value, dict):
            return self._note("not-a-table", here)
        if kind is Profile:
            return self._profile(value, here)
        return self._table(value, dict.fromkeys(value, get_args(kind)[1]), here)

    def _profile(self, value: dict[str, Any], here: Keys) -> dict[str, Any] | None:
        noted = len(self.problems)
        good = self.struct(value, Profile, here)
        one = len(good.keys() - {"files"}) == 1 and ("files" not in good or "database" in good)
        if not one and len(self.problems) == noted:
            self._note("profile-needs-one", here)
        return good if one else None

    def _unknown(self, here: Keys, known: list[str]) -> None:
        close = get_close_matches(here[-1], known, n=1)
        if close:
            self._note("unknown-key-near", here, meant=close[0])
        else:
            self._note("unknown-key", here, known=", ".join(known))

    def _note(self, code: str, here: Keys, **params: str) -> None:
        line = next(self._lines[here[:end]] for end in range(len(here), -1, -1) if here[:end] in self._lines)
        self.problems.append(SettingsProblem(code, line, {"key": ".".join(here), **params}))


def _lines(text: str) -> dict[Keys, int]:
    """The line of each table header and key, from 1; ``()`` is the file itself."""
    found: dict[Keys, int] = {(): 1}
    table: Keys = ()
    for number, line in enumerate(text.splitlines(), 1):
        if not (name := _NAME.match(line)):
            continue
        keys = _keys(name[1])
        if name[2] == "]":
            table = keys
        here = table if name[2] == "]" else table + keys
        for end in range(1, len(here) + 1):
            found.setdefault(here[:end], number)
    return found


def _keys(name: str) -> Keys:
    """``a."b c"`` as TOML reads it."""
    keys: list[str] = []
    table: Any = tomllib.loads(f"{name} = 0")
    while isinstance(table, dict):
        ((key, table),) = table.items()
        keys.append(key)
    return tuple(keys)
