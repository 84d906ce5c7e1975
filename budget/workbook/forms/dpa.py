"""DPA-BELANJA SKPD: the money of each account, what it is for, and the months in which it is spent.

Items and a row for the rest always add up to the allocation: *Belum dirinci* where they come to less,
*Kebutuhan melebihi pagu* where they come to more. In a perubahan (DPPA) so do both sides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from budget.engine.cash_plan import CashPlan
from budget.engine.form_lines import AccountLines, FormLines, Place
from budget.errors import Problem, error, warning
from budget.money import format_rupiah
from budget.plan.forms import OfficialRole
from budget.workbook.forms.detail import Block, Rest, block, double_rows, single_rows
from budget.workbook.forms.earlier import Earlier, beside
from budget.workbook.forms.heading import Issue, heading, sub_activity
from budget.workbook.forms.item_texts import coefficient
from budget.workbook.forms.layouts import MONTH_FIELDS
from budget.workbook.forms.rka import budget_sheet
from budget.workbook.forms.tree import BLANK, AccountNames
from budget.workbook.forms.values import FormSheet, SumOfFields, Value

UNLISTED, TOO_MUCH = "Belum dirinci", "Kebutuhan melebihi pagu"


def dpa_sheet(
    issue: Issue,
    found: FormLines,
    cash: CashPlan,
    place: Place,
    title: str,
    before: Earlier | None = None,
) -> tuple[FormSheet, tuple[Problem, ...]]:
    """The form of one place, with what of it is not known or does not fit the allocation.

    With `before` it is a DPPA: the money before beside the money now. The months are those of the money now.
    """
    head = heading(issue, place, OfficialRole.TREASURER)
    names = AccountNames(issue.plan)
    accounts = _allotted(found, place)
    if before is None:
        rows = single_rows([block(account, _rests(0, _rest(account))) for account in accounts], names)
    else:
        both = _amended(before, _allotted(before.lines, place), accounts)
        rows = double_rows(list(both), names)
    record = sub_activity(issue.plan, place)
    number = record.dpa_number if record else ""
    problems: list[Problem] = []
    if not number:
        message = "Nomor DPA belum diisi; di formulir bertitik-titik. Isi di Sub Kegiatan."
        problems.append(warning("nomor_dpa_kosong", place.skpd or "Tanpa SKPD", message))
    for account in accounts:
        problems += _misfits(account)
    extra: dict[str, Value] = {"nomor_dpa": number or BLANK, **_months(cash, place)}
    if before is not None:
        extra["sebelum"] = before.name
    sheet = budget_sheet(issue, place, title, head, rows, extra, accounts)
    return sheet, (*head.problems, *names.problems(), *problems)


def _allotted(found: FormLines, place: Place) -> list[AccountLines]:
    return [account for account in found.at(place) if account.lines]


def _rest(account: AccountLines) -> int:
    """What the items leave of the money, or need beyond it."""
    return account.money - account.cost


def _rests(was: int, now: int) -> Iterator[Rest]:
    """The rows that make up for the items, before and now."""
    if was > 0 or now > 0:
        yield Rest(UNLISTED, max(was, 0), max(now, 0))
    if was < 0 or now < 0:
        yield Rest(TOO_MUCH, min(was, 0), min(now, 0))


def _amended(before: Earlier, was: Sequence[AccountLines], now: Sequence[AccountLines]) -> Iterator[Block]:
    """Both sides of every account add up to its money; the lines of a stage do so by themselves."""
    left = {account.account: _rest(account) for account in was} if before.has_items else {}
    leaves = {account.account: _rest(account) for account in now}
    for found in beside(before, was, now):
        rests = _rests(left.get(found.account, 0), leaves.get(found.account, 0))
        yield replace(found, rests=(*found.rests, *rests))


def _months(cash: CashPlan, place: Place) -> dict[str, Value]:
    own = [line for line in cash.lines if Place(line.line.skpd, line.line.sub_activity).key == place.key]
    months = [sum(line.months[at] for line in own) for at in range(len(MONTH_FIELDS))]
    total = SumOfFields(sum(months), MONTH_FIELDS)
    return {**dict(zip(MONTH_FIELDS, months, strict=True)), "jumlah_bulan": total}


def _misfits(account: AccountLines) -> Iterator[Problem]:
    where = f"Pagu {account.lines[0].fiscal_year} {account.account}".strip()
    if account.cost > account.money:
        over = format_rupiah(account.cost - account.money)
        message = f"Kebutuhan melebihi pagu sebesar {over}. Tambah pagunya, atau kurangi orang atau bulannya."
        yield error("kebutuhan_melebihi_pagu", where, message)
    volume = account.lines[0].volume
    if volume is None or len(account.lines) > 1:
        return
    how = f"{coefficient(volume.people, volume.months)} x {format_rupiah(volume.price)}"
    if volume.rupiah != account.lines[0].amount:
        message = (
            f"Volume {how} = {format_rupiah(volume.rupiah)}, padahal pagunya {format_rupiah(account.money)}. "
            "Samakan keduanya."
        )
        yield warning("volume_bukan_pagu", where, message)
    if volume.rupiah != account.cost:
        message = (
            f"Volume {how} = {format_rupiah(volume.rupiah)}, padahal hitungan rencana "
            f"{format_rupiah(account.cost)}. Periksa orang, bulan, dan harganya."
        )
        yield warning("volume_bukan_rencana", where, message)
