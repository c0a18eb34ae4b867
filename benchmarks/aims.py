"""The aims of speed, as data: what is compared with what, in which figure, and how much is allowed.

Every aim is a ratio of two things measured in turns in one run; milliseconds differ from machine to machine.
"""

import sys
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.measure import Program

SMALL, LARGE = 1_000, 1_000_000
"""How many applications the two demonstrations hold."""

PYTHON = sys.executable
PORTAL = str(Path(PYTHON).with_name("portal-tui"))

NUMBER = r"20\d\d-\d{6}"
"""What an application's number looks like: the list is on the screen."""

FORM = "src/portal_tui/portals/sodec/forms/lieux-diffusion.json"
"""The form of the task that is opened; it is the draft's first."""


PAINTED = 1.0
"""Seconds of silence after which a screen that opens is taken for complete, also on a busy machine."""


class Aim(NamedTuple):
    """A figure of a comparison, and the ratio that it may reach; None: printed, not judged."""

    name: str
    figure: str
    limit: float | None
    short: str = ""
    """Why it isn't reached, where that is known."""


class Comparison(NamedTuple):
    """Two terminal programs and what is looked at."""

    name: str
    base: Program
    target: Program
    aims: tuple[Aim, ...]


class Portals(NamedTuple):
    """The demonstrations that are measured, the e-mail of who looks, and the number of their draft."""

    small: Path
    large: Path
    scratch: Path
    """A copy of the small one, to write in."""
    owner: str
    draft: str


def bare(app: str, *arguments: str, ready: str = "Ready", **more: Any) -> Program:
    """One of the programs in ``apps``."""
    return Program((PYTHON, "-m", f"benchmarks.apps.{app}", *arguments), ready, **more)


def demonstration(database: Path, owner: str, opened: str, ready: str, **more: Any) -> Program:
    """Our program on a demonstration, signed in, at a place."""
    command = (PORTAL, "demo", "sodec", "--database", str(database), "--as", owner, "--open", opened)
    return Program(command, ready, **more)


def start(portals: Portals) -> Comparison:
    """The list on the screen, signed in, against a bare application."""
    return Comparison(
        "list, 1,000 applications / bare Textual app",
        bare("bare"),
        demonstration(portals.small, portals.owner, "list", NUMBER),
        (
            Aim(
                "start",
                "ready_ms",
                1.3,
                "twenty widgets and their styles; the engine’s modules",
            ),
            Aim(
                "memory",
                "rss_startup_mb",
                1.35,
                "the collector is held off at first; the engine’s modules",
            ),
            Aim("processor time", "cpu_startup_s", None),
        ),
    )


ORDERS = ("number", "programme", "owner", "state", "deadline", "changed")
"""In the order of the sort dialog, which opens with the last one chosen."""


def order(place: int, portals: Portals) -> Comparison:
    """A million applications against a thousand, sorted by the order at this place of the sort dialog."""
    by = ORDERS[place - 1]
    sorted_by = "" if by == "changed" else f"s wait:0.5 {place} wait:0.5"
    keys = {"prep": sorted_by, "keys": "down*30 pagedown*10 down*30"}
    return Comparison(
        f"list by {by}, {portals.large.stem} / {portals.small.stem} applications",
        demonstration(portals.small, portals.owner, "list", NUMBER, **keys),
        demonstration(portals.large, portals.owner, "list", NUMBER, **keys),
        (
            Aim("start", "ready_ms", 1.25),
            Aim("key p50", "key_frame_p50_ms", 1.25),
            Aim("key p95", "key_frame_p95_ms", 1.25),
            Aim("memory", "rss_peak_mb", 1.25),
        ),
    )


FILTERS = {"most": ("th", "eatre"), "few": ("20", "26-000008"), "nothing": ("zz", "zzzz")}
"""Words for the filter of the list, by how much they find: from the third character on each brings a page."""


def filtering(found: str, portals: Portals) -> Comparison:
    """Keys that bring the first page of a filtered list against a key that turns the whole list round."""
    begun, rest = FILTERS[found]
    whole = {"keys": "S*8"}
    filtered = {"prep": f"/ text:{begun}", "keys": f"text:{rest}"}
    base, target = (
        demonstration(portals.large, portals.owner, "list", NUMBER, settle=0.3, **keys)
        for keys in (whole, filtered)
    )
    aims = (Aim("first page on the screen", "key_settled_p50_ms", 3.0),)
    return Comparison(
        f"filter that finds {found} / no filter, {portals.large.stem} applications", base, target, aims
    )


def scrolling(portals: Portals) -> Comparison:
    """Keys that scroll the list against the same keys in Textual's own table with as many rows."""
    keys = {"prep": "down*45", "keys": "down*60"}
    return Comparison(
        "scrolling the list / DataTable, 1,000 rows",
        bare("data_table", str(SMALL), ready=NUMBER, **keys),
        demonstration(portals.small, portals.owner, "list", NUMBER, **keys),
        (
            Aim("key p50", "key_frame_p50_ms", 0.5),
            Aim("key p95", "key_frame_p95_ms", None),
            Aim("bytes a key", "key_bytes_p50", None),
        ),
    )


def typing(portals: Portals) -> Comparison:
    """Letters into a field of the workspace, saved meanwhile, against the same in a bare text area."""
    letters = "text:theatreduquaisaisondeuxmillevingtsept"
    into_the_third_field = "enter wait:1 tab tab wait:0.5 ctrl+u wait:0.5"
    return Comparison(
        "typing in a task's field / bare TextArea",
        bare("text_area", keys=letters),
        demonstration(
            portals.scratch, portals.owner, portals.draft, "Envoyer", prep=into_the_third_field, keys=letters
        ),
        (
            Aim("key p50", "key_frame_p50_ms", 1.5),
            Aim("key p95", "key_frame_p95_ms", 1.5),
            Aim("bytes a key", "key_bytes_p50", None),
        ),
    )


def opening(portals: Portals) -> Comparison:
    """A task opened for the first time against a bare screen with the same fields."""
    return Comparison(
        "opening a task / bare screen with the same fields",
        bare("form_screen", FORM, keys="enter", settle=PAINTED),
        demonstration(
            portals.scratch,
            portals.owner,
            portals.draft,
            "Envoyer",
            prep="down wait:1",
            keys="up",
            settle=PAINTED,
        ),
        (Aim("fields on the screen", "key_settled_p50_ms", 3.0), Aim("bytes", "key_bytes_p50", None)),
    )


def workspace(portals: Portals) -> Comparison:
    """An application opened from the list, with its first task, against a bare screen with its fields."""
    return Comparison(
        "from the list to the workspace / bare screen with the fields of a task",
        bare("form_screen", FORM, keys="enter", settle=PAINTED),
        demonstration(portals.scratch, portals.owner, "list", NUMBER, keys="enter", settle=PAINTED),
        (Aim("all on the screen", "key_settled_p50_ms", None), Aim("first frame", "key_frame_p50_ms", None)),
    )
