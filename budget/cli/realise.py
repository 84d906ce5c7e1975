"""`pagu realise`: what was paid against the plan, and rows of the book one by one."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from budget.cli import output
from budget.cli.options import MONTH, Db, Json
from budget.engine.bars import CAUSE_LABELS
from budget.errors import BadEntry, PaguError
from budget.money import format_number, format_percent, format_rupiah
from budget.period import Month
from budget.services.booking import BookKind, book_row
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.engine.benefits import BenefitRow
    from budget.engine.funnel import Funnel, FunnelRow
    from budget.engine.part import Part
    from budget.engine.realisation import AccountRealisation
    from budget.services.realising import Matched, MonthFunnel, Owed, Standing

realise = typer.Typer(
    help="Realisasi: yang ditagih dan dibayar terhadap rencana.", no_args_is_help=True, rich_markup_mode=None
)
Year = Annotated[int | None, typer.Option(min=2000, max=2199, metavar="TAHUN", help="Tahun anggaran.")]
Until = Annotated[
    Month | None,
    typer.Option(parser=MONTH, metavar="YYYY-MM", help="Sampai akhir bulan ini; tanpa ini: bulan ini."),
]
_NO_GROUP = "(tanpa kelompok)"
_STEPS = {
    "planned": "direncanakan",
    "decreed": "ditetapkan",
    "accepted": "diterima",
    "billed": "ditagih",
    "paid": "dibayar",
}


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
                **_until_json(found),
                **_account_json(result.total),
                "months": months,
                "accounts": [_account_json(account, lines=True) for account in result.accounts],
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
    output.show(output.table(headings, rows, range(1, 5)) + "\n\n" + _accounts_text(result.accounts, result.total))
    output.warn(result.problems)


@realise.command("arrears")
def arrears(db: Db, until: Until = None, as_json: Json = False) -> None:
    """Tunggakan per bulan iuran: ditagih, dibayar, sisa, dan yang lewat jatuh tempo."""
    from budget.services import realising

    found = realising.owed(_standing(db, None, until))
    if as_json:
        output.emit(_owed_json(found))
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
    for label, amount in (
        ("Dibayar melebihi tagihannya", found.beyond),
        ("Dibayar tanpa kode iuran yang dikenal", found.nameless),
        ("Masih SPP atau SPM, belum cair", found.on_the_way),
    ):
        if amount:
            output.show(f"{label}: {format_rupiah(amount)}.")


@realise.command("outlook")
def outlook(db: Db, year: Year = None, until: Until = None, as_json: Json = False) -> None:
    """Perkiraan akhir tahun (realisasi ditambah sisa rencana), SILPA, dan prognosis semester."""
    from budget.services import realising

    found = _standing(db, year, until)
    result = realising.realised(found)
    if as_json:
        accounts = [_outlook_json(account, lines=True) for account in result.accounts]
        warnings = output.warnings_json(result.problems)
        output.emit(
            {**_until_json(found), **_outlook_json(result.total), "accounts": accounts, "warnings": warnings}
        )
        return
    rows = [_outlook_row(_account_label(account), account) for account in result.accounts]
    rows.append(_outlook_row("Jumlah", result.total))
    headings = [
        "Rekening", "Pagu (Rp)", "Realisasi (Rp)", "Sisa rencana (Rp)", "Akhir tahun (Rp)", "SILPA (Rp)",
        "Semester I (Rp)", "Semester II (Rp)",
    ]  # fmt: skip
    output.show(output.table(headings, rows, range(1, 8)))
    unpaid = result.total.unpaid_plan
    if unpaid > 0:
        output.say(
            f"Perhatian: {format_rupiah(unpaid)} menurut rencana sudah dibayar sampai {found.until.label}, "
            "tetapi belum; bila masih akan dibayar, SILPA berkurang sebesar itu."
        )
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
                **_until_json(found),
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
        rows.append([CAUSE_LABELS[bar.cause], "", format_number(bar.rupiah)])
        rows += [["", part.group or _NO_GROUP, format_number(part.rupiah)] for part in bar.groups]
    rows.append(["Dibayar", "", format_number(fall.end)])
    output.show(output.table(["Sebab", "Kelompok", "Rupiah"], rows, (2,)))
    if result.unbilled:
        output.say(f"Perhatian: {len(result.unbilled)} bulan kelompok belum ditagih; dihitung sebagai waktu.")


@realise.command("funnel")
def funnel(
    db: Db,
    month: Annotated[
        Month | None, typer.Option(parser=MONTH, metavar="YYYY-MM", help="Bulan iuran; tanpa ini: yang terakhir.")
    ] = None,
    until: Until = None,
    as_json: Json = False,
) -> None:
    """Corong: direncanakan, ditetapkan, diterima, ditagih, dibayar, dengan sebab setiap susut."""
    from budget.services import realising

    found = realising.funnel(this_workspace(db), month, until)
    if as_json:
        output.emit(_funnels_json(found))
        return
    rows = [row for each in found.funnels for row in _funnel_rows(each)]
    headings = ["Kelompok", "Tahap", "Orang", "Rupiah sebulan", "Susut"]
    text = output.table(headings, rows, (2, 3)) if rows else "Tidak ada orang, tagihan, atau hitungan."
    output.show(f"Corong {found.month.label}\n\n{text}")
    if found.matched is not None:
        output.show(_matched_text(found.matched))


@realise.command("benefits")
def benefits(db: Db, year: Year = None, as_json: Json = False) -> None:
    """Manfaat yang kembali terhadap iuran yang dibayar, per kelompok dan tahun."""
    from budget.engine.benefits import total_of
    from budget.services import realising

    rows = realising.returned(_standing(db, year, None), year)
    totals = [total_of(each, rows) for each in sorted({row.year for row in rows})]
    if as_json:
        output.emit(
            {"rows": [_benefit_json(row) for row in rows], "totals": [_benefit_json(row) for row in totals]}
        )
        return
    lines = [_benefit_cells(row, row.group or _NO_GROUP) for row in rows]
    lines += [_benefit_cells(row, "Jumlah") for row in totals]
    headings = ["Tahun", "Kelompok", "Iuran (Rp)", "Kasus", "Manfaat (Rp)", "Manfaat dari iuran"]
    output.show(output.table(headings, lines, range(2, 6)) if lines else "Belum ada iuran atau manfaat.")


@realise.command("add")
def add(
    db: Db,
    kind: Annotated[BookKind, typer.Argument(metavar="JENIS", help=f"{', '.join(BookKind)}.")],
    entries: Annotated[list[str], typer.Argument(metavar="BIDANG=ISI...", help="Misalnya number=INV-1.")],
    as_json: Json = False,
) -> None:
    """Bukukan satu baris; koreksi dengan corrects=NOMOR reason=ALASAN dan selisihnya.

    invoice: number, month, group, heads, jkk, jkm, jht, due, note. payment: spp, spm, sp2d, day, amount,
    account, programmes, skpd, invoice, note. benefit: year, group, kind, cases, rupiah, day, source, note.
    funnel: group, month, step, heads, lost_to, source.
    """
    layout = kind.layout
    given = dict(entry.partition("=")[::2] for entry in entries)
    known = {field.key for field in layout.fields}
    if unknown := [key for key in given if key not in known]:
        raise typer.BadParameter(f"“{unknown[0]}” bukan bidang. Pilih: {', '.join(sorted(known))}.")
    values: dict[str, Any] = {}
    try:
        for field in layout.fields:
            values[field.key] = field.read(given.get(field.key))
        row = layout.build(values)
    except PaguError as problem:
        raise typer.BadParameter(str(problem)) from None
    done = book_row(this_workspace(db), row)
    if as_json:
        output.emit({"changed": done.changed, "warnings": output.warnings_json(done.warnings)})
    output.warn(done.warnings)
    output.say("Dibukukan." if done.changed else "Sudah dibukukan; tidak ada yang berubah.")


def _standing(db: str, year: int | None, until: Month | None) -> "Standing":
    from budget.services import realising

    return realising.standing(this_workspace(db), year, until)


def _until_json(found: "Standing") -> output.Json:
    return {"fiscal_year": found.fiscal_year, "until": str(found.until)}


def _part_json(part: "Part") -> output.Json:
    return {"part": part.part, "whole": part.whole, "ppm": part.ppm}


def _account_json(account: "AccountRealisation", *, lines: bool = False) -> output.Json:
    return {
        **(_lines_json(account) if lines else {}),
        "allocation": account.allocation,
        "realised": account.total,
        "absorption": _part_json(account.absorption),
        "cash_plan": account.expected,
        "deviation": _part_json(account.deviation),
    }


def _outlook_json(account: "AccountRealisation", *, lines: bool = False) -> output.Json:
    first, second = account.semesters()
    return {
        **(_lines_json(account) if lines else {}),
        "allocation": account.allocation,
        "realised": account.total,
        "rest_of_plan": account.rest,
        "outlook": account.outlook,
        "silpa": account.silpa,
        "unpaid_plan": account.unpaid_plan,
        "semesters": [first, second],
    }


def _lines_json(account: "AccountRealisation") -> output.Json:
    return {"lines": [output.line_json(line) for line in account.lines]}


def _account_label(account: "AccountRealisation") -> str:
    names = (line.account or line.sub_activity or line.skpd or ", ".join(line.programmes) for line in account.lines)
    return ", ".join(dict.fromkeys(names)) or "(tanpa pagu)"


def _accounts_text(accounts: "tuple[AccountRealisation, ...]", total: "AccountRealisation") -> str:
    named = [*((_account_label(account), account) for account in accounts), ("Jumlah", total)]
    rows = [
        [
            label,
            *map(format_number, (account.allocation, account.total)),
            _percent(account.absorption),
            format_number(account.expected),
            format_number(account.deviation.part),
        ]
        for label, account in named
    ]
    headings = ["Rekening", "Pagu (Rp)", "Realisasi (Rp)", "Serapan dari pagu", "Anggaran kas (Rp)", "Deviasi (Rp)"]
    return output.table(headings, rows, range(1, 6))


def _outlook_row(label: str, account: "AccountRealisation") -> list[str]:
    amounts = (account.allocation, account.total, account.rest, account.outlook, account.silpa)
    return [label, *map(format_number, (*amounts, *account.semesters()))]


def _percent(part: "Part") -> str:
    return "–" if part.ppm is None else format_percent(part.ppm)


def _owed_json(found: "Owed") -> output.Json:
    return {
        "until": str(found.until),
        "months": [
            {
                "month": str(a.month),
                "billed": a.billed,
                "paid": a.paid,
                "open": a.open,
                "overdue": a.overdue,
                "due": a.due.isoformat(),
            }
            for a in found.months
        ],
        "open": sum(a.open for a in found.months),
        "overdue": sum(a.overdue for a in found.months),
        "paid_beyond_invoices": found.beyond,
        "paid_without_invoice": found.nameless,
        "on_the_way": found.on_the_way,
    }


def _funnels_json(found: "MonthFunnel") -> output.Json:
    return {
        "month": str(found.month),
        "funnels": [
            {"group": each.group or None, "steps": [_step_json(row) for row in each.rows]}
            for each in found.funnels
        ],
        "persons": None if found.matched is None else _matched_json(found.matched),
    }


def _step_json(row: "FunnelRow") -> output.Json:
    losses = [{"cause": x.cause or None, "heads": x.heads, "rupiah": x.rupiah} for x in row.losses]
    return {"step": row.step.value, "heads": row.heads, "rupiah": row.rupiah, "losses": losses}


def _matched_json(found: "Matched") -> output.Json:
    return {
        "groups": [
            {"group": g.group, "listed": g.listed, "billed": g.billed, "not_billed": len(g.not_billed)}
            for g in found.matching.groups
        ],
        "not_listed": len(found.matching.not_listed),
        "rupiah_not_listed": found.matching.rupiah_not_listed,
        "not_billed_people": [{"nik": p.nik, "name": p.name, "group": p.group} for p in found.not_billed],
        "not_listed_people": [{"nik": p.nik} for p in found.not_listed],
    }


def _funnel_rows(each: "Funnel") -> list[list[str]]:
    rows = []
    for row in each.rows:
        if row.heads is None or row.rupiah is None:
            rows.append([each.group or "Jumlah", _STEPS[row.step.value], "–", "–", "belum diisi"])
            continue
        lost = "; ".join(f"{format_number(-x.heads)} {x.cause or 'tanpa sebab'}" for x in row.losses)
        people, rupiah = format_number(row.heads), format_number(row.rupiah)
        rows.append([each.group or "Jumlah", _STEPS[row.step.value], people, rupiah, lost])
    return rows


def _matched_text(found: "Matched") -> str:
    rows = [
        [g.group, *map(format_number, (g.listed, g.billed, len(g.not_billed)))] for g in found.matching.groups
    ]
    text = output.table(["Kelompok", "Di daftar", "Ditagih", "Tidak ditagih"], rows, (1, 2, 3))
    count, rupiah = len(found.matching.not_listed), found.matching.rupiah_not_listed
    tail = f"{format_number(count)} orang ditagih tanpa ada di daftar, {format_rupiah(rupiah)}."
    return f"\n{text}\n{tail}"


def _benefit_json(row: "BenefitRow") -> output.Json:
    return {
        "year": row.year,
        "group": row.group or None,
        "contributions": row.contributions,
        "benefits": row.benefits,
        "cases": row.cases,
        "returned": _part_json(row.returned),
        "by_kind": [{"kind": k.value, "cases": cases, "rupiah": rupiah} for k, cases, rupiah in row.by_kind],
    }


def _benefit_cells(row: "BenefitRow", label: str) -> list[str]:
    amounts = map(format_number, (row.contributions, row.cases, row.benefits))
    return [str(row.year), label, *amounts, _percent(row.returned)]
