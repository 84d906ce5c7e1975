"""How far the money goes, in words: a sentence for each shortage, and one line for the head of every room."""

from budget.engine.runway import AllocationView, Runway
from budget.money import format_number, format_rupiah
from budget.services.shortages import Shortage, short_accounts, short_years
from tui.keymap import key, keyed
from tui.text import plain

# More short accounts than these are counted and not named.
_MOST_ACCOUNTS = 3


def headline(view: AllocationView) -> str:
    """The answer in a sentence for each shortage, or one for all."""
    years, alone = short_years(view), short_accounts(view)
    sentences = [_year_sentence(each) for each in years]
    if alone and not years:
        sentences.append("Pagu cukup bila dijumlahkan, tetapi tidak di setiap rekening:")
    sentences += [_account_sentence(each) for each in alone[:_MOST_ACCOUNTS]]
    if len(alone) > _MOST_ACCOUNTS:
        way = f"{key('money')}, lalu {key('next_list')} ke Rekening"
        sentences.append(f"{len(alone) - _MOST_ACCOUNTS} rekening lain juga kurang: {way}.")
    if view.pooled.total == 0 == view.pooled.cost:
        return "Belum ada pagu dan belum ada biaya."
    return "\n".join(sentences) or "Pagu setiap tahun anggaran cukup untuk seluruh rentang."


def runway_line(view: AllocationView) -> str:
    """The shortage that comes first, most telling words first, or until when the money is enough."""
    found = [*short_years(view), *short_accounts(view)]
    if view.pooled.total == 0 == view.pooled.cost:
        return keyed("Belum ada pagu dan biaya · tekan {groups} untuk kelompok, {money} untuk pagu")
    if not found:
        until = view.pooled.covered_until
        left = format_rupiah(view.pooled.remaining)
        return f"Pagu cukup s.d. {until.short_label} · sisa {left}" if until else "Belum ada biaya."
    first = min(found, key=lambda each: each.month)
    also = ", ".join(plain(each.name) for each in found if each is not first)
    missing = ", ".join(_missing(first.runway, "orang", "OB"))
    said = f"{plain(first.name)} kurang mulai {first.month.short_label}: {missing}"
    return f"{said} · juga {also}" if also else said


def _year_sentence(found: Shortage) -> str:
    runway = found.runway
    paid, unpaid = (format_number(n or 0) for n in (runway.people_paid, runway.people_short))
    return f"{found.name} {_enough(runway)}: pada {found.month.label} {paid} orang dibayar, {unpaid} tidak."


def _account_sentence(found: Shortage) -> str:
    people, person_months, rupiah = _missing(found.runway, "orang tidak dibayar", "orang-bulan")
    return f"{plain(found.name)} {_enough(found.runway)}: {people}, {person_months}, kurang {rupiah}."


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
