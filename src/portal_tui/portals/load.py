"""Loads a portal definition from its folder, or says everything that is wrong with it.

::

    portal.yaml          the operator, policies, languages, time zone, service desks, kinds of organisation
    programmes/*.yaml    a programme each
    forms/*.json         a form each: {"name", "jsonSchema", "uiSchema"}
    texts/*.md           long texts, used as {file: name.md}; name.en.md is its English
    templates/*          documents to be filled in by applicants

Loaded when a portal is checked or planted, never on the way to the first screen.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import msgspec

from .checks import check
from .definition import Portal, Programme
from .problems import PortalProblem, Problems
from .source import Node, Place, read_json, read_text, read_yaml
from .structure import adapter, checked, unknown

_PARTS: Final = {"portal.yaml", "programmes", "forms", "texts", "templates", "NOTICE"}
_DEMONSTRATION: Final = {"demonstration.yaml", "demonstration"}


def load(folder: Path, remarks: list[PortalProblem] | None = None) -> Portal:
    """The checked portal in ``folder``; raises BrokenPortalError with every problem at once.

    ``remarks`` gets what has to be said though the portal can be used.
    """
    problems = Problems()
    top = read_portal(folder, problems)
    portal = None
    if top is not None:
        portal = checked(Portal, top, problems)
        check(top, templates(folder), problems)
    problems.raise_any()
    assert portal is not None
    if remarks is not None:
        remarks.extend(problems.remarks)
    return _versioned(portal)


def templates(folder: Path) -> dict[str, Path]:
    """The documents to be filled in, by file name."""
    return {path.name: path for path in _files(folder / "templates", "*")}


def json_schema() -> dict[str, Any]:
    """The JSON Schemas of the files that people write, for editors: by file name pattern."""
    whole = adapter(Portal).json_schema()
    programme = adapter(Programme).json_schema()
    for name in ("programmes", "forms"):
        del whole["properties"][name]
    del programme["properties"]["version"]
    return {"portal.yaml": whole, "programmes/*.yaml": programme}


def read_portal(folder: Path, problems: Problems) -> Node | None:
    """A whole folder as one value, each part knowing its own file; None where there is no portal.yaml."""
    top = read_yaml(folder / "portal.yaml", "portal.yaml", problems)
    if top is None:
        return None
    _check_parts(folder, problems)
    language = top.text("default_language") or ""
    for own in ("programmes", "forms"):
        if (node := top.get(own)) is not None:
            problems.add(node.place.problem("belongs-in-folder", key=own))
    programmes = [
        with_texts(node, folder, language, problems)
        for path in _files(folder / "programmes", "*.yaml")
        if (node := read_yaml(path, f"programmes/{path.name}", problems)) is not None
    ]
    forms = {
        path.stem: node
        for path in _files(folder / "forms", "*.json")
        if (node := read_json(path, f"forms/{path.name}", problems)) is not None
    }
    head = with_texts(top, folder, language, problems)
    parts = {"programmes": Node(programmes, head.place), "forms": Node(forms, head.place)}
    return replace(head, value={**head.value, **parts})


def with_texts(node: Node, folder: Path, language: str, problems: Problems) -> Node:
    """``node`` with the long texts that it takes from ``texts`` in their places."""
    if isinstance(node.value, list):
        return replace(node, value=[with_texts(item, folder, language, problems) for item in node.value])
    if not isinstance(node.value, dict):
        return node
    name = node.text("file")
    if name is not None and len(node.value) == 1:
        return _long_text(node, name, folder, language, problems)
    return replace(
        node,
        value={key: with_texts(below, folder, language, problems) for key, below in node.value.items()},
    )


def _long_text(node: Node, name: str, folder: Path, language: str, problems: Problems) -> Node:
    texts = {path.name: path for path in _files(folder / "texts", "*.md")}
    if name not in texts:
        problems.add(unknown("text-unknown", name, texts, node))
        return replace(node, value=name)
    stem = name.removesuffix(".md")
    found = {language: name}
    for other in texts:
        tag = other.removeprefix(f"{stem}.").removesuffix(".md")
        if other.startswith(f"{stem}.") and other != name:
            found[tag] = other
    said: dict[str, Node] = {}
    for tag, file in found.items():
        text = read_text(texts[file], f"texts/{file}", problems)
        said[tag] = Node((text or "").strip(), Place(f"texts/{file}", 1))
    return said[language] if len(said) == 1 else replace(node, value=said)


def _check_parts(folder: Path, problems: Problems) -> None:
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "__")):
            continue
        if path.name not in _PARTS | _DEMONSTRATION:
            problems.add(unknown("part-unknown", path.name, _PARTS, Node(None, Place(path.name, 1))))
    endings = {"programmes": ".yaml", "forms": ".json", "texts": ".md"}
    for part, ending in endings.items():
        for path in _files(folder / part, "*"):
            if path.suffix != ending:
                place = Place(f"{part}/{path.name}", 1)
                problems.add(place.problem("ending", expected=ending))


def _files(folder: Path, pattern: str) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.glob(pattern) if p.is_file() and not p.name.startswith("."))


def _versioned(portal: Portal) -> Portal:
    programmes = (replace(each, version=_digest(each, portal.forms)) for each in portal.programmes)
    return replace(portal, programmes=tuple(programmes))


def _digest(programme: Programme, forms: Mapping[str, Any]) -> str:
    """Tells one state of what an application keeps from another (P5)."""
    tasks = (*programme.tasks, *programme.closing_tasks)
    kept = (
        programme.tasks,
        programme.closing_tasks,
        programme.eligibility,
        {task.form: forms[task.form] for task in tasks if task.form},
    )
    return hashlib.sha256(msgspec.json.encode(kept, order="deterministic")).hexdigest()[:16]
