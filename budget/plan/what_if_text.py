"""What-ifs as lines of text: ``+2000 guru ngaji mulai 2026-07``, ``potong pagu 10%``.

`read_what_if` understands several spellings, `what_if_text` writes the one that reads back to the same
adjustment. Nothing is guessed: what is not understood is refused with what was expected, and examples.
"""

from collections.abc import Callable

from budget.errors import BadEntry
from budget.plan.adjustments import Adjustment
from budget.plan.records import Plan
from budget.plan.scenario import with_adjustments
from budget.plan.what_if_law import law_value
from budget.plan.what_if_money import allocation_line, money, payment
from budget.plan.what_if_names import group_or_all
from budget.plan.what_if_people import ENTERING, change_of_heads, hand_over, heads, loss, months_of_cover
from budget.plan.what_if_prices import BECOMING, minimum_wage, risk_class, segment, tariff, wage
from budget.plan.what_if_words import Tail, Words, cut, lines_of, parts_of, said
from budget.plan.what_if_writing import what_if_text as what_if_text

EXAMPLES = (
    "+2000 guru ngaji mulai 2026-07",
    "guru ngaji = 17.000 mulai 2026-01",
    "potong pagu 10%",
    "tambah pagu 2026 500 juta",
    "upah honorer = 1.600.000 mulai 2027-01",
    "UMK 2027 naik 6,5%",
    "honorer jadi BPU mulai 2026-07",
    "kelas risiko Linmas = 2",
    "guru ngaji mulai 2026-04 sampai 2026-09",
    "susut guru ngaji 6%",
    "bayar triwulan di muka",
    "alihkan guru ngaji ke Bankeu Provinsi mulai 2026-07",
    "JKK kelas 1 = 0,30% mulai 2026-07 (dasar PP …)",
)


def read_what_if(text: str, plan: Plan) -> tuple[Adjustment, ...]:
    """The adjustments of one or more lines, separated by ``;`` or new lines, in order.

    Each line is read on the plan after those before it. BadEntry says what was expected where; PlanError
    where a line is understood and cannot act.
    """
    lines = lines_of(text)
    if not lines:
        raise BadEntry(f"Belum ada andaian. Contoh: {EXAMPLES[0]}; {EXAMPLES[2]}.")
    adjustments: list[Adjustment] = []
    for number, words in enumerate(lines, start=1):
        try:
            found = _line(words, plan)
        except BadEntry as misfit:
            place = f"Baris {number}: " if len(lines) > 1 else ""
            raise BadEntry(f"{place}{misfit}") from None
        plan = with_adjustments(plan, found)
        adjustments += found
    return tuple(adjustments)


def _line(words: Words, plan: Plan) -> tuple[Adjustment, ...]:
    head, tail = parts_of(words)
    if not head:
        raise BadEntry(f"Diharapkan kelompok atau perintah sebelum “{words[0].text}”. Contoh: {EXAMPLES[8]}.")
    first = "" if head[0].quoted else head[0].text.casefold()
    if first in _READ:
        return _READ[first](head, tail, plan)
    if first[:1] in ("+", "-"):
        return change_of_heads(head, tail, plan)
    if cut(head, BECOMING)[1] is not None:
        return segment(head, tail, plan)
    if cut(head, ("=",))[1] is not None:
        return heads(head, tail, plan)
    if cut(head, ENTERING)[1] is not None or tail.first is not None or tail.last is not None:
        return months_of_cover(head, tail, plan)
    return _unfinished(head, plan)


def _more_or_less(words: Words, tail: Tail, plan: Plan) -> tuple[Adjustment, ...]:
    is_money = len(words) > 1 and words[1].is_any(("pagu", "anggaran"))
    return (money if is_money else change_of_heads)(words, tail, plan)


def _unfinished(words: Words, plan: Plan) -> tuple[Adjustment, ...]:
    """Nothing but a name: say what may follow it, or that it is none."""
    try:
        name = group_or_all(words, plan)
    except BadEntry:
        examples = "; ".join(EXAMPLES[:5])
        raise BadEntry(f"“{said(words)}” belum dimengerti. Contoh: {examples}.") from None
    shown = name or "semua"
    raise BadEntry(
        f"Sesudah “{shown}” diharapkan = jumlah orang, jadi BPU atau PU, atau mulai dan bulannya. "
        f"Contoh: {EXAMPLES[1]}."
    )


# The first word of a line that begins with a command.
_READ: dict[str, Callable[[Words, Tail, Plan], tuple[Adjustment, ...]]] = {
    **dict.fromkeys(("tambah", "kurangi"), _more_or_less),
    **dict.fromkeys(("potong", "pagu", "anggaran"), money),
    **dict.fromkeys(("upah", "gaji"), wage),
    "umk": minimum_wage,
    "baris": allocation_line,
    **dict.fromkeys(("kelas", "risiko"), risk_class),
    "tarif": tariff,
    **dict.fromkeys(("susut", "gugur"), loss),
    **dict.fromkeys(("bayar", "dibayar", "pembayaran"), payment),
    **dict.fromkeys(("jkk", "jkm", "jht"), law_value),
    **dict.fromkeys(("alihkan", "pindahkan"), hand_over),
}

__all__ = ["EXAMPLES", "read_what_if", "what_if_text"]
