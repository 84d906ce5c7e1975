"""What `pagu realise` prints: amounts beside their denominators, as JSON and as tables."""

from typing import TYPE_CHECKING

from budget.cli import output
from budget.money import format_number, format_rupiah
from budget.services.realising_words import STEPS, account_label, losses_text, part_text

if TYPE_CHECKING:
    from budget.engine.benefits import BenefitRow
    from budget.engine.funnel import Funnel, FunnelRow
    from budget.engine.part import Part
    from budget.engine.realisation import AccountRealisation
    from budget.services.realising import Matched, MonthFunnel, Owed, Standing


def until_json(found: "Standing") -> output.Json:
    return {"fiscal_year": found.fiscal_year, "until": str(found.until)}


def _part_json(part: "Part") -> output.Json:
    return {"part": part.part, "whole": part.whole, "ppm": part.ppm}


def account_json(account: "AccountRealisation", *, lines: bool = False) -> output.Json:
    return {
        **(_lines_json(account) if lines else {}),
        "allocation": account.allocation,
        "realised": account.total,
        "absorption": _part_json(account.absorption),
        "cash_plan": account.expected,
        "deviation": _part_json(account.deviation),
    }


def outlook_json(account: "AccountRealisation", *, lines: bool = False) -> output.Json:
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


def accounts_text(accounts: "tuple[AccountRealisation, ...]", total: "AccountRealisation") -> str:
    named = [*((account_label(account), account) for account in accounts), ("Jumlah", total)]
    rows = [
        [
            label,
            *map(format_number, (account.allocation, account.total)),
            part_text(account.absorption),
            format_number(account.expected),
            format_number(account.deviation.part),
        ]
        for label, account in named
    ]
    headings = [
        "Rekening",
        "Pagu (Rp)",
        "Realisasi (Rp)",
        "Serapan dari pagu",
        "Anggaran kas (Rp)",
        "Deviasi (Rp)",
    ]
    return output.table(headings, rows, range(1, 6))


def outlook_row(label: str, account: "AccountRealisation") -> list[str]:
    amounts = (account.allocation, account.total, account.rest, account.outlook, account.silpa)
    return [label, *map(format_number, (*amounts, *account.semesters()))]


def owed_json(found: "Owed") -> output.Json:
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


def funnels_json(found: "MonthFunnel") -> output.Json:
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


def funnel_rows(each: "Funnel") -> list[list[str]]:
    rows = []
    for row in each.rows:
        if row.heads is None or row.rupiah is None:
            rows.append([each.group or "Jumlah", STEPS[row.step.value], "–", "–", "belum diisi"])
            continue
        people, rupiah = format_number(row.heads), format_number(row.rupiah)
        rows.append([each.group or "Jumlah", STEPS[row.step.value], people, rupiah, losses_text(row)])
    return rows


def matched_text(found: "Matched") -> str:
    rows = [
        [g.group, *map(format_number, (g.listed, g.billed, len(g.not_billed)))] for g in found.matching.groups
    ]
    text = output.table(["Kelompok", "Di daftar", "Ditagih", "Tidak ditagih"], rows, (1, 2, 3))
    count, rupiah = len(found.matching.not_listed), found.matching.rupiah_not_listed
    tail = f"{format_number(count)} orang ditagih tanpa ada di daftar, {format_rupiah(rupiah)}."
    return f"\n{text}\n{tail}"


def benefit_json(row: "BenefitRow") -> output.Json:
    return {
        "year": row.year,
        "group": row.group or None,
        "contributions": row.contributions,
        "benefits": row.benefits,
        "cases": row.cases,
        "returned": _part_json(row.returned),
        "by_kind": [{"kind": k.value, "cases": cases, "rupiah": rupiah} for k, cases, rupiah in row.by_kind],
    }


def benefit_cells(row: "BenefitRow", label: str) -> list[str]:
    amounts = map(format_number, (row.contributions, row.cases, row.benefits))
    return [str(row.year), label, *amounts, part_text(row.returned)]
