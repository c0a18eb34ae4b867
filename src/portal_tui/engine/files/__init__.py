"""The bytes of files, by their SHA-256: in the database, in a folder, or on S3-compatible storage (C2, B2).

::

    place      what every place does: put, get, has, remove, list
    database   in the portal's own database, committed with what refers to them
    folder     in a folder, which several processes and machines may share
    s3         in a bucket
    places     which places a portal has, and which one new files go to: its database remembers
    keeping    before a transaction, in it, and when a file is read
    tending    looking after them: moving, sweeping, counting

Bytes elsewhere than in the database are written before the transaction that refers to them, and never removed
with what referred to them: what fails half-way leaves bytes too many, never a reference without bytes. The
sweep removes what nothing has referred to for days.
"""
