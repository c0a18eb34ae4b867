"""Styles that are parsed once: a screen that brings its own opens without reading all others again."""

from textual.css.stylesheet import Stylesheet


class ReadOnce(Stylesheet):
    """Textual parses everything anew for each screen's own styles, in case the colours have changed too.

    Whoever changes colours, for another theme, empties the cache of what was parsed.
    """

    def reparse(self) -> None:
        """Parse what was added, or everything where the colours have changed."""
        self._require_parse = True
        self._rules_map = None
        self.parse()
