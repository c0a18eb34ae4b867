"""A form while it is filled in: its answers, what holds with them, its problems, and how that is drawn."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal_tui.contract.problems import FieldProblem

from .about import About, about
from .answers import differing
from .conditions import States, states
from .draw import Drawer
from .located import MISSING, at_fields
from .model import Field, Form, Item
from .pointers import get, put
from .progress import SectionProgress, progress_of
from .totals import totals_of, with_totals
from .watched import Watched


class Filling:
    """One person's view of a form.

    Without ``missing``, what isn't answered yet is no reproach; without ``headed``, the form's title stands
    elsewhere.
    """

    def __init__(
        self,
        form: Form,
        answers: Any,
        problems: Iterable[FieldProblem] = (),
        *,
        missing: bool = True,
        headed: bool = True,
        read_only: bool = False,
        documents: Mapping[str, str] | None = None,
    ) -> None:
        self.form = form
        self.answers = answers
        self.documents = documents or {}
        self.followed: frozenset[str] = frozenset()
        """Pointers of the totals that the last answer changed."""
        self._headed = headed
        self._read_only = read_only
        self._totals = totals_of(form)
        self._watched = Watched(form)
        self.first_columns: dict[str, int] = {}
        """Of tables wider than the screen, by key: the column that stands first beside the row heads."""
        self.state: States = states(form, answers)
        self._shown: tuple[FieldProblem, ...] = ()
        self.set_problems(problems, missing=missing)

    def set_problems(self, problems: Iterable[FieldProblem], *, missing: bool) -> bool:
        """These problems instead of those before; whether others are shown now."""
        before = self._shown
        self._problems = tuple(problems)
        self._missing = missing
        self._locate()
        return self._shown != before

    def _locate(self) -> None:
        self._all = at_fields(self.form, self._problems, self.answers)
        self._shown = tuple(each for each in self._all if self._missing or each.code not in MISSING)
        self._wrong = {each.pointer for each in self._shown}

    def value(self, pointer: str) -> Any:
        """The answer at ``pointer``, or ABSENT."""
        return get(self.answers, pointer)

    def differing(self, known: Any) -> frozenset[str]:
        """Pointers of what is answered otherwise than in ``known`` with its totals; lists as a whole."""
        return frozenset(differing(self.form, with_totals(self._totals, known)[0], self.answers))

    def put(self, pointer: str, value: Any) -> bool:
        """Keep an answer and the totals that follow from it.

        Whether it changes what is shown, enabled or required elsewhere; see ``followed`` for the totals.
        """
        current = get(self.answers, pointer)
        self.answers, followed = with_totals(self._totals, put(self.answers, pointer, value))
        self.followed = frozenset(followed)
        if not followed and not self._watched.turns_on(pointer, current, value):
            return False
        before, self.state = self.state, states(self.form, self.answers)
        if self.state == before:
            return False
        self._locate()
        return True

    def is_wrong(self, pointer: str) -> bool:
        """Whether a problem is shown at ``pointer``."""
        return pointer in self._wrong

    def about(self, item: Item) -> About | None:
        """What there is to know about a field; None of what isn't one."""
        if not isinstance(item, Field):
            return None
        return about(self.form, item, required=self.state.requires(item), problems=self._shown)

    def progress(self) -> tuple[SectionProgress, ...]:
        """How far each section is."""
        return progress_of(self.form, self.answers, self.state, self._all)

    def drawer(self) -> Drawer:
        """Draws what holds now."""
        return Drawer(
            self.form,
            self.answers,
            self.state,
            self._shown,
            headed=self._headed,
            read_only=self._read_only,
            documents=self.documents,
            first_columns=self.first_columns,
        )
