"""One programme: what it is and takes, what I filed there, and how to begin. Looking creates nothing (P2)."""

from collections.abc import Iterator
from typing import Final, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Markdown, Static

from portal_tui.contract.events import Event
from portal_tui.contract.programmes import (
    ClosingPlan,
    Colleague,
    Hours,
    OpenProgramme,
    ProgrammeView,
    TaskPlan,
)
from portal_tui.texts import Texts
from portal_tui.widgets.binding import bind
from portal_tui.widgets.choice import Choice, choose_by_digit, focus_first_choice
from portal_tui.widgets.signed import Signed

from .application_columns import state_text
from .base import PortalScreen
from .programme_lines import mine_text, opening_text, text_of
from .wording import check_text, listing

WEEK: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MOST_DRAFTS: Final = 3
"""So many drafts are offered to be resumed; the others are in the list."""

_BULLET: Final = Content.styled("•", "$text-muted")


class ProgrammeScreen(PortalScreen):
    """What to know on the left; what I can do on the right, or first where there is less room."""

    BINDINGS = [bind("programme.mine"), bind("programme.new")]

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code
        self._view: ProgrammeView | None = None
        self._ways: dict[int, Colleague | Literal["mine", "register"]] = {}

    def compose_body(self) -> ComposeResult:
        yield Static(id="programme-title", classes="screen-title")
        yield Static(id="programme-opening")
        with Horizontal(id="programme"):
            yield Vertical(id="programme-mine")
            yield VerticalScroll(id="programme-facts")

    def load(self) -> None:
        self.ask(OpenProgramme(code=self._code), self._show)

    def _show(self, view: ProgrammeView) -> None:
        self._view = view
        self.show_state("ready")
        row, texts = view.row, self.texts
        title = Content.assemble(text_of(row.title, texts), (f"   {row.code}", "$text-muted"))
        self.query_one("#programme-title", Static).update(title)
        self.query_one("#programme-opening", Static).update(opening_text(row, texts, self.session.dates))
        self.call_later(self._show_parts, view)

    async def _show_parts(self, view: ProgrammeView) -> None:
        mine, facts = self.query_one("#programme-mine"), self.query_one("#programme-facts")
        await mine.remove_children()
        await facts.remove_children()
        await mine.mount(*self._mine(view))
        await facts.mount(*self._facts(view))
        focus_first_choice(self)

    # What I can do

    def _mine(self, view: ProgrammeView) -> Iterator[Widget]:
        texts, me = self.texts, self.session.me
        yield _title(texts("programme.mine.title", entity=me.acting.name if me else ""))
        self._ways = {}
        if view.row.filed or view.row.drafts:
            yield self._way("mine", texts("programme.mine.see"), mine_text(view.row, texts))
        for draft in [each for each in view.mine if each.state == "draft"][:MOST_DRAFTS]:
            changed = texts("programme.changed", when=self.session.dates.ago(draft.changed_at))
            yield self._way(draft, texts("programme.resume", number=draft.number), changed)
        if not self._ways:
            yield Static(Content(texts("programme.mine.none")), classes="muted line")
        if "open-register" in view.decisions:
            yield _title(texts("programme.utilities"))
            yield self._way("register", texts("programme.register"), texts("programme.register.means"))
        yield from self._beginning(view)
        yield from self._colleagues(view)

    def _way(self, way: Colleague | Literal["mine", "register"], text: str, detail: str) -> Choice:
        digit = len(self._ways) + 1
        self._ways[digit] = way
        return Choice(digit, text, detail, below=True)

    def _beginning(self, view: ProgrammeView) -> Iterator[Widget]:
        """*+ Nouvelle demande*, apart from what there is already: what it creates, or why not."""
        texts, decision = self.texts, view.decisions["start-application"]
        way = self.way("programme.new", texts("programme.new.title"))
        yield _title(texts("programme.new.heading"))
        if decision.allowed:
            me = self.session.me
            means = texts("programme.new.means", entity=me.acting.name if me else "")
            yield Signed(Content.styled(way.key, "bold $accent"), way.text, classes="line")
            yield Static(Content(means), classes="muted line indented")
            return
        why = self.way("app.explain", texts("list.why"))
        reason = check_text(decision.reasons[0], texts, self.session.dates)
        said = f"{way.text}, {texts('programme.new.disabled')}"
        yield Static(Content.styled(said, "$text-muted"), classes="line")
        yield Signed(Content.styled("✗", "bold $error"), reason, classes="line")
        way_on = Content.assemble((why.key, "bold $accent"), f" {why.text}")
        yield Static(way_on, classes="line indented")

    def _colleagues(self, view: ProgrammeView) -> Iterator[Widget]:
        """Who else of the entity applied: who, when, status (P4)."""
        if not view.colleagues:
            return
        texts, dates = self.texts, self.session.dates
        yield _title(texts("programme.colleagues"))
        for each in view.colleagues:
            said = Content.assemble(
                each.number,
                "   ",
                state_text(each.state, texts),
                (f"\n{each.owner} · {dates.ago(each.changed_at)}", "$text-muted"),
            )
            yield Static(said, classes="line")

    # What to know

    def _facts(self, view: ProgrammeView) -> Iterator[Widget]:
        texts = self.texts
        yield Static(text_of(view.summary, texts), classes="fact lead")
        if view.description is not None:
            yield Markdown(view.description.text, open_links=False)
        yield _title(texts("programme.applicants"))
        who = listing(tuple(kind.text for kind in view.applicants), texts)
        yield Static(Content(texts("programme.persons") if view.persons and not who else who), classes="fact")
        if view.persons and who:
            yield Static(Content(texts("programme.persons-too")), classes="fact")
        if view.provide:
            yield _title(texts("programme.provide"))
            yield from (Signed(_BULLET, text_of(each, texts), classes="fact") for each in view.provide)
        yield _title(texts.plural("programme.tasks", len(view.tasks)))
        yield from self._tasks(view.tasks)
        if view.closing is not None:
            yield from self._after_the_grant(view.closing)
        yield _title(texts("programme.contact"))
        yield Static(self._contact(view), classes="fact")
        if view.website:
            yield Static(Content.styled(view.website, "$text-muted"), classes="fact")

    def _tasks(self, tasks: tuple[TaskPlan, ...]) -> Iterator[Widget]:
        for task in tasks:
            star = Content.styled("*", "bold $accent") if task.mandatory else Content("")
            yield Signed(star, text_of(task.title, self.texts), classes="fact")

    def _after_the_grant(self, closing: ClosingPlan) -> Iterator[Widget]:
        """What a grant asks for afterwards, known before one begins (T12)."""
        texts = self.texts
        yield _title(texts("programme.closing"))
        if closing.instructions is not None:
            yield Static(text_of(closing.instructions, texts), classes="fact")
        yield from self._tasks(closing.tasks)
        if closing.months_after_grant is not None:
            due = texts.plural("programme.closing.months", closing.months_after_grant)
            yield Static(Content.styled(due, "$text-muted"), classes="fact")
        if closing.closes_at is not None:
            due = texts("programme.closing.closes", when=self.session.dates.deadline(closing.closes_at))
            yield Static(Content.styled(due, "$text-muted"), classes="fact")

    def _contact(self, view: ProgrammeView) -> Content:
        texts, contact = self.texts, view.contact
        phone = contact.phone
        if phone and contact.menu_choice:
            phone = texts("programme.phone", phone=phone, choice=contact.menu_choice)
        lines = [contact.name.text, contact.email, phone, self._hours(contact.hours)]
        return Content("\n").join(Content(line) for line in lines if line)

    def _hours(self, hours: Hours | None) -> str:
        if hours is None:
            return ""
        days = days_text(hours.days, self.texts)
        zone = self.session.dates.zone
        return self.texts("programme.hours", days=days, opens=hours.opens, closes=hours.closes, zone=zone)

    # Acting

    def on_key(self, event: events.Key) -> None:
        choose_by_digit(self, event)

    @on(Choice.Chosen)
    def _choose(self, message: Choice.Chosen) -> None:
        me = self.session.me
        match self._ways[message.choice.digit]:
            case "mine":
                self.action_mine()
            case "register" if me is not None:
                self.portal_app.open("register", organisation_id=me.acting.id, service=self._code)
            case Colleague(application_id=application_id):
                self.portal_app.open("application", application_id=application_id)

    def action_mine(self) -> None:
        """My applications to this programme."""
        self.portal_app.go("applications", filter=self._code)

    def action_new(self) -> None:
        """Begin an application, or learn why not."""
        if self._view is None:
            return
        if self._view.decisions["start-application"].allowed:
            self.portal_app.open("new-application", code=self._code)
        else:
            self.explain()

    def explain(self) -> None:
        """Whether an application can be begun here, and why."""
        if self.state == "ready" and self._view is not None:
            self.portal_app.explain(self._view.decisions["start-application"], then=self.portal_app.renew)
        else:
            super().explain()

    def concerns(self, event: Event) -> bool:
        return event.subject in ("application", "portal", "organisation")


def days_text(days: tuple[str, ...], texts: Texts) -> str:
    """*du lundi au vendredi*, or each where they don't follow one another."""
    names = tuple(texts(f"weekday.{day}") for day in days)
    first = WEEK.index(days[0])
    if len(days) > 2 and days == WEEK[first : first + len(days)]:
        return texts("programme.days", first=names[0], last=names[-1])
    return listing(names, texts)


def _title(text: str) -> Static:
    return Static(Content(text), classes="part-title")
