"""The person's settings: ``settings.toml``.

::

    language = "fr-CA"
    theme = "portal-dark"

    [keymap]                 # binding id = keys
    "app.explain" = "f1,question_mark"

    [profiles.travail]       # --profile travail
    database = "~/demandes.db"

Reading is on the way to the first screen, so it costs a parse and a conversion; what is wrong is looked for
only when that fails (``settings_check``), and the rest of the file still counts.
"""

from pathlib import Path
from typing import Any, Literal

import msgspec


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A portal by name: a database file or a server, one of the two."""

    database: str | None = None
    """A file; ``~`` is the home folder."""
    server: str | None = None
    """An https address."""
    files: str | None = None
    """Where ``serve`` keeps files: a folder or ``s3://bucket/prefix``; beside a database only."""

    def __post_init__(self) -> None:
        if (self.database is None) == (self.server is None):
            raise ValueError("a profile is a database or a server")
        if self.files is not None and self.database is None:
            raise ValueError("files stand beside a database")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a person has set; None is the default."""

    language: Literal["fr-CA", "fr-FR", "en"] | None = None
    theme: str | None = None
    keymap: dict[str, str] = {}
    """Keys by binding id, several with commas, as in Textual's keymaps."""
    profiles: dict[str, Profile] = {}


class SettingsProblem(msgspec.Struct, frozen=True):
    """One thing that is wrong in the settings file."""

    code: str
    line: int
    params: dict[str, Any] = {}
    """What its text is filled with, together with ``line``."""

    @property
    def text_key(self) -> str:
        """Of the sentence, in the catalogues."""
        return f"setting.{self.code}"


class SettingsError(Exception):
    """The settings file can't be written as asked; ``problems`` says why."""

    def __init__(self, problems: tuple[SettingsProblem, ...]) -> None:
        super().__init__(", ".join(f"line {problem.line}: {problem.code}" for problem in problems))
        self.problems = problems


def read_settings(path: Path) -> tuple[Settings, tuple[SettingsProblem, ...]]:
    """The settings in ``path``, and what is wrong there: what is right counts, the rest is as if unset.

    No file: the defaults. Raises OSError where it is there and can't be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Settings(), ()
    import tomllib

    try:
        return msgspec.convert(tomllib.loads(content.decode()), Settings), ()
    except ValueError:
        from .settings_check import check

        return check(content)
