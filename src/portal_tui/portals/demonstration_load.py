"""Loads a portal's demonstration, or says everything that is wrong with it."""

from dataclasses import replace
from pathlib import Path

from .definition import Portal
from .demonstration import Demonstration, documents
from .demonstration_checks import check_cast
from .demonstration_stories import check_story
from .problems import Problems
from .source import Node, read_yaml
from .structure import checked

FILE = "demonstration.yaml"


def load_demonstration(folder: Path, portal: Portal) -> Demonstration:
    """The checked demonstration of ``portal``, from the same folder; raises BrokenPortalError."""
    problems = Problems()
    demonstration = None
    top = _read(folder, problems)
    if top is not None:
        demonstration = checked(Demonstration, top, problems)
        problems.raise_any()
        assert demonstration is not None
        check_cast(demonstration, portal, top, problems)
        problems.raise_any()
        for index, story in enumerate(top.items("applications")):
            check_story(index, demonstration, portal, documents(folder), story, problems)
    problems.raise_any()
    assert demonstration is not None
    return demonstration


def _read(folder: Path, problems: Problems) -> Node | None:
    top = read_yaml(folder / FILE, FILE, problems)
    if top is None:
        return None
    names = sorted(path.name for path in (folder / "demonstration" / "applications").glob("*.yaml"))
    paths = (f"demonstration/applications/{name}" for name in names)
    stories = [node for name in paths if (node := read_yaml(folder / name, name, problems)) is not None]
    return replace(top, value={**top.value, "applications": Node(stories, top.place)})
