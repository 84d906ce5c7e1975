"""Laporan realisasi anggaran: what was paid of each account up to a month, against its allocation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from budget.engine.form_lines import Place
from budget.engine.realisation import AccountRealisation, Realisation
from budget.errors import Problem, warning
from budget.money import format_rupiah
from budget.period import MONTH_NAMES, Month
from budget.plan import Allocation
from budget.plan.allocation import line_names
from budget.plan.forms import OfficialRole
from budget.workbook.forms.heading import Issue, signature, sub_activity_name, titles
from budget.workbook.forms.layouts import DETAIL
from budget.workbook.forms.tree import AccountNames, TreeRow, rows_with_sums
from budget.workbook.forms.values import Difference, FormRow, FormSheet, Formula, Ratio, SumOfFields, Value

NOWHERE = Place("", "")
_MONEY, _EARLIER, _NOW, _SO_FAR = "anggaran", "sd_lalu", "periode_ini", "sd_ini"
_UNKNOWN = "Tidak menunjuk pagu"
_WITHOUT_CODE = "Pagu tanpa kode rekening"
_ROW = 10


@dataclass(frozen=True, slots=True)
class RealisedLine:
    """What a line of the report says, in rupiah; `account` is empty where it has no code."""

    place: Place
    account: str
    name: str
    money: int
    earlier: int
    now: int


def realised_lines(found: Realisation) -> tuple[tuple[RealisedLine, ...], tuple[Problem, ...]]:
    """Every allocation with what was paid of it; what was paid of several together stands with the first."""
    lines: list[RealisedLine] = []
    problems: list[Problem] = []
    for account in found.accounts:
        homes: dict[tuple[tuple[str, str], str], list[Allocation]] = {}
        for line in account.lines:
            key = Place(line.skpd, line.sub_activity).key, line.account
            homes.setdefault(key, []).append(line)
        if len(homes) > 1:
            problems.append(_shared(account))
        lines += _of(account, homes.values())
    return tuple(lines), tuple(problems)


def _of(account: AccountRealisation, homes: Iterable[Sequence[Allocation]]) -> Iterator[RealisedLine]:
    done = account.months_done
    paid = sum(account.realised[: max(done - 1, 0)]), account.realised[done - 1] if done else 0
    if not account.lines and any(paid):
        yield RealisedLine(NOWHERE, "", "Pembayaran yang tidak menunjuk satu pagu", 0, *paid)
    for number, lines in enumerate(homes):
        first = lines[0]
        sources = ", ".join(dict.fromkeys(line.funding or "apa pun" for line in lines))
        money = sum(line.amount for line in lines)
        place = Place(first.skpd, first.sub_activity)
        earlier, now = paid if number == 0 else (0, 0)
        yield RealisedLine(place, first.account, f"Sumber dana {sources}", money, earlier, now)


def _shared(account: AccountRealisation) -> Problem:
    message = (
        f"Yang dibayar, {format_rupiah(account.total)}, milik beberapa pagu bersama; seluruhnya ditulis di "
        "yang pertama. Bedakan sumber dana atau program pagunya."
    )
    return warning("bayar_bersama", line_names(account.lines), message)


def lra_sheet(
    issue: Issue, lines: Sequence[RealisedLine], place: Place, title: str, until: Month
) -> tuple[FormSheet, tuple[Problem, ...]]:
    """The report of one place up to the end of a month of the fiscal year."""
    names = AccountNames(issue.plan)
    problems: list[Problem] = []
    own = [line for line in lines if line.place.key == place.key]
    own.sort(key=lambda line: (not line.account, line.account))
    before = MONTH_NAMES[until.number - 2] if until.number > 1 else "–"
    values: dict[str, Value] = {
        **titles(issue, place.skpd),
        "sub_kegiatan": sub_activity_name(issue.plan, place),
        "bulan": until.label,
        "bulan_lalu": before,
        **signature(issue.plan, place.skpd, OfficialRole.HEAD, problems),
    }
    tree = list(_tree(own, names))
    rows = rows_with_sums(tree, (_MONEY, _EARLIER, _NOW), "baris_jumlah", _calculated)
    return FormSheet(title, values, {DETAIL: list(_numbered(rows))}), (*problems, *names.problems())


def _tree(lines: Iterable[RealisedLine], names: AccountNames) -> Iterator[TreeRow]:
    above: str | None = None
    for line in lines:
        if line.account != above:
            for depth, level, name in names.headings(line.account, above or ""):
                yield TreeRow("baris_akun", depth, {"kode": level, "uraian": name})
            if not line.account:
                name = _UNKNOWN if line.place == NOWHERE else _WITHOUT_CODE
                yield TreeRow("baris_akun", 1, {"kode": "", "uraian": name})
        above = line.account
        figures = {_MONEY: line.money, _EARLIER: line.earlier, _NOW: line.now}
        yield TreeRow("baris_rincian", _ROW, {"uraian": line.name}, figures)


def _calculated(amounts: Mapping[str, int]) -> Mapping[str, Formula]:
    paid, money = amounts[_EARLIER] + amounts[_NOW], amounts[_MONEY]
    return {
        _SO_FAR: SumOfFields(paid, (_EARLIER, _NOW)),
        "persen": Ratio(paid, money, _SO_FAR, _MONEY),
        "selisih": Difference(paid - money, _SO_FAR, _MONEY),
    }


def _numbered(rows: Iterable[FormRow]) -> Iterator[FormRow]:
    number = 0
    for row in rows:
        if row.kind == "baris_akun":
            number += 1
            yield FormRow(row.kind, {**row.values, "no": str(number)})
        else:
            yield row
