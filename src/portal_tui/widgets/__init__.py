"""Reusable pieces of the screens. They know rows, texts and keys; no rule and no backend of the portal."""
