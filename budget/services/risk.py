"""How sure the plan's cost is: ranges as officers write them, and the risk of a stored or open plan."""

import re
from dataclasses import dataclass

from budget.engine.calendar import Basis, calendar
from budget.engine.projection import project
from budget.engine.ranges import Factor, FlowBase, Range, Ranges
from budget.engine.risk import Risk, check_draws
from budget.engine.risk import risk as draw_risk
from budget.errors import BadEntry
from budget.law import load_law
from budget.plan import Plan, entry
from budget.plan.entry import PERCENT, Kind
from budget.plan.field import Field, Layout, Values
from budget.progress import Progress, silent
from budget.services.projecting import named
from budget.services.workspace import Workspace, read_plan

DRAWS, SEED = 10_000, 1
FACTORS = {
    Factor.JOINERS: "Yang masuk",
    Factor.LEAVERS: "Yang keluar",
    Factor.LOSS: "Susut validasi",
    Factor.GROWTH: "Kenaikan UMK/upah",
}


@dataclass(frozen=True, slots=True)
class RiskQuestion:
    ranges: Ranges
    draws: int = DRAWS
    seed: int = SEED


def parse_range(text: object) -> Range:
    """``-10%..20%`` or ``4%..6%..10%``; of two ends the likeliest is 0 % between them, else the middle.

    One value alone is sure. BadEntry for anything else.
    """
    parts = [part.strip() for part in re.split(r"\.\.+|…", str(text))]
    if not (1 <= len(parts) <= 3 and all(parts)):
        raise BadEntry(f"“{text}” bukan rentang. Tulis seperti -10%..20% atau 4%..6%..10%.")
    values: list[int] = [PERCENT.parse(part) for part in parts]
    low, high = values[0], values[-1]
    if len(values) == 3:
        return Range(*values)
    return Range(low, 0 if low <= 0 <= high else (low + high) // 2, high)


RANGE = Kind(parse_range, str, str)
FLOW_BASE = entry.choice({FlowBase.PLANNED: "rencana", FlowBase.HEADS: "orang"})


def _question(values: Values) -> RiskQuestion:
    check_draws(values["draws"], values["seed"])
    ranges = Ranges(
        joiners=values["joiners"],
        leavers=values["leavers"],
        loss=values["loss"],
        growth=values["growth"],
        joiners_of=values["joiners_of"],
        leavers_of=values["leavers_of"],
        growth_from=values["growth_from"],
    )
    return RiskQuestion(ranges, values["draws"], values["seed"])


def _values(question: RiskQuestion) -> Values:
    r = question.ranges
    return {
        "joiners": r.joiners,
        "joiners_of": r.joiners_of,
        "leavers": r.leavers,
        "leavers_of": r.leavers_of,
        "loss": r.loss,
        "growth": r.growth,
        "growth_from": r.growth_from,
        "draws": question.draws,
        "seed": question.seed,
    }


_OF_HINT = "bagian dari yang direncanakan, atau dari orang bulan sebelumnya."
RISK_FIELDS = Layout(
    "Risiko",
    "risiko",
    (
        Field("joiners", "Yang masuk", RANGE, "-10%..20% di atas rencana."),
        Field("joiners_of", "  dari", FLOW_BASE, _OF_HINT, default=FlowBase.PLANNED),
        Field("leavers", "Yang keluar", RANGE, "-10%..10% di atas rencana."),
        Field("leavers_of", "  dari", FLOW_BASE, _OF_HINT, default=FlowBase.PLANNED),
        Field("loss", "Susut validasi", RANGE, "4%..6%..10%, pengganti susut kelompok."),
        Field("growth", "Kenaikan UMK/upah", RANGE, "0%..5%..9% tiap Januari, di atas rencana."),
        Field("growth_from", "  mulai tahun", entry.YEAR, "kosong: Januari pertama dalam rencana."),
        Field("draws", "Undian", entry.INTEGER, "1 sampai 100.000.", default=DRAWS),
        Field("seed", "Benih", entry.INTEGER, "angka yang sama, hasil yang sama.", default=SEED),
    ),
    _question,
    _values,
)


def risk(
    workspace: Workspace,
    scenario: str | None,
    basis: Basis,
    question: RiskQuestion,
    progress: Progress = silent,
) -> Risk:
    """The risk of the stored plan."""
    return risk_of(read_plan(workspace), scenario, basis, question, progress)


def risk_of(
    plan: Plan, scenario: str | None, basis: Basis, question: RiskQuestion, progress: Progress = silent
) -> Risk:
    """The risk of an open plan; refused as the plan's cost is, and Cancelled by `progress`."""
    progress(0, question.draws, "menghitung biaya")
    projection = project(named(plan, scenario), load_law())
    months = calendar(projection, basis)

    def step(done: int, total: int) -> None:
        progress(done, total, "mengundi")

    return draw_risk(projection, months, question.ranges, question.draws, question.seed, step)
