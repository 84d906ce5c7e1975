"""What `pagu solve` prints: who is kept and why, how long the money lasts, and what a target costs."""

from typing import TYPE_CHECKING

from budget.cli import output
from budget.money import format_number, format_rupiah
from budget.period import Month
from budget.plan.allocation import line_names

if TYPE_CHECKING:
    from budget.engine.calendar import Calendar
    from budget.engine.purses import Spent
    from budget.engine.solve import Cut
    from budget.engine.target import Need
    from budget.engine.whole_months import PaidMonths
    from budget.services.reaching import Reached
    from budget.services.solving import Solved


def solved_json(found: "Solved") -> output.Json:
    return {
        **_cut_json(found.cut),
        "since": str(found.cut.since),
        "side_by_side": [_cut_json(cut) for cut in found.side_by_side],
        "months": _paid_json(found.months),
        "months_in_turn": [{"group": part.group, **_paid_json(part.paid)} for part in found.in_turn],
        "warnings": output.warnings_json(found.cautions),
    }


def _cut_json(cut: "Cut") -> output.Json:
    return {
        "order": cut.order.value,
        "people": cut.people,
        "people_kept": cut.people_kept,
        "people_cut": cut.people_cut,
        "person_months": cut.person_months,
        "cost": cut.cost,
        "left": cut.left,
        "affordable": cut.is_affordable,
        "by_fiscal_year": [_spent_json(part) for part in cut.spent],
        "rows": [
            {
                "group": row.group,
                "kecamatan": row.kecamatan or None,
                "people": row.people,
                "kept": row.kept,
                "cut": row.cut,
                "reason": row.reason,
            }
            for row in cut.rows
        ],
    }


def _spent_json(part: "Spent") -> output.Json:
    """The account only where each is solved by itself."""
    purse = part.purse
    account = {} if purse.pays is None else {"account": line_names(purse.lines) or None}
    money = {"money": purse.money, "cost": part.cost, "left": part.left}
    return {"fiscal_year": purse.fiscal_year, **account, **money}


def _paid_json(paid: "PaidMonths") -> output.Json:
    return {
        "months": paid.months,
        "cost": paid.cost,
        "until": _month(paid.until),
        "first_short_month": _month(paid.first_short_month),
        "missing": paid.missing,
    }


def _month(month: Month | None) -> str | None:
    return None if month is None else str(month)


def solved_text(found: "Solved") -> str:
    from budget.services import solve_words as words

    cut = found.cut
    rows = [words.cut_cells(row) for row in cut.rows if row.cut]
    blocks = [words.headline(cut)]
    if rows:
        blocks.append(output.table(words.CUT_HEADINGS, rows, (2, 3, 4)))
    if others := len(cut.rows) - len(rows):
        # Often hundreds.
        blocks.append(f"{format_number(others)} baris lain terbayar semua; alasannya ada dalam --json.")
    blocks.append(output.table(words.SPENT_HEADINGS, words.spent_rows(cut.spent), (1, 2, 3)))
    blocks.append(_side_by_side(found.side_by_side))
    blocks.append(output.table(words.MONTH_HEADINGS, words.month_rows(found), (1, 4)))
    return "\n\n".join(blocks)


def _side_by_side(cuts: "tuple[Cut, ...]") -> str:
    """People kept per group under each order, then the totals."""
    from budget.services import solve_words as words

    rows = words.kept_rows(cuts)
    every = cuts[0].people
    rows.append(["Jumlah", *map(format_number, (every, *(cut.people_kept for cut in cuts)))])
    rows.append(["Orang-bulan", "", *(format_number(cut.person_months) for cut in cuts)])
    rows.append(["Biaya (Rp)", "", *(format_number(cut.cost) for cut in cuts)])
    rows.append(["Sisa (Rp)", "", *(format_number(cut.left) for cut in cuts)])
    headings = words.kept_headings(cuts)
    return output.table(headings, rows, range(1, len(headings)))


def reached_json(found: "Reached") -> output.Json:
    return {
        "people": found.growth.people,
        "path": found.growth.path.value,
        "from": str(found.growth.first),
        "by": str(found.growth.by),
        "groups": [
            {"group": part.group, "people": part.people, "to_enrol": part.to_enrol} for part in found.groups
        ],
        "joining": [{"month": str(month), "people": people} for month, people in found.joining],
        "start": None if found.start is None else {"people": found.start.people, "of": found.start.source},
        **_need_json(found.need),
    }


def months_json(needed: "Need", months: "Calendar") -> output.Json:
    return {
        "months": len(months.covered),
        "from": str(months.covered[0]),
        "until": str(months.covered[-1]),
        **_need_json(needed),
    }


def _need_json(needed: "Need") -> output.Json:
    return {
        "planned": needed.planned,
        "added": needed.added,
        "cost": needed.planned + needed.added,
        "top_up": needed.top_up,
        "top_up_pooled": needed.pooled_top_up,
        "programmes": {programme.value: {"cost": cost} for programme, cost in needed.programmes},
        "by_fiscal_year": [
            {
                "fiscal_year": year.fiscal_year,
                "planned": year.planned,
                "added": year.added,
                "cost": year.cost,
                "allotted": year.allotted,
                "top_up": year.top_up,
            }
            for year in needed.years
        ],
    }


def reached_text(found: "Reached") -> str:
    from budget.services import solve_words as words

    blocks = [words.reached_line(found)]
    if found.groups:
        blocks.append(output.table(words.GROUP_HEADINGS, words.group_rows(found), (1, 2)))
        blocks.append(output.table(words.JOINING_HEADINGS, words.joining_rows(found), (1,)))
    return "\n\n".join([*blocks, _need_text(found.need)])


def months_text(needed: "Need", months: "Calendar") -> str:
    from budget.services.solve_words import months_line

    return f"{months_line(needed, months)}\n\n{_need_text(needed)}"


def _need_text(needed: "Need") -> str:
    from budget.services import solve_words as words

    programmes = "\n".join(f"{programme}: {format_rupiah(cost)}" for programme, cost in needed.programmes)
    table = output.table(words.NEED_HEADINGS, words.need_rows(needed), range(1, 6))
    return "\n\n".join(part for part in (table, programmes, words.top_up_line(needed)) if part)
