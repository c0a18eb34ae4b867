"""*Nouvelle inscription*: a user code is typed or pasted, and it is said whose it is (R6, A7)."""

from typing import Any

from portal_tui.contract.register import LookUpPerson, PersonCard

from .entry_dialog import EntryDialog, Words


class NewEntryScreen(EntryDialog[PersonCard]):
    """Gives the person whose code it is."""

    words = Words("rights.new.title", "rights.user-code", "rights.new.help", "rights.new.do")
    entry_id = "code"

    def __init__(self, place: dict[str, Any]) -> None:
        super().__init__()
        self._place = place

    def operation(self, entered: str) -> LookUpPerson:
        return LookUpPerson(**self._place, user_code=entered)
