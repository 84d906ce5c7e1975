"""`pagu version`: freeze the plan, and pass it from draft to approval."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.options import Db, Json
from budget.money import format_number
from budget.services.workspace import Workspace, this_workspace

if TYPE_CHECKING:
    from budget.services.versions import Stamp, Version

versions = typer.Typer(
    help="Versi: bekukan rencana, ajukan, setujui.", no_args_is_help=True, rich_markup_mode=None
)
Name = Annotated[str, typer.Argument(metavar="NAMA", help="Nama versi.")]


@versions.command("freeze")
def freeze(
    db: Db,
    name: Name,
    note: Annotated[str, typer.Option(help="Catatan.")] = "",
    scenario: Annotated[str | None, typer.Option(metavar="NAMA", help="Skenario; tanpa ini: dasar.")] = None,
    as_json: Json = False,
) -> None:
    """Bekukan rencana, hukum, segel, dan hasilnya sebagai draf."""
    from budget.services import versions as service

    found = service.freeze(this_workspace(db), name, note, scenario)
    if as_json:
        output.emit(_version_json(found))
    else:
        output.show(f"Versi {found.name} dibekukan sebagai draf. SHA-256 {found.digest}")


@versions.command("list")
def list_versions(db: Db, as_json: Json = False) -> None:
    """Semua versi dan keadaannya."""
    from budget.services import versions as service

    found = service.versions(this_workspace(db))
    if as_json:
        output.emit({"versions": [_version_json(version) for version in found]})
    else:
        output.show(_table(found) if found else "Belum ada versi.")


@versions.command("verify")
def verify(db: Db, as_json: Json = False) -> None:
    """Hitung ulang setiap versi dengan hukumnya sendiri dan cocokkan dengan yang dibekukan."""
    from budget.services import versions as service

    found = service.check_versions(this_workspace(db))
    if as_json:
        output.emit({"versions": [{"name": c.version.name, "intact": c.intact} for c in found]})
    else:
        for checked in found:
            output.show(f"{checked.version.name}: {'cocok' if checked.intact else 'TIDAK COCOK'}")
    if not all(checked.intact for checked in found):
        raise typer.Exit(1)


@versions.command("find")
def find(
    db: Db,
    report_id: Annotated[str, typer.Argument(metavar="NOMOR", help="Nomor laporan, atau awal SHA-256.")],
    as_json: Json = False,
) -> None:
    """Cari versi, atau rencana sekarang, asal laporan bernomor itu."""
    from budget.services.origins import find_maker

    found = find_maker(this_workspace(db), report_id)
    if as_json:
        now = None if found.scenario is None else {"scenario": found.scenario or None}
        output.emit({"versions": [_version_json(version) for version in found.versions], "now": now})
    for version in found.versions if not as_json else ():
        output.show(f"Versi {version.name} ({version.state.label}), SHA-256 {version.digest}")
    if found.scenario is not None and not as_json:
        plan = f"skenario {found.scenario}" if found.scenario else "dasar"
        unfrozen = "" if found.versions else "; belum dibekukan sebagai versi"
        output.show(f"Rencana sekarang, {plan}{unfrozen}.")
    if not found.versions and found.scenario is None:
        output.say(
            f"Tidak ada versi bernomor {report_id}, dan rencana sekarang pun bukan. Buka berkas .pagu yang "
            "membuat laporan itu, atau pulihkan cadangannya."
        )
        raise typer.Exit(1)


@versions.command("submit")
def submit(db: Db, name: Name, as_json: Json = False) -> None:
    """Ajukan sebuah draf."""
    from budget.services import versions as service

    _step(db, name, service.submit, "diajukan", as_json=as_json)


@versions.command("return")
def give_back(db: Db, name: Name, as_json: Json = False) -> None:
    """Kembalikan yang diajukan menjadi draf."""
    from budget.services import versions as service

    _step(db, name, service.give_back, "dikembalikan", as_json=as_json)


@versions.command("approve")
def approve(db: Db, name: Name, as_json: Json = False) -> None:
    """Setujui yang diajukan; harus orang lain daripada pembuatnya."""
    from budget.services import versions as service

    _step(db, name, service.approve, "disetujui", as_json=as_json)


@versions.command("discard")
def discard(db: Db, name: Name, as_json: Json = False) -> None:
    """Buang sebuah draf."""
    from budget.services import versions as service

    _step(db, name, service.discard, "dibuang", as_json=as_json)


def _step(db: str, name: str, step: Callable[[Workspace, str], None], done: str, *, as_json: bool) -> None:
    from budget.services import versions as service

    workspace = this_workspace(db)
    step(workspace, name)
    if as_json:
        output.emit({"versions": [_version_json(version) for version in service.versions(workspace)]})
    else:
        output.show(f"Versi {name} {done}.")


def _version_json(version: "Version") -> output.Json:
    return {
        "name": version.name,
        "note": version.note,
        "scenario": version.scenario or None,
        "state": version.state.value,
        "made": _stamp_json(version.made),
        "submitted": _stamp_json(version.submitted),
        "approved": _stamp_json(version.approved),
        "total": version.total,
        "person_months": version.person_months,
        "digest": version.digest,
    }


def _stamp_json(stamp: "Stamp | None") -> output.Json | None:
    return {"who": stamp.who, "at": stamp.at.isoformat()} if stamp else None


def _table(found: "tuple[Version, ...]") -> str:
    rows = [
        [
            version.name,
            version.state.label,
            version.scenario or "dasar",
            format_number(version.total),
            format_number(version.person_months),
            version.made.who,
            version.approved.who if version.approved else "–",
            version.digest[:12],
        ]
        for version in found
    ]
    headings = ["Versi", "Keadaan", "Skenario", "Biaya (Rp)", "Orang-bulan", "Dibuat", "Disetujui", "SHA-256"]
    return output.table(headings, rows, (3, 4))
