"""Use cases of organisations and their members."""
