"""Forms: what they ask, what holds of it with given answers, and what is wrong with them (T7).

A form is a JSON document: a JSON Schema 2020-12 for the answers, a JSONForms UI schema for their layout.

=================  ==================================================================================
``read``           a document into the ``model``, in one language; notes what it doesn't understand
``conditions``     what is shown, enabled, required with given answers
``check``          what is wrong with answers: pointer, code, parameters
``sentences``      a problem in words
``answers``        typed text to answers and back; defaults
``pointers``       get, put and remove by JSON pointer
=================  ==================================================================================

No Textual, nothing read or written. jsonschema and Babel are loaded when they are first needed.
"""
