"""How far the money goes, in words: a sentence for each shortage, and one line for the head of every room."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.engine.runway import AccountRunway, AllocationView, Runway
from budget.money import format_number, format_rupiah
from budget.period import Month
from tui.accounts import WITHOUT_MONEY, account_name, programmes_of
from tui.text import plain

# More short accounts than these are counted and not named.
_MOST_ACCOUNTS = 3


@dataclass(frozen=True, slots=True)
class Shortage:
    """Money that does not last: of a fiscal year, or of one account of a year that has enough in all."""

    name: str
    runway: Runway

    @property
    def month(self) -> Month:
        """The first one that is short."""
        assert self.runway.first_short_month is not None
        return self.runway.first_short_month


def headline(view: AllocationView) -> str:
    """The answer in a sentence for each shortage, or one for all."""
    years, alone = short_years(view), short_accounts(view)
    sentences = [_year_sentence(each) for each in years]
    if alone and not years:
        sentences.append("Pagu cukup bila dijumlahkan, tetapi tidak di setiap rekening:")
    sentences += [_account_sentence(each) for each in alone[:_MOST_ACCOUNTS]]
    if len(alone) > _MOST_ACCOUNTS:
        sentences.append(f"{len(alone) - _MOST_ACCOUNTS} rekening lain juga kurang: 4, lalu Tab ke Rekening.")
    return "\n".join(sentences) or "Pagu setiap tahun anggaran cukup untuk seluruh rentang."


def runway_line(view: AllocationView) -> str:
    """The shortage that comes first, most telling words first, or until when the money is enough."""
    found = [*short_years(view), *short_accounts(view)]
    if not found:
        until = view.pooled.covered_until
        left = format_rupiah(view.pooled.remaining)
        return f"Pagu cukup s.d. {until.short_label} · sisa {left}" if until else "Belum ada biaya."
    first = min(found, key=lambda each: each.month)
    also = ", ".join(each.name for each in found if each is not first)
    missing = ", ".join(_missing(first.runway, "orang", "OB"))
    said = f"{first.name} kurang mulai {first.month.short_label}: {missing}"
    return f"{said} · juga {also}" if also else said


def short_years(view: AllocationView) -> list[Shortage]:
    return [Shortage(f"TA {year}", runway) for year, runway in view.by_fiscal_year if not runway.is_enough]


def short_accounts(view: AllocationView) -> list[Shortage]:
    """Accounts that are short though their fiscal year has enough."""
    short = {year for year, runway in view.by_fiscal_year if not runway.is_enough}
    return [
        Shortage(f"{_name(each, view.by_account)} TA {each.fiscal_year}", each.runway)
        for each in view.by_account
        if not each.runway.is_enough and each.fiscal_year not in short
    ]


def _name(account: AccountRunway, others: Sequence[AccountRunway]) -> str:
    """By its programmes where these tell it from the year's other accounts, else in full."""
    if not account.lines:
        return f"Biaya {WITHOUT_MONEY}"
    programmes = programmes_of(account.lines)
    alike = [
        each
        for each in others
        if each.fiscal_year == account.fiscal_year and programmes_of(each.lines) == programmes
    ]
    return f"Rekening {programmes}" if len(alike) == 1 else plain(f"Rekening {account_name(account.lines)}")


def _year_sentence(found: Shortage) -> str:
    runway = found.runway
    paid, unpaid = (format_number(n or 0) for n in (runway.people_paid, runway.people_short))
    return f"{found.name} {_enough(runway)}: pada {found.month.label} {paid} orang dibayar, {unpaid} tidak."


def _account_sentence(found: Shortage) -> str:
    people, person_months, rupiah = _missing(found.runway, "orang tidak dibayar", "orang-bulan")
    return f"{found.name} {_enough(found.runway)}: {people}, {person_months}, kurang {rupiah}."


def _enough(runway: Runway) -> str:
    until = runway.covered_until
    return f"hanya cukup sampai {until.label}" if until else "tidak cukup sebulan pun"


def _missing(runway: Runway, people: str, person_months: str) -> tuple[str, str, str]:
    """People of the first short month, person-months and rupiah up to the end."""
    return (
        f"{format_number(runway.people_short or 0)} {people}",
        f"{format_number(runway.person_months_short or 0)} {person_months}",
        format_rupiah(runway.shortfall or 0),
    )
