"""LibreOffice calculates the council workbook anew: every cell must come to what the engine said."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from council_told import background, told
from drawn_plans import drawn_plan, drawn_roster_plan, with_pots
from libreoffice import recalculated, shown
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from budget.contribution import Programme, RosterWage, Terms, Wage
from budget.engine.projection import project
from budget.law import LawBook
from budget.money import PPM, Rounding
from budget.period import Month, Validity
from budget.plan import Group, HeadCount, HeadSource, Plan, Scenario, Tariff, in_scenario
from budget.plan.headcount import by_place, levels
from budget.plan.roster import RosterStratum, counted
from budget.plan.what_if_text import read_what_if
from budget.workbook.council import Source, write_council

pytestmark = pytest.mark.system

MADE_ON = date(2026, 11, 2)
SEEDS = range(12)
INPUTS = "Asumsi dan Dasar Hukum"
ACCOUNTS = "Pagu per Rekening"
AGAIN = "ekspor ulang"
# They quote what a cell says that has given way.
NOTES = ("Rekening mana", "Desa diketahui", "Sel berwarna")


def differences(expected: Path, found: Path, spared: frozenset[str] = frozenset()) -> list[str]:
    """Cells that differ, as addresses with both values, but for the `spared` addresses."""
    wanted, got = shown(expected), shown(found)
    return [
        f"{sheet}!{address}: {value!r} is {got[sheet].get(address)!r}"
        for sheet, cells in wanted.items()
        for address, value in cells.items()
        if got[sheet].get(address) != value and f"{sheet}!{address}" not in spared
    ]


def test_recalculated_workbooks_equal_the_engine_in_every_cell(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    plans = {"bandung": bandung, "bpu": in_scenario(bandung, bandung.scenario("Semua BPU"))}
    plans["kecamatan"] = in_many_places(bandung)
    plans |= {f"drawn-{seed}": pots_in_half(drawn_plan(seed), seed) for seed in SEEDS}
    plans |= {f"daftar-{seed}": pots_in_half(drawn_roster_plan(seed), seed) for seed in SEEDS}
    paths = []
    for name, plan in plans.items():
        paths.append(tmp_path / f"{name}.xlsx")
        write_council(paths[-1], project(plan, law), law, MADE_ON)
    everything = told(bandung)
    paths.append(tmp_path / "lengkap.xlsx")
    stored = background(everything, law)
    write_council(
        paths[-1], project(everything, law), law, MADE_ON, Source(scenario="Campuran"), background=stored
    )
    found = recalculated(paths, tmp_path / "office")
    assert {a.stem: differences(a, b) for a, b in zip(paths, found, strict=True)} == {
        name: [] for name in [*plans, "lengkap"]
    }
    for path in found:
        assert controls(path) == [0, 0]


def pots_in_half(plan: Plan, seed: int) -> Plan:
    return with_pots(plan) if seed % 2 else plan


WHAT_IFS = (
    "linmas mulai 2022-04 sampai 2022-09; +100 linmas mulai 2022-06; pkk masuk mulai 2023-03",
    "JKK kelas 1 = 0,30% mulai 2022-07 sampai 2023-02 (dasar Perbup 5/2022); kelas risiko linmas = 2",
    "semua jadi BPU; JKM BPU = 7.000 mulai 2022-08; susut 6%; alihkan pkk ke Bankeu mulai 2023-02",
    "upah guru ngaji = 1.600.000 mulai 2023-01; UMK 2022 = 3 juta; UMK 2023 naik 5%; linmas jadi PU upah UMK",
    "bayar triwulan di muka; tambah pagu 2022 1.001; potong pagu 7%; guru honor = 9 mulai 2022-03",
)


def test_recalculated_workbooks_of_what_ifs_equal_the_engine(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    paths = []
    for number, text in enumerate(WHAT_IFS):
        plan = in_scenario(bandung, Scenario("x", read_what_if(text, bandung)))
        paths.append(tmp_path / f"andaian-{number}.xlsx")
        write_council(paths[-1], project(plan, law), law.with_values(plan.law_values), MADE_ON)
    found = recalculated(paths, tmp_path / "office")
    assert [differences(a, b) for a, b in zip(paths, found, strict=True)] == [[] for _ in WHAT_IFS]
    assert [controls(path) for path in found] == [[0, 0] for _ in WHAT_IFS]


def in_many_places(plan: Plan) -> Plan:
    """The plan with every group in 31 kecamatan and a validation loss: tables that run over pages."""
    start = plan.span.first
    return replace(
        plan,
        groups=tuple(replace(group, validation_loss_ppm=60_000) for group in plan.groups),
        head_counts=tuple(
            HeadCount(group.name, start, 17 + number, kecamatan=f"Kecamatan {number}")
            for group in plan.groups
            for number in range(31)
        ),
    )


def test_changed_head_count_and_rate_come_to_the_engine_on_the_changed_plan(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    """Guru Ngaji become 25.411 people and JKK class I 0,243 %: the money is short then, on either basis."""
    exported, edited, wanted = (tmp_path / f"{name}.xlsx" for name in ("ekspor", "diubah", "mesin"))
    # Lines for both programmes from any source: an account for each year.
    both = (Programme.JKK, Programme.JKM)
    lines = tuple(replace(line, programmes=both, funding="") for line in bandung.allocations)
    bandung = replace(bandung, allocations=lines)
    write_council(exported, project(bandung, law), law, MADE_ON)
    book = load_workbook(exported)
    sheet = book[INPUTS]
    enter(sheet, "Jumlah orang yang direncanakan, TA 2022", "Guru Ngaji", 3, 17_000, 25_411)
    enter(sheet, "Nilai menurut peraturan", "JKK PU, kelas risiko 1", 3, 0.0024, 0.00243)
    book.save(edited)
    counts = tuple(replace(c, heads=25_411) if c.group == "Guru Ngaji" else c for c in bandung.head_counts)
    changed_law = with_jkk_class_1(law, 2_430)
    projection = project(replace(bandung, head_counts=counts), changed_law)
    write_council(wanted, projection, changed_law, MADE_ON)

    (found,) = recalculated([edited], tmp_path / "office")

    # Words, and what the engine had found, speak of the export; the control against it shows the change.
    words = [f"Ringkasan!B{row}" for row in rows_below(wanted, "Ringkasan", "Terbilang")]
    (control,) = rows_of(wanted, "Ringkasan", "Kontrol terhadap mesin")
    (last,) = rows_of(wanted, "Kontrol", "Jumlah selisih mutlak")
    engine = [f"Kontrol!{column}{row}" for column in "BD" for row in range(5, last + 1)]
    cautions = [f"{INPUTS}!A{row}" for row in rows_below(wanted, INPUTS, "Yang perlu diketahui")]
    (digest,) = rows_of(wanted, "Kontrol", "Sidik sel")
    again = gave_way(found)
    # The scenarios say whether an input has changed.
    said = f"Ringkasan!B{control}", "Skenario!A5", f"Kontrol!B{digest}"
    spared = frozenset((*words, *engine, *cautions, *again, *said))
    assert differences(wanted, found, spared) == []
    assert shown(found)["Skenario"]["A5"] == (
        "Masukan buku ini sudah berubah sejak ekspor: angka lembar ini belum mengikutinya. Ekspor ulang."
    )
    # Double funding, and five figures of each cut; in the answers the cut's and the sentences with them.
    assert sum(cell.startswith("Satu Halaman!") for cell in again) == 1 + 4 * 5
    assert sum(cell.startswith("Tanya Jawab Banggar!") for cell in again) == 5 + 2
    again = [cell for cell in again if cell.startswith(ACCOUNTS)]
    # Who is not paid is not known to a formula: TA 2022 and 2023 are short now, on cash basis 2023 alone.
    assert [cell.removeprefix(f"{ACCOUNTS}!")[0] for cell in again] == ["M", "O"] * 3
    summary = shown(found)["Ringkasan"]
    change = projection.total - 10_016_200_800
    assert summary[f"B{control}"] >= change > 0  # type: ignore[operator]  # a sum of differences
    assert controls(found)[0] == 0
    texts = {summary[address.removeprefix("Ringkasan!")] for address in words}
    assert "(angka berubah sejak ekspor)" in texts
    assert "sepuluh miliar lima ratus juta rupiah" in texts


def test_changed_money_and_people_reach_each_account_and_what_it_carries_on(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    """All lines are of a pot; then JKM has 100 million less in 2022, and Linmas 500 people more."""
    exported, edited, wanted = (tmp_path / f"{name}.xlsx" for name in ("ekspor", "diubah", "mesin"))
    plan = replace(bandung, allocations=tuple(replace(line, pot="RPJMD") for line in bandung.allocations))
    write_council(exported, project(plan, law), law, MADE_ON)
    book = load_workbook(exported)
    enter(book[INPUTS], "Jumlah orang yang direncanakan, TA 2022", "Linmas", 3, 5_600, 6_100)
    (row,) = (cell.row for cell in book[INPUTS]["L"] if cell.value == 4_000_000_000)
    book[INPUTS].cell(row, 12).value = 3_900_000_000
    book.save(edited)
    counts = tuple(replace(c, heads=6_100) if c.group == "Linmas" else c for c in plan.head_counts)
    lines = tuple(
        replace(line, amount=3_900_000_000) if line.amount == 4_000_000_000 else line
        for line in plan.allocations
    )
    write_council(wanted, project(replace(plan, head_counts=counts, allocations=lines), law), law, MADE_ON)
    (found,) = recalculated([edited], tmp_path / "office")
    assert [d for d in differences(wanted, found) if d.startswith((ACCOUNTS, "Pagu dan", "Biaya"))] == []
    assert controls(found)[0] == 0
    assert controls(found)[1] >= 100_000_000  # type: ignore[operator]  # a sum of differences


def test_people_entered_for_a_group_that_cost_nothing_are_told_to_be_exported_anew(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    """Nobody in a group of an SKPD without people of its own: which account would pay is not known."""
    start = bandung.span.first
    plan = replace(
        bandung,
        groups=(*bandung.groups, Group("Nelayan", "Dinas Perikanan", bandung.groups[0].segment)),
        tariffs=(*bandung.tariffs, replace(bandung.tariffs[0], group="Nelayan")),
        head_counts=(*bandung.head_counts, HeadCount("Nelayan", start, 0)),
    )
    exported, edited = (tmp_path / f"{name}.xlsx" for name in ("ekspor", "diubah"))
    write_council(exported, project(plan, law), law, MADE_ON)
    book = load_workbook(exported)
    enter(book[INPUTS], "Jumlah orang yang direncanakan, TA 2022", "Nelayan", 3, 0, 10)
    book.save(edited)
    (found,) = recalculated([edited], tmp_path / "office")
    unknown = list(rows_of(found, ACCOUNTS, "Pagu atau biaya yang timbul"))
    cells = shown(found)[ACCOUNTS]
    assert [cells[f"I{row}"] for row in unknown[:2]] == [10 * 8_100 * 12, 10 * 8_100 * 5]
    assert {cells[f"{column}{row}"] for row in unknown for column in "KLMO"} == {AGAIN}
    assert controls(found)[0] == 0


@pytest.mark.parametrize("seed", (3, 5, 8, 13))
def test_drawn_plans_follow_when_every_first_head_count_is_raised(
    seed: int, law: LawBook, tmp_path: Path
) -> None:
    """Each kecamatan enters the plan's first month with 37 more people."""
    plan = drawn_plan(seed)
    exported, edited, wanted = (tmp_path / f"{name}.xlsx" for name in ("ekspor", "diubah", "mesin"))
    write_council(exported, project(plan, law), law, MADE_ON)
    book = load_workbook(exported)
    heading = f"Jumlah orang yang direncanakan, TA {plan.span.first.year}"
    for row in rows_below(exported, INPUTS, heading):
        cell = book[INPUTS].cell(row, 3)
        # A table that runs over pages repeats its header.
        if isinstance(cell.value, int):
            cell.value += 37
    book.save(edited)
    projection = project(raised(plan, 37), law)
    write_council(wanted, projection, law, MADE_ON)
    (found,) = recalculated([edited], tmp_path / "office")
    assert controls(found)[0] == 0
    live = ("Biaya per Bulan!", "Pagu dan", "Kecamatan dan Desa!", "Tahun T-1")
    assert [d for d in differences(wanted, found) if d.startswith(live)] == []


def test_changed_rate_reaches_members_with_wages_of_their_own(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    """JKK class I becomes 0,243 %, for Linmas of three wages in two kecamatan as for everybody else."""
    plan = linmas_by_wage(bandung)
    exported, edited, wanted = (tmp_path / f"{name}.xlsx" for name in ("ekspor", "diubah", "mesin"))
    write_council(exported, project(plan, law), law, MADE_ON)
    book = load_workbook(exported)
    enter(book[INPUTS], "Nilai menurut peraturan", "JKK PU, kelas risiko 1", 3, 0.0024, 0.00243)
    book.save(edited)
    changed_law = with_jkk_class_1(law, 2_430)
    write_council(wanted, project(plan, changed_law), changed_law, MADE_ON)
    (found,) = recalculated([edited], tmp_path / "office")
    assert controls(found)[0] == 0
    assert controls(found)[1] != 0
    live = ("Biaya per Bulan!", "Pagu dan", "Upah Masing-masing!", "Hitungan Upah!")
    assert [d for d in differences(wanted, found) if d.startswith(live)] == []


def test_cost_of_places_by_wage_gives_way_and_its_control_stays_0(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    """Linmas pay by wage: what their kecamatan cost is not known after a change of rate; others follow."""
    exported, edited = (tmp_path / f"{name}.xlsx" for name in ("ekspor", "diubah"))
    write_council(exported, project(linmas_by_wage(bandung), law), law, MADE_ON)
    book = load_workbook(exported)
    enter(book[INPUTS], "Nilai menurut peraturan", "JKK PU, kelas risiko 1", 3, 0.0024, 0.00243)
    book.save(edited)
    (found,) = recalculated([edited], tmp_path / "office")
    cells = shown(found)["Kecamatan dan Desa"]
    (linmas, *_) = [int(address[1:]) for address, text in cells.items() if text == "Linmas"]
    assert [cells[f"{column}{linmas}"] for column in "EH"] == [AGAIN] * 2
    (others,) = [int(a[1:]) for a, text in cells.items() if text == "Jumlah Tanpa kecamatan"]
    assert isinstance(cells[f"E{others}"], int)
    assert controls(found)[0] == 0


def test_changed_money_reaches_the_stage_and_what_moves_to_another_year_stands_apart(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    """JKK of 2023 after its perubahan becomes 1.800.000.000, and the JKM of 2022 money of 2023."""
    plan = told(bandung)
    exported, edited = (tmp_path / f"{name}.xlsx" for name in ("ekspor", "diubah"))
    write_council(exported, project(plan, law), law, MADE_ON)
    book = load_workbook(exported)
    rows = {cell.value: cell.row for cell in book[INPUTS]["L"]}
    book[INPUTS].cell(rows[1_717_000_000], 12).value = 1_800_000_000
    book[INPUTS].cell(rows[4_000_000_000], 10).value = 2023
    book.save(edited)
    (found,) = recalculated([edited], tmp_path / "office")
    cells = shown(found)["Tahapan"]
    (first,) = [int(a[1:]) for a, text in cells.items() if text == "JKK"]
    assert [cells[f"{column}{first}"] for column in "FGHL"] == [
        1_467_000_000, 1_800_000_000, 333_000_000, 119_000_000
    ]  # fmt: skip
    (moved,) = rows_of(found, "Tahapan", "Pagu yang berpindah")
    assert cells[f"G{moved}"] == 4_000_000_000
    assert cells[f"G{moved + 1}"] == 1_800_000_000 + 1_833_000_000 + 4_000_000_000
    assert controls(found)[0] == 0


def linmas_by_wage(plan: Plan) -> Plan:
    """Linmas of a list at Rp1.234.567,89, Rp1.500.000 and Rp2.000.000; money too short for all."""
    strata = [
        RosterStratum("Linmas", kecamatan, village, wage)
        for kecamatan, village in (("Ciwidey", "Panundaan"), ("Soreang", "Panyirapan"))
        for wage in (150_000_000, 123_456_789, 200_000_000)
    ]
    rows = [(place, Month(2022, 1 + place).index, 900 + place, 0) for place in range(len(strata))]
    return replace(
        plan,
        groups=tuple(replace(g, source=HeadSource.ROSTER) if g.name == "Linmas" else g for g in plan.groups),
        tariffs=tuple(
            replace(t, terms=replace(t.terms, base=RosterWage())) if t.group == "Linmas" else t
            for t in plan.tariffs
        ),
        allocations=tuple(replace(line, amount=line.amount * 9 // 10) for line in plan.allocations),
        roster=counted(strata, rows, {"linmas": Month(2023, 5)}),
    )


def raised(plan: Plan, heads: int) -> Plan:
    """The plan with so many more people wherever it has any in its first month, and as many after it."""
    start = plan.span.first
    counts = []
    for place, found in by_place(plan.head_counts).items():
        name = plan.group(place[0]).name
        before = levels(found, plan.span)[0]
        counts.append(HeadCount(name, start, before + heads, kecamatan=found[0].kecamatan))
        counts += [count for count in found if count.month > start]
    return replace(plan, head_counts=tuple(counts))


def gave_way(path: Path) -> list[str]:
    """Cells that tell the reader to export anew, but for the legend and notes that explain it."""
    return [
        f"{sheet}!{address}"
        for sheet, cells in shown(path).items()
        for address, text in cells.items()
        if AGAIN in str(text) and sheet != "Sampul" and not str(text).startswith(NOTES)
    ]


def controls(path: Path) -> list[object]:
    rows = rows_of(path, "Ringkasan", "Kontrol dalam") + rows_of(path, "Ringkasan", "Kontrol terhadap")
    return [shown(path)["Ringkasan"][f"B{row}"] for row in rows]


def rows_of(path: Path, sheet: str, label: str) -> list[int]:
    """Rows whose first cell begins with the label."""
    cells = shown(path)[sheet].items()
    return [int(a[1:]) for a, v in cells if a[0] == "A" and a[1:].isdigit() and str(v).startswith(label)]


def rows_below(path: Path, sheet: str, heading: str) -> list[int]:
    """Rows below a heading, up to an empty first cell."""
    cells = shown(path)[sheet]
    row = rows_of(path, sheet, heading)[0] + 1
    rows = []
    while cells.get(f"A{row}") is not None:
        rows.append(row)
        row += 1
    return rows


def enter(sheet: Worksheet, heading: str, label: str, column: int, old: float, new: float) -> None:
    """Write over an input that stands below a heading, as a reader would."""
    labels = [str(sheet.cell(row, 1).value) for row in range(1, sheet.max_row + 1)]
    row = labels.index(label, labels.index(heading)) + 1
    assert sheet.cell(row, column).value == old
    sheet.cell(row, column).value = new


def with_jkk_class_1(law: LawBook, rate_ppm: int) -> LawBook:
    return replace(
        law,
        rates=tuple(
            replace(rate, rate_ppm=rate_ppm)
            if rate.programme is Programme.JKK and rate.risk_class == 1 and Month(2022, 1) in rate.validity
            else rate
            for rate in law.rates
        ),
    )


def test_price_steps_are_exact_for_awkward_wages_rates_and_shares(
    bandung: Plan, law: LawBook, tmp_path: Path
) -> None:
    """One part per million more or less, at wages whose contribution ends in half a rupiah."""
    shares = (PPM, PPM - 1, 500_000, 333_333, 1)
    wages = (100_000_000 + 12_500 * 17, 215_232_294, 4_999_999_999, 20_833_333)
    terms = [
        Terms(Wage(sen), risk_class=risk, share_ppm=share, rounding=rule)
        for sen in wages
        for risk in (1, 4)
        for share in shares
        for rule in Rounding
    ]
    names = [f"Kelompok {n}" for n in range(len(terms))]
    start = bandung.span.first
    plan = replace(
        bandung,
        groups=tuple(Group(n, "", t.segment) for n, t in zip(names, terms, strict=True)),
        tariffs=tuple(Tariff(n, Validity(start), t) for n, t in zip(names, terms, strict=True)),
        head_counts=tuple(HeadCount(n, start, 1) for n in names),
    )
    path = tmp_path / "dewan.xlsx"
    write_council(path, project(plan, law), law, MADE_ON)
    (found,) = recalculated([path], tmp_path / "office")
    assert differences(path, found) == []
