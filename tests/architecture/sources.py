"""What the architecture tests look at: the tracked files, the code as trees, the catalogues."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "portal_tui"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is, or would be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def python_files(folder: Path = PACKAGE) -> tuple[Path, ...]:
    return tuple(path for path in tracked() if path.suffix == ".py" and path.is_relative_to(folder))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def calls(*callees: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call in the program of something so named: ``Check(…)``, ``self.texts(…)``."""
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and callee(node) in callees:
                yield path, node


def callee(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def argument(call: ast.Call, position: int | None, keyword: str = "") -> str | None:
    """The string written as an argument of a call; None where it is left out or computed."""
    given = {item.arg: item.value for item in call.keywords if item.arg}
    node = given.get(keyword)
    if node is None and position is not None and position < len(call.args):
        node = call.args[position]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def strings(path: Path) -> Iterator[tuple[str, int]]:
    """Every string written in a file, docstrings and the fixed parts of f-strings included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node.lineno


@cache
def catalogue(language: str) -> dict[str, Message]:
    """The messages of ``fr_CA``, ``fr_FR`` or ``en``, all areas, by key."""
    messages: dict[str, Message] = {}
    for source in sorted((PACKAGE / "locales" / language).glob("*.po")):
        with source.open("rb") as lines:
            area: Catalog = read_po(lines, locale=language, abort_invalid=True)
        messages |= {key_of(message): message for message in area if message.id}
    return messages


def key_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def sentences(message: Message) -> tuple[str, ...]:
    """The one sentence, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)
