"""Where to save a file: a path that is typed, completed, walked to; nothing is replaced unasked (C3)."""

from pathlib import Path

from portal_tui.safe_text import clean

from .pick_file import PickFileScreen, shown_path


class SaveFileScreen(PickFileScreen):
    """Gives the path at which a file is to be written, over one that is there only where that was said."""

    _warned: Path | None = None
    """The file that the next enter replaces."""

    def __init__(self, title: str, says: str, begin: Path) -> None:
        super().__init__(title, says, begin=shown_path(begin))

    def nothing(self, folder: str, *, begins: bool) -> str:
        """Nothing of that name there yet: that is as it should be."""
        return ""

    def entry_chosen(self, path: Path) -> None:
        """Its name is taken, to be changed or replaced."""
        self.type_path(shown_path(path))

    def typed(self, path: Path) -> None:
        if path.is_dir():
            self.type_path(f"{shown_path(path)}/")
        elif not path.parent.is_dir():
            folder = clean(shown_path(path.parent))
            self.say_problem(self.texts("save-file.no-folder", folder=folder))
        elif path.exists() and path != self._warned:
            self._warned = path
            self.say_problem(self.texts("save-file.exists", path=clean(shown_path(path))))
        else:
            self.choose(path)
