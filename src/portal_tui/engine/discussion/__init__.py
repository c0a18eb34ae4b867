"""Use cases of the discussion and of what the operator sends."""
