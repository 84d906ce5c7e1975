"""Formulas worked out without a spreadsheet: ours come to the engine's figures, hostile ones to an end."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from time import monotonic

import pytest
from drawn_plans import drawn_plan, drawn_roster_plan, with_pots
from effort import examples

from budget.engine.projection import project
from budget.law import LawBook
from budget.plan import Plan
from budget.workbook.council import build_council
from budget.workbook.council.content import Content, formula_of, same
from budget.workbook.council.evaluation import Evaluation
from budget.workbook.council.formulas import Unreadable

MADE_ON = date(2026, 11, 2)


def worked_out(formula: str, **cells: str | int | None) -> object:
    """What a formula comes to on a sheet with these cells."""
    held = {a: Content(None, Decimal(v) if isinstance(v, int) else v) for a, v in cells.items()}
    sheet = {**held, "Z9": Content(formula_of(formula), None)}
    return Evaluation([("Lembar Satu", sheet)], {}).value("Lembar Satu", "Z9")


@pytest.mark.parametrize("seed", range(examples(4, 16)))
@pytest.mark.parametrize("drawn", [drawn_plan, drawn_roster_plan])
def test_every_formula_of_the_workbook_comes_to_the_engines_value(
    seed: int, drawn: Callable[[int], Plan], law: LawBook
) -> None:
    plan = with_pots(drawn(seed)) if seed % 2 else drawn(seed)
    content = build_council(project(plan, law), law, MADE_ON).content
    evaluation = Evaluation(content, {})
    wrong = [
        (title, address, evaluation.value(title, address))
        for title, cells in content
        for address, cell in cells.items()
        if not same(evaluation.value(title, address), cell.value)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+2*3-4/2", Decimal(5)),
        ("=-2*-3", Decimal(6)),
        ("=--(2>1)", Decimal(1)),
        ("=QUOTIENT(-7,2)", Decimal(-3)),
        ("=MOD(-7,3)", Decimal(2)),
        ("=INT(-7/2)", Decimal(-4)),
        ("=ROUND(2.5,0)", Decimal(3)),
        ("=ROUND(-2.5,0)", Decimal(-3)),
        ("=ROUND(1234.567,-2)", Decimal(1200)),
        ('="a ""b"""&1', 'a "b"1'),
        ('="Mei"="mei"', "TRUE"),
        ("=IF(A1>2,10,20)", Decimal(10)),
        ("=IF(A1=3,A1,1/0)", Decimal(3)),
        ("=1/0", "#DIV/0!"),
        ("=A1+B1", "#VALUE!"),
        ("=A1+C1", Decimal(3)),
        ("=SUM(A1:C2)", Decimal(8)),
        ("='Lembar Satu'!A1*2", Decimal(6)),
        ("=SUMPRODUCT(--(A1:A2<=3))", Decimal(1)),
        ("=SUMPRODUCT((ROW(A1:A2)-ROW(A1)>0)*A1:A2)", Decimal(5)),
        ("=SUMIF(A1:A2,5,A1:A2)", Decimal(5)),
        ("=INDEX(A1:A2,2)", Decimal(5)),
        ('=MATCH("KATA",B1:B2,0)', Decimal(1)),
        ("=MATCH(9,A1:A2,0)", "#N/A"),
        ("=CHOOSE(2,1/0,7)", Decimal(7)),
        ("=IFERROR(NA(),4)", Decimal(4)),
        ("=ROWS(A1:A2)", Decimal(2)),
        ("=MIN(A1:A2)+MAX(A1,ABS(-9))", Decimal(12)),
    ],
)
def test_operators_and_functions_come_to_what_spreadsheets_show(formula: str, value: object) -> None:
    assert worked_out(formula, A1=3, A2=5, B1="kata") == value


def test_whole_numbers_are_exact_where_binary_fractions_are_not() -> None:
    assert worked_out("=QUOTIENT(0.29*100,1)") == Decimal(29)


@pytest.mark.parametrize(
    "formula", ["=WEBSERVICE(1)", "=1+", "=(1", "=A1:A1048576", "=A1 ! 2", "=[1]X!A1", '="x']
)
def test_what_is_none_of_our_formulas_is_said_to_be_unreadable(formula: str) -> None:
    with pytest.raises(Unreadable):
        worked_out(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "=" + "(" * 4_000 + "1" + ")" * 4_000,
        "=" + "-" * 8_000 + "1",
        "=" + "9E999*" * 1_000 + "1",
        "=ROUND(1,999999999)",
    ],
)
def test_hostile_formulas_come_to_an_end(formula: str) -> None:
    begun = monotonic()
    with suppress(Unreadable):
        worked_out(formula)
    assert monotonic() - begun < 5


def test_cells_that_double_each_other_stop_at_an_error() -> None:
    cells = {f"A{n + 1}": Content(formula_of(f"=A{n}*A{n}"), None) for n in range(1, 60)}
    cells["A1"] = Content(None, Decimal(10) ** 14)
    assert Evaluation([("x", cells)], {}).value("x", "A60") == "#NUM!"


def test_cells_that_name_each_other_in_a_circle_are_unreadable() -> None:
    cells = {"A1": Content("B1", None), "B1": Content("A1+1", None), "C1": Content("B1", None)}
    with pytest.raises(Unreadable):
        Evaluation([("x", cells)], {}).value("x", "C1")


def test_a_long_chain_of_cells_needs_no_deep_recursion() -> None:
    cells = {f"A{n}": Content(f"A{n - 1}+1", None) for n in range(2, 5_001)}
    cells["A1"] = Content(None, Decimal(1))
    assert Evaluation([("x", cells)], {}).value("x", "A5000") == Decimal(5_000)


def test_spellings_of_excel_and_libreoffice_are_one() -> None:
    ours = "=IF('Biaya per Bulan'!B5=\"a 'b' c\",Kontrol!$A$1,0)"
    theirs = "IF( 'Biaya per Bulan'!B5 = \"a 'b' c\", 'Kontrol'!$A$1, 0)"
    assert formula_of(ours) == formula_of(theirs) == "IF(BIAYAPERBULAN!B5=\"a 'b' c\",KONTROL!$A$1,0)"
