"""`pagu roster`: people of the roster, their mutations, and the months that are sealed."""

from pathlib import Path
from typing import Annotated

import typer

from budget.cli import output
from budget.cli.mutations import counts, mutations_json, mutations_text, seal_json
from budget.cli.options import MONTH, Db, Json, Out
from budget.cli.pages import Pdf, print_if
from budget.cli.people import PERSON, past_cells, past_json, person_cells, person_json
from budget.money import format_number
from budget.period import Month
from budget.services.workspace import this_workspace

roster = typer.Typer(
    help="Daftar peserta: cari orang, mutasi, berkas BPJS, dan segel bulan.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

OfMonth = Annotated[Month, typer.Option("--month", parser=MONTH, metavar="YYYY-MM", help="Bulan mutasi.")]
Reason = Annotated[str, typer.Option(metavar="TEKS", help="Alasan; dicatat di riwayat.")]
Limit = Annotated[int, typer.Option(min=1, metavar="N", help="Paling banyak sekian orang.")]
Template = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Templat sendiri; tanpa ini: yang di templates/.")
]


@roster.command("mutations")
def mutations(db: Db, month: OfMonth, as_json: Json = False) -> None:
    """Siapa masuk, keluar, atau berubah pada satu bulan terhadap bulan sebelumnya; NIK disamarkan."""
    from budget.services import mutations as service

    workspace = this_workspace(db)
    found, groups = service.mutations(workspace, month)
    if as_json:
        output.emit(mutations_json(found, groups))
    else:
        output.show(mutations_text(found, groups))


@roster.command("annex")
def annex(db: Db, month: OfMonth, out: Out, pdf: Pdf = False) -> None:
    """Tulis mutasi sebagai lampiran surat; NIK disamarkan."""
    from budget.services import mutations as service

    found = service.write_annex(this_workspace(db), month, out, _progress)
    output.say(f"Tersimpan: {out}: {counts(found)}.")
    print_if(out, wanted=pdf)


@roster.command("bpjs")
def bpjs(
    db: Db,
    month: OfMonth,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder tujuan.")],
    reason: Reason,
    cause: Annotated[
        str, typer.Option(metavar="TEKS", help="Sebab keluar; tanpa ini: tidak lagi penerima bantuan iuran.")
    ] = "",
    new_template: Template = None,
    leaving_template: Template = None,
    as_json: Json = False,
) -> None:
    """Tulis berkas BPJS data_tk_baru dan data_tk_na: data lengkap, paling banyak 10.000 orang per berkas."""
    from budget.services.bpjs import DEFAULT_CAUSE, BpjsOptions, write_bpjs

    options = BpjsOptions(reason, cause.strip() or DEFAULT_CAUSE, new_template, leaving_template)
    found = write_bpjs(this_workspace(db), month, out, options, _progress)
    if as_json:
        files = [str(path) for path in found.files]
        output.emit(
            {"files": files, "joined": found.joined, "left": found.left, "without_kpj": found.without_kpj}
        )
    for path in found.files:
        output.say(f"Tersimpan: {path}")
    if not found.files:
        output.say(f"Tidak ada yang masuk atau keluar pada {month.label}; tidak ada berkas yang ditulis.")
    if found.without_kpj:
        output.say(f"Perhatian: {format_number(found.without_kpj)} orang keluar belum punya nomor KPJ.")


@roster.command("seal")
def seal(
    db: Db,
    month: Annotated[
        Month, typer.Option("--month", parser=MONTH, metavar="YYYY-MM", help="Bulan yang disegel.")
    ],
    as_json: Json = False,
) -> None:
    """Segel satu bulan: orang, tarif, dan biayanya dibekukan; perubahan kemudian menjadi koreksi."""
    from budget.services.sealing import seal_month

    made = seal_month(this_workspace(db), month)
    if as_json:
        output.emit({"month": str(made.month), "digest": made.digest})
    output.say(f"{month.label} disegel: {made.digest}")


@roster.command("seals")
def seals(db: Db, as_json: Json = False) -> None:
    """Bulan yang disegel, koreksinya, dan apakah masih cocok dengan hitungan sekarang."""
    from budget.services.sealing import in_words, sealed_months

    found = sealed_months(this_workspace(db))
    if as_json:
        output.emit({"seals": [seal_json(month) for month in found]})
    else:
        output.show("\n".join(map(in_words, found)) or "Belum ada bulan yang disegel.")
    if not all(month.seal.intact and month.agrees for month in found):
        output.say("Kesalahan: ada bulan tersegel yang tidak cocok dengan hitungan sekarang.")
        raise typer.Exit(1)


@roster.command("ages")
def ages(db: Db, limit: Limit = 10_000, as_json: Json = False) -> None:
    """Siapa mencapai batas usia selama rencana, dan pada bulan apa."""
    from budget.services import people

    found = people.ageing(this_workspace(db), limit)
    if as_json:
        output.emit({"people": [{"month": str(a.month), **person_json(a.person)} for a in found]})
    else:
        rows = [[a.month.short_label, *person_cells(a.person)] for a in found]
        output.show(output.table(["Bulan", *PERSON], rows, (len(PERSON),)))
        output.say(f"{format_number(len(found))} orang mencapai batas usia selama rencana.")


@roster.command("twins")
def twins(db: Db, as_json: Json = False) -> None:
    """Pasangan yang mungkin satu orang dan belum diputuskan, yang paling mirip dahulu."""
    from budget.services import people

    found = people.pairs(this_workspace(db))
    if as_json:
        pairs = [
            {
                "id": pair.id,
                "score": pair.score,
                "reasons": list(pair.reasons),
                "a": person_json(pair.a),
                "b": person_json(pair.b),
            }
            for pair in found
        ]
        output.emit({"pairs": pairs})
    else:
        rows = [
            [str(pair.score), *person_cells(person), "; ".join(pair.reasons)]
            for pair in found
            for person in (pair.a, pair.b)
        ]
        headings = ["Kemiripan", *PERSON, "Alasan"]
        output.show(output.table(headings, rows, (0, len(PERSON))))
        output.say(f"{format_number(len(found))} pasangan belum diputuskan.")


@roster.command("find")
def find(
    db: Db,
    words: Annotated[str, typer.Argument(metavar="KATA", help="Sebagian nama atau NIK.")],
    limit: Limit = 500,
    as_json: Json = False,
) -> None:
    """Cari orang menurut sebagian nama atau NIK; NIK disamarkan."""
    from budget.roster.search import PeopleFilter
    from budget.services import people

    workspace = this_workspace(db)
    numbers = people.find(workspace, PeopleFilter(words=words))
    found = people.rows(workspace, numbers[:limit])
    if as_json:
        output.emit({"found": len(numbers), "people": [person_json(person) for person in found]})
    else:
        output.show(output.table(PERSON, map(person_cells, found), (len(PERSON) - 1,)))
        output.say(f"{format_number(len(found))} dari {format_number(len(numbers))} orang yang cocok.")


@roster.command("history")
def history(
    db: Db,
    who: Annotated[str, typer.Argument(metavar="NIK|NOMOR", help="NIK, atau nomor baris dari find --json.")],
    as_json: Json = False,
) -> None:
    """Riwayat satu orang: apa yang tercatat kapan, oleh impor atau perubahan mana; NIK disamarkan."""
    from budget.services.past import history_of

    found = history_of(this_workspace(db), who)
    if as_json:
        output.emit({"nik": found[0].person.nik, "rows": [past_json(past) for past in found]})
    else:
        headings = [*PERSON, "Status", "Dicatat oleh", "Diganti oleh"]
        output.show(output.table(headings, map(past_cells, found), (len(PERSON) - 1,)))
        output.say(f"{format_number(len(found))} baris, yang terbaru dahulu.")


def _progress(done: int, total: int, what: str) -> None:
    output.say(f"[{format_number(done)}/{format_number(total)}] {what}")
