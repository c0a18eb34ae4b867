"""The process that parses a file which nobody trusts: ``python -m portal_tui.engine.uploads.parser``.

The media type and the limits are arguments, the file comes on stdin, the findings go out as JSON. Whatever
else happens, an error, a crash, a limit, ends this process only; ``sandbox`` knows what its end means.
"""

import sys
from contextlib import suppress

import msgspec

from .sandbox import TOO_HEAVY
from .verdict import PDF, Findings, UploadLimits


def main(media_type: str, order: str) -> int:
    """Parse what stdin holds and write the findings; the exit code."""
    limits = msgspec.json.decode(order, type=UploadLimits)
    data = sys.stdin.buffer.read()
    try:
        _confine(limits)
        findings = _measure(data, media_type, limits)
    except MemoryError:
        return TOO_HEAVY
    sys.stdout.buffer.write(msgspec.json.encode(findings))
    return 0


def _measure(data: bytes, media_type: str, limits: UploadLimits) -> Findings:
    if media_type == PDF:
        from .pdf import measure_pdf

        return measure_pdf(data, limits)
    from .image import measure_image

    return measure_image(data, media_type, limits)


def _confine(limits: UploadLimits) -> None:
    """Give up memory, time, and the right to write files, for good; where the platform can."""
    try:
        import resource
    except ImportError:
        return
    most = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, value in most.items():
        hard = resource.getrlimit(what)[1]
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with suppress(ValueError, OSError):  # some systems know a limit and can't set it
            resource.setrlimit(what, (allowed, allowed))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
