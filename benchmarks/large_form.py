"""A form of 500 fields against one of 20: only what is in view is built, so neither may cost much more."""

from benchmarks.aims import Aim, Comparison, Portals, bare

FEW, MANY = "20", "500"


def opening(portals: Portals) -> Comparison:
    """Opening the form; it is read from its document first."""
    few, many = (bare("large_form", count, keys="enter", settle=0.5) for count in (FEW, MANY))
    aims = (Aim("fields on the screen", "key_settled_p50_ms", 3.0), Aim("memory", "rss_peak_mb", None))
    return Comparison("opening a form of 500 fields / of 20", few, many, aims)


def typing(portals: Portals) -> Comparison:
    """Letters into its first field."""
    into = {"prep": "enter wait:1.5", "keys": "text:theatreduquaisaisondeuxmillevingtsept"}
    few, many = (bare("large_form", count, **into) for count in (FEW, MANY))
    aims = (Aim("key p50", "key_frame_p50_ms", 1.25), Aim("key p95", "key_frame_p95_ms", None))
    return Comparison("a key in a form of 500 fields / of 20", few, many, aims)
