"""The locks: every package pinned with hashes, from wherever the person's own tools take packages."""

import re
import tomllib

import pytest

from tests.architecture.sources import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-build.lock"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", text.strip(), flags=re.IGNORECASE)
    for package in packages:
        assert re.match(r"[a-z0-9._\-\[\]]+==\S+", package, re.IGNORECASE), package.splitlines()[0]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", package), package.splitlines()[0]


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_says_where_packages_come_from(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    options = [line for line in lines if line.lstrip().startswith("-") and "--hash=sha256:" not in line]
    assert not options
    assert not [line for line in lines if "://" in line or " @ " in line]


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    name = re.compile(r"[A-Za-z0-9._-]+")
    for lock, wanted in [
        ("requirements.lock", project["project"]["dependencies"]),
        ("requirements-dev.lock", project["dependency-groups"]["dev"]),
        ("requirements-build.lock", project["build-system"]["requires"]),
    ]:
        text = (ROOT / lock).read_text("utf-8").lower()
        for dependency in wanted:
            match = name.match(dependency)
            assert match
            assert f"\n{match[0].lower()}==" in f"\n{text}", f"{match[0]} isn't in {lock}: make lock"
