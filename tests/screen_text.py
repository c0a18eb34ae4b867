"""What is on the screen, as plain text: a line of text for a line of the screen."""

from textual.app import App


def screen_text(app: App[None]) -> str:
    """The characters on the screen, without trailing blanks."""
    # The compositor has no public way to its lines; this is the one place that goes round it.
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips).rstrip() + "\n"
