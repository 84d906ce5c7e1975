"""What is wrong with terms, and with names of groups, in the plan as in its what-ifs."""

from collections.abc import Iterator

from budget.contribution import Base, Income, Wage
from budget.errors import Problem, error
from budget.money import PPM
from budget.plan.adjustments import TariffAdjustment
from budget.plan.places import Locate
from budget.plan.records import Plan, Tariff


def known_groups(plan: Plan) -> frozenset[str]:
    """The names of the plan's groups, without capitals."""
    return frozenset(group.name.casefold() for group in plan.groups)


def unknown_group(known: frozenset[str], name: str, where: str) -> Iterator[Problem]:
    if name.casefold() not in known:
        message = f"Kelompok “{name}” tidak ada di lembar Kelompok. Tambahkan, atau perbaiki ejaannya."
        yield error("kelompok_tidak_dikenal", where, message)


def term_problems(record: Tariff | TariffAdjustment, where: Locate) -> Iterator[Problem]:
    terms = record.terms
    yield from base_problems(record, terms.base, where)
    yield from risk_problems(record, terms.risk_class, where)
    if not 0 < terms.share_ppm <= PPM:
        yield error("porsi", where(record, "share"), "Porsi APBD harus di atas 0 % sampai 100 %.")
    if not terms.programmes:
        yield error("program", where(record, "programmes"), "Pilih paling sedikit satu program.")


def base_problems(record: object, base: Base, where: Locate) -> Iterator[Problem]:
    if isinstance(base, Wage) and base.sen <= 0:
        yield error("upah", where(record, "wage"), "Upah harus lebih dari nol.")
    if isinstance(base, Income) and base.rupiah < 0:
        yield error("penghasilan", where(record, "income"), "Penghasilan tidak boleh kurang dari nol.")


def risk_problems(record: object, risk_class: int, where: Locate) -> Iterator[Problem]:
    if not 1 <= risk_class <= 5:
        yield error("kelas_risiko", where(record, "risk_class"), "Kelas risiko adalah 1 sampai 5.")
