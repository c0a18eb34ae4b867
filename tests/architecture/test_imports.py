"""What is loaded on the way to something: costly libraries only when they are first used."""

import subprocess
import sys

import pytest


def loaded(code: str) -> set[str]:
    """The top-level names and ``portal_tui`` modules that a fresh interpreter has loaded after ``code``."""
    report = "import sys; print('\\n'.join(sys.modules))"
    output = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"], check=True, capture_output=True, text=True
    ).stdout
    modules = set(output.split())
    return {name for name in modules if name.startswith("portal_tui")} | {
        name.partition(".")[0] for name in modules
    }


ON_DEMAND = ["pydantic", "jsonschema", "yaml", "babel", "pypdf", "PIL", "httpx"]
"""Never on the way to the first screen."""


@pytest.mark.parametrize("library", ["textual", "rich", *ON_DEMAND, "apsw", "asyncio"])
def test_the_contract_loads_data_types_only(library: str) -> None:
    assert library not in loaded("import portal_tui.contract")


@pytest.mark.parametrize("library", ["textual", *ON_DEMAND, "apsw", "msgspec"])
def test_texts_load_nothing(library: str) -> None:
    assert library not in loaded("import portal_tui.texts; portal_tui.texts.texts('en').has('')")


HELP = """
import contextlib, io
from portal_tui.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(["--help", "--language", "en"])
"""


@pytest.mark.parametrize("library", ["textual", "rich", *ON_DEMAND, "apsw", "msgspec", "asyncio", "shtab"])
def test_help_loads_no_library(library: str) -> None:
    assert library not in loaded(HELP)


def test_help_loads_neither_interface_nor_engine() -> None:
    assert not {
        name for name in loaded(HELP) if name.startswith(("portal_tui.engine", "portal_tui.contract"))
    }
