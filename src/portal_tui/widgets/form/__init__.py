"""The view of a form: :class:`FormView`, built from the model alone."""

from .view import FormView

__all__ = ["FormView"]
