"""A long text in the person's own editor and back.

The screen suspends itself around it: ``with app.suspend(): text = edit(text)``.
"""

import codecs
import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from .private_files import create

VARIABLES: Final = ("VISUAL", "EDITOR")
"""Where people say which editor is theirs, the first that is set."""

_USUAL: Final = ("sensible-editor", "editor", "nano", "vi", "notepad.exe")
"""What is looked for when they don't say."""


class EditorProblem(Exception):
    """No text came back as it should; ``text`` is what had been written, so that it isn't lost."""

    def __init__(self, code: str, text: str = "", **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.text = text
        self.params = params

    @property
    def text_key(self) -> str:
        """Of the sentence, in the catalogues, filled with ``params``."""
        return f"editor.{self.code}"


def edit(
    text: str, *, suffix: str = ".txt", longest: int = 1_000_000, environment: Mapping[str, str] = os.environ
) -> str:
    """``text`` as the person leaves it in their editor; raises EditorProblem.

    It lies in a file of mode 0600 in a folder of mode 0700 meanwhile, which is removed in any case, with
    whatever the editor puts beside it. ``longest`` is in bytes of UTF-8. Line breaks come back as ``\\n``.
    """
    command = editor_command(environment)
    with TemporaryDirectory(prefix="portal-tui-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"texte{suffix}"
        with create(path) as file:
            file.write(text.encode(errors="replace"))
        try:
            status = subprocess.run([*command, str(path)], env=dict(environment), check=False).returncode
        except OSError as error:
            raise EditorProblem("not-started", command=command[0], detail=str(error)) from error
        try:
            content = path.read_bytes()
        except OSError as error:
            raise EditorProblem("gone", command=command[0]) from error
    written = _read(content)
    if status:
        raise EditorProblem("failed", written, command=command[0], status=status)
    if len(content) > longest:
        raise EditorProblem("too-large", written, size=len(content), limit=longest)
    return written if text.endswith("\n") else written.removesuffix("\n")


def editor_command(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The program and its arguments that the person has chosen, or a usual editor; raises EditorProblem."""
    for variable in VARIABLES:
        if chosen := environment.get(variable, "").strip():
            return _chosen(variable, chosen, environment)
    for usual in _USUAL:
        if found := shutil.which(usual, path=environment.get("PATH")):
            return [found]
    raise EditorProblem("none")


def _chosen(variable: str, chosen: str, environment: Mapping[str, str]) -> list[str]:
    try:
        command = shlex.split(chosen, posix=os.name != "nt")
    except ValueError as error:
        raise EditorProblem("not-understood", variable=variable, command=chosen) from error
    if not command or not shutil.which(command[0], path=environment.get("PATH")):
        raise EditorProblem("not-found", variable=variable, command=chosen)
    return command


def _read(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        guess = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "cp1252"
        raise EditorProblem("not-utf8", content.decode(guess, "replace").replace("\r\n", "\n")) from error
