"""Use cases of tasks: answers, completion, documents."""
