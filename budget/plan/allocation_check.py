"""What is wrong with allocation lines, and with the months of the cash plan that were set by hand."""

from collections.abc import Iterator

from budget.errors import Problem, error, warning
from budget.money import format_rupiah
from budget.period import Month
from budget.plan import codes
from budget.plan.adjustments import LineAdjustment
from budget.plan.allocation import APBD, Allocation, CashMonth, LineKey
from budget.plan.places import Locate
from budget.plan.records import Plan


def check_allocations(plan: Plan, where: Locate) -> Iterator[Problem]:
    seen: set[Allocation] = set()
    for line in plan.allocations:
        if line in seen:
            message = "Baris ini sama persis dengan baris lain; keduanya dijumlahkan. Hapus bila tersalin."
            yield warning("pagu_kembar", where(line, "fiscal_year"), message)
        seen.add(line)
        yield from code_problems(line, where)
        if line.amount < 0:
            yield error("pagu_negatif", where(line, "amount"), "Pagu tidak boleh kurang dari nol.")
        if not line.programmes:
            yield error("program", where(line, "programmes"), "Pilih paling sedikit satu program.")
        if not plan.span.first.year <= line.fiscal_year <= plan.span.last.year + 1:
            message = f"Rencana {plan.span.label} tidak menyentuh tahun anggaran {line.fiscal_year}."
            yield warning("di_luar_rencana", where(line, "fiscal_year"), message)
        if line.volume is not None and line.volume.rupiah != line.amount:
            reckoned = format_rupiah(line.volume.rupiah)
            message = f"Orang × bulan × harga satuan adalah {reckoned}, bukan {format_rupiah(line.amount)}."
            yield warning("pagu_tidak_cocok", where(line, "amount"), message)
    for line in plan.allotted:
        if line.stage.rank < APBD.rank:
            message = f"{line.stage.label} belum APBD: uangnya belum ditetapkan, tetapi sudah dihitung."
            yield warning("pagu_belum_ditetapkan", where(line, "stage"), message)


def code_problems(line: Allocation | LineAdjustment, where: Locate) -> Iterator[Problem]:
    if line.account and not codes.is_account(line.account):
        message = f"Kode rekening “{line.account}” harus berbentuk seperti {codes.ACCOUNT_SHAPE}."
        yield error("kode_rekening", where(line, "account"), message)
    if line.sub_activity and not codes.is_sub_activity(line.sub_activity):
        message = (
            f"Kode sub-kegiatan “{line.sub_activity}” harus berbentuk seperti {codes.SUB_ACTIVITY_SHAPE}."
        )
        yield error("kode_sub_kegiatan", where(line, "sub_activity"), message)


def check_cash_months(plan: Plan, where: Locate) -> Iterator[Problem]:
    known = {line.key for line in plan.allotted}
    seen: set[tuple[LineKey, Month]] = set()
    for planned in plan.cash_months:
        if planned.amount < 0:
            yield error("pagu_negatif", where(planned, "amount"), "Anggaran kas tidak boleh kurang dari nol.")
        if (planned.key, planned.month) in seen:
            message = f"{planned.month.label} sudah ditetapkan untuk baris pagu ini. Hapus salah satunya."
            yield error("kas_ganda", where(planned, "month"), message)
        seen.add((planned.key, planned.month))
        if planned.key not in known:
            yield _without_line(planned, where)


def _without_line(planned: CashMonth, where: Locate) -> Problem:
    message = (
        "Tidak ada baris pagu seperti itu pada tahap terakhir, sehingga tidak dipakai. Perbaiki atau hapus."
    )
    return warning("kas_tanpa_pagu", where(planned, "account"), message)
