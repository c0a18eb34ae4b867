"""``portal-tui portal new FOLDER``: a small commented portal to change, with schemas for editors."""

import argparse
import json
import shutil
from pathlib import Path
from typing import Final

from portal_tui.portals.bundled import NEW
from portal_tui.portals.load import json_schema
from portal_tui.texts import texts

from . import DONE
from .answers import narrate, print_json
from .opening import WrongUseError, failures_told

SCHEMAS: Final = {"portal.yaml": "portal", "programmes/*.yaml": "programme"}
"""By name, in the folder ``.schema``, where the first line of each file names its own."""


def run(arguments: argparse.Namespace) -> int:
    """Write the folder; one that holds anything is never touched."""
    say = texts(arguments.language)
    folder: Path = arguments.folder.expanduser()
    code: list[int] = []
    with failures_told(arguments, code):
        try:
            if folder.exists() and any(folder.iterdir()):
                raise WrongUseError(say("cli.folder-in-use", folder=folder))
            shutil.copytree(NEW, folder, dirs_exist_ok=True)
            write_schemas(folder / ".schema")
        except OSError as error:
            raise WrongUseError(say("cli.cannot-write", path=folder, cause=error.strerror)) from error
        files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
        print_json({"folder": str(folder), "files": files})
        narrate(say("cli.portal-begun", folder=folder))
    return code[0] if code else DONE


def write_schemas(folder: Path) -> None:
    """A file for each schema: editors read one at a time."""
    folder.mkdir()
    for files, schema in json_schema().items():
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        (folder / SCHEMAS[files]).with_suffix(".json").write_text(text + "\n", "utf-8")
