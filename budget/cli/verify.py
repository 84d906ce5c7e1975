"""`pagu verify` and `pagu import council`: what became of a council workbook, and what is made of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.options import Db, Json
from budget.errors import errors_in
from budget.money import format_number
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.services.council_import import CouncilImport, Totals
    from budget.services.verifying import Verification

_SHOWN = 200
_FIGURES = {
    "biaya_total": "Seluruh biaya (Rp)",
    "orang_bulan_total": "Orang-bulan",
    "pagu_gabungan": "Seluruh pagu (Rp)",
}
# The verdict is one: done, but the file is not what was exported.
_NOT_GENUINE = 3


def verify(
    file: Annotated[Path, typer.Argument(metavar="BERKAS", help="Buku kerja dewan (.xlsx).")],
    db: Db,
    as_json: Json = False,
) -> None:
    """Cocokkan buku kerja dewan dengan rencana atau versi yang membuatnya, sel demi sel."""
    from budget.services import verifying

    found = verifying.verify(this_workspace(db), file)
    if as_json:
        output.emit(_json(found))
    else:
        output.show(_text(found))
    for note in found.notes:
        output.say(f"Perhatian: {note}")
    if found.verdict is not verifying.Verdict.GENUINE:
        raise typer.Exit(_NOT_GENUINE)


def _json(found: "Verification") -> output.Json:
    return {
        "verdict": found.verdict.value,
        "report_id": found.report_id or None,
        "digest": found.digest or None,
        "engine": found.engine or None,
        "scenario": found.scenario or None,
        "version": found.version or None,
        "made_on": found.made_on.isoformat(),
        "origin": found.origin or None,
        "changes": [
            {
                "where": change.where,
                "kind": change.kind.value,
                "what": change.what,
                "exported": change.exported,
                "present": change.present,
            }
            for change in found.changes
        ],
        "figures": [
            {"name": f.name, "exported": f.exported, "wanted": f.wanted, "present": f.present}
            for f in found.figures
        ],
        "notes": list(found.notes),
        "cells_intact": found.alone.is_intact,
        "control": list(found.alone.differences),
    }


def _text(found: "Verification") -> str:
    number = found.report_id or "tanpa nomor"
    lines = [f"Laporan {number}, {found.made_on.isoformat()}: {found.verdict.label}."]
    if found.origin:
        lines.append(f"Asal: {found.origin}.")
    if found.changes:
        lines += ["", _changes(found)]
        if len(found.changes) > _SHOWN:
            total = format_number(len(found.changes))
            lines.append(f"{_SHOWN} dari {total} perubahan; semuanya dengan --json.")
        lines += ["", _figures(found)]
    lines += [f"Kontrol tidak nol: {difference}" for difference in found.alone.differences]
    return "\n".join(lines)


def _changes(found: "Verification") -> str:
    rows = [
        [change.where, change.kind.label, change.what, change.exported, change.present or "(kosong)"]
        for change in found.changes[:_SHOWN]
    ]
    return output.table(["Sel", "Perubahan", "Uraian", "Diekspor", "Sekarang"], map(_short, rows), ())


def _short(row: list[str]) -> list[str]:
    """Cells of one line each, none longer than a line of the screen."""
    flat = [" ".join(text.split()) for text in row]
    return [text if len(text) <= 60 else text[:59] + "…" for text in flat]


def _figures(found: "Verification") -> str:
    rows = [
        [_FIGURES.get(f.name, f.name), *(_number(value) for value in (f.exported, f.wanted, f.present))]
        for f in found.figures
    ]
    return output.table(["Angka", "Diekspor", "Seharusnya", "Tertulis"], rows, (1, 2, 3))


def _number(value: int | None) -> str:
    return "–" if value is None else format_number(value)


def import_council(
    source: Annotated[
        Path, typer.Argument(metavar="SUMBER", help="Buku kerja dewan yang masukannya diubah.")
    ],
    db: Db,
    name: Annotated[str, typer.Option(metavar="NAMA", help="Nama skenario; tanpa ini: menurut berkas.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Periksa saja, tidak menyimpan.")] = False,
    as_json: Json = False,
) -> None:
    """Simpan masukan yang diubah di buku kerja dewan sebagai skenario; ada satu kesalahan, tidak disimpan."""
    from budget.services import council_import

    found = council_import.import_council(this_workspace(db), source, name, dry_run)
    if as_json:
        output.emit(_import_json(found))
    else:
        output.show(_import_text(found))
    for problem in found.problems:
        output.say(f"{'Kesalahan' if errors_in([problem]) else 'Perhatian'}: {problem}")
    outcome = f"skenario “{found.name}” tersimpan" if found.written else "tidak ada yang disimpan"
    output.say(f"{found.read} masukan diubah, {found.rejected} ditolak; {outcome}.")
    if errors_in(found.problems):
        raise typer.Exit(1)


def _import_json(found: "CouncilImport") -> output.Json:
    return {
        "read": found.read,
        "accepted": found.accepted,
        "rejected": found.rejected,
        "duplicates": found.duplicates,
        "problems": output.problems_json(found.problems),
        "rejects_file": None,
        "written": found.written,
        "scenario": found.name,
        "base": found.base or None,
        "changes": [
            {"where": c.where, "what": c.what, "exported": c.exported, "present": c.present}
            for c in found.changes
        ],
        "lines": list(found.lines),
        "before": _totals_json(found.before),
        "after": _totals_json(found.after),
        "difference": _totals_json(found.difference),
    }


def _totals_json(totals: "Totals | None") -> output.Json | None:
    if totals is None:
        return None
    return {"total": totals.cost, "person_months": totals.person_months, "allocation": totals.money}


def _import_text(found: "CouncilImport") -> str:
    if not found.changes:
        return "Tidak ada masukan yang diubah."
    rows = [[c.where, c.what, c.exported, c.present or "(kosong)"] for c in found.changes]
    parts = [output.table(["Sel", "Masukan", "Diekspor", "Sekarang"], map(_short, rows), ())]
    if found.lines:
        parts.append("\n".join(["Sebagai andaian:", *found.lines]))
    if found.before and found.after and found.difference:
        columns = found.before, found.after, found.difference
        figures = [
            ["Orang-bulan", *(format_number(each.person_months) for each in columns)],
            ["Biaya (Rp)", *(format_number(each.cost) for each in columns)],
            ["Pagu (Rp)", *(format_number(each.money) for each in columns)],
        ]
        parts.append(output.table(["Angka", "Diekspor", "Diubah", "Selisih"], figures, (1, 2, 3)))
    return "\n\n".join(parts)
