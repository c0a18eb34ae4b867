"""What is loaded on the way to something: costly libraries only when they are first used."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from portal_tui.screens import SCREENS
from tests.demonstration import MAUDE, demonstration


@cache
def loaded(code: str) -> frozenset[str]:
    """The top-level names and ``portal_tui`` modules that a fresh interpreter has loaded after ``code``."""
    report = "import sys; print('\\n'.join(sys.modules))"
    output = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"], check=True, capture_output=True, text=True
    ).stdout
    modules = output.split()
    ours = {name for name in modules if name.startswith("portal_tui")}
    return frozenset(ours | {name.partition(".")[0] for name in modules})


ON_DEMAND = ["pydantic", "jsonschema", "yaml", "babel", "pypdf", "PIL", "httpx"]
"""Never on the way to the first screen."""


@pytest.mark.parametrize("library", ["textual", "rich", *ON_DEMAND, "apsw", "asyncio"])
def test_the_contract_loads_data_types_only(library: str) -> None:
    assert library not in loaded("import portal_tui.contract")


@pytest.mark.parametrize("library", ["textual", *ON_DEMAND, "apsw", "msgspec"])
def test_texts_load_nothing(library: str) -> None:
    assert library not in loaded("import portal_tui.texts; portal_tui.texts.texts('en').has('')")


INTERFACE = "import portal_tui.app, portal_tui.screens.applications"


@pytest.mark.parametrize("library", [*ON_DEMAND, "tomlkit", "argparse", "multiprocessing"])
def test_the_list_loads_only_what_it_shows(library: str) -> None:
    assert library not in loaded(INTERFACE)


def test_screens_are_loaded_when_first_shown() -> None:
    screens = {f"portal_tui.screens.{each.partition(':')[0]}" for each in SCREENS.values()}
    assert loaded(INTERFACE) & screens == {"portal_tui.screens.applications"}


START = """
from textual.app import App
from portal_tui.cli import main
App.run = lambda app: None
main(["demo", "sodec", "--database", {path!r}, "--as", {email!r}, "--open", "list"])
"""


def test_a_start_reads_an_outline_of_the_portal_only(tmp_path: Path) -> None:
    engine = demonstration(tmp_path)
    path = engine.database.path
    engine.close()
    start = loaded(START.format(path=path, email=MAUDE))
    assert "portal_tui.engine.engine" in start
    assert not start & {"portal_tui.portals.definition", "portal_tui.forms.read", *ON_DEMAND}


HELP = """
import contextlib, io
from portal_tui.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(["--help"])
"""


@pytest.mark.parametrize("library", ["textual", "rich", *ON_DEMAND, "apsw", "msgspec", "asyncio", "shtab"])
def test_help_loads_no_library(library: str) -> None:
    assert library not in loaded(HELP)


def test_help_loads_neither_interface_nor_engine() -> None:
    assert not {
        name for name in loaded(HELP) if name.startswith(("portal_tui.engine", "portal_tui.contract"))
    }
