"""`pagu law`: what holds on a day, with article and how sure we are."""

from typing import Annotated

import typer

from budget.cli import output
from budget.cli.options import Day, Json
from budget.contribution import Programme
from budget.law import BpuTable, LawBook, LawValue, OwnContribution, OwnRate, Reference, load_law
from budget.law.own import reference_of
from budget.money import PPM, format_number, format_percent
from budget.period import Month, Validity
from budget.services.workspace import read_plan, this_workspace


def law(
    db: Annotated[
        str | None, typer.Option("--db", metavar="FILE", help="Juga nilai daerah dari berkas .pagu ini.")
    ] = None,
    on: Day = None,
    as_json: Json = False,
) -> None:
    """Tarif yang berlaku, pasalnya, dan statusnya.

    Tanpa --on: semua yang dimuat, dengan masa berlakunya. Nilai daerah berdiri di depan nilai bawaan.
    """
    values = read_plan(this_workspace(db)).law_values if db else ()
    book = load_law().with_values(values)
    if on is not None:
        month = Month.of(on)
        book, values = book.on(month), tuple(value for value in values if month in value.validity)
    if as_json:
        own = [_own_json(value) for value in values]
        output.emit({"on": on.isoformat() if on else None, **_json(book), "own": own})
    else:
        output.show(_text(book) or f"Tidak ada tarif yang berlaku pada {on}.")


def _json(book: LawBook) -> output.Json:
    return {
        "rates": [
            {
                "programme": rate.programme.value,
                "segment": "pu",
                "risk_class": rate.risk_class,
                "rate_ppm": rate.rate_ppm,
                **_validity_json(rate.validity),
                **_reference_json(rate.reference),
            }
            for rate in book.rates
        ],
        "bpu_tables": [_table_json(table) for table in book.bpu_tables],
        "discounts": [
            {
                "name": discount.name,
                "remaining_ppm": discount.remaining_ppm,
                "programmes": [p.value for p in discount.programmes],
                "segments": [s.value for s in discount.segments],
                "sectors": [s.value for s in discount.sectors],
                "excluded_payers": [p.value for p in discount.excluded_payers],
                **_validity_json(discount.validity),
                **_reference_json(discount.reference),
            }
            for discount in book.discounts
        ],
    }


def _own_json(value: LawValue) -> output.Json:
    """A regency's own value; it stands in the rates or tables above too."""
    found: output.Json = {"programme": value.programme.value, **_validity_json(value.validity)}
    match value:
        case OwnRate(risk_class=risk_class, rate_ppm=rate_ppm):
            found |= {"segment": "pu", "risk_class": risk_class, "rate_ppm": rate_ppm}
        case OwnContribution(bracket=bracket, rupiah=rupiah):
            found |= {"segment": "bpu", "row": bracket, "rupiah": rupiah}
    return found | _reference_json(reference_of(value))


def _table_json(table: BpuTable) -> output.Json:
    return {
        **_validity_json(table.validity),
        "rows": [
            {
                "row": row.number,
                "lower": row.lower,
                "base": row.base,
                **{p.value: row.contribution(p) for p in Programme},
                "status": row.status.value,
            }
            for row in table.rows
        ],
        "sources": {p.value: _reference_json(reference) for p, reference in table.references},
    }


def _validity_json(validity: Validity) -> output.Json:
    return {"from": str(validity.first), "until": str(validity.last) if validity.last else None}


def _reference_json(reference: Reference) -> output.Json:
    return {"source": reference.source, "status": reference.status.value, "note": reference.note}


def _text(book: LawBook) -> str:
    parts = []
    if book.rates:
        rows = [
            [
                f"{rate.programme} kelas {rate.risk_class}" if rate.risk_class else rate.programme.value,
                format_percent(rate.rate_ppm),
                rate.validity.label,
                *_words(rate.reference),
            ]
            for rate in book.rates
        ]
        heading = "PENERIMA UPAH (PU), dari upah sebulan"
        columns = ["Program", "Tarif", "Berlaku", "Dasar", "Status"]
        parts.append(f"{heading}\n{output.table(columns, rows, (1,))}")
    parts += [_table_text(table) for table in book.bpu_tables]
    if book.discounts:
        parts.append(_discounts_text(book))
    return "\n\n".join(parts)


def _table_text(table: BpuTable) -> str:
    rows = [
        [
            str(row.number),
            format_number(row.lower),
            format_number(row.base),
            *(format_number(row.contribution(p)) for p in Programme),
            row.status.label,
        ]
        for row in table.rows
    ]
    heading = f"BUKAN PENERIMA UPAH (BPU), rupiah sebulan, {table.validity.label}"
    columns = ["Baris", "Penghasilan mulai", "Dasar", *Programme, "Status"]
    sources = "\n".join(f"{p}: {', '.join(_words(reference))}" for p, reference in table.references)
    for programme, bracket, reference in table.own_references:
        place = "semua baris" if bracket is None else f"baris {bracket}"
        sources += f"\n{programme} {place}, nilai daerah: {', '.join(_words(reference))}"
    return f"{heading}\n{output.table(columns, rows, range(6))}\n{sources}"


def _discounts_text(book: LawBook) -> str:
    rows = [
        [
            discount.name,
            f"-{format_percent(PPM - discount.remaining_ppm)}",
            ", ".join(discount.programmes),
            ", ".join(segment.upper() for segment in discount.segments),
            discount.validity.label,
            ", ".join(payer.upper() for payer in discount.excluded_payers) or "–",
            *_words(discount.reference),
        ]
        for discount in book.discounts
    ]
    columns = ["Potongan", "Besar", "Program", "Segmen", "Berlaku", "Tidak untuk", "Dasar", "Status"]
    return f"POTONGAN SEMENTARA\n{output.table(columns, rows, (1,))}"


def _words(reference: Reference) -> list[str]:
    note = f" ({reference.note})" if reference.note else ""
    return [reference.source, f"{reference.status.label}{note}"]
