"""The lists beside the people: what is worth a look, who may be one person, and the sealed months."""

from abc import abstractmethod
from itertools import islice
from typing import Any, ClassVar

from rich.text import Text

from budget.money import format_number, format_rupiah
from budget.period import Month
from budget.roster.mutations import MonthMutations, Mutation
from budget.roster.search import PeopleFilter
from budget.services import mutations, people, sealing
from budget.services.people import Pair, PeopleProblems, ageing_filter
from budget.services.sealing import SealedMonth
from budget.services.workspace import Workspace
from tui.jobs import CancelToken, jobs
from tui.keymap import key, keyed
from tui.people import MARKS
from tui.screens.groups import this_month
from tui.text import plain, signed_number, signed_rupiah
from tui.view import View
from tui.widgets.cells import Cell, Column, Row, Tone, amount, words
from tui.widgets.list_pane import ListPane

# In place of a filter: the pairs have a list of their own.
TWINS = "mirip"
MUTATIONS_SHOWN = 500


class LoadedList(ListPane):
    """A list that is read, in a thread, when one first goes to it and after every change."""

    title: ClassVar[str]
    empty: ClassVar[str]
    heading: ClassVar[str] = ""

    def __init__(self, id: str) -> None:
        super().__init__(keyed(self.heading), empty="Membaca …", id=id)
        self._view: View | None = None
        self._is_stale = False

    def show(self, view: View) -> None:
        self._view = view
        self._is_stale = True
        if self.display:
            self.load()

    def load(self) -> None:
        """Read what is shown, unless it is read already."""
        if self._view is None or not self._is_stale:
            return
        self._is_stale = False
        workspace, plan_view = self._view.workspace, self._view

        def came(found: Any) -> None:
            self.table.empty = self.empty
            rows = self.rows(found, plan_view)
            self.fill(self.columns(), rows, heading=self.heading_of(found), note=self.note_of(found))

        jobs(self).run_job("membaca", lambda: self.read(workspace), came, None, CancelToken(), quiet=True)

    def heading_of(self, found: Any) -> str:  # noqa: ARG002  # some headings count
        return keyed(self.heading)

    def note_of(self, found: Any) -> str:  # noqa: ARG002  # few lists leave anything out
        return ""

    @abstractmethod
    def read(self, workspace: Workspace) -> Any:
        """Runs in a thread."""

    @abstractmethod
    def columns(self) -> tuple[Column, ...]: ...

    @abstractmethod
    def rows(self, found: Any, view: View) -> list[Row]: ...


class ProblemList(LoadedList):
    """The key of a row is the filter that leads to its people."""

    title = "Temuan"
    empty = "Tidak ada temuan."
    heading = "Yang patut dilihat di antara orang yang tersimpan · {open} menampilkan orangnya"

    def read(self, workspace: Workspace) -> PeopleProblems:
        return people.problems(workspace)

    def columns(self) -> tuple[Column, ...]:
        return (Column("Temuan", least=30, grows=True), Column("Jumlah", right=True), Column("Satuan"))

    def rows(self, found: PeopleProblems, view: View) -> list[Row]:
        below = view.plan.eligibility.below_age
        lines: list[tuple[PeopleFilter | str, str, int, str]] = [
            (TWINS, "Mungkin satu orang: belum diputuskan", found.likely_twins, "pasangan"),
            (
                ageing_filter(view.plan),
                f"Mencapai {below} tahun di dalam rentang rencana",
                found.ageing,
                "orang",
            ),
        ]
        lines += [(PeopleFilter(mark=mark), MARKS[mark], count, "orang") for mark, count in found.marks]
        return [
            Row(key, (words(said), amount(count), words(unit, Tone.MUTED)), _tone(count))
            for key, said, count, unit in lines
        ]


def _tone(count: int) -> Tone:
    return Tone.PLAIN if count else Tone.MUTED


class PairList(LoadedList):
    """The key of a row is its pair."""

    title = "Mirip"
    empty = "Tidak ada pasangan yang perlu diputuskan. Tekan {take_in} untuk mengimpor daftar."
    heading = "Mungkin satu orang, yang paling mirip dahulu · {open} menyandingkan, lalu Anda memutuskan"

    def read(self, workspace: Workspace) -> list[Pair]:
        return people.pairs(workspace)

    def columns(self) -> tuple[Column, ...]:
        return (
            Column("Mirip", right=True),
            Column("A", least=14),
            Column("B", least=14),
            Column("Karena", least=16, grows=True),
        )

    def rows(self, found: list[Pair], view: View) -> list[Row]:  # noqa: ARG002  # as the other lists
        return [
            Row(
                pair,
                (
                    amount(pair.score),
                    words(pair.a.name),
                    words(pair.b.name),
                    words("; ".join(pair.reasons), Tone.MUTED),
                ),
            )
            for pair in found
        ]


class SealList(LoadedList):
    """The key of a row is its sealed month."""

    title = "Bulan tersegel"
    empty = "Belum ada bulan tersegel. Tekan {seal} untuk menyegel sebuah bulan."
    heading = (
        "Yang disegel ditambah koreksinya sama dengan hitungan kini · {seal} menyegel bulan · {open}: koreksi"
    )

    def read(self, workspace: Workspace) -> list[SealedMonth]:
        return sealing.sealed_months(workspace)

    @property
    def months(self) -> frozenset[Month]:
        return frozenset(row.key.seal.month for row in self.table.rows)

    def columns(self) -> tuple[Column, ...]:
        return (
            Column("Bulan"),
            Column("Keadaan"),
            Column("Biaya disegel", right=True),
            Column("Koreksi", right=True),
            Column("Kini", right=True),
            Column("Disegel"),
            Column("Oleh", least=6, grows=True),
        )

    def rows(self, found: list[SealedMonth], view: View) -> list[Row]:  # noqa: ARG002  # as the other lists
        return [_seal_row(each) for each in found]


class MutationList(LoadedList):
    """Who joined, left or changed in a month; NIK masked."""

    title = "Mutasi"
    empty = (
        "Tidak ada mutasi pada bulan ini. "
        "Tekan {open} untuk bulan lain, atau {take_in} untuk mengimpor daftar."
    )

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.month: Month | None = None

    def show(self, view: View) -> None:
        if self.month not in view.plan.span:
            self.month = this_month(view)
        super().show(view)

    def turn_to(self, month: Month) -> None:
        self.month, self._is_stale = month, True
        self.load()

    def read(self, workspace: Workspace) -> MonthMutations:
        assert self.month is not None
        found, _ = mutations.mutations(workspace, self.month)
        return found

    def heading_of(self, found: MonthMutations) -> str:
        counts = (len(found.joined), len(found.left), len(found.changed))
        joined, left, changed = map(format_number, counts)
        said = f"{joined} masuk, {left} keluar, {changed} berubah"
        return f"Mutasi {found.month.label}: {said} · {key('open')} memilih bulan"

    def note_of(self, found: MonthMutations) -> str:
        there = len(found.joined) + len(found.left) + len(found.changed)
        return f"{MUTATIONS_SHOWN} dari {format_number(there)} mutasi." if there > MUTATIONS_SHOWN else ""

    def columns(self) -> tuple[Column, ...]:
        return (
            Column("Nama", least=16),
            Column("NIK", least=16),
            Column("Mutasi"),
            Column("Kelompok", least=8),
            Column("Desa", least=8),
            Column("Perubahan", least=10, grows=True),
        )

    def rows(self, found: MonthMutations, view: View) -> list[Row]:  # noqa: ARG002  # as the other lists
        kinds = (("masuk", found.joined), ("keluar", found.left), ("berubah", found.changed))
        every = ((kind, each) for kind, people in kinds for each in people)
        return [_mutation_row(number, *pair) for number, pair in enumerate(islice(every, MUTATIONS_SHOWN))]


def _mutation_row(number: int, kind: str, found: Mutation) -> Row:
    cells = (
        words(found.name),
        words(found.nik, Tone.MUTED),
        words(kind),
        words(found.cover.group),
        words(found.cover.village),
        words("; ".join(map(str, found.moves)), Tone.MUTED),
    )
    return Row(number, cells)


def _seal_row(sealed: SealedMonth) -> Row:
    is_whole = sealed.seal.intact and sealed.agrees
    at = sealed.seal.at.astimezone()
    cells = (
        Cell(sealed.seal.month.short_label, str(sealed.seal.month)),
        words("utuh" if is_whole else "TIDAK COCOK", Tone.MUTED if is_whole else Tone.BAD),
        amount(sealed.cost),
        Cell(signed_number(sealed.corrected), sealed.corrected),
        amount(sealed.counted),
        Cell(f"{at:%d/%m/%Y %H.%M}", at.isoformat()),
        words(sealed.seal.who),
    )
    return Row(sealed, cells)


def seal_text(sealed: SealedMonth) -> Text:
    """A seal and every correction since: who, when, why, and what it did."""
    text = Text()
    for label, said in (
        ("Biaya disegel", format_rupiah(sealed.cost)),
        ("Koreksi", signed_rupiah(sealed.corrected)),
        ("Hitungan kini", format_rupiah(sealed.counted)),
        ("Sidik segel", sealed.seal.digest),
        ("Isi segel", "utuh" if sealed.seal.intact else "TIDAK COCOK dengan sidiknya"),
    ):
        text.append(f"{label:<16}", "dim")
        text.append(f"{said}\n")
    count = len(sealed.corrections)
    text.append(f"\n{format_number(count)} baris koreksi\n" if count else "\nBelum ada koreksi.\n", "bold")
    for each in sealed.corrections:
        place = " · ".join(part for part in (each.group, each.kecamatan, each.village) if part)
        figures = f"{signed_number(each.heads)} orang, {signed_rupiah(each.cost)}"
        at = each.at.astimezone()
        said = f"{place or 'hanya orangnya yang berganti'}, {each.programme or 'semua program'}: {figures}"
        text.append(f"\n{at:%d/%m/%Y %H.%M} {plain(each.who)}: {plain(each.reason)}\n")
        text.append(f"  {plain(said)}\n", "dim")
    text.rstrip()
    return text
