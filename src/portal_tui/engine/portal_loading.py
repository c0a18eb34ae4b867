"""Puts a checked portal definition into a database: today's portal, and each version to keep (P5)."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import msgspec

from portal_tui.rules.closing import closing_deadline
from portal_tui.rules.windows import closing_for

from .applications.listing import relist
from .collation import collation_key
from .files.keeping import put, refer
from .work import Work

if TYPE_CHECKING:
    from portal_tui.portals.definition import Portal, Programme
    from portal_tui.portals.wording import Wording

NO_TEMPLATES: Final[Mapping[str, bytes]] = MappingProxyType({})


def load_portal(
    work: Work, portal: "Portal", *, demonstration: bool, templates: Mapping[str, bytes] = NO_TEMPLATES
) -> None:
    """Store the definition inside a writing transaction. Applications keep the versions they began with.

    ``templates``: the bytes of the documents to be filled in, by file name.
    """
    document = msgspec.json.encode(portal)
    work.run(
        "definitions.put_portal",
        code=portal.code,
        demonstration=int(demonstration),
        made_at=work.now,
        definition=document.decode(),
        digest=hashlib.sha256(document).hexdigest(),
    )
    for name, form in portal.forms.items():
        digest, _ = _digested(form)
        text = msgspec.json.encode(form).decode()  # its properties in their order: that is how they are shown
        work.run("definitions.put_form", digest=digest, document=text)
        work.run("definitions.name_form", name=name, digest=digest)
    for position, programme in enumerate(portal.programmes):
        digest, text = _digested(msgspec.to_builtins(programme))
        title = portal.say(programme.title, portal.default_language).text
        known_as = work.value("definitions.programme_title_key", code=programme.code)
        work.run(
            "definitions.put_programme_version",
            digest=digest,
            code=programme.code,
            definition=text,
            at=work.now,
        )
        work.run(
            "definitions.put_programme",
            code=programme.code,
            digest=digest,
            title=title,
            title_key=collation_key(title),
            titles=" ".join(wordings(programme.title)),
            position=position,
        )
        for asked in {task.form for task in (*programme.tasks, *programme.closing_tasks) if task.form}:
            form_digest, _ = _digested(portal.forms[asked])
            work.run("definitions.keep_form", programme_digest=digest, name=asked, form_digest=form_digest)
        _redate(work, programme, ZoneInfo(portal.time_zone))
        if known_as not in (None, collation_key(title)):
            for application in work.dicts("definitions.applications_of_programme", code=programme.code):
                relist(work, application["id"])
    for name, content in templates.items():
        digest = hashlib.sha256(content).hexdigest()
        refer(work, put(work, digest, content))
        work.run("documents.put_template", name=name, digest=digest)
    work.audit("portal", None, code=portal.code, demonstration=demonstration)
    work.changed("portal", 1)


def _redate(work: Work, programme: "Programme", zone: ZoneInfo) -> None:
    """Dates are today's, also for what was begun, or granted, before they were moved (P5)."""
    for draft in work.dicts("applications.drafts_of", programme_code=programme.code):
        _due(work, draft, closing_for(programme, zone, draft["created_at"]))
    for granted in work.dicts("applications.closings_of", programme_code=programme.code):
        if programme.closing is not None:
            _due(work, granted, closing_deadline(programme.closing, zone, granted["granted_at"]))


def _due(work: Work, row: dict[str, Any], deadline_at: int | None) -> None:
    if deadline_at != row["deadline_at"]:
        work.run("applications.set_deadline", application_id=row["id"], deadline_at=deadline_at)
        relist(work, row["id"])
        work.audit("application", row["id"], deadline_at=deadline_at)
        work.changed("application", row["id"], row["id"])


def wordings(wording: "Wording") -> tuple[str, ...]:
    """What is said, in every language in which it is."""
    return (wording,) if isinstance(wording, str) else tuple(wording.values())


def _digested(document: Any) -> tuple[str, str]:
    text = msgspec.json.encode(document, order="sorted")
    return hashlib.sha256(text).hexdigest(), text.decode()
