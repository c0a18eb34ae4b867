"""portal-tui: a grant-application portal in the terminal."""
