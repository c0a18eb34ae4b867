"""The keys of a form, by the ids of their bindings."""

from textual.binding import BindingType

from portal_tui.widgets.binding import bind

BINDINGS: list[BindingType] = [
    bind("form.next", "item(1)"),
    bind("form.previous", "item(-1)"),
    bind("form.down", "move('down')"),
    bind("form.up", "move('up')"),
    bind("form.right", "move('right')"),
    bind("form.left", "move('left')"),
    bind("cell.first", "move('first')"),
    bind("cell.last", "move('last')"),
    bind("cell.edit"),
    bind("cell.revert"),
    bind("form.use"),
    bind("form.clear"),
    bind("form.open"),
    bind("form.move-up", "shift(-1)"),
    bind("form.move-down", "shift(1)"),
    bind("form.page-up"),
    bind("form.page-down"),
    bind("form.section-next", "section(1)"),
    bind("form.section-previous", "section(-1)"),
]
