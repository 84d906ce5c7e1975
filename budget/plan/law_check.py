"""What is wrong with a regency's own law values, in the plan or in a what-if."""

from collections.abc import Iterator

from budget.contribution import Programme
from budget.errors import Problem, error
from budget.law import LawValue, OwnContribution, OwnRate
from budget.money import PPM
from budget.plan.places import Locate
from budget.plan.term_check import risk_problems

# PP 44/2015, Lampiran II.
BPU_ROWS = 33


def law_value_problems(record: object, value: LawValue, where: Locate) -> Iterator[Problem]:
    """At the fields of `record`, which is the value itself or the what-if that holds it."""
    match value:
        case OwnRate(programme, risk_class, rate_ppm):
            if not 0 <= rate_ppm <= PPM:
                yield error("tarif_hukum", where(record, "percent"), "Tarif harus dari 0 % sampai 100 %.")
            if programme is Programme.JKK and risk_class is None:
                message = "Tarif JKK berbeda menurut kelas risiko: sebut kelasnya."
                yield error("kelas_risiko", where(record, "risk_class"), message)
            if risk_class is not None:
                yield from risk_problems(record, risk_class, where)
        case OwnContribution(programme, bracket, rupiah):
            if rupiah < 0:
                message = "Iuran tidak boleh kurang dari nol."
                yield error("tarif_hukum", where(record, "amount"), message)
            if bracket is None and programme is not Programme.JKM:
                message = f"Iuran {programme} BPU berbeda menurut penghasilan: sebut barisnya, misalnya 1."
                yield error("baris_bpu", where(record, "bracket"), message)
            if bracket is not None and not 1 <= bracket <= BPU_ROWS:
                message = f"Baris tabel BPU adalah 1 sampai {BPU_ROWS}."
                yield error("baris_bpu", where(record, "bracket"), message)
