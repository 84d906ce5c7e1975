"""The official forms, written from the stored plan into templates that an officer may restyle."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from budget.engine.form_kinds import FormKind as FormKind
from budget.errors import Problem
from budget.progress import Progress, silent
from budget.services.exporting import expect_workbook
from budget.services.form_sheets import FormSheets
from budget.services.form_source import FormOptions as FormOptions
from budget.services.form_source import read_source
from budget.services.templates import template_path
from budget.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FormResult:
    """The file, its sheets, and what the user is to be told: an error is a limit that was passed."""

    file: Path
    sheets: tuple[str, ...]
    problems: tuple[Problem, ...]


def export_form(
    workspace: Workspace,
    out: Path,
    kind: FormKind,
    options: FormOptions | None = None,
    progress: Progress = silent,
) -> FormResult:
    """Write a form; a file that stood at `out` stands until the new one is complete.

    NotFound for a year, SKPD, sub-kegiatan, scenario, version or stage that is not there; FileError for a
    template that cannot be filled, naming every cell; PlanError, LawGap or LimitExceeded where the plan
    cannot be costed; BadEntry for options that do not go together; whatever `progress` raises.
    """
    expect_workbook(out)
    options = options or FormOptions()
    source = read_source(workspace, kind, options)
    from budget.workbook.forms import layouts
    from budget.workbook.forms.book import write_forms
    from budget.workbook.forms.template_check import read_template

    is_amended = source.before is not None
    layout = {
        FormKind.RKA: layouts.RKA_AMENDED if is_amended else layouts.RKA,
        FormKind.DPA: layouts.DPA_AMENDED if is_amended else layouts.DPA,
        FormKind.CASH_PLAN: layouts.CASH_PLAN,
        FormKind.LRA: layouts.LRA,
        FormKind.RECAP: layouts.RECAP,
        FormKind.PRICE_PROPOSAL: layouts.PRICE_PROPOSAL,
    }[kind]
    path = template_path(workspace, layout.template, options.templates)
    template = read_template(path, layout)
    sheets, problems = FormSheets(source, layout, options).of(kind)
    write_forms(out, template, sheets, workspace.clock().date(), progress)
    told = tuple(dict.fromkeys((*template.cautions, *problems)))
    return FormResult(out, tuple(sheet.title for sheet in sheets), told)
