"""One person of the roster, masked, and the two forms that change what holds for them."""

from collections.abc import Sequence

from rich.text import Text

from budget.money import format_number, format_sen
from budget.period import Month
from budget.plan import Plan, entry
from budget.plan.choices import Refers
from budget.plan.field import Field, Layout, Values
from budget.plan.layouts import MONTH_HINT
from budget.services import membership
from budget.services.membership import PeopleEdit, PersonEdit
from budget.services.past import PastCover, Standing, person_history
from budget.services.people import ShownPerson
from budget.services.workspace import Workspace
from tui.commands import dialog_bindings
from tui.jobs import jobs
from tui.people import FOREVER, facts
from tui.places import Place
from tui.screens.form import RecordForm
from tui.screens.reading import Reading
from tui.text import plain

_LABEL = 18
_STANDING = {
    Standing.CURRENT: "Berlaku",
    Standing.SUPERSEDED: "Diganti",
    Standing.UNDONE: "Diurungkan",
}
_FIRST_WITHOUT = f"Bulan pertama tanpa perlindungan. {MONTH_HINT}"
_END = Field("month", "Tidak lagi sejak", entry.MONTH, _FIRST_WITHOUT, required=True)
END: Layout[Month] = Layout(
    "", "akhir perlindungan", (_END,), lambda values: values["month"], lambda month: {"month": month}
)
Change = tuple[PersonEdit, Month]


class Person(Reading):
    """What screens may show of a person, and its past. Closes with whether to change it or to end it."""

    place = Place.PERSON
    BINDINGS = dialog_bindings(Place.PERSON)

    def __init__(self, workspace: Workspace, person: ShownPerson, plan: Plan) -> None:
        super().__init__(plain(person.name), facts_text(facts(person, plan)))
        self._workspace = workspace
        self._person = person

    def action_edit(self) -> None:
        self.dismiss("edit")

    def action_end_cover(self) -> None:
        self.dismiss("end_cover")

    def action_show_past(self) -> None:
        workspace, number = self._workspace, self._person.id
        jobs(self).run_job("membaca", lambda: person_history(workspace, number), self._show_past)

    def _show_past(self, found: list[PastCover]) -> None:
        title = f"Riwayat {plain(self._person.name)}"
        self.app.push_screen(Reading(title, past_text(found)))


def facts_text(lines: Sequence[tuple[str, str]]) -> Text:
    text = Text()
    for label, said in lines:
        text.append(f"{label:<{_LABEL}}", "dim")
        text.append(f"{said}\n")
    text.append("\nNIK, nama ibu kandung, dan telepon disamarkan (UU 27/2022).", "dim")
    return text


def past_text(found: Sequence[PastCover]) -> Text:
    """Every row of a person, the newest first: whether it holds, what it said, and what said it."""
    text = Text(f"{format_number(len(found))} baris, yang terbaru dahulu. {found[0].person.nik}\n", "dim")
    for past in found:
        person = past.person
        last = FOREVER if person.last is None else person.last.label
        style = "bold" if past.standing is Standing.CURRENT else "dim"
        text.append(f"\n{_STANDING[past.standing]}: {person.first.label} sampai {last}\n", style)
        wage = "" if person.wage_sen is None else f"upah Rp{format_sen(person.wage_sen)}"
        place = (person.group, person.village, person.kecamatan, wage)
        text.append(f"  {plain(person.name)}: {plain(', '.join(part for part in place if part))}\n")
        text.append(f"  {plain(str(past.by))}\n", "dim")
        if past.superseded_by:
            text.append(f"  Diganti: {plain(str(past.superseded_by))}\n", "dim")
    text.rstrip()
    return text


def change_layout(plan: Plan) -> Layout[Change]:
    """The fields that may be changed: another NIK is another person."""
    group = entry.choice({each.name: each.name for each in plan.groups})
    fields = (
        Field("name", "Nama", entry.TEXT, "Seperti di KTP.", required=True),
        Field("group", "Kelompok", group, required=True),
        Field("kecamatan", "Kecamatan", entry.TEXT, default="", refers=Refers.KECAMATAN),
        Field("village", "Desa", entry.TEXT, default=""),
        Field("wage", "Upah sebulan", entry.SEN, "Hanya bila tarif memakai upah dari daftar."),
        Field("since", "Berlaku sejak", entry.MONTH, f"Sebelumnya tetap. {MONTH_HINT}", required=True),
    )
    return Layout("", "orang", fields, _change, _values)


def _change(values: Values) -> Change:
    wanted = PersonEdit(
        values["name"], values["group"], values["kecamatan"], values["village"], values["wage"]
    )
    return wanted, values["since"]


def _values(change: Change) -> Values:
    wanted, since = change
    return {
        "name": wanted.name, "group": wanted.group, "kecamatan": wanted.kecamatan,
        "village": wanted.village, "wage": wanted.wage_sen, "since": since,
    }  # fmt: skip


def change_form(workspace: Workspace, plan: Plan, person: ShownPerson, now: Month) -> RecordForm:
    """Closes with a PeopleEdit once the change is stored."""
    layout = change_layout(plan)
    since = max(person.first, now) if person.last is None else min(max(person.first, now), person.last)
    held = PersonEdit(person.name, person.group, person.kecamatan, person.village, person.wage_sen)
    values = layout.take((held, since))
    texts = {f.key: "" if values[f.key] is None else f.kind.text(values[f.key]) for f in layout.fields}

    def submit(change: Change, reason: str) -> PeopleEdit:
        wanted, since = change
        return membership.change(workspace, person.id, wanted, since, reason)

    return RecordForm(layout, f"Ubah {plain(person.name)}", texts, submit, plan=plan)


def end_form(workspace: Workspace, person: ShownPerson, now: Month) -> RecordForm:
    """Closes with a PeopleEdit once the end is stored."""

    def submit(month: Month, reason: str) -> PeopleEdit:
        return membership.end(workspace, person.id, month, reason)

    note = f"{person.group}, {person.village or 'tanpa desa'}, sejak {person.first.label}."
    texts = {"month": str(max(person.first.plus(1), now))}
    return RecordForm(END, f"Akhiri {plain(person.name)}", texts, submit, note=note)
