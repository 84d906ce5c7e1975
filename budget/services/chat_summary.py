"""One page for a chat: short lines and *bold* as WhatsApp takes it, nothing wider than a telephone."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from budget.engine.axes import Axis
from budget.engine.projection import Projection
from budget.engine.runway import Runway
from budget.engine.table import Row, tabulate
from budget.errors import Problem
from budget.money import format_number, format_rupiah
from budget.period import Month
from budget.progress import Progress, silent
from budget.services.exporting import expect_file
from budget.services.projecting import Answer, Question, answer_in
from budget.services.workspace import Workspace, read_plan

_GROUPS_NAMED = 5
_CAUTIONS_NAMED = 5
_LONGEST_CAUTION = 200
_LONGEST_NAME = 40
# WhatsApp knows no escape: marks in names are written with signs that look alike.
_MARKS = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})


def export_summary(
    workspace: Workspace, out: Path, scenario: str | None = None, progress: Progress = silent
) -> Path:
    """Write the page as Markdown; FileError where it cannot be written. Then an older file still stands."""
    expect_file(out, ".md")
    from budget.workbook.files import replacing

    progress(0, 1, "Menyusun ringkasan")
    page = summary_text(workspace, scenario)
    with replacing(out) as draft:
        draft.write_text(page, "utf-8", newline="\n")
        progress(1, 1, "Selesai")
    return out


def summary_text(workspace: Workspace, scenario: str | None = None) -> str:
    """The page. NotFound for an unknown scenario; PlanError, LawGap or LimitExceeded as of `answer`."""
    question = Question(scenario, axes=(Axis.FISCAL_YEAR, Axis.PROGRAMME))
    found = answer_in(workspace, read_plan(workspace), question)
    made_on = workspace.clock().date()
    parts = (
        _head(found, scenario),
        _people(found),
        _costs(found),
        _money(found),
        _largest(found),
        _cautions(found.cautions),
        [
            f"_Dihitung dengan pagu dari {_plain(_source(workspace.target))}, "
            f"{made_on.day} {Month.of(made_on).label}. "
            f"Menurut bulan perlindungan. Dasar iuran: {_plain(_law(found.projection), 120)}._"
        ],
    )
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _head(found: Answer, scenario: str | None) -> list[str]:
    plan = found.projection.plan
    lines = ["*Iuran BPJS Ketenagakerjaan*", f"*{_plain(plan.region.name)}*", plan.span.label]
    return [*lines, f"Skenario: {_plain(scenario)}"] if scenario else lines


def _people(found: Answer) -> list[str]:
    span = found.projection.span
    heads = int(found.projection.cube.heads[:, -1].sum())
    return [
        f"*Peserta {span.last.label}*: {format_number(heads)} orang",
        f"Orang-bulan seluruhnya: {format_number(found.person_months)}",
    ]


def _costs(found: Answer) -> list[str]:
    lines = ["*Biaya*"]
    years = tabulate(found.projection, found.calendar, (Axis.FISCAL_YEAR,))
    for year in years:
        lines.append(f"TA {year.labels[0]}: *{format_rupiah(year.cost)}*")
        parts = (row for row in found.rows if row.labels[0] == year.labels[0])
        lines += [f"- {row.labels[1]}: {format_rupiah(row.cost)}" for row in parts]
    if len(years) > 1:
        lines.append(f"Jumlah: *{format_rupiah(found.total)}*")
    return lines


def _money(found: Answer) -> list[str]:
    by_year = found.allocation.by_fiscal_year
    lines = ["*Pagu*"]
    for year, runway in by_year:
        lines += _year(year, runway)
    if len(by_year) > 1:
        pooled = found.allocation.pooled
        lines.append(f"Gabungan: {format_rupiah(pooled.total)}, {_rest(pooled)}")
    return lines


def _year(year: int, runway: Runway) -> Iterator[str]:
    yield f"TA {year}: {format_rupiah(runway.total)}, {_rest(runway)}"
    until = runway.covered_until
    if runway.is_enough:
        yield f"- cukup sampai {until.label}" if until else "- belum ada biaya"
        return
    yield f"- hanya cukup sampai {until.label}" if until else "- tidak cukup sebulan pun"
    if runway.first_short_month:
        paid, short = (format_number(people or 0) for people in (runway.people_paid, runway.people_short))
        yield f"- {runway.first_short_month.label}: {paid} orang dibayar, *{short} tidak*"


def _rest(runway: Runway) -> str:
    if runway.is_enough:
        return f"sisa *{format_rupiah(runway.remaining)}*"
    return f"kurang *{format_rupiah(runway.shortfall or 0)}*"


def _largest(found: Answer) -> list[str]:
    """By their cost; heads are those of the last month."""
    rows = [row for row in tabulate(found.projection, found.calendar, (Axis.GROUP,)) if row.cost]
    largest = sorted(rows, key=_cost, reverse=True)
    lines = [
        f"{place}. {_plain(str(row.labels[0]))}: {format_number(row.heads)} orang, {format_rupiah(row.cost)}"
        for place, row in enumerate(largest[:_GROUPS_NAMED], start=1)
    ]
    rest = largest[_GROUPS_NAMED:]
    if rest:
        lines.append(f"{len(rest)} kelompok lain: {format_rupiah(sum(map(_cost, rest)))}")
    return [f"*Kelompok terbesar* (orang: {found.projection.span.last.label})", *lines] if lines else []


def _cost(row: Row) -> int:
    return row.cost


def _cautions(cautions: Iterable[Problem]) -> list[str]:
    texts = [_sentences(_plain(str(caution), _LONGEST_CAUTION + 1)) for caution in cautions]
    if not texts:
        return []
    lines = [f"- {text}" for text in texts[:_CAUTIONS_NAMED]]
    more = len(texts) - _CAUTIONS_NAMED
    return ["*Perhatian*", *lines, *([f"- dan {more} catatan lain di pagu"] if more > 0 else [])]


def _sentences(text: str) -> str:
    """As many whole sentences as have room, if it is but one."""
    if len(text) <= _LONGEST_CAUTION:
        return text
    whole = text[:_LONGEST_CAUTION].rpartition(". ")[0]
    return f"{whole}." if whole else text


def _law(projection: Projection) -> str:
    """The regulations that the prices come from, each once."""
    prices = (price for version in projection.prices.versions for price in version.prices)
    sources = (reference.source for price in prices for reference in price.references)
    return "; ".join(dict.fromkeys(sources)) or "belum ada tarif"


def _source(target: str) -> str:
    """The file's name; of a database on a server nothing, as its address may hold a password."""
    return "basis data kantor" if "://" in target else Path(target).name


def _plain(text: str, longest: int = _LONGEST_NAME) -> str:
    """On one line, without marks that would make bold or slanted what is a name."""
    line = " ".join(text.split()).translate(_MARKS)
    return line if len(line) <= longest else line[: longest - 1] + "…"
