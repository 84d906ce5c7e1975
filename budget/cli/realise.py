"""`pagu realise`: what was paid against the plan, and rows of the book one by one."""

from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output, realised
from budget.cli.options import MONTH, Db, Json
from budget.money import format_number
from budget.period import Month
from budget.services.realising_words import NO_GROUP, account_label, owed_lines, unpaid_text
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.services.realising import Standing

realise = typer.Typer(
    help="Realisasi: yang ditagih dan dibayar terhadap rencana.", no_args_is_help=True, rich_markup_mode=None
)
Year = Annotated[int | None, typer.Option(min=2000, max=2199, metavar="TAHUN", help="Tahun anggaran.")]
Until = Annotated[
    Month | None,
    typer.Option(parser=MONTH, metavar="YYYY-MM", help="Sampai akhir bulan ini; tanpa ini: bulan ini."),
]


@realise.command("show")
def show(db: Db, year: Year = None, until: Until = None, as_json: Json = False) -> None:
    """Realisasi per bulan dan per rekening terhadap pagu dan anggaran kas."""
    from budget.services import realising

    found = _standing(db, year, until)
    result = realising.realised(found)
    if as_json:
        months = [
            {
                "month": str(month.month),
                "cash_plan": month.cash_plan,
                "planned": month.planned,
                "realised": month.realised,
                "cumulative": month.cumulative,
                "cumulative_cash_plan": month.cumulative_cash_plan,
                "deviation": month.deviation,
            }
            for month in result.total.months(result.fiscal_year)
        ]
        output.emit(
            {
                **realised.until_json(found),
                **realised.account_json(result.total),
                "months": months,
                "accounts": [realised.account_json(account, lines=True) for account in result.accounts],
                "warnings": output.warnings_json(result.problems),
            }
        )
        return
    rows = [
        [m.month.label, *map(format_number, (m.cash_plan, m.realised, m.cumulative, m.deviation))]
        for m in result.total.months(result.fiscal_year)
        if m.month <= result.until
    ]
    headings = ["Bulan", "Anggaran kas (Rp)", "Realisasi (Rp)", "Kumulatif (Rp)", "Deviasi (Rp)"]
    output.show(
        output.table(headings, rows, range(1, 5))
        + "\n\n"
        + realised.accounts_text(result.accounts, result.total)
    )
    output.warn(result.problems)


@realise.command("arrears")
def arrears(db: Db, until: Until = None, as_json: Json = False) -> None:
    """Tunggakan per bulan iuran: ditagih, dibayar, sisa, dan yang lewat jatuh tempo."""
    from budget.services import realising

    found = realising.owed(_standing(db, None, until))
    if as_json:
        output.emit(realised.owed_json(found))
        return
    rows = [
        [
            a.month.label,
            *map(format_number, (a.billed, a.paid, a.open, a.overdue)),
            f"{a.due:%d/%m/%Y}",
        ]
        for a in found.months
    ]
    headings = ["Bulan iuran", "Ditagih (Rp)", "Dibayar (Rp)", "Sisa (Rp)", "Lewat tempo (Rp)", "Jatuh tempo"]
    output.show(output.table(headings, rows, range(1, 5)) if rows else "Belum ada tagihan.")
    for line in owed_lines(found):
        output.show(line)


@realise.command("outlook")
def outlook(db: Db, year: Year = None, until: Until = None, as_json: Json = False) -> None:
    """Perkiraan akhir tahun (realisasi ditambah sisa rencana), SILPA, dan prognosis semester."""
    from budget.services import realising

    found = _standing(db, year, until)
    result = realising.realised(found)
    if as_json:
        accounts = [realised.outlook_json(account, lines=True) for account in result.accounts]
        warnings = output.warnings_json(result.problems)
        output.emit(
            {
                **realised.until_json(found),
                **realised.outlook_json(result.total),
                "accounts": accounts,
                "warnings": warnings,
            }
        )
        return
    rows = [realised.outlook_row(account_label(account), account) for account in result.accounts]
    rows.append(realised.outlook_row("Jumlah", result.total))
    headings = [
        "Rekening", "Pagu (Rp)", "Realisasi (Rp)", "Sisa rencana (Rp)", "Akhir tahun (Rp)", "SILPA (Rp)",
        "Semester I (Rp)", "Semester II (Rp)",
    ]  # fmt: skip
    output.show(output.table(headings, rows, range(1, 8)))
    if unpaid := unpaid_text(result.total, found.until):
        output.say(f"Perhatian: {unpaid}")
    output.warn(result.problems)


@realise.command("variance")
def variance(db: Db, year: Year = None, until: Until = None, as_json: Json = False) -> None:
    """Mengapa yang dibayar berbeda dari rencana: orang, upah, tarif, waktu, pembulatan."""
    from budget.services import realising

    found = _standing(db, year, until)
    result = realising.varied(found)
    fall = result.waterfall
    if as_json:
        output.emit(
            {
                **realised.until_json(found),
                "planned": fall.start,
                "paid": fall.end,
                "difference": fall.end - fall.start,
                "bars": [
                    {
                        "cause": bar.cause.value,
                        "rupiah": bar.rupiah,
                        "groups": [
                            {"group": part.group or None, "rupiah": part.rupiah} for part in bar.groups
                        ],
                    }
                    for bar in fall.bars
                ],
                "unbilled": [{"month": str(month), "group": group} for month, group in result.unbilled],
            }
        )
        return
    rows = [["Rencana", "", format_number(fall.start)]]
    for bar in fall.bars:
        rows.append([bar.cause.label.capitalize(), "", format_number(bar.rupiah)])
        rows += [["", part.group or NO_GROUP, format_number(part.rupiah)] for part in bar.groups]
    rows.append(["Dibayar", "", format_number(fall.end)])
    output.show(output.table(["Sebab", "Kelompok", "Rupiah"], rows, (2,)))
    if result.unbilled:
        output.say(f"Perhatian: {len(result.unbilled)} bulan kelompok belum ditagih; dihitung sebagai waktu.")


@realise.command("funnel")
def funnel(
    db: Db,
    month: Annotated[
        Month | None,
        typer.Option(parser=MONTH, metavar="YYYY-MM", help="Bulan iuran; tanpa ini: yang terakhir."),
    ] = None,
    until: Until = None,
    as_json: Json = False,
) -> None:
    """Corong: direncanakan, ditetapkan, diterima, ditagih, dibayar, dengan sebab setiap susut."""
    from budget.services import realising

    found = realising.funnel(this_workspace(db), month, until)
    if as_json:
        output.emit(realised.funnels_json(found))
        return
    rows = [row for each in found.funnels for row in realised.funnel_rows(each)]
    headings = ["Kelompok", "Tahap", "Orang", "Rupiah sebulan", "Susut"]
    text = output.table(headings, rows, (2, 3)) if rows else "Tidak ada orang, tagihan, atau hitungan."
    output.show(f"Corong {found.month.label}\n\n{text}")
    if found.matched is not None:
        output.show(realised.matched_text(found.matched))


@realise.command("benefits")
def benefits(db: Db, year: Year = None, as_json: Json = False) -> None:
    """Manfaat yang kembali terhadap iuran yang dibayar, per kelompok dan tahun."""
    from budget.engine.benefits import total_of
    from budget.services import realising

    rows = realising.returned(_standing(db, year, None), year)
    totals = [total_of(each, rows) for each in sorted({row.year for row in rows})]
    if as_json:
        output.emit(
            {
                "rows": [realised.benefit_json(row) for row in rows],
                "totals": [realised.benefit_json(row) for row in totals],
            }
        )
        return
    lines = [realised.benefit_cells(row, row.group or NO_GROUP) for row in rows]
    lines += [realised.benefit_cells(row, "Jumlah") for row in totals]
    headings = ["Tahun", "Kelompok", "Iuran (Rp)", "Kasus", "Manfaat (Rp)", "Manfaat dari iuran"]
    output.show(output.table(headings, lines, range(2, 6)) if lines else "Belum ada iuran atau manfaat.")


def _standing(db: str, year: int | None, until: Month | None) -> "Standing":
    from budget.services import realising

    return realising.standing(this_workspace(db), year, until)
