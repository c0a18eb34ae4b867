"""Explain: the full decision about any action, with every rule looked at (H4, E0)."""

from portal_tui.contract.applications import Explain
from portal_tui.contract.decisions import Decision
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work

from .decide import decide
from .loading import load


@handles(Explain)
def explain(work: Work, operation: Explain) -> Decision:
    """Decide again, now, and say everything."""
    return decide(load(work, operation.application_id), operation.action, operation.subject_id)
