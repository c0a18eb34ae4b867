"""docs/server.md: what an operator copies from it is at least well-formed, and its commands are commands."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal_tui.cli import build
from portal_tui.texts import texts
from tests.docs.test_command_line import SERVER, blocks

UNITS = ["portal-tui.service", "portal-tui@.service"]
NEEDS = {"services", "secrets", "volumes"}


def commands(text: str) -> list[list[str]]:
    """The words of every ``portal-tui …`` that begins a line or a service, without what is left out."""
    found = re.findall(r"^(?: *|.*?=/.*?/|.*exec )portal-tui (.*)$", text, re.MULTILINE)
    return [shlex.split(words.replace("…", ""), comments=True) for words in found]


def test_commands_are_commands() -> None:
    parser = build(texts("en"), command=None, every=True)
    shown = [words for block in blocks("sh", SERVER) for words in commands(block)]
    shown += [words for block in blocks("ini", SERVER) for words in commands(block.replace("%i", "8001"))]
    compose = yaml.safe_load(next(blocks("yaml", SERVER)))
    script = compose["services"]["portal"]["command"][-1]
    shown += commands(script)
    assert len(shown) > 10
    for words in shown:
        parser.parse_args(words)


def test_units_are_what_systemd_takes(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd isn't installed on this machine")
    for name, unit in zip(UNITS, blocks("ini", SERVER), strict=True):
        # The program, and its account, needn't be on this machine.
        plain = unit.replace("/opt/portal-tui/bin/portal-tui", "/bin/true").replace(
            "User=portal-tui", "User=root"
        )
        (tmp_path / name).write_text(plain)
    of = [str(tmp_path / name.replace("@", "@8001")) for name in UNITS]
    (tmp_path / "portal-tui@8001.service").symlink_to(tmp_path / "portal-tui@.service")
    done = subprocess.run([program, "verify", *of], capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "portal-tui" in line]
    assert (done.returncode, ours) == (0, []), done.stderr


def test_the_compose_file_names_only_what_it_has() -> None:
    compose: dict[str, Any] = yaml.safe_load(next(blocks("yaml", SERVER)))
    assert compose.keys() == NEEDS
    services = compose["services"]
    for service in services.values():
        assert service["image"]
        assert set(service.get("depends_on", ())) <= services.keys()
        assert set(service.get("secrets", ())) <= compose["secrets"].keys()
        named = {volume.partition(":")[0] for volume in service.get("volumes", ())}
        assert {name for name in named if not name.startswith((".", "/"))} <= compose["volumes"].keys()
    assert services["portal"]["depends_on"]["database"] == {"condition": "service_healthy"}
    assert "healthcheck" in services["database"]
