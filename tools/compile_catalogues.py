"""Joins a language's .po files (one an area) into the one .mo that the program reads.

Run as ``python tools/compile_catalogues.py src/portal_tui/locales``.
"""

import os
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(locales: Path) -> None:
    """Write ``<language>/portal_tui.mo`` for each language folder; a key defined twice is an error."""
    for folder in sorted(path for path in locales.iterdir() if path.is_dir()):
        joined = Catalog(locale=folder.name)
        for source in sorted(folder.glob("*.po")):
            with source.open("rb") as lines:
                for message in read_po(lines, locale=folder.name, abort_invalid=True):
                    if not message.id:
                        continue
                    if message.id in joined:
                        raise SystemExit(f"{source}:{message.lineno}: {message.id!r} is defined twice")
                    joined.add(message.id, message.string)
        # A program that is running reads the old one or the new one, never half of it.
        unfinished = folder / f"portal_tui.{os.getpid()}.mo"
        with unfinished.open("wb") as out:
            write_mo(out, joined)
        unfinished.replace(folder / "portal_tui.mo")


if __name__ == "__main__":
    compile_catalogues(Path(sys.argv[1]))
