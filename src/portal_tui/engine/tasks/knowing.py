"""What the portal knows of an applicant and a form asks for (T7)."""

from typing import Any

from portal_tui.engine.work import Work


def known_of(work: Work, form_digest: str | None, applicant_id: int) -> dict[str, Any]:
    """By pointer into the answers of that form; its name and identifiers are those of today."""
    if form_digest is None or "x-prefill" not in work.definitions.form(form_digest):
        return {}
    from portal_tui.forms.prefill import LEGAL_NAME, known

    found = work.dicts("organisations.identifiers", entity_id=applicant_id)
    organisation = {row["scheme"]: row["value"] for row in found}
    organisation[LEGAL_NAME] = work.value("organisations.name_of", entity_id=applicant_id)
    return known(work.definitions.checked_form(form_digest), organisation)
