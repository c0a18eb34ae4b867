"""Use cases of the register of access rights."""
