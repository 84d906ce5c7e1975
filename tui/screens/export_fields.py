"""What an export may be asked, as fields with a proposal, and what was answered."""

from budget.plan import Plan, entry
from budget.plan.entry import Kind
from budget.plan.field import Field
from budget.plan.scenario import VERSION_PREFIX
from budget.services.exports import Asked, Export, Wanted
from budget.services.nominative import last_known
from tui.widgets.field_row import FieldRow

_BASE_PLAN = "dasar"
_NO, _YES = "tidak", "ya"
_NOTHING = "–"
Fields = dict[Asked, FieldRow]


def fields(plan: Plan, scenario: str | None) -> Fields:
    """What may be asked, with what is proposed."""
    bases = [_BASE_PLAN, *(each.name for each in plan.scenarios)]
    bases += [f"{VERSION_PREFIX} {name}" for name in plan.versions]
    proposed = scenario if scenario in bases else _BASE_PLAN
    base = entry.choice({name: name for name in bases})
    months = f"Dalam {plan.span.first.short_label} – {plan.span.last.short_label}."
    spanned, lines = plan.span.fiscal_years(), plan.allocations
    years = [str(year) for year in sorted({*spanned, *(line.fiscal_year for line in lines)})]
    stages = dict.fromkeys(line.stage.label for line in sorted(lines, key=lambda line: line.stage.rank))
    before = entry.choice({name: name for name in (_NOTHING, *stages, *plan.versions)})
    return {
        Asked.BASE: _field("base", "Rencana", base, proposed, ""),
        Asked.YEAR: _field("year", "Tahun anggaran", entry.choice({y: y for y in years}), years[0], ""),
        Asked.BEFORE: _field("before", "Perubahan dari", before, _NOTHING, ""),
        Asked.MONTH: _field("month", "Bulan", entry.MONTH, str(last_known(plan)), months, required=True),
        Asked.REASON: _field("reason", "Alasan data lengkap", entry.TEXT, "", ""),
        Asked.PDF: _field("pdf", "Cetak juga ke PDF", entry.choice({True: _YES, False: _NO}), _NO, ""),
    }


def _field(key: str, label: str, kind: Kind, text: str, hint: str, *, required: bool = False) -> FieldRow:
    return FieldRow(Field(key, label, kind, hint, required), text, fixed=False)


def wanted(export: Export, rows: Fields) -> Wanted:
    """What was answered to what this export asks; the month is one that can be read."""

    def told(asked: Asked) -> str:
        text = rows[asked].text.strip() if asked in export.asks else ""
        return "" if text in (_BASE_PLAN, _NOTHING) else text

    return Wanted(
        base=told(Asked.BASE) or None,
        year=int(told(Asked.YEAR)) if told(Asked.YEAR) else None,
        before=told(Asked.BEFORE) or None,
        month=rows[Asked.MONTH].value() if Asked.MONTH in export.asks else None,
        reason=told(Asked.REASON),
        pdf=wants_pdf(export, rows),
    )


def wants_pdf(export: Export, rows: Fields) -> bool:
    return Asked.PDF in export.asks and rows[Asked.PDF].text == _YES
