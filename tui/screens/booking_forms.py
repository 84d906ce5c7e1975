"""Forms of the book: a new row, and a correction of one.

The fields are those of the import. A correction keeps what tells the row that it corrects, and asks for the
difference and its reason.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from budget.engine.funnel import Funnel
from budget.money import format_number, format_rupiah
from budget.period import Month
from budget.plan import entry
from budget.plan.field import Field, Layout, Values
from budget.plan.payment_layout import BookKind
from budget.plan.payments import Benefit, Book, BookedRow, FunnelCount, Invoice, Payment
from budget.services.booking import Booked, book_row
from budget.services.realising import RealisationView
from budget.services.workspace import Workspace
from tui.screens.book_rows import booked_line, people_of, rupiah_of
from tui.screens.form import RecordForm
from tui.widgets.cells import Row

KIND_LABELS = {
    BookKind.INVOICE: "Tagihan",
    BookKind.PAYMENT: "Pembayaran",
    BookKind.BENEFIT: "Manfaat",
    BookKind.COUNT: "Hitungan penerima (corong)",
}
_ALL_GROUPS = "(semua, tanpa kelompok)"
_NO_CORRECTION = frozenset({"corrects", "reason"})
# What a correction adds; all else but the documents it has of its own is that of the row it corrects.
_ADDED = {
    BookKind.INVOICE: ("heads", "jkk", "jkm", "jht"),
    BookKind.PAYMENT: ("amount",),
    BookKind.BENEFIT: ("cases", "rupiah"),
    BookKind.COUNT: ("heads",),
}
_KEPT = {
    BookKind.INVOICE: ("corrects", "month", "group"),
    BookKind.PAYMENT: ("corrects", "account", "programmes", "skpd", "invoice"),
    BookKind.BENEFIT: ("year", "group", "kind", "day", "source"),
    BookKind.COUNT: ("group", "month", "step", "lost_to"),
}
_OWN = {
    BookKind.INVOICE: ("number", "note"),
    BookKind.PAYMENT: ("sp2d", "day", "note"),
    BookKind.BENEFIT: ("note",),
    BookKind.COUNT: (),
}
_DIFFERENCE = "Selisih, boleh kurang dari nol; kosong berarti tetap."


def kind_of(row: BookedRow) -> BookKind:
    match row:
        case Invoice():
            return BookKind.INVOICE
        case Payment():
            return BookKind.PAYMENT
        case Benefit():
            return BookKind.BENEFIT
        case FunnelCount():
            return BookKind.COUNT


def under_the_key_of(book: Book, row: BookedRow) -> list[BookedRow]:
    """The row, what it corrects, and what corrects it."""
    return [other for other in book.rows if type(other) is type(row) and other.key == row.key]


def first_texts(found: RealisationView, kind: BookKind, row: Row | None) -> dict[str, str]:
    """What a new row begins with: the month, year or group of the highlighted row."""
    key = row.key if row else None
    month = key if isinstance(key, Month) else found.funnel.month
    group = ""
    if isinstance(key, tuple):
        group = key[0].group if isinstance(key[0], Funnel) else key[1] or ""
    match kind:
        case BookKind.INVOICE:
            return {"month": str(month)} if isinstance(key, Month) else {}
        case BookKind.BENEFIT:
            return {"year": str(found.standing.fiscal_year), "group": group}
        case BookKind.COUNT:
            return {"month": str(month), "group": group}
        case _:
            return {}


def new_row_form(
    workspace: Workspace, found: RealisationView, kind: BookKind, texts: Mapping[str, str]
) -> RecordForm:
    """A row without correction, with these texts in its fields."""
    layout: Layout[Any] = kind.layout
    fields = [field for field in layout.fields if field.key not in _NO_CORRECTION]
    asked = _asking(layout, [_with_groups(field, found) for field in fields], {"corrects": "", "reason": ""})
    title = f"Bukukan {layout.noun}"
    note = "Yang sudah dibukukan tidak dapat diubah, hanya dikoreksi."

    plan = found.standing.projection.plan

    def preview(row: BookedRow) -> str:
        return new_row_preview(found, row)

    return RecordForm(asked, title, dict(texts), _submit(workspace), note=note, preview=preview, plan=plan)


def _asking(layout: Layout[Any], fields: list[Field], given: Values) -> Layout[Any]:
    """A layout of some of the fields; the others have the values that are given."""
    return Layout(
        layout.sheet,
        layout.noun,
        tuple(fields),
        lambda values: layout.build({**given, **values}),
        layout.take,
    )


def _with_groups(field: Field, found: RealisationView) -> Field:
    """The plan's groups to choose from."""
    if field.key != "group":
        return field
    names = {name: name for name in found.standing.groups}
    choices = entry.choice(names if field.required else {"": _ALL_GROUPS, **names})
    return replace(field, kind=replace(choices, longest=entry.LONGEST_TEXT))


def new_row_preview(found: RealisationView, row: BookedRow) -> str:
    """What a new row is seen beside: the plan of its month, or the bills of its invoice."""
    match row:
        case Invoice():
            cells = [
                cell
                for (month, group), cell in found.planned.items()
                if month == row.month and row.group in ("", group)
            ]
            people, rupiah = sum(cell.heads for cell in cells), sum(cell.total for cell in cells)
            return (
                f"Menurut rencana {format_number(people)} orang, {format_rupiah(rupiah)}; "
                f"tagihan ini {format_number(row.heads)} orang, {format_rupiah(row.rupiah)}."
            )
        case Payment() if row.invoice:
            bills = [bill for bill in found.bills if bill.number.casefold() == row.invoice.casefold()]
            if not bills:
                return f"! Belum ada tagihan {row.invoice}: pembayaran ini tidak melunasi tagihan mana pun."
            billed, paid = sum(bill.billed for bill in bills), sum(bill.paid for bill in bills)
            return (
                f"Tagihan {row.invoice}: {format_rupiah(billed)}, sudah dibayar {format_rupiah(paid)}, "
                f"sisa {format_rupiah(billed - paid)}."
            )
        case _:
            return ""


def correction_form(
    workspace: Workspace, found: RealisationView, row: BookedRow, *, annul: bool = False
) -> RecordForm:
    """A row of its own that adds a difference to `row`, or with `annul` takes away all that is left of it."""
    layout, texts = correction_layout(row, workspace.clock().date())
    booked = under_the_key_of(found.standing.book, row)
    fixed = frozenset(_KEPT[kind_of(row)])

    def preview(correction: BookedRow) -> str:
        return f"Yang dibukukan {_summed(booked)}; sesudah koreksi {_summed([*booked, correction])}."

    if annul:
        texts |= _what_is_left(found.standing.book, row)
    line = booked_line(row)
    title = f"{'Tiadakan' if annul else 'Koreksi'} {line[0].lower()}{line[1:]}"
    return RecordForm(layout, title, texts, _submit(workspace), fixed, preview=preview)


def correction_layout(row: BookedRow, today: date) -> tuple[Layout[Any], dict[str, str]]:
    """The fields of a correction of a row, and the texts that they begin with."""
    kind = kind_of(row)
    layout: Layout[Any] = kind.layout
    values = layout.take(row)
    if "corrects" in values:
        values["corrects"] = row.document if isinstance(row, Payment) else getattr(row, "number", "")
    kept = [layout.field(key) for key in _KEPT[kind] if values[key]]
    fields = [*kept, *_own_fields(kind), replace(layout.field("reason"), required=True, hint="Mengapa.")]
    texts = {field.key: field.kind.text(values[field.key]) for field in kept}
    given = {**values, "spp": "", "spm": "", "note": "", "reason": ""}
    return _asking(layout, fields, given), texts | _own_texts(row, today)


def _own_fields(kind: BookKind) -> list[Field]:
    layout = kind.layout
    is_required = kind is BookKind.PAYMENT
    added = [
        replace(layout.field(key), required=is_required, default=0, hint=_DIFFERENCE) for key in _ADDED[kind]
    ]
    own = [layout.field(key) for key in _OWN[kind] if key != "note"]
    return [*own, *added, *(layout.field(key) for key in _OWN[kind] if key == "note")]


def _own_texts(row: BookedRow, today: date) -> dict[str, str]:
    """The documents that a correction begins with: those of the row, on this day."""
    match row:
        case Invoice():
            return {"number": row.number}
        case Payment():
            return {"sp2d": row.sp2d, "day": entry.DATE.text(today)}
        case _:
            return {}


def _what_is_left(book: Book, row: BookedRow) -> dict[str, str]:
    """The amounts of all rows under the key, taken away."""
    layout: Layout[Any] = kind_of(row).layout
    rows = [layout.take(each) for each in under_the_key_of(book, row)]
    return {
        key: format_number(-left)
        for key in _ADDED[kind_of(row)]
        if (left := sum(values[key] for values in rows))
    }


def is_used_up(book: Book, row: BookedRow) -> bool:
    """Whether corrections have taken away all of a row already."""
    return not _what_is_left(book, row)


def _summed(rows: Iterable[BookedRow]) -> str:
    """What rows of one kind come to, in words."""
    rows = tuple(rows)
    people = [count for row in rows if (count := people_of(row)) is not None]
    rupiah = [amount for row in rows if (amount := rupiah_of(row)) is not None]
    unit = "kasus" if isinstance(rows[0], Benefit) else "orang"
    parts = [f"{format_number(sum(people))} {unit}"] if people else []
    return ", ".join([*parts, *([format_rupiah(sum(rupiah))] if rupiah else [])])


def _submit(workspace: Workspace) -> Callable[[BookedRow, str], Booked]:
    def submit(row: BookedRow, _reason: str) -> Booked:
        return book_row(workspace, row)

    return submit
