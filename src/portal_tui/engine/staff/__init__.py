"""Use cases of the operator's staff."""
