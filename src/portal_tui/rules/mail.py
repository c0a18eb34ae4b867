"""Who reads the mail that isn't delivered (B5, A1)."""

from portal_tui.contract.decisions import Check, Decision


def may_read_mail(*, demonstration: bool) -> Decision:
    """A demonstration shows a person's own; elsewhere a code in a mail is shown to nobody."""
    return Decision(
        action="list-mail", checks=(Check(code="demonstration-mail", rule="B5", holds=demonstration),)
    )
