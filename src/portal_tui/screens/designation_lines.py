"""How requests of designation are said: who, for what, since when, what became of it (R4, R5)."""

from textual.content import Content

from portal_tui.contract.designations import Designation
from portal_tui.dates import Dates
from portal_tui.texts import Texts
from portal_tui.widgets.options import spread

from .organisation_lines import WIDE
from .wording import listing

_NAME = 26


def designation_line(request: Designation, texts: Texts, dates: Dates, width: int) -> Content:
    """Who, for what; where there is room, the organisation; its state at the end."""
    state = Content.styled(state_of(request, texts, dates), "" if request.approved is None else "$text-muted")
    what = " · ".join((_what(request, texts), request.organisation))
    if width < WIDE:
        below = Content.styled(f"  {what}", "$text-muted").truncate(width, ellipsis=True)
        return Content("\n").join([spread(Content(request.whom), state, width), below])
    name = Content(request.whom).truncate(_NAME - 2, ellipsis=True).pad_right(_NAME).truncate(_NAME)
    return spread(Content.assemble(name, what), state, width)


def state_of(request: Designation, texts: Texts, dates: Dates) -> str:
    """That it waits, since when; or the answer, with a sign and a word."""
    if request.approved is None:
        return texts("designations.state.waiting", when=dates.ago(request.at))
    code = "designations.state.approved" if request.approved else "designations.state.refused"
    return texts(code, day=dates.day(request.answered_at or request.at))


def designation_hint(request: Designation, texts: Texts, dates: Dates) -> str:
    """Who asked and when, and the explanation of a refusal."""
    by = texts("designations.by", name=request.by, day=dates.day(request.at))
    parts = (request.explanation, by, request.user_code, request.organisation, _what(request, texts))
    return " · ".join(part for part in parts if part)


def consequences(request: Designation, texts: Texts) -> str:
    """Who has the function from then on, and who loses it."""
    of = request.point or request.organisation
    gains = texts(f"designations.gains.{request.function}", person=request.whom, of=of)
    if not request.losing:
        return gains
    return f"{gains} {texts('designations.losing', names=listing(request.losing, texts))}"


def _what(request: Designation, texts: Texts) -> str:
    verb = "replaces" if request.replaces else "designates"
    what = request.point or listing(request.services, texts) or texts("designations.all")
    return texts(f"designations.{verb}.{request.function}", what=what)
