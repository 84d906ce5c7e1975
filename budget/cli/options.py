"""Options that several commands share, read as the product reads them; a wrong one is wrong usage."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from budget.arithmetic import typed_rupiah, typed_sen
from budget.contribution import Programme
from budget.engine.axes import Axis, Basis
from budget.errors import PaguError
from budget.period import Month, typed_month
from budget.plan import entry
from budget.plan.coverage_layout import parse_period

T = TypeVar("T")


def _usage(read: Callable[[str], T]) -> Callable[[str], T]:
    """A reader whose refusals are usage errors (exit code 2)."""

    def parse(text: str) -> T:
        try:
            return read(text)
        except PaguError as problem:
            raise typer.BadParameter(str(problem)) from None

    parse.__name__ = "nilai"
    return parse


def axis_list(text: str) -> tuple[Axis, ...]:
    """The axes of ``month,group``; wrong usage for an unknown or repeated one."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    try:
        axes = tuple(Axis(name) for name in names)
    except ValueError:
        raise typer.BadParameter(f"“{text}”: pilih dari {', '.join(Axis)}.") from None
    if len(set(axes)) < len(axes):
        raise typer.BadParameter(f"“{text}”: sebut setiap sumbu sekali saja.")
    return axes


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}” bukan tanggal. Tulis seperti 2026-05-01.") from None


def programme_list(text: str) -> tuple[Programme, ...]:
    """The programmes of ``jkk,jkm``; wrong usage for anything else."""
    found: tuple[Programme, ...] = _usage(entry.PROGRAMMES.parse)(text)
    return found


MONTH = _usage(typed_month)
RUPIAH = _usage(typed_rupiah)
SEN = _usage(typed_sen)
PERCENT = _usage(entry.PERCENT.parse)
PERIOD = _usage(parse_period)


def workers_list(texts: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The working population of ``Cileunyi=45000``, each kecamatan once; wrong usage for anything else."""
    found: dict[str, tuple[str, int]] = {}
    for text in texts:
        name, _, number = (part.strip() for part in text.rpartition("="))
        digits = number.replace(".", "")
        if not name or not digits.isdecimal() or name.casefold() in found:
            raise typer.BadParameter(f"“{text}”: tulis setiap kecamatan sekali, seperti Cileunyi=45000.")
        found[name.casefold()] = name, int(digits)
    return tuple(found.values())


Json = Annotated[bool, typer.Option("--json", help="Cetak satu objek JSON.")]
Db = Annotated[str, typer.Option("--db", metavar="FILE", help="Berkas .pagu.")]
Out = Annotated[Path, typer.Option("--out", metavar="FILE", help="Berkas .xlsx yang ditulis.")]
Templates = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder templat sendiri; lihat template copy.")
]
ScenarioOrVersion = Annotated[
    str | None, typer.Option("--scenario", metavar="NAMA", help="Skenario atau versi:NAMA; tanpa ini: dasar.")
]
First = Annotated[Month, typer.Option("--from", parser=MONTH, metavar="YYYY-MM", help="Bulan pertama.")]
Last = Annotated[Month, typer.Option("--to", parser=MONTH, metavar="YYYY-MM", help="Bulan terakhir.")]
AnyFirst = Annotated[
    Month | None, typer.Option("--from", parser=MONTH, metavar="YYYY-MM", help="Mulai bulan ini.")
]
AnyLast = Annotated[
    Month | None, typer.Option("--to", parser=MONTH, metavar="YYYY-MM", help="Sampai bulan ini.")
]
BasisOption = Annotated[Basis, typer.Option(help="Bulan yang dijamin (accrual) atau dibayar (cash).")]
By = Annotated[str, typer.Option("--by", metavar="SUMBU", help=f"Rincian, dipisah koma: {', '.join(Axis)}.")]
Day = Annotated[
    date | None, typer.Option("--on", parser=_day, metavar="YYYY-MM-DD", help="Hanya yang berlaku hari itu.")
]
