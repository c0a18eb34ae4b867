"""Where the program keeps its files, and which language is set: no more than ``--help`` needs to know."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

HOME_VARIABLE = "PORTAL_TUI_HOME"
"""Names one folder to keep everything in, instead of the platform's; for tests and portable installations."""


class Folders(NamedTuple):
    """The program's folders; they may not exist yet. Make them with ``private_files.private_folder``."""

    config: Path
    data: Path
    state: Path
    cache: Path
    logs: Path
    downloads: Path
    """Where documents are saved: the person's own folder, whose mode is left as it is."""


def folders(environment: Mapping[str, str] = os.environ) -> Folders:
    """The platform's folders for this program, or those under ``$PORTAL_TUI_HOME``."""
    if home := environment.get(HOME_VARIABLE):
        base = Path(home).expanduser().absolute()
        return Folders(*(base / name for name in Folders._fields))
    from platformdirs import PlatformDirs

    places = PlatformDirs("portal-tui", appauthor=False)
    return Folders(
        config=places.user_config_path,
        data=places.user_data_path,
        state=places.user_state_path,
        cache=places.user_cache_path,
        logs=places.user_log_path,
        downloads=places.user_downloads_path,
    )


def settings_path() -> Path:
    """The settings file, which need not exist."""
    return (folders().config / "settings").with_suffix(".toml")


def language_set(path: Path) -> str | None:
    """The language that the settings file names, right or wrong; None where it can't be told."""
    try:
        content = path.read_text("utf-8")
    except (OSError, ValueError):
        return None
    import tomllib

    try:
        language = tomllib.loads(content).get("language")
    except tomllib.TOMLDecodeError:
        return None
    return language if isinstance(language, str) else None
