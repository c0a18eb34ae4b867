"""The judgement on a file, from the cheapest look to the dearest."""

import hashlib
from pathlib import PurePath

from . import sandbox
from .recognise import UNKNOWN, Kind, ends_as_zip, pdf_offset, png_length, recognise
from .verdict import EXTENSIONS, PDF, PNG, Accepted, Rejected, UploadLimits

_CLAIMS = {*EXTENSIONS.values(), ".jpeg"}


def inspect(data: bytes, limits: UploadLimits | None = None, *, name: str = "") -> Accepted | Rejected:
    """Whether ``data`` may be stored, by its content; ``name`` only helps to say what is wrong (C2)."""
    limits = limits or UploadLimits()
    kind = recognise(data)
    refusal = _by_size(data, limits) or _by_kind(data, kind, limits, name) or _by_what_else_it_is(data, kind)
    if refusal:
        return refusal
    findings = sandbox.parse(data, kind, limits)
    if findings.refused:
        return Rejected(findings.refused, findings.params)
    return Accepted(
        media_type=kind.media_type,
        digest=hashlib.sha256(data).hexdigest(),
        size=len(data),
        pages=findings.pages,
        pixels=findings.pixels,
        signed=findings.signed,
    )


def _by_size(data: bytes, limits: UploadLimits) -> Rejected | None:
    if not data:
        return Rejected("empty")
    if len(data) > limits.max_bytes:
        return Rejected("too-large", {"size": len(data), "limit": limits.max_bytes})
    return None


def _by_kind(data: bytes, kind: Kind, limits: UploadLimits, name: str) -> Rejected | None:
    """Refuses what isn't of an accepted type, by what it is and what its name makes people believe."""
    if kind.media_type in limits.media_types:
        return None
    if kind.media_type:
        return Rejected("other-type", {"found": kind.label, "accepted": limits.accepted})
    if kind.family in ("text", "unknown") and (before := pdf_offset(data)) > 0:
        return Rejected("pdf-preceded", {"extra": before})
    extension = PurePath(name).suffix.lower()
    if extension in _CLAIMS:
        code = "misnamed-unknown" if kind == UNKNOWN else "misnamed"
        return Rejected(code, {"extension": extension, "found": kind.label, "accepted": limits.accepted})
    return Rejected(kind.family, {"found": kind.label, "accepted": limits.accepted})


def _by_what_else_it_is(data: bytes, kind: Kind) -> Rejected | None:
    """Refuses a file that other programs would take for something else: it hides what it is."""
    if kind.media_type != PDF and pdf_offset(data) >= 0:
        return Rejected("two-in-one", {"found": kind.label, "other": "PDF"})
    if ends_as_zip(data):
        return Rejected("two-in-one", {"found": kind.label, "other": "ZIP"})
    if kind.media_type == PNG:
        length = png_length(data)
        if length is None:
            return Rejected("damaged", {"found": kind.label})
        if length < len(data):
            return Rejected("png-followed", {"extra": len(data) - length})
    return None
