"""portal-tui: a grant-application portal in the terminal.

People find a programme, work through the tasks of an application, see what is missing, send it, get a
receipt and answer the questions that come back. One sentence rules everything else: nothing is refused,
hidden or greyed out without the reason and the remedy, one key away (E0).

::

    screens, widgets                             cli
          │ await backend.call(SendApplication(…)) │ engine.call(SendApplication(…))
          ▼                                        │
    backend     embedded, recorded                 │
          │                                        ▼
    engine      session → transaction → use case: load facts → decide → change → audit, mail, change feed
          │                         │
          │                         └── rules     pure functions: who may do what, and why not
          ▼
    storage     SQL in files, on one SQLite file

Two things travel between these layers, both of them data. An *operation* is something that a portal can be
asked: a frozen struct in ``contract``, declared once with its result and its HTTP form. A *decision* is what
the rules say about doing it: every rule that was looked at, with what it saw and what lifts it. Screens show
decisions and never work one out; the engine decides again inside the transaction that writes.

Where to find what
==================

=================  ====================================================================================
``contract``       operations by area, what they answer, decisions, problems. No I/O
``rules``          facts in, decisions out; deadlines, states, windows. A truth table each in the tests
``forms``          JSON Schema into one model: conditions, checks, sentences, and the drawing
``portals``        portal definitions: loading, checking, demonstrations; the bundled folders
``engine``         a file for each use case, by area; ``storage`` has the SQL and the migrations
``backend``        ``call``, ``events``, ``close``: all that the interface knows of a portal
``screens``        a file for each screen, loaded when first shown; ``widgets`` are what they share
``app``            which screen is open, which keys do what, which look
``cli``            a module for each command, imported when it is used
=================  ====================================================================================

``session`` is what all screens share: who is signed in, the language, the zone, the backend. ``texts`` finds
sentences by key in ``locales``; ``dates`` and ``numbers`` say moments and amounts; ``keys`` is the table of
keys; ``config`` knows folders and settings; ``safe_text`` makes hostile text harmless and ``secret`` keeps
secrets from being printed; ``crash`` ends the program calmly.

Who may import whom is checked (``make contracts``): contract and rules know nothing of ours but each other's
data types, the engine knows no terminal, screens know no engine.

A call, from key to disk
========================

1. A screen asks: ``self.ask(SendApplication(application_id=…), then)``. The question goes out in a worker
   and is answered in a message; an answer that comes after a newer one is dropped.
2. The backend hands it to the engine's thread. What comes back is cleaned of anything that a terminal obeys.
3. The engine finds out who asks, opens a transaction, and answers a known idempotency key with what was
   answered then. Else it calls the use case that ``@handles`` the operation.
4. The use case loads the facts, asks a rule, and raises ``Refused`` with the decision unless it allows. Then
   it changes what is to change by named queries, and writes the audit, the mail and the change feed beside
   it.
5. Other programs on the same file see the change feed grow and ask again for what they show.

To add an operation
===================

1. ``contract/<area>.py``: the struct, ``@operation("POST /v1/…")``, and a docstring that says what it does.
2. ``rules/<area>.py``: a function from facts to a ``Decision``, with its truth table in ``tests/rules``.
3. ``engine/<area>/<use_case>.py``: ``@handles(…)``, and its line in ``engine/handlers.py``.
4. ``engine/storage/sql/<area>.sql``: its queries; a new numbered migration where tables change.
5. ``locales/*/<area>.po``: ``check.``, ``reason.``, ``remedy.``, ``problem.`` for each code that is new.

The command line and the server have it at once. A screen comes last. One that is there:
``docs/adding-an-operation.md``.

Why things are as they are: ``docs/decisions``. What the portal does and refuses: ``docs/rules.md``.
"""

__version__ = "0.1.0"
