"""The check of what parts of the plan must cost: as stored with it, and as asked for this once."""

from collections.abc import Sequence

from budget.engine.asserted import Judged, judged
from budget.errors import FileError, Problem, error
from budget.money import format_rupiah
from budget.plan.assertion_text import read_assertions
from budget.plan.assertions import Assertion
from budget.services.checking.findings import Looked, at
from budget.services.checking.ground import Ground
from budget.services.spots import Spot
from budget.services.workspace import Workspace, read_plan


def assertions(ground: Ground) -> Looked:
    """Assertions that the cost of the plan without scenarios does not meet to the rupiah."""
    wanted = (*ground.plan.assertions, *ground.asserted)
    if not wanted:
        return Looked("Belum ada patokan.")
    found = judged(ground.projection, wanted)
    problems = [_missed(each) for each in found if not each.holds]
    holding = len(found) - len(problems)
    return Looked(f"{holding} patokan cocok dengan hitungan, sampai rupiah.", at(Spot.ASSERTIONS, problems))


def asserted(workspace: Workspace, texts: Sequence[str]) -> tuple[Assertion, ...]:
    """The assertions that texts make about the stored plan; PlanError with every line that is none.

    None where the plan cannot be read: nothing can be checked of it then, which its own check says.
    """
    if not texts:
        return ()
    try:
        plan = read_plan(workspace)
    except FileError:
        return ()
    return read_assertions(texts, plan)


def judged_in_words(found: Judged) -> str:
    """Both figures and what lies between them."""
    cost, expected = format_rupiah(found.cost), format_rupiah(found.assertion.expected_rupiah)
    if found.holds:
        return f"Biaya {cost}, sama dengan patokan."
    way = "lebih" if found.difference > 0 else "kurang"
    return f"Biaya {cost}, patokan {expected}: {way} {format_rupiah(abs(found.difference))}."


def _missed(found: Judged) -> Problem:
    about = found.assertion
    source = f" ({about.source})" if about.source else ""
    message = (
        f"{judged_in_words(found)} Perbaiki orang atau tarif pada rencana, atau patokannya bila dokumennya "
        "berubah."
    )
    return error("patokan_meleset", f"Patokan {about.subject}{source}", message)
