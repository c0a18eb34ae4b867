"""What may be attached in this portal (C2)."""

from typing import Final

from portal_tui.contract.tasks import UploadRules
from portal_tui.engine.work import Work

_MEDIA_TYPES: Final = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg"}


def upload_rules(work: Work) -> UploadRules:
    """The policy, as the contract says it."""
    attachments = work.portal.policies.attachments
    return UploadRules(
        media_types=tuple(_MEDIA_TYPES[kind] for kind in attachments.formats),
        max_bytes=attachments.max_bytes,
    )
