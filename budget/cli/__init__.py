"""The command line: stdout is data, stderr is narration.

Exit codes: 0 done; 1 failed; 2 wrong usage; 3 done, but rows were rejected.
"""

import sys
from collections.abc import Callable, Sequence
from functools import cache

import typer
from typer.main import get_command

from budget.cli import (
    access,
    backup,
    booking,
    cash_plan,
    check,
    claim,
    comparison,
    coverage,
    enrolment,
    figures,
    files,
    forms,
    handing_out,
    handover,
    law,
    nation,
    output,
    province,
    quote,
    realise,
    risk,
    roster,
    scenarios,
    solve,
    template,
    verify,
    versions,
)
from budget.errors import FileError, PaguError, reason
from budget.services.workspace import now

app = typer.Typer(
    name="pagu",
    help="Anggaran iuran BPJS Ketenagakerjaan daerah: biaya per bulan terhadap pagu, sampai rupiah terakhir.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("quote")(quote.quote)
app.command("project")(figures.project)
app.command("compare")(comparison.compare)
app.command("solve")(solve.solve)
app.command("claim")(claim.claim)
app.command("risk")(risk.risk)
app.command("what-if")(scenarios.what_if)
app.command("cash-plan")(cash_plan.cash_plan)
app.command("law")(law.law)
app.command("verify")(verify.verify)
app.command("check")(check.check)
app.command("new")(files.new)
app.command("copy")(files.copy)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("demo")(files.demo)
files.exports.command("rka")(forms.export_rka)
files.exports.command("dpa")(forms.export_dpa)
files.exports.command("cash-plan")(forms.export_cash_plan)
files.exports.command("lra")(forms.export_lra)
files.exports.command("recap")(forms.export_recap)
files.exports.command("price-proposal")(forms.export_price_proposal)
files.imports.command("roster")(enrolment.import_roster)
files.imports.command("council")(verify.import_council)
files.imports.command("coverage")(coverage.import_coverage)
files.imports.command("invoice")(booking.import_invoice)
files.imports.command("payment")(booking.import_payment)
files.imports.command("benefit")(booking.import_benefit)
files.imports.command("funnel")(booking.import_funnel)
realise.realise.command("add")(booking.add)
files.exports.command("csv")(handing_out.export_csv)
files.exports.command("summary")(handing_out.export_summary)
files.exports.command("strata-input")(nation.export_strata_input)
province.province.command("count")(nation.count)
app.add_typer(files.imports, name="import")
app.add_typer(files.exports, name="export")
app.add_typer(roster.roster, name="roster")
app.add_typer(versions.versions, name="version")
app.add_typer(template.template, name="template")
app.add_typer(coverage.coverage, name="coverage")
app.add_typer(realise.realise, name="realise")
app.add_typer(scenarios.scenario, name="scenario")
app.add_typer(access.access, name="access")
app.add_typer(handover.handover, name="handover")
app.add_typer(province.province, name="province")


@cache
def _commands(count: int) -> Callable[..., object]:  # noqa: ARG001  # the screens add commands of theirs
    """The commands with their options: reading all signatures takes longer than most commands do."""
    return get_command(app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code; no failure of the product shows a traceback."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles default to a code page that lacks the characters of the messages.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # both are text files
    try:
        _commands(len(app.registered_commands))(args=list(arguments), prog_name="pagu")
    except PaguError as problem:
        output.failure(problem, as_json="--json" in arguments)
        sys.exit(1)
    except (OSError, UnicodeError) as problem:
        words = reason(problem) if isinstance(problem, OSError) else "teks memuat huruf yang tidak dikenal"
        output.failure(FileError(f"{words}."), as_json="--json" in arguments)
        sys.exit(1)
    except Exception as problem:
        from budget.services.faults import fault

        output.failure(fault(problem, now()), as_json="--json" in arguments)
        sys.exit(1)
