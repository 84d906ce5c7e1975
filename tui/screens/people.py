"""Orang: the people of the roster, what is worth a look, who may be one person, and the sealed months."""

from collections.abc import Callable, Set
from functools import partial

from budget.money import format_number
from budget.period import Month
from budget.progress import Progress
from budget.roster.report import RosterReport
from budget.roster.search import PeopleFilter
from budget.services import membership, people, sealing
from budget.services.membership import PeopleEdit
from budget.services.people import Pair, ShownPerson
from tui.jobs import jobs
from tui.keymap import key
from tui.messages import PeopleChanged
from tui.narrowing import choices
from tui.places import Place
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.groups import this_month
from tui.screens.listed_room import ListedRoom
from tui.screens.people_lists import (
    TWINS,
    LoadedList,
    MutationList,
    PairList,
    ProblemList,
    SealList,
    seal_text,
)
from tui.screens.person import Person, change_form, end_form
from tui.screens.reading import Reading
from tui.screens.reason import run_with_reason
from tui.screens.twins import Decision, TwoPeople
from tui.screens.working import Working
from tui.text import signed_rupiah
from tui.view import View
from tui.widgets.cells import Column, Row, words
from tui.widgets.people_list import PeopleList

_ONE_PERSON = ("edit", "end_cover")


class People(ListedRoom):
    """Its lists, one of them shown at a time."""

    place = Place.PEOPLE

    def __init__(self) -> None:
        self._view: View | None = None
        self._people = PeopleList("people-list")
        self._pairs = PairList("pair-list")
        self._mutations = MutationList("mutation-list")
        self._seals = SealList("seal-list")
        self._loaded: tuple[LoadedList, ...] = (
            ProblemList("problem-list"), self._pairs, self._mutations, self._seals
        )  # fmt: skip
        titles = ["Daftar orang", *(each.title for each in self._loaded)]
        super().__init__(titles, (self._people, *self._loaded))

    def show(self, view: View) -> None:
        self._view = view
        self._people.show(view.workspace)
        for each in self._loaded:
            each.show(view)

    @property
    def view(self) -> View:
        """The view that is shown; commands only arrive when there is one."""
        assert self._view is not None
        return self._view

    def ask_for(self, wanted: PeopleFilter) -> None:
        """Show these people, now or once the room is shown."""
        self._people.look(wanted)
        if self.is_attached:
            self.turn_to(0)

    def refusal(self, command: str) -> str:
        if command in _ONE_PERSON and self.pane is not None:
            return f"Pindah ke daftar orang dahulu ({key('next_list')})."
        if command == "open" and self.pane is self._mutations:
            return ""
        if command in (*_ONE_PERSON, "open") and self.table.current is None:
            return "Tidak ada baris yang disorot."
        return super().refusal(command)

    def close_filter(self) -> bool:
        return super().close_filter() if self.pane is not None else self._people.close_search()

    def turn_to(self, at: int) -> None:
        super().turn_to(at)
        if isinstance(self.pane, LoadedList):
            self.pane.load()

    # Finding

    def do_find(self) -> None:
        if self.pane is None:
            self._people.open_search()
        else:
            self.do_filter()

    def do_narrow(self) -> None:
        workspace = self.view.workspace
        jobs(self).run_job("membaca", lambda: people.places(workspace), self._offer)

    def _offer(self, places: list[people.Place]) -> None:
        wanted = self._people.wanted
        rows = choices(wanted, places, self.view.plan)
        at = next((i for i, row in enumerate(rows) if row.key == wanted), 0)
        columns = (Column("Menurut"), Column("Hanya", least=20, grows=True), Column("Baris", right=True))
        self.app.push_screen(Choose("Saring orang", columns, rows, at), self._chosen)

    def _chosen(self, wanted: PeopleFilter | None) -> None:
        if wanted is not None:
            self.ask_for(wanted)
            self.table.focus()

    # Opening

    def do_open(self) -> None:
        if self.pane is self._mutations:
            self._choose_month("Mutasi bulan mana?", self._mutations.month, self._turn_month)
            return
        row = self.table.current
        if row is None:
            return
        match row.key:
            case int():
                self._with_person(self._show_person)
            case PeopleFilter():
                self._chosen(row.key)
            case str() if row.key == TWINS:
                self.go_to(self.lists.index(self._pairs))
            case Pair():
                self.app.push_screen(TwoPeople(row.key, self.view.plan), partial(self._decide, row.key))
            case sealing.SealedMonth():
                title = f"Segel {row.key.seal.month.label}"
                self.app.push_screen(Reading(title, seal_text(row.key)))

    def _choose_month(
        self,
        title: str,
        at: Month | None,
        then: Callable[[Month | None], None],
        without: Set[Month] = frozenset(),
    ) -> None:
        months = [month for month in self.view.plan.span if month not in without]
        rows = [Row(month, (words(month.label),)) for month in months]
        place = months.index(at) if at in months else 0
        self.app.push_screen(Choose(title, (Column("Bulan", least=16, grows=True),), rows, place), then)

    def _turn_month(self, month: Month | None) -> None:
        if month is not None:
            self._mutations.turn_to(month)

    def _with_person(self, then: Callable[[ShownPerson], object]) -> None:
        """Read the person under the cursor as stored now."""
        number, workspace = self._people.table.key, self.view.workspace

        def came(found: list[ShownPerson]) -> None:
            if found:
                then(found[0])
            else:
                said = f"Orang ini sudah diubah atau dikeluarkan. {key('recalculate')} memuat ulang."
                self.notify(said, severity="warning", markup=False)

        if number is not None:
            jobs(self).run_job("membaca", lambda: people.rows(workspace, [number]), came)

    def _show_person(self, person: ShownPerson) -> None:
        def then(wanted: str | None) -> None:
            if wanted == "edit":
                self._change(person)
            elif wanted == "end_cover":
                self._end(person)

        self.app.push_screen(Person(self.view.workspace, person, self.view.plan), then)

    # Changing

    def do_edit(self) -> None:
        self._with_person(self._change)

    def do_end_cover(self) -> None:
        self._with_person(self._end)

    def _change(self, person: ShownPerson) -> None:
        view = self.view
        self.app.push_screen(change_form(view.workspace, view.plan, person, this_month(view)), self._edited)

    def _end(self, person: ShownPerson) -> None:
        view = self.view
        self.app.push_screen(end_form(view.workspace, person, this_month(view)), self._edited)

    def _decide(self, pair: Pair, decision: Decision | None) -> None:
        if decision is None:
            return
        keep = {Decision.KEEP_A: pair.a.id, Decision.KEEP_B: pair.b.id}.get(decision)
        workspace = self.view.workspace

        def decide(reason: str) -> PeopleEdit:
            return membership.decide(workspace, pair.id, keep, reason)

        run_with_reason(self, "memutuskan", decide, self._edited)

    def _edited(self, edit: PeopleEdit | None) -> None:
        if edit is not None:
            moved = f"Dampak {signed_rupiah(edit.effect_rupiah)}"
            effect = moved if edit.effect_rupiah else "Biaya tidak berubah"
            self.post_message(PeopleChanged(f"Tersimpan. {effect}. {key('undo')} mengurungkan."))

    # Taking lists in, and sealing

    def do_take_in(self) -> None:
        from tui.screens.roster import TakeIn

        self.app.push_screen(TakeIn(self.view.workspace, self.view.plan), self._taken_in)

    def _taken_in(self, report: RosterReport | None) -> None:
        if report is not None and report.written:
            effect = signed_rupiah(report.effect_rupiah or 0)
            count = format_number(report.accepted)
            said = f"Diimpor: {count} orang, dampak {effect}. {key('undo')} mengurungkan."
            self.post_message(PeopleChanged(said))

    def do_seal(self) -> None:
        """The months that are sealed already are read first, so that none is offered twice."""
        workspace = self.view.workspace

        def came(found: list[sealing.SealedMonth]) -> None:
            sealed = {each.seal.month for each in found}
            before = this_month(self.view).plus(-1)
            self._choose_month("Segel bulan mana?", before, self._ask_seal, sealed)

        jobs(self).run_job("membaca", lambda: sealing.sealed_months(workspace), came)

    def _ask_seal(self, month: Month | None) -> None:
        if month is None:
            return

        def answered(sure: bool | None) -> None:
            if sure:
                work = Working(f"Segel {month.label}", "menyegel", seal)
                self.app.push_screen(work, self._sealed)

        def seal(progress: Progress, _reason: str) -> Month:
            return sealing.seal_month(workspace, month, progress).month

        workspace = self.view.workspace
        detail = (
            f"Orang, tarif, dan biaya {month.label} dibekukan menurut rencana dasar. Sesudah itu setiap "
            "perubahan yang menyentuh bulan ini meminta alasan dan dicatat sebagai koreksi; segelnya sendiri "
            f"tetap. Tekan {key('yes')} untuk menyegel."
        )
        self.app.push_screen(Confirm(f"Segel {month.label}?", detail), answered)

    def _sealed(self, month: Month | None) -> None:
        if month is not None:
            self.go_to(self.lists.index(self._seals))
            self.post_message(PeopleChanged(f"Tersegel: {month.label}."))
