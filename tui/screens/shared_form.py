"""A form of a record that others may change while it is open: then one chooses whose content is stored."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from budget.errors import Conflict, Sealed
from budget.plan import Plan
from budget.plan.field import Layout
from tui.jobs import jobs
from tui.screens.clash import Choice, Clash, Contest
from tui.screens.form import RecordForm
from tui.view import Change
from tui.widgets.record_list import form_texts

if TYPE_CHECKING:
    from budget.services.history import Fate


class SharedForm(RecordForm):
    """`store` hands what the form holds to the change; `texts_of` are a record's texts in this form."""

    def __init__(
        self,
        change: Change,
        layout: Layout[Any],
        title: str,
        texts: dict[str, str],
        fixed: frozenset[str] = frozenset(),
        plan: Plan | None = None,
        store: Callable[[Change, Any, str], Any] = Change.put,
        texts_of: Callable[[Any], dict[str, str]] | None = None,
    ) -> None:
        super().__init__(layout, title, texts, self._put, fixed, plan=plan)
        self._change = change
        self._store = store
        self._texts_of = texts_of or partial(form_texts, layout)

    def _put(self, record: Any, reason: str) -> Any:
        return self._store(self._change, record, reason)

    def _refused(self, reason: BaseException) -> None:
        if not isinstance(reason, Conflict) or isinstance(reason, Sealed) or self._change.old is None:
            super()._refused(reason)
            return
        then = partial(self._compare, reason)
        jobs(self).run_job("membandingkan", self._change.fate, then, super()._refused, quiet=True)

    def _compare(self, reason: Conflict, fate: "Fate") -> None:
        """Ask, unless the record is as it was: then it is something else that stands against it."""
        if fate.record == self._change.old:
            super()._refused(reason)
            return
        theirs = None if fate.record is None else self._texts_of(fate.record)
        fields = [
            Contest(row.field.label, row.initial, row.text, None if theirs is None else theirs[row.field.key])
            for row in self._rows
        ]
        self.app.push_screen(Clash(fields, fate.entry), partial(self._decided, fate, theirs))

    def _decided(self, fate: "Fate", theirs: dict[str, str] | None, choice: Choice | None) -> None:
        self._saving = False
        if choice is Choice.THEIRS:
            self.dismiss(None)
        elif choice is not None:
            self._change = self._change.over(fate)
            if theirs is not None:
                self._take_over(theirs, all_but_changed=choice is Choice.BOTH)
            self.call_after_refresh(self.action_save)

    def _take_over(self, theirs: dict[str, str], *, all_but_changed: bool) -> None:
        """What stands still takes their text; a field that cannot be typed in always does."""
        for row in self._rows:
            text = theirs[row.field.key]
            if row.is_fixed or (all_but_changed and not row.is_changed):
                row.bring_back(text)
            row.initial = text
