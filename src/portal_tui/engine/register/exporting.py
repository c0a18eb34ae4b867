"""The whole register of an organisation as a file: for a spreadsheet, for a program, for paper (R11)."""

import csv
import hashlib
from collections.abc import Iterator
from io import StringIO
from textwrap import wrap
from typing import Any, Final

import msgspec

from portal_tui.contract.register import ExportRegister, Form, Holder, RegisterView
from portal_tui.contract.tasks import FileContent
from portal_tui.dates import Dates, local
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.collation import collation_key
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.texts import Texts, texts

from .loading import Register
from .open import view

_MEDIA: Final[dict[Form, tuple[str, str]]] = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "json": ("application/json", "json"),
    "text": ("text/plain; charset=utf-8", "txt"),
}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a cell."""
_WIDTH: Final = 80
"""Columns of a page."""
_COLUMNS: Final = (
    "service",
    "title",
    "name",
    "user-code",
    "right",
    "function",
    "firm",
    "point",
    "since",
    "given-by",
    "last-day",
    "ended",
)


@handles(ExportRegister)
def export_register(work: Work, operation: ExportRegister) -> FileContent:
    """Every service whose register this person may read; its history says so. Raises Refused for none."""
    registers = [
        Register(work, operation.organisation_id, programme.code)
        for programme in sorted(work.portal.programmes, key=lambda each: collation_key(each.code))
    ]
    views = [view(register) for register in registers]
    readable = [each for each in views if each.decisions["open-register"].allowed]
    if not readable:
        demand(views[0].decisions["open-register"])
    write = {"csv": _csv, "json": _json, "text": _text}[operation.form]
    written = [each for each in readable if each.holders or registers[0].place.fits]
    content = write(work, written)
    for each in written:
        work.audit("register", operation.organisation_id, service=each.service, form=operation.form)
    media_type, ending = _MEDIA[operation.form]
    return FileContent(
        name=f"{readable[0].organisation} {local(work.now, work.definitions.zone.key):%Y-%m-%d}.{ending}",
        media_type=media_type,
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
    )


def _csv(work: Work, views: list[RegisterView]) -> bytes:
    """With a mark that says UTF-8 to spreadsheets; what they would take for a formula is a text."""
    say = texts(work.language)
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow([say(f"register-file.{column}") for column in _COLUMNS])
    for each in views:
        for holder in each.holders:
            row = _row(work, each, holder)
            writer.writerow([_defused(_cell(name, row[name], say)) for name in _COLUMNS])
    return file.getvalue().encode("utf-8-sig")


def _cell(name: str, value: Any, say: Texts) -> str:
    """A cell as people read it: rights and functions by their names."""
    if name in ("right", "function"):
        return say(f"{name}.{value}") if value else ""
    if name == "ended":
        return say("register-file.yes") if value else ""
    return str(value)


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _json(work: Work, views: list[RegisterView]) -> bytes:
    """Rights and functions by their codes, days as they are written everywhere."""
    document = {
        "organisation": views[0].organisation if views else "",
        "portal": work.portal.code,
        "at": local(work.now, work.definitions.zone.key).isoformat(timespec="seconds"),
        "services": [
            {
                "service": each.service,
                "title": each.title.text,
                "manager": each.manager or None,
                "people": [_row(work, each, holder) for holder in each.holders],
            }
            for each in views
        ],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _row(work: Work, register: RegisterView, holder: Holder) -> dict[str, Any]:
    def day(at: int) -> str:
        return local(at, work.definitions.zone.key).date().isoformat()

    return {
        "service": register.service,
        "title": register.title.text,
        "name": holder.name,
        "user-code": holder.user_code,
        "right": holder.right,
        "function": holder.function,
        "firm": holder.firm,
        "point": holder.point,
        "since": day(holder.since),
        "given-by": holder.given_by,
        "last-day": day(holder.ends_at - 1) if holder.ends_at is not None else "",
        "ended": holder.ended,
    }


def _text(work: Work, views: list[RegisterView]) -> bytes:
    """For paper: a page of eighty columns."""
    say = texts(work.language)
    dates = Dates(say, work.definitions.zone.key, lambda: work.now)
    title = say("register-file.heading", organisation=views[0].organisation if views else "")
    lines = [title, say("register-file.at", at=dates.with_zone(work.now)), ""]
    for each in views:
        lines += _paper(each, say, dates)
    return "\n".join(lines).encode() + b"\n"


def _paper(register: RegisterView, say: Texts, dates: Dates) -> Iterator[str]:
    """One service: who manages it, then everybody in it."""
    yield f"{register.title.text} ({register.service})"
    yield "  " + (say("rights.manager", name=register.manager) if register.manager else say("rights.none"))
    for holder in register.holders:
        held = (_cell("right", holder.right, say), _cell("function", holder.function, say))
        said = " · ".join(part for part in held if part)
        yield from _wrapped(f"{holder.name}, {holder.user_code}   {said}", "  ")
        place = f"{holder.firm}, {holder.point}" if holder.firm else ""
        by = say("rights.given", name=holder.given_by, day=dates.day(holder.since)) if holder.given_by else ""
        code = "rights.ended" if holder.ended else "rights.ends"
        end = say(code, at=dates.deadline_day(holder.ends_at)) if holder.ends_at is not None else ""
        if further := " · ".join(part for part in (place, by, end) if part):
            yield from _wrapped(further, "    ")
    if not register.holders:
        yield "  " + say("rights.nobody")
    yield ""


def _wrapped(said: str, indent: str) -> list[str]:
    return wrap(said, _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)
