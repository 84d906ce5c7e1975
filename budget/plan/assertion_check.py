"""What is wrong with assertions by themselves; whether the plan costs what they say is for its checks."""

from collections.abc import Iterator

from budget.contribution import Programme
from budget.errors import Problem, error, warning
from budget.plan.places import Locate
from budget.plan.records import Plan
from budget.plan.term_check import known_groups, unknown_group


def assertion_problems(plan: Plan, where: Locate) -> Iterator[Problem]:
    known = known_groups(plan)
    years = plan.span.fiscal_years()
    seen: set[tuple[str, int, tuple[Programme, ...]]] = set()
    for record in plan.assertions:
        if record.group:
            yield from unknown_group(known, record.group, where(record, "group"))
        if record.fiscal_year not in years:
            message = (
                f"TA {record.fiscal_year} di luar rencana ({plan.span.label}): biayanya nol. "
                "Perbaiki tahunnya, atau hapus patokan ini."
            )
            yield warning("di_luar_rencana", where(record, "fiscal_year"), message)
        if record.expected_rupiah < 0:
            message = "Biaya patokan tidak boleh kurang dari nol."
            yield error("patokan_negatif", where(record, "expected"), message)
        key = record.group.casefold(), record.fiscal_year, record.programmes
        if key in seen:
            message = f"Patokan {record.subject} sudah tertulis. Hapus salah satunya."
            yield error("patokan_ganda", where(record, "expected"), message)
        seen.add(key)
