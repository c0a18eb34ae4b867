"""Before a transaction: looks at files, by their content (C2), and puts their bytes where they are kept."""

from collections.abc import Sequence

import msgspec

from portal_tui.contract.discussion import NewFile
from portal_tui.contract.problems import FieldProblem, Invalid
from portal_tui.downloads import safe_name
from portal_tui.engine.files.keeping import Put, put
from portal_tui.engine.uploads import Accepted, Rejected, UploadLimits, inspect
from portal_tui.engine.work import Work

from .rules import upload_rules


class Inspected(msgspec.Struct, frozen=True, kw_only=True):
    """A file that may be stored, under a harmless name (C3)."""

    name: str
    found: Accepted
    put: Put


def inspect_files(work: Work, files: Sequence[NewFile], pointer: str = "/files") -> tuple[Inspected, ...]:
    """Every file judged, outside of any transaction.

    Raises Invalid that says of each refused file what was found and how to convert it: at
    ``<pointer>/<index>``, a code ``upload.<what>`` with the file's ``name`` among its params. Raises
    Unavailable where no file can be kept now.
    """
    with work.database.reading():
        rules = upload_rules(work)
    limits = UploadLimits(media_types=rules.media_types, max_bytes=rules.max_bytes)
    accepted: list[tuple[str, bytes, Accepted]] = []
    problems = []
    for index, file in enumerate(files):
        name = safe_name(file.name)
        match inspect(file.content, limits, name=name):
            case Rejected(code, params):
                problems.append(
                    FieldProblem(f"{pointer}/{index}", f"upload.{code}", {**params, "name": name})
                )
            case found:
                accepted.append((name, file.content, found))
    if problems:
        raise Invalid("file-refused", fields=tuple(problems))
    return tuple(
        Inspected(name=name, found=found, put=put(work, found.digest, content))
        for name, content, found in accepted
    )
