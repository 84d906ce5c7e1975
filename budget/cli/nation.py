"""`pagu export strata-input` and `pagu province count`: from the regions' folders to a nation's figures."""

from pathlib import Path
from typing import Annotated

import typer

from budget.cli import output
from budget.cli.options import AnyFirst, AnyLast, Db, Json
from budget.cli.province import NOT_ALL, Key, in_order, province_json, province_text, twice_json, twice_text
from budget.money import format_number
from budget.services.workspace import this_workspace

Workers = Annotated[int, typer.Option(min=1, max=256, metavar="N", help="Proses kerja di mesin ini.")]


def export_strata_input(
    db: Db,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder semua daerah.")],
    key: Key,
    reason: Annotated[str, typer.Option(metavar="TEKS", help="Alasannya; dicatat di riwayat.")],
) -> None:
    """Tulis daerah ini sebagai Parquet untuk hitungan nasional: sidik NIK, tanpa NIK dan nama."""
    from budget.services.strata_input import write_strata_input

    found = write_strata_input(this_workspace(db), out, key, reason, output.narrator())
    output.say(f"Tersimpan: {found.folder}: {format_number(found.covers)} kepesertaan, tanpa NIK dan nama.")


def count(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder dari pagu export strata-input.")],
    first: AnyFirst = None,
    last: AnyLast = None,
    workers: Workers = 2,
    cluster: Annotated[
        str, typer.Option(metavar="ALAMAT", help="Penjadwal Dask, tls://…; tanpa ini: mesin ini.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Hitung semua daerah dari foldernya, orang demi orang: biaya, dan siapa dijamin dua daerah.

    Kode keluar 3 bila ada daerah yang tidak terhitung atau tidak dibandingkan.
    """
    from budget.services.cluster import Cluster, expect_installed

    in_order(first, last)
    expect_installed()
    from budget.services.national import nation

    found = nation(folder, Cluster(workers, cluster), first, last, output.narrator())
    if as_json:
        payload = {"province": province_json(found.province), "twice": twice_json(found.twice)}
        output.emit({**payload, "oldest": found.oldest or None})
    else:
        output.show(f"{province_text(found.province)}\n\n{twice_text(found.twice)}")
    for each in found.twice.reservations:
        output.say(f"Perhatian: {each.code} tidak dibandingkan. {each.reason}")
    if found.twice.reservations:
        raise typer.Exit(NOT_ALL)
