"""Until when a closing is taken (T12)."""

from zoneinfo import ZoneInfo

import pytest

from portal_tui.portals.definition import Closing
from portal_tui.rules.closing import closing_deadline
from portal_tui.rules.deadlines import begins, ends

ZONE = ZoneInfo("America/Toronto")
GRANTED = begins("2026-11-30T23:30", ZONE)


@pytest.mark.parametrize(
    ("closing", "last"),
    [
        (Closing(), None),
        (Closing(opens="2026-12-01"), None),
        (Closing(closes="2027-03-31"), "2027-03-31"),
        (Closing(closes="2027-03-31T17:00"), "2027-03-31T17:00"),
        (Closing(months_after_grant=3), "2027-02-28"),
        (Closing(months_after_grant=12, closes="2027-03-31"), "2027-03-31"),
        (Closing(months_after_grant=1, closes="2027-03-31"), "2026-12-30"),
    ],
)
def test_the_sooner_of_a_date_and_months_after_the_grant(closing: Closing, last: str | None) -> None:
    assert closing_deadline(closing, ZONE, GRANTED) == (None if last is None else ends(last, ZONE))
