"""One version in full, beside the plan of now, and the form that freezes one."""

from rich.cells import set_cell_size
from rich.text import Text

from budget.money import format_number
from budget.plan import entry
from budget.plan.field import Field, Layout, Values
from budget.services import versions
from budget.services.versions import Stamp, Version, VersionDetail
from tui.screens.form import RecordForm
from tui.text import plain, signed_number
from tui.view import View

_LABEL = 14
_WIDTH = 70
_BASE = "dasar"
Wanted = tuple[str, str, str]


def detail_text(found: VersionDetail) -> Text:
    version = found.version
    text = Text()
    for label, said in _facts(found):
        text.append(f"{label:<{_LABEL}}", "dim")
        text.append(f"{plain(said)}\n")
    text.append(f"\nSidik jari (SHA-256) {'cocok' if found.intact else 'TIDAK COCOK'}\n", "bold")
    text.append(f"{version.digest}\n\n")
    if not found.intact:
        text.append("Isi atau hasilnya bukan yang dibekukan: jangan dipakai. Ambil berkas dari cadangan.")
        return text
    text.append_text(_groups_text(found))
    return text


def _facts(found: VersionDetail) -> list[tuple[str, str]]:
    version = found.version
    facts = [
        ("Keadaan", version.state.label),
        ("Skenario", version.scenario or _BASE),
        ("Dibuat", _moment(version.made)),
        ("Diajukan", _moment(version.submitted)),
        ("Disetujui", _moment(version.approved)),
        ("Orang-bulan", format_number(version.person_months)),
    ]
    if version.note:
        facts.insert(0, ("Catatan", version.note))
    if found.law_sources:
        facts.append(("Hukum", f"{len(found.law_sources)} sumber hukum ikut dibekukan"))
    return facts


def _moment(stamp: Stamp | None) -> str:
    return f"{stamp.who}, {stamp.at.astimezone():%d/%m/%Y %H.%M}" if stamp else "–"


def _groups_text(found: VersionDetail) -> Text:
    """What each group cost then and costs now, with the difference."""
    then, now = sum(each.then for each in found.groups), sum(each.now for each in found.groups)
    lines = [("Kelompok", "Dibekukan", "Sekarang", "Selisih")]
    lines += [_line(each.group, each.then, each.now) for each in found.groups]
    lines.append(_line("Jumlah", then, now))
    number = max(len(figure) for line in lines for figure in line[1:]) + 2
    name = _WIDTH - 3 * number
    text = Text()
    for place, line in enumerate(lines):
        figures = "".join(f"{figure:>{number}}" for figure in line[1:])
        strong = "bold" if place in (0, len(lines) - 1) else ""
        text.append(f"{set_cell_size(line[0], name)}{figures}\n", strong)
    if found.version.scenario and not found.scenario:
        text.append("\nSkenario itu tidak ada lagi: Sekarang adalah rencana dasar.", "dim")
    return text


def _line(name: str, then: int, now: int) -> tuple[str, str, str, str]:
    return plain(name), format_number(then), format_number(now), signed_number(now - then)


def freeze_form(view: View) -> RecordForm:
    """Closes with the new version; the scenario that is shown stands there already."""
    scenarios = entry.choice({"": _BASE, **{each.name: each.name for each in view.plan.scenarios}})
    fields = (
        Field("name", "Nama", entry.TEXT, "Misalnya RAPBD 2026.", required=True),
        Field("scenario", "Skenario", scenarios, default=""),
        Field("note", "Catatan", entry.TEXT, "Untuk apa dibekukan; boleh kosong.", default=""),
    )
    layout: Layout[Wanted] = Layout("", "versi", fields, _wanted, _values)

    def submit(wanted: Wanted, _: str) -> Version:
        name, note, scenario = wanted
        return versions.freeze(view.workspace, name, note, scenario or None)

    texts = {"scenario": view.question.scenario or _BASE}
    note = "Rencana, orang, hukum, dan hasilnya dibekukan sebagai draf; rencana tetap dapat diubah."
    return RecordForm(layout, "Bekukan versi", texts, submit, note=note)


def _wanted(values: Values) -> Wanted:
    return values["name"], values["note"], values["scenario"]


def _values(wanted: Wanted) -> Values:
    name, note, scenario = wanted
    return {"name": name, "note": note, "scenario": scenario}
