"""Files on their way between the person's folders and the portal: chosen, read, refused, kept (C2, C3)."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from portal_tui.contract.applications import Document
from portal_tui.contract.problems import FieldProblem, PortalError
from portal_tui.contract.tasks import DownloadDocument, FileContent
from portal_tui.numbers import number, size

from .base import PortalScreen

FAR_TOO_LARGE: Final = 4
"""So many times the limit, a file isn't even read; below, the portal says what it found."""


class FileScreen(PortalScreen):
    """A screen where files are attached and saved."""

    def pick_file(self, title: str, max_bytes: int, chosen: Callable[[Path], None]) -> None:
        """Choose a file; ``chosen`` is told which, if one was."""
        from .pick_file import PickFileScreen

        def told(path: Path | None) -> None:
            if path is not None:
                chosen(path)

        limits = self.texts("talk.limits", size=size(max_bytes, self.texts))
        self.app.push_screen(PickFileScreen(self.texts("files.pick", what=title), limits), told)

    def read_file(self, path: Path, max_bytes: int) -> bytes | None:
        """A chosen file's content; None where it can't be read or is far too large, which is said."""
        try:
            found = path.stat().st_size
            if found <= FAR_TOO_LARGE * max_bytes:
                return path.read_bytes()
        except OSError as error:
            self.portal_app.say(
                self.texts("files.unreadable", folder=path.name, cause=error.strerror), severity="error"
            )
            return None
        said = {"found": size(found, self.texts), "most": size(max_bytes, self.texts)}
        self.portal_app.say(self.texts("files.too-large", **said), severity="error")
        return None

    def file_refused(self, error: PortalError) -> bool:
        """A file isn't accepted: say what was found, what is accepted and how to convert it (C2)."""
        found = [field for field in error.problem.fields if field.code.startswith("upload.")]
        for field in found:
            self.portal_app.say(self.texts(field.code, **self._filled(field)), severity="error")
        return bool(found)

    def _filled(self, field: FieldProblem) -> dict[str, object]:
        return {
            name: number(value, self.session.language) if isinstance(value, int) else value
            for name, value in field.params.items()
        }

    def download(self, document: Document) -> None:
        """Save a document to the downloads folder, under a safe name (C3)."""
        self.ask(DownloadDocument(document_id=document.id), self.keep_file)

    def choose_place(self, file: FileContent, then: Callable[[], None] | None = None) -> None:
        """Ask where a file is to be kept, and write it there."""
        from portal_tui.downloads import safe_name
        from portal_tui.folders import folders

        from .save_file import SaveFileScreen

        def told(path: Path | None) -> None:
            if path is not None and self.write_file(path, file.content) and then is not None:
                then()

        downloads = folders().downloads
        begin = (downloads if downloads.is_dir() else Path.home()) / safe_name(file.name)
        title, private = self.texts("save-file.title"), self.texts("save-file.private")
        self.app.push_screen(SaveFileScreen(title, private, begin), told)

    def write_file(self, path: Path, content: bytes) -> bool:
        """Write a file where the person said, over one of that name only if they saw it; whether it was."""
        from portal_tui.private_files import replace, save_beside

        try:
            if path.exists():
                replace(path, content)
            else:
                path = save_beside(path.parent, path.name, content)
        except OSError as error:
            self.portal_app.say(
                self.texts("files.not-kept", name=path.name, cause=error.strerror), severity="error"
            )
            return False
        self.portal_app.say(self.texts("files.kept", path=path))
        return True

    def keep_file(self, file: FileContent) -> None:
        """Write a downloaded file and say where it is."""
        from portal_tui.downloads import save
        from portal_tui.folders import folders

        try:
            folder = folders().downloads
            folder.mkdir(parents=True, exist_ok=True)
            path = save(file.content, file.name, folder)
        except OSError as error:
            self.portal_app.say(
                self.texts("files.not-kept", name=file.name, cause=error.strerror), severity="error"
            )
            return
        self.portal_app.say(self.texts("files.kept", path=path))
