"""The program as people install it: a wheel with every file it reads, run in an empty folder."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from tests.architecture.sources import PACKAGE, ROOT, tracked

pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel made as a release is, from a source distribution, in a copy without anything built before."""
    folder = tmp_path_factory.mktemp("wheel")
    for path in tracked():
        copy = folder / "source" / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder)], folder / "source")
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment with the wheel, and this one's libraries instead of a download."""
    home = tmp_path_factory.mktemp("installed")
    builder = venv.EnvBuilder(symlinks=os.name == "posix", with_pip=True)
    builder.create(home)
    python = builder.ensure_directories(home).env_exe
    run([python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)], home)
    place = run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], home)
    Path(place.strip(), "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return Path(python).parent


def run(command: list[str], folder: Path) -> str:
    """What a command prints, run with nothing of this project in its environment."""
    ours = ("PYTHON", "PYTEST", "XDG_", "PORTAL_TUI_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment["HOME"] = str(folder)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_wheel_holds_every_file_that_the_program_reads(wheel: Path) -> None:
    held = {PurePosixPath(name) for name in zipfile.ZipFile(wheel).namelist()}
    data = {
        PurePosixPath(path.relative_to(PACKAGE.parent).as_posix())
        for path in tracked()
        if path.is_relative_to(PACKAGE) and path.suffix != ".po"
    }
    catalogues = {
        PurePosixPath("portal_tui", "locales", folder.name, "portal_tui.mo")
        for folder in (PACKAGE / "locales").iterdir()
        if folder.is_dir()
    }
    assert not {str(path) for path in (data | catalogues) - held}, "missing in the wheel"


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    paths = [PurePosixPath(name) for name in zipfile.ZipFile(wheel).namelist()]
    assert {path.parts[0].partition("-")[0] for path in paths} == {"portal_tui"}
    assert not [str(path) for path in paths if path.suffix in {".po", ".pyc"}]


def test_the_installed_program_is_the_one_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    place = run([str(installed / "python"), "-c", "import portal_tui; print(portal_tui.__file__)"], tmp_path)
    assert Path(place.strip()).is_relative_to(installed.parent)


@pytest.mark.parametrize("language", ["fr-CA", "fr-FR", "en"])
def test_the_installed_program_finds_its_texts(installed: Path, tmp_path: Path, language: str) -> None:
    look = f"from portal_tui.texts import texts; print(texts({language!r}).has('no such text'))"
    assert run([str(installed / "python"), "-c", look], tmp_path).strip() == "False"


def test_the_installed_program_judges_a_file_in_a_process_of_its_own(installed: Path, tmp_path: Path) -> None:
    look = "from portal_tui.engine.uploads import inspect; print(inspect(b'%PDF-').code)"
    assert run([str(installed / "python"), "-c", look], tmp_path).strip() == "damaged"


@pytest.mark.parametrize("language", ["fr-CA", "fr-FR", "en"])
def test_the_installed_command_says_what_it_does(installed: Path, tmp_path: Path, language: str) -> None:
    assert "doctor" in run([str(installed / "portal-tui"), "--language", language, "--help"], tmp_path)


def test_the_installed_command_describes_its_operations(installed: Path, tmp_path: Path) -> None:
    described = json.loads(run([str(installed / "portal-tui"), "operations", "--json"], tmp_path))
    assert "send-application" in json.dumps(described)


@pytest.mark.parametrize("portal", sorted(path.parent.name for path in PACKAGE.glob("portals/*/portal.yaml")))
def test_the_installed_portals_are_sound(installed: Path, tmp_path: Path, portal: str) -> None:
    folder = "import portal_tui.portals as it; print(it.__path__[0])"
    place = Path(run([str(installed / "python"), "-c", folder], tmp_path).strip(), portal)
    assert place.is_relative_to(installed.parent)
    run([str(installed / "portal-tui"), "portal", "check", str(place)], tmp_path)
