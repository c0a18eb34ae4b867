"""The same engine behind HTTP: routes derived from the operations, never a second copy of a rule (B1, B2).

::

    running       settings, processes, graceful stop            (uvicorn)
    patience      cuts off whoever is slow to ask, or to take an answer
    application   one request: route, limits, engine, answer    (ASGI)
    routes        which operation a method and a path mean
    asking        a request's body, read within its limits
    answering     answers and problems as HTTP
    engines       how requests meet the synchronous engine
    streams       live changes, as server-sent events
    limits        how often, by account and address
    logs          one JSON line a request, without secrets or personal text
    openapi       the description of it all
"""
