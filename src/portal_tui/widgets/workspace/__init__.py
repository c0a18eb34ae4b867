"""The parts of an application's workspace: head, checklist, task, discussion, send bar."""
