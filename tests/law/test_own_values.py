"""A regency's own values stand before the shipped ones in their months, with their reference, unverified."""

from budget.contribution import Programme
from budget.law import OwnContribution, OwnRate, Status, load_law
from budget.period import Month, Validity

LAW = load_law()
JUNE, JULY, AUGUST = (Month(2026, number) for number in (6, 7, 8))
IN_JULY = Validity(JULY, JULY)


def test_an_own_rate_holds_in_its_months_and_class_only() -> None:
    book = LAW.with_values([OwnRate(Programme.JKK, 1, 3_000, IN_JULY, "Perbup 5/2026")])
    assert [book.rate(Programme.JKK, 1, month).rate_ppm for month in (JUNE, JULY, AUGUST)] == [
        2_400,
        3_000,
        2_400,
    ]
    assert book.rate(Programme.JKK, 2, JULY).rate_ppm == 5_400
    reference = book.rate(Programme.JKK, 1, JULY).reference
    assert (reference.source, reference.status) == ("Perbup 5/2026", Status.UNVERIFIED)


def test_the_shipped_values_stay_to_be_seen() -> None:
    book = LAW.with_values([OwnRate(Programme.JKK, 1, 3_000, IN_JULY)])
    rates = [r.rate_ppm for r in book.on(JULY).rates if r.programme is Programme.JKK and r.risk_class == 1]
    assert rates == [3_000, 2_400]
    assert book.rate(Programme.JKK, 1, JULY).reference.source == "Andaian tanpa dasar hukum"


def test_the_later_of_two_values_counts() -> None:
    values = [OwnRate(Programme.JKM, None, 1, IN_JULY), OwnRate(Programme.JKM, None, 2, IN_JULY)]
    assert LAW.with_values(values).rate(Programme.JKM, 1, JULY).rate_ppm == 2


def test_an_own_contribution_changes_one_row_or_all() -> None:
    one = OwnContribution(Programme.JKK, 1, 11_000, IN_JULY, "Perbup 5/2026")
    every = OwnContribution(Programme.JKM, None, 7_000, Validity(JUNE))
    book = LAW.with_values([one, every])
    figures = {
        month: [(row.jkk, row.jkm) for row in book.bpu_table(month).rows[:2]]
        for month in (JUNE, JULY, AUGUST)
    }
    assert figures == {
        JUNE: [(10_000, 7_000), (12_000, 7_000)],
        JULY: [(11_000, 7_000), (12_000, 7_000)],
        AUGUST: [(10_000, 7_000), (12_000, 7_000)],
    }
    table = book.bpu_table(JULY)
    assert table.reference(Programme.JKK, table.rows[0]).source == "Perbup 5/2026"
    assert table.reference(Programme.JKK, table.rows[1]).source.startswith("PP 44/2015")
    assert {month: book.bpu_table(month).rows[0].jkm for month in (Month(2026, 5), JUNE)} == {
        Month(2026, 5): 6_800,
        JUNE: 7_000,
    }


def test_prices_may_change_where_an_own_value_begins_or_ends() -> None:
    book = LAW.with_values([OwnContribution(Programme.JKM, None, 7_000, IN_JULY)])
    assert {JULY, AUGUST} <= set(book.changes())


def test_without_values_it_is_the_same_book() -> None:
    assert LAW.with_values(()) is LAW
