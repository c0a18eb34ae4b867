"""How the answers of a form refer to attached files (T6)."""

from uuid import NAMESPACE_OID, uuid5


def reference_of(document_id: int) -> str:
    """What an answer holds that refers to a document: a UUID, always the same for the same document."""
    return str(uuid5(NAMESPACE_OID, f"document {document_id}"))


def is_in_form(slot: str) -> bool:
    """Whether a document answers a field of a form: its slot is then where the field was, as a pointer."""
    return slot.startswith("/")
