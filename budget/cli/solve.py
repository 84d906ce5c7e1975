"""`pagu solve`: from money to people and months, and from a target to money."""

from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output, solved
from budget.cli.options import MONTH, PERCENT, RUPIAH, AnyFirst, AnyLast, BasisOption, Db, Json, workers_list
from budget.engine.axes import Basis
from budget.engine.orders import CutOrder
from budget.period import Month
from budget.plan.coverage import CoverageKind
from budget.plan.growth import GrowthPath
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.services.reaching import Reached, Reaching
    from budget.services.solving import Frame, Given

NOTHING_PAID = 3


def solve(
    db: Db,
    money: Annotated[
        int | None, typer.Option(parser=RUPIAH, metavar="RP", help="Uang yang ada; tanpa ini: pagu.")
    ] = None,
    cut: Annotated[
        int | None, typer.Option(parser=PERCENT, metavar="%", help="Potong pagu sekian, misalnya 10%.")
    ] = None,
    people: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Sasaran: sekian orang dibayar.")
    ] = None,
    add: Annotated[int | None, typer.Option(min=0, metavar="N", help="Sasaran: tambah sekian orang.")] = None,
    coverage: Annotated[
        int | None, typer.Option(parser=PERCENT, metavar="%", help="Sasaran: cakupan, dari --of.")
    ] = None,
    of: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Penyebut cakupan: jumlah pekerja.")
    ] = None,
    of_kind: Annotated[
        CoverageKind, typer.Option("--of-kind", help="Tanpa --of: angka cakupan mana yang menjadi penyebut.")
    ] = CoverageKind.WORKING_POPULATION,
    members: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help="Yang sudah tercakup; tanpa ini: peserta aktif menurut cakupan, atau orang rencana bila "
            "penyebutnya angka.",
        ),
    ] = None,
    months: Annotated[int | None, typer.Option(min=1, metavar="N", help="Sasaran: sekian bulan.")] = None,
    order: Annotated[CutOrder, typer.Option(help="Siapa yang dipertahankan lebih dulu.")] = CutOrder.PRIORITY,
    group: Annotated[
        str | None,
        typer.Option(metavar="NAMA", help="Kelompok yang ditambah; dengan --money: orang terbanyak."),
    ] = None,
    path: Annotated[
        GrowthPath, typer.Option(help="Bertahap rata, sekaligus di awal, atau di akhir.")
    ] = GrowthPath.EVEN,
    by: Annotated[
        Month | None, typer.Option(parser=MONTH, metavar="YYYY-MM", help="Bulan sasaran tercapai.")
    ] = None,
    since: Annotated[
        Month | None,
        typer.Option(parser=MONTH, metavar="YYYY-MM", help="Orang berubah mulai bulan jaminan ini."),
    ] = None,
    workers: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KECAMATAN=N",
            help="Penduduk bekerja per kecamatan, menggantikan angka cakupan; boleh berulang.",
        ),
    ] = None,
    per_account: Annotated[
        bool, typer.Option("--per-account", help="Sisa satu rekening tidak membayar yang lain.")
    ] = False,
    scenario: Annotated[str | None, typer.Option(metavar="NAMA", help="Skenario; tanpa ini: dasar.")] = None,
    basis: BasisOption = Basis.ACCRUAL,
    first: AnyFirst = None,
    last: AnyLast = None,
    as_json: Json = False,
) -> None:
    """Hitung orang dan bulan yang terbayar dari uang, atau uang yang perlu untuk sasaran."""
    from budget.services import reaching, solving

    targets = [value is not None for value in (people, add, coverage, months)]
    if sum(targets) > 1 or (any(targets) and (money is not None or cut is not None)):
        raise typer.BadParameter("Pilih satu: --money, --cut, --people, --add, --coverage, atau --months.")
    if money is not None and cut is not None:
        raise typer.BadParameter("--cut memotong pagu: jangan bersama --money.")
    if cut is not None and group is not None:
        raise typer.BadParameter("--group untuk orang yang ditambah: jangan bersama --cut.")
    if months is not None and (last is not None or since is not None):
        raise typer.BadParameter("--months menentukan bulan terakhir: jangan bersama --to atau --since.")
    if coverage is None and of is not None:
        raise typer.BadParameter("--of memerlukan --coverage.")
    if per_account and (money is not None or group is not None or any(targets)):
        raise typer.BadParameter("--per-account hanya untuk pagu rencana, tanpa sasaran.")
    if first and last and last < first:
        raise typer.BadParameter(f"--to {last} mendahului --from {first}.")
    frame = solving.Frame(scenario, basis, first, last, since, workers_list(workers or []))
    target = reaching.Reaching(by, path, group, members)
    given = solving.read_given(this_workspace(db))
    if months is not None:
        needed, chosen = reaching.reach_months(given, frame, months)
        _print(solved.months_json(needed, chosen), solved.months_text(needed, chosen), as_json)
    elif any(targets) or (group is not None and cut is None):
        whole = of_kind if of is None else of
        reached = _reached(
            given, frame, target, people=people, add=add, coverage=coverage, of=whole, money=money
        )
        _print(solved.reached_json(reached), solved.reached_text(reached), as_json)
    else:
        found = solving.solve_money(given, frame, order, money, cut or 0, by_account=per_account)
        _print(solved.solved_json(found), solved.solved_text(found), as_json)
        output.warn(() if as_json else found.cautions)
        if found.cut.people and not found.cut.people_kept:
            from budget.services.solve_words import nothing_paid

            output.say(f"Perhatian: {nothing_paid(found.cut)}")
            raise typer.Exit(NOTHING_PAID)


def _reached(
    given: "Given",
    frame: "Frame",
    target: "Reaching",
    *,
    people: int | None,
    add: int | None,
    coverage: int | None,
    of: int | CoverageKind,
    money: int | None,
) -> "Reached":
    from budget.services import reaching

    if people is not None:
        return reaching.reach_people(given, frame, people, target)
    if add is not None:
        return reaching.add_people(given, frame, add, target)
    if coverage is not None:
        return reaching.reach_coverage(given, frame, coverage, of, target)
    return reaching.add_for_money(given, frame, money, target)


def _print(payload: output.Json, text: str, as_json: bool) -> None:
    if as_json:
        output.emit(payload)
    else:
        output.show(text)
