"""Realisation in words, as the command line prints it and the screen shows it."""

from typing import TYPE_CHECKING

from budget.money import format_number, format_percent, format_rupiah
from budget.period import Month

if TYPE_CHECKING:  # these load numpy
    from budget.engine.funnel import FunnelRow
    from budget.engine.part import Part
    from budget.engine.realisation import AccountRealisation
    from budget.services.realising import Owed

NO_GROUP = "(tanpa kelompok)"
STEPS = {
    "planned": "direncanakan",
    "decreed": "ditetapkan",
    "accepted": "diterima",
    "billed": "ditagih",
    "paid": "dibayar",
}
NO_CAUSE = "tanpa sebab"


def account_label(account: "AccountRealisation") -> str:
    """The accounts of the lines that pay together, or else the next best name that they have."""
    names = (
        line.account or line.sub_activity or line.skpd or ", ".join(line.programmes) for line in account.lines
    )
    return ", ".join(dict.fromkeys(names)) or "(tanpa pagu)"


def part_text(part: "Part") -> str:
    return "–" if part.ppm is None else format_percent(part.ppm)


def losses_text(row: "FunnelRow") -> str:
    """Who fell out before this step, and why."""
    losses = ((-loss.heads, loss.cause or NO_CAUSE) for loss in row.losses)
    return "; ".join(f"{'+' if heads > 0 else ''}{format_number(heads)} {cause}" for heads, cause in losses)


def unpaid_text(account: "AccountRealisation", until: Month) -> str:
    """What should have been paid by now and was not; empty where nothing is."""
    if account.unpaid_plan <= 0:
        return ""
    return (
        f"{format_rupiah(account.unpaid_plan)} menurut rencana sudah dibayar sampai {until.label}, "
        "tetapi belum; bila masih akan dibayar, SILPA berkurang sebesar itu."
    )


def owed_lines(found: "Owed") -> list[str]:
    """What stands beside the arrears of the months."""
    amounts = (
        ("Dibayar melebihi tagihannya", found.beyond),
        ("Dibayar tanpa kode iuran yang dikenal", found.nameless),
        ("Masih SPP atau SPM, belum cair", found.on_the_way),
    )
    return [f"{label}: {format_rupiah(amount)}." for label, amount in amounts if amount]
