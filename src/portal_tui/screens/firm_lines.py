"""How points of service and those who work there are said (R8, R9)."""

from textual.content import Content

from portal_tui.contract.register import Associate, Point
from portal_tui.texts import Texts
from portal_tui.widgets.options import spread

from .organisation_lines import WIDE
from .wording import listing

_NAME = 28


def point_line(point: Point, texts: Texts, width: int) -> Content:
    """Its name and address, and who manages its mandataries."""
    managed = texts("designation.managed", name=point.manager) if point.manager else texts("firm.nobody")
    name = Content.assemble((point.name, "bold"), (f"   {point.address}", "$text-muted"))
    if width >= WIDE:
        return spread(name, Content(managed), width)
    return Content("\n").join([name.truncate(width, ellipsis=True), Content(managed)])


def associate_line(each: Associate, texts: Texts, width: int) -> Content:
    """Who works there, on which service; where there is room, for whom."""
    service = each.title.text
    if width < WIDE:
        below = Content.styled(f"    {service}", "$text-muted").truncate(width, ellipsis=True)
        return Content("\n").join([Content(f"  {each.name}"), below])
    name = Content(f"  {each.name}").truncate(_NAME - 2, ellipsis=True).pad_right(_NAME).truncate(_NAME)
    return spread(
        Content.assemble(name, service), Content.styled(clients_text(each, texts), "$text-muted"), width
    )


def clients_text(each: Associate, texts: Texts) -> str:
    """Who has mandated them."""
    if not each.clients:
        return texts("firm.no-clients")
    return texts("firm.clients", names=listing(each.clients, texts))
