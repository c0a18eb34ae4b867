"""Runs the parser in a process of its own: what crashes, hangs or eats memory there is a refusal here."""

import signal
import subprocess
import sys
from typing import Final

import msgspec

from .recognise import Kind
from .verdict import Findings, UploadLimits

PARSER: Final = "portal_tui.engine.uploads.parser"

TOO_HEAVY: Final = 3
"""The parser's exit code when it runs out of memory."""

_STOPPED: Final = {
    TOO_HEAVY,
    *(-number for name in ("SIGXCPU", "SIGKILL") if (number := getattr(signal, name, None))),
}
"""How a process ends that was stopped for what it used."""


def parse(data: bytes, kind: Kind, limits: UploadLimits) -> Findings:
    """What the parser says about ``data``, or the refusal that its end means."""
    order = msgspec.json.encode(limits).decode()
    try:
        run = subprocess.run(
            [sys.executable, "-P", "-m", PARSER, kind.media_type, order],  # -P: nothing from this folder
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _refused("too-heavy", kind)
    except OSError:
        return _refused("not-checked", kind)
    if run.returncode in _STOPPED:
        return _refused("too-heavy", kind)
    if run.returncode:
        return _refused("unreadable", kind)
    return msgspec.json.decode(run.stdout, type=Findings)


def _refused(code: str, kind: Kind) -> Findings:
    return Findings(refused=code, params={"found": kind.label})
