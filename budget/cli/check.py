"""`pagu check`: everything that can be checked of a plan and its file."""

from typing import TYPE_CHECKING, Annotated

import typer

from budget.cli import output
from budget.cli.options import Db, Json
from budget.errors import PlanError
from budget.services.workspace import this_workspace

if TYPE_CHECKING:
    from budget.services.checking import CheckResult, Finding

_SOME_FAILED = 3


def check(
    db: Db,
    claimed: Annotated[
        list[str] | None,
        typer.Option(
            "--assert",
            metavar="PATOKAN",
            help='Patokan yang ikut diperiksa tanpa disimpan, misalnya "guru ngaji 2026 = Rp452.508.000"; '
            "boleh diulang.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Periksa berkas, rencana, hukum, pagu, patokan, orang, versi, segel, dan jumlah-jumlahnya.

    Tidak menulis apa pun. Kode keluar 3 bila ada pemeriksaan yang gagal.
    """
    from budget.services.checking import CHECKS, Outcome, asserted, run_checks

    workspace = this_workspace(db)
    try:
        beside = asserted(workspace, claimed or ())
    except PlanError as reason:
        raise typer.BadParameter(str(reason), param_hint="--assert") from None
    narrate = output.narrator()
    results: list[CheckResult] = []
    for done, result in enumerate(run_checks(workspace, asserted=beside), start=1):
        narrate(done, len(CHECKS), result.check.title)
        results.append(result)
    bad = [each for each in results if each.outcome in (Outcome.FAILED, Outcome.UNTRIED)]
    if as_json:
        output.emit({"passed": not bad, "checks": [_json(each) for each in results]})
    else:
        output.show(_text(results))
    if bad:
        raise typer.Exit(_SOME_FAILED)


def _json(result: "CheckResult") -> output.Json:
    return {
        "code": result.check.code,
        "title": result.check.title,
        "outcome": result.outcome.value,
        "found": result.found,
        "cure": result.cure or None,
        "place": result.spot.value,
        "findings": [_finding_json(each) for each in result.findings],
    }


def _finding_json(finding: "Finding") -> output.Json:
    (problem,) = output.problems_json([finding.problem])
    return {**problem, "place": finding.spot.value, "group": finding.group or None}


def _text(results: "list[CheckResult]") -> str:
    rows = [[each.outcome.sign, each.check.title, _short(each)] for each in results]
    parts = [output.table(["", "Pemeriksaan", "Yang dilihat"], rows, ())]
    for each in results:
        if each.findings:
            lines = [f"{each.outcome.sign} {each.check.title}. {each.cure}"]
            lines += [f"  - {finding.problem}" for finding in each.findings]
            parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _short(result: "CheckResult") -> str:
    """What was looked at, or how many findings stand below."""
    return f"{len(result.findings)} temuan" if result.findings else result.found
