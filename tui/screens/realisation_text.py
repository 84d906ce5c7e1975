"""What stands behind a row of the room of realisation, as lines to read."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from budget.engine.funnel import Funnel
from budget.engine.realisation import AccountRealisation
from budget.errors import Problem
from budget.money import format_number, format_rupiah
from budget.period import Month
from budget.plan.payment_layout import KIND
from budget.plan.payments import Benefit, BookedRow, Invoice, Payment, on_the_way
from budget.services.realising import Matched, Person, RealisationView
from budget.services.realising_words import NO_CAUSE, NO_GROUP, STEPS, part_text
from tui.screens.book_rows import booked_line, paid_in, remarks, rupiah_of
from tui.text import plain, problem_line, signed_number

_LABEL = 50
_NUMBER = 17
_NOTHING = "Belum ada."


def month_text(found: RealisationView, month: Month) -> Text:
    """The invoices of a month of cover, and the payments made in that month."""
    book = found.standing.book
    invoices = [row for row in book.invoices if row.month == month]
    numbers = {(row.corrects or row.number).casefold() for row in invoices}
    waiting = [row for row in on_the_way(book.payments) if row.invoice and row.invoice.casefold() in numbers]
    text = Text()
    text.append(f"Tagihan bulan iuran {month.label}\n", "bold")
    _invoices(text, invoices)
    for arrear in found.owed.months:
        if arrear.month == month:
            _line(text, f"  Dibayar sampai {found.owed.until.label}", format_number(arrear.paid))
            _line(text, f"  Sisa, jatuh tempo {arrear.due:%d/%m/%Y}", format_number(arrear.open))
    text.append(f"\nPembayaran bulan {month.label}, menurut tanggal SP2D\n", "bold")
    _payments(text, [row for row in book.payments if paid_in(row, month)])
    if waiting:
        text.append("\nMasih SPP atau SPM, untuk tagihan di atas\n", "bold")
        _payments(text, waiting)
    text.rstrip()
    return text


def _invoices(text: Text, rows: Sequence[Invoice]) -> None:
    """By number, each with its corrections; those stand with their reason."""
    by_number: dict[str, list[Invoice]] = {}
    for row in rows:
        by_number.setdefault((row.corrects or row.number).casefold(), []).append(row)
    for lines in by_number.values():
        text.append(f"  Kode iuran {plain(lines[0].corrects or lines[0].number)}\n")
        for line in lines:
            who = f"{line.group or NO_GROUP} · {format_number(line.heads)} orang"
            _row(text, line, f"koreksi {line.number} · {who}" if line.reason else who, indent=4)
    _sum(text, rows)


def _payments(text: Text, rows: Sequence[Payment]) -> None:
    for row in rows:
        document = f"SP2D {row.sp2d}" if row.sp2d else f"SPM {row.spm}" if row.spm else f"SPP {row.spp}"
        day = f" · {row.day:%d/%m/%Y}" if row.day else ""
        _row(text, row, f"{'koreksi ' if row.reason else ''}{document}{day}")
    _sum(text, rows)


def _sum(text: Text, rows: Sequence[BookedRow]) -> None:
    if rows:
        _line(text, "  Jumlah", format_number(sum(rupiah_of(row) or 0 for row in rows)), "bold")
    else:
        text.append(f"  {_NOTHING}\n", "dim")


def _row(text: Text, row: BookedRow, label: str = "", indent: int = 2) -> None:
    """A row with its rupiah, and what else it says in the line below."""
    rupiah = rupiah_of(row)
    shown = "" if rupiah is None else signed_number(rupiah) if row.reason else format_number(rupiah)
    label = label or f"{'koreksi: ' if row.reason else ''}{booked_line(row)}"
    _line(text, f"{'':{indent}}{label}", shown)
    for line in wrap(plain(" · ".join(remarks(row))), _LABEL + _NUMBER - indent - 2):
        text.append(f"{'':{indent + 2}}{line}\n", "dim")


def _line(text: Text, label: str, figure: str, style: str = "") -> None:
    """A figure at the right; a label that is longer stands on a line of its own."""
    label = plain(label)
    head = (
        set_cell_size(label, _LABEL) if cell_len(label) <= _LABEL or not figure else f"{label}\n{'':{_LABEL}}"
    )
    text.append(f"{head}{figure:>{_NUMBER}}".rstrip() + "\n", style or "not bold")


def account_text(account: AccountRealisation, year: int, problems: Iterable[Problem]) -> Text:
    """The months of an account or of all of them, and what to be careful about."""
    lines: list[tuple[str, ...]] = [("Bulan", "Anggaran kas", "Dibayar", "Kumulatif", "Deviasi")]
    for at, month in enumerate(account.months(year)):
        figures = (month.realised, month.cumulative, month.deviation)
        shown = [format_number(n) for n in figures] if at < account.months_done else ["–", "–", "–"]
        lines.append((month.month.short_label, format_number(month.cash_plan), *shown))
    widths = [max(len(line[at]) for line in lines) + 2 for at in range(len(lines[0]))]
    text = Text()
    for place, line in enumerate(lines):
        figures_text = "".join(f"{cell:>{width}}" for cell, width in zip(line[1:], widths[1:], strict=True))
        text.append(f"{line[0]:<{widths[0]}}{figures_text}\n", "bold" if not place else "not bold")
    deviation = part_text(account.deviation)
    text.append(f"\nDeviasi {deviation} dari anggaran kas sampai bulan itu; ")
    text.append(f"serapan {part_text(account.absorption)} dari {format_rupiah(account.allocation)}.\n")
    for problem in problems:
        text.append(f"\n{problem_line(problem)}\n")
    text.rstrip()
    return text


def funnel_text(funnel: Funnel, matched: Matched | None) -> Text:
    """Every step of a funnel with each cause of its own; and persons, where invoices name them."""
    text = Text()
    for row in funnel.rows:
        for loss in row.losses:
            label = f"  {loss.cause or NO_CAUSE}: {signed_number(-loss.heads)} orang"
            _line(text, label, signed_number(-loss.rupiah), "dim")
        step = STEPS[row.step.value].capitalize()
        if row.heads is None or row.rupiah is None:
            _line(text, f"{step}: belum diisi", "–")
        else:
            _line(text, f"{step}: {format_number(row.heads)} orang", format_number(row.rupiah), "bold")
    if matched is not None:
        _matched(text, matched, funnel.group)
    text.rstrip()
    return text


def _matched(text: Text, matched: Matched, group: str) -> None:
    """Persons of the list against those of the invoices: of a group, or all of them."""
    text.append("\nOrang demi orang, menurut daftar dan tagihan bernama\n", "bold")
    for each in matched.matching.groups:
        if group and each.group != group:
            continue
        counts = (each.listed, each.billed, len(each.not_billed))
        listed, billed, missing = map(format_number, counts)
        said = f"{each.group}: {listed} di daftar, {billed} ditagih, {missing} tidak ditagih"
        text.append(f"  {plain(said)}\n", "not bold")
    missing_people = [p for p in matched.not_billed if not group or p.group == group]
    _people(text, "Di daftar, tidak ditagih", missing_people)
    if not group:
        rupiah = format_rupiah(matched.matching.rupiah_not_listed)
        count = format_number(len(matched.matching.not_listed))
        _people(text, f"Ditagih tanpa ada di daftar: {count} orang, {rupiah}", matched.not_listed)


def _people(text: Text, title: str, people: Sequence[Person]) -> None:
    if people:
        text.append(f"\n{title}\n", "bold")
    for person in people:
        said = " · ".join(part for part in (person.nik, person.name, person.group) if part)
        text.append(f"  {plain(said)}\n", "not bold")


def benefit_text(found: RealisationView, year: int, group: str | None) -> Text:
    """Benefits by kind, and the rows that they were entered with; of all groups without a `group`."""
    rows = benefits_behind(found.standing.book.benefits, year, group)
    sums = [each for each in found.benefits if each.year == year and group in (None, each.group)]
    text = Text()
    _line(text, "Iuran yang dibayar", format_number(sum(each.contributions for each in sums)), "bold")
    kinds: dict[str, tuple[int, int]] = {}
    for each in sums:
        for kind, cases, rupiah in each.by_kind:
            before = kinds.get(KIND.text(kind), (0, 0))
            kinds[KIND.text(kind)] = before[0] + cases, before[1] + rupiah
    for label, (cases, rupiah) in kinds.items():
        _line(text, f"Manfaat {label}: {format_number(cases)} kasus", format_number(rupiah))
    text.append("\nYang dibukukan\n", "bold")
    if not rows:
        text.append(f"  {_NOTHING}\n", "dim")
    for row in rows:
        _row(text, row)
    text.rstrip()
    return text


def row_text(row: BookedRow, others: Iterable[BookedRow]) -> Text:
    """A booked row, and all that is booked under the same key: what corrects it, or what it corrects."""
    text = Text()
    _row(text, row)
    related = [other for other in others if other != row]
    if related:
        text.append("\nDibukukan di bawah nomor dan rincian yang sama\n", "bold")
        for other in related:
            _row(text, other)
        everything = [row, *related]
        if not all(rupiah_of(each) is None for each in everything):
            _line(text, "Jumlah", format_number(sum(rupiah_of(each) or 0 for each in everything)), "bold")
    text.rstrip()
    return text


def group_name(group: str | None) -> str:
    return "Semua kelompok" if group is None else group or NO_GROUP


def benefits_behind(rows: Iterable[Benefit], year: int, group: str | None) -> list[Benefit]:
    """The rows that a sum of benefits is made of; of all groups without a `group`."""
    return [
        row
        for row in rows
        if row.year == year and (group is None or row.group.casefold() == group.casefold())
    ]
