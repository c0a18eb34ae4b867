"""Judges a file before it is stored: by its content, never by its name (C2).

::

    inspect ──► recognise (beginnings of files)      in this process: looks at bytes, understands nothing
            ──► parser (pypdf, Pillow)               in a process of its own, with little memory and time

A file that is refused is named by what it is, with how to convert it: ``upload.<code>`` in the catalogues.
It takes some tenths of a second: call it before a transaction, not inside one.
"""

from .judge import inspect
from .verdict import Accepted, Rejected, UploadLimits

__all__ = ["Accepted", "Rejected", "UploadLimits", "inspect"]
