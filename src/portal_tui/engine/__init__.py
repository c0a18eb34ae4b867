"""The embedded engine: every rule, on one SQLite file. Synchronous; one thread uses it at a time.

An operation arrives at :class:`~portal_tui.engine.engine.Engine`, which opens a transaction and gives a
:class:`~portal_tui.engine.work.Work` to the use case that ``handlers.py`` names. A use case loads facts, lets
``rules`` decide, changes, audits and puts mail in the outbox, all in that transaction.
"""
