"""`pagu province`: all regencies of one database, and who is covered by two of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.options import AnyFirst, AnyLast, Db, Json
from budget.money import format_number, format_rupiah
from budget.period import Month
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.engine.coverage import Share
    from budget.services.province import Province, Regency, Twice

province = typer.Typer(
    help="Provinsi: semua daerah di satu basis data.", no_args_is_help=True, rich_markup_mode=None
)
All = Annotated[str, typer.Option("--db", metavar="ALAMAT", help="Basis data di server, tanpa ?region=.")]
Key = Annotated[Path, typer.Option("--key", metavar="FILE", help="Kunci dari provinsi.")]
NOT_ALL = 3
_NUMBERS = (2, 3, 4, 5, 6)


@province.command("show")
def show(db: All, first: AnyFirst = None, last: AnyLast = None, as_json: Json = False) -> None:
    """Orang, biaya, pagu, sisa, dan cakupan setiap daerah serta jumlahnya.

    Kode keluar 3 bila ada daerah yang tidak terhitung.
    """
    from budget.services import province as service

    in_order(first, last)
    found = service.province(db, first, last)
    if as_json:
        output.emit(province_json(found))
    else:
        output.show(province_text(found))
    for each in found.left_out:
        output.say(f"Perhatian: {each.code} tidak dihitung. {each.reason}")
    if found.left_out:
        raise typer.Exit(NOT_ALL)


@province.command("key")
def key(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Berkas kunci yang ditulis.")],
) -> None:
    """Buat kunci provinsi. Serahkan hanya kepada daerah yang menerbitkan."""
    from budget.services.nik_key import make_key

    make_key(out)
    output.say(f"Kunci ada di {out}. Simpan baik-baik: pemegangnya dapat menguji sebuah NIK.")


@province.command("publish")
def publish(db: Db, key: Key) -> None:
    """Terbitkan sidik NIK daerah ini bagi provinsi, menggantikan yang lama; tanpa NIK dan nama."""
    from budget.services import province as service

    covers = service.publish(this_workspace(db), key)
    output.say(f"{format_number(covers)} kepesertaan diterbitkan sebagai sidik, tanpa NIK dan nama.")


@province.command("twice")
def twice(db: All, first: AnyFirst = None, last: AnyLast = None, as_json: Json = False) -> None:
    """Orang yang dijamin dua daerah pada bulan yang sama, menurut sidik yang diterbitkan.

    Kode keluar 3 bila ada daerah yang belum menerbitkan, atau daftarnya berubah sesudahnya.
    """
    from budget.services import province as service

    in_order(first, last)
    found = service.twice(db, first, last)
    if as_json:
        output.emit(twice_json(found))
    else:
        output.show(twice_text(found))
    for each in found.reservations:
        how = "dihitung menurut terbitan lama" if each.counted else "tidak dibandingkan"
        output.say(f"Perhatian: {each.code} {how}. {each.reason}")
    if found.reservations:
        raise typer.Exit(NOT_ALL)


def in_order(first: Month | None, last: Month | None) -> None:
    if first and last and last < first:
        raise typer.BadParameter(f"--to {last} mendahului --from {first}.")


def province_text(found: "Province") -> str:
    headings = ["Kode", "Daerah", "Orang (akhir)", "Orang-bulan", "Biaya (Rp)", "Pagu (Rp)", "Sisa (Rp)"]
    headings += ["Bulan", "Cukup sampai", "Cakupan"]
    rows = [_regency_row(each) for each in found.regencies]
    amounts = (found.heads, found.person_months, found.cost, found.allocation, found.remaining)
    rows.append(["", "Jumlah", *map(format_number, amounts), "", "", ""])
    parts = [output.table(headings, rows, _NUMBERS)]
    counted = format_number(len(found.regencies))
    for joint in found.shares:
        parts.append(f"Cakupan {format_number(joint.regencies)} dari {counted} daerah: {joint.share.label}.")
    if found.left_out:
        codes = ", ".join(each.code for each in found.left_out)
        parts.append(f"Jumlah {counted} daerah. Tidak termasuk: {codes}.")
    else:
        parts.append(f"Jumlah {counted} daerah: {format_rupiah(found.cost)}.")
    return "\n\n".join(parts)


def _regency_row(each: "Regency") -> list[str]:
    amounts = (each.heads, each.person_months, each.cost, each.allocation, each.remaining)
    until = each.covered_until.label if each.covered_until else "tidak ada"
    months = f"{each.first} – {each.last}"
    share = each.share.label if each.share else "–"
    return [each.code, each.name, *map(format_number, amounts), months, until, share]


def province_json(found: "Province") -> output.Json:
    return {
        "regencies": [
            {
                "code": each.code,
                "name": each.name,
                "from": str(each.first),
                "to": str(each.last),
                "heads": each.heads,
                "person_months": each.person_months,
                "cost": each.cost,
                "allocation": each.allocation,
                "remaining": each.remaining,
                "covered_until": str(each.covered_until) if each.covered_until else None,
                "coverage": _share_json(each.share) if each.share else None,
            }
            for each in found.regencies
        ],
        "total": {
            "regencies": len(found.regencies),
            "heads": found.heads,
            "person_months": found.person_months,
            "cost": found.cost,
            "allocation": found.allocation,
            "remaining": found.remaining,
            "coverage": [
                {**_share_json(joint.share), "regencies": joint.regencies} for joint in found.shares
            ],
        },
        "left_out": [{"code": each.code, "reason": each.reason} for each in found.left_out],
    }


def _share_json(share: "Share") -> output.Json:
    return {
        "people": share.people,
        "of": share.of.value,
        "period": str(share.period),
        "whole": share.whole,
        "ppm": share.ppm,
    }


def twice_text(found: "Twice") -> str:
    compared = f"{format_number(len(found.compared))} daerah dibandingkan, {format_number(found.covers)}"
    end = f"{compared} kepesertaan. Biaya tidak dihitung: siapa yang berhenti membayar belum ditetapkan."
    if not found.shared:
        return f"Tidak ada orang yang dijamin dua daerah pada bulan yang sama.\n\n{end}"
    rows = [
        [each.one, each.other, format_number(each.people), format_number(each.person_months)]
        for each in found.shared
    ]
    return f"{output.table(['Daerah', 'Daerah lain', 'Orang', 'Orang-bulan ganda'], rows, (2, 3))}\n\n{end}"


def twice_json(found: "Twice") -> output.Json:
    return {
        "compared": list(found.compared),
        "covers": found.covers,
        "pairs": [
            {
                "regencies": [each.one, each.other],
                "people": each.people,
                "person_months": each.person_months,
            }
            for each in found.shared
        ],
        "reservations": [
            {"code": each.code, "reason": each.reason, "counted": each.counted} for each in found.reservations
        ],
    }
