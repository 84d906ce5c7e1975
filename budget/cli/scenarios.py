"""`pagu what-if` and `pagu scenario`: trying lines of text on the plan, and keeping them under a name."""

from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.comparison import side_json
from budget.cli.figures import allocation_text
from budget.cli.options import BasisOption, Db, Json
from budget.engine.axes import Basis
from budget.money import format_number, format_rupiah
from budget.services.workspace import read_plan, this_workspace

if TYPE_CHECKING:
    from budget.services.editing import Edit
    from budget.services.scenarios import Preview, Scenario

scenario = typer.Typer(
    help="Skenario: andaian yang disimpan di samping rencana.", no_args_is_help=True, rich_markup_mode=None
)
Lines = Annotated[
    str, typer.Argument(metavar="ANDAIAN", help="Misalnya “+2000 guru ngaji mulai 2026-07; potong pagu 10%”.")
]
Name = Annotated[str, typer.Argument(metavar="NAMA", help="Nama skenario.")]


def what_if(
    text: Lines,
    db: Db,
    base: Annotated[
        str | None, typer.Option("--scenario", metavar="NAMA", help="Dasarnya; tanpa ini: rencana.")
    ] = None,
    basis: BasisOption = Basis.ACCRUAL,
    as_json: Json = False,
) -> None:
    """Coba andaian dalam satu baris teks; tidak ada yang disimpan."""
    from budget.services import scenarios

    found = scenarios.preview(read_plan(this_workspace(db)), base, text, basis)
    if as_json:
        output.emit(_preview_json(found, base))
    else:
        output.show(_preview_text(found, base))
        output.warn(found.cautions)


@scenario.command("list")
def listing(db: Db, as_json: Json = False) -> None:
    """Sebut semua skenario dan isinya."""
    from budget.services import scenarios

    stored = scenarios.stored(this_workspace(db))
    if as_json:
        output.emit({"scenarios": [_scenario_json(each) for each in stored]})
    else:
        output.show("\n\n".join(map(_scenario_text, stored)) or "Belum ada skenario.")


@scenario.command("set")
def put(
    name: Name,
    text: Lines,
    db: Db,
    base: Annotated[str, typer.Option("--base", metavar="NAMA", help="Skenario yang menjadi dasarnya.")] = "",
    note: Annotated[str, typer.Option(metavar="TEKS", help="Catatan.")] = "",
    as_json: Json = False,
) -> None:
    """Simpan andaian sebagai skenario; yang bernama sama diganti."""
    from budget.services import scenarios

    edit = scenarios.save_lines(this_workspace(db), name, text, base, note, replaces=True)
    if as_json:
        output.emit({**_scenario_json(edit.plan.scenario(name.strip())), "written": edit.changed})
    output.say(f"Skenario {name.strip()} tersimpan." if edit.changed else "Tidak ada yang berubah.")


@scenario.command("remove")
def remove(name: Name, db: Db, as_json: Json = False) -> None:
    """Hapus skenario; ditolak bila skenario lain berdiri di atasnya."""
    from budget.services import scenarios

    edit: Edit = scenarios.remove(this_workspace(db), name)
    if as_json:
        output.emit({"scenarios": [each.name for each in edit.plan.scenarios]})
    output.say(f"Skenario {name} dihapus.")


def _preview_json(found: "Preview", base: str | None) -> output.Json:
    return {
        "base": base,
        "lines": list(found.lines),
        "before": side_json(base or "dasar", found.before),
        "after": side_json("andaian", found.after),
        "difference": found.difference,
        "warnings": output.warnings_json(found.cautions),
    }


def _preview_text(found: "Preview", base: str | None) -> str:
    name = base or "dasar"
    rows = [
        [shown, format_number(side.person_months), format_number(side.total)]
        for shown, side in ((name, found.before), ("andaian", found.after))
    ]
    months = found.after.person_months - found.before.person_months
    rows.append(["Selisih", format_number(months), format_number(found.difference)])
    money = [
        f"{shown}\n{allocation_text(side.allocation)}"
        for shown, side in ((name, found.before), ("andaian", found.after))
    ]
    lines = "\n".join(f"• {line}" for line in found.lines)
    total = f"Biaya menjadi {format_rupiah(found.after.total)}."
    table = output.table(["", "Orang-bulan", "Biaya (Rp)"], rows, (1, 2))
    return "\n\n".join([lines, table, total, *money])


def _scenario_json(each: "Scenario") -> output.Json:
    from budget.services.scenarios import lines_of

    return {
        "name": each.name,
        "base": each.base or None,
        "note": each.note,
        "lines": lines_of(each).splitlines(),
    }


def _scenario_text(each: "Scenario") -> str:
    from budget.services.scenarios import lines_of

    base = f" (di atas {each.base})" if each.base else ""
    parts = [f"{each.name}{base}", *([each.note] if each.note else [])]
    return "\n".join([*parts, *(f"• {line}" for line in lines_of(each).splitlines())])
