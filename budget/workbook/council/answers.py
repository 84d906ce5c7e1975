"""The sheet Tanya Jawab Banggar: the usual questions, each answered in a sentence, with its numbers below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from budget.engine.calendar import Basis
from budget.workbook.cached import Value
from budget.workbook.council import styles, texts
from budget.workbook.council.background import Background
from budget.workbook.council.breakdowns import Breakdowns
from budget.workbook.council.one_page import OnePage
from budget.workbook.council.one_page_facts import double_funding
from budget.workbook.council.place_parts import NO_KECAMATAN
from budget.workbook.council.places import PlaceCells
from budget.workbook.council.prognosis import Prognosis
from budget.workbook.council.sentences import Number, Part, Rupiah, Word, write_sentence
from budget.workbook.council.sheet import Cell, Sheet
from budget.workbook.council.styles import Look
from budget.workbook.council.three_years import ThreeYears
from budget.workbook.council.unit_prices import average_price, extreme_prices
from budget.workbook.council.workings import Workings, people, rupiah

WIDTHS = (5, 62, 30, 62)
_MOST_YEARS, _MOST_SOURCES, _MOST_PLACES = 6, 8, 5


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The sheets that the answers draw on."""

    breakdowns: Breakdowns
    places: PlaceCells
    years: ThreeYears
    page: OnePage
    prognosis: Prognosis


class _Answer:
    """One question on the sheet: its number lines are kept below the sentence, which points at them."""

    def __init__(self, sheet: Sheet, number: int, question: str, lines: int) -> None:
        self.sheet = sheet
        sheet.keep_together(lines + 4)
        sheet.number(sheet.row, 1, number, styles.total(styles.COUNT))
        sheet.across(sheet.row, (2, 4), question, styles.TOTAL_LABEL)
        self._sentence_row = sheet.row + 1
        sheet.row += 2

    def line(self, label: str, formula: str, value: Value, look: Look, where: str = "") -> Cell:
        """A number that the answer rests on, and the sheet that has more of it."""
        self.sheet.across(self.sheet.row, (2, 2), label, styles.LABEL)
        made = self.sheet.live(self.sheet.row, 3, formula, value, look)
        if look.wrap:
            self.sheet.fit(self.sheet.row, (3, 3), str(value))
        self.sheet.across(self.sheet.row, (4, 4), where, styles.LABEL)
        self.sheet.row += 1
        return made

    def link(self, label: str, source: Cell, look: Look) -> Cell:
        return self.line(label, f"={source}", source.value, look, f"Lembar {source.sheet}")

    def say(self, *parts: Part) -> None:
        """The sentence above the numbers."""
        below, self.sheet.row = self.sheet.row, self._sentence_row
        write_sentence(self.sheet, (2, 4), parts)
        self.sheet.row = below + 1

    def say_as_exported(self, work: Workings, text: str) -> None:
        """A sentence whose numbers no formula can follow."""
        below, self.sheet.row = self.sheet.row, self._sentence_row
        work.said(self.sheet, (2, 4), text)
        self.sheet.row = below + 1


_Ask = Callable[[Sheet, int, Workings, Evidence], None]


def write_answers(sheet: Sheet, work: Workings, background: Background, evidence: Evidence) -> None:
    """Eleven questions in the order in which a budget commission asks them."""
    for number, ask in enumerate(_QUESTIONS, start=1):
        ask(sheet, number, work, evidence)
    _double(sheet, len(_QUESTIONS) + 1, work, background)
    _decrees(sheet, len(_QUESTIONS) + 2, work)


def _people(sheet: Sheet, number: int, work: Workings, _: Evidence) -> None:
    data = work.data
    answer = _Answer(sheet, number, "Berapa orang yang dibayar?", min(len(data.years), _MOST_YEARS) + 1)
    years = data.years[-_MOST_YEARS:]
    cells = [
        answer.link(f"Orang pada {data.months[y.positions[-1]].label}",
                    work.inputs.people.month_totals[y.positions[-1]], people())
        for y in years
    ]  # fmt: skip
    total = "+".join(str(cell) for cell in work.inputs.people.person_months)
    months = answer.line("Orang-bulan seluruhnya", f"={total}", data.projection.person_months, people())
    answer.say(
        f"Pada {data.months[-1].label} dibayar ", Number(cells[-1]), " orang; seluruhnya ", Number(months),
        f" orang-bulan dalam {len(data.months)} bulan.",
    )  # fmt: skip


def _price(sheet: Sheet, number: int, work: Workings, _: Evidence) -> None:
    answer = _Answer(sheet, number, "Berapa harga satuannya?", 3)
    average = answer.line(
        "Rata-rata per orang sebulan", *average_price(work), rupiah(), "biaya : orang-bulan"
    )
    least, most = extreme_prices(work)
    low = answer.line("Paling rendah per orang sebulan", *least, rupiah(), f"Lembar {texts.ASSUMPTIONS}")
    high = answer.line("Paling tinggi per orang sebulan", *most, rupiah(), f"Lembar {texts.ASSUMPTIONS}")
    answer.say(
        "Rata-rata ", Rupiah(average), " per orang sebulan, JKK dan JKM bersama; paling rendah ", Rupiah(low),
        " dan paling tinggi ", Rupiah(high), ", menurut tarif kelompoknya.",
    )  # fmt: skip


def _growth(sheet: Sheet, number: int, _: Workings, evidence: Evidence) -> None:
    found = evidence.years
    answer = _Answer(sheet, number, "Naik atau turun dibanding tahun lalu?", 3)
    before = answer.link(f"Biaya TA {found.years[0]}", found.cost[0], rupiah())
    now = answer.link(f"Biaya TA {found.years[1]}", found.cost[1], rupiah())
    signed = styles.figure(styles.RUPIAH_SIGNED)
    change = answer.link("Perubahan", found.growth[0], signed)
    answer.say(
        f"Biaya TA {found.years[1]} ", Rupiah(now), f", TA {found.years[0]} ", Rupiah(before),
        "; perubahannya ", Rupiah(change), ".",
    )  # fmt: skip


def _realised(sheet: Sheet, number: int, _: Workings, evidence: Evidence) -> None:
    found = evidence.years
    answer = _Answer(sheet, number, "Berapa realisasi tahun lalu dan tahun ini?", 4)
    paid = [
        answer.link(f"Dibayar TA {found.years[n]}, menurut tanggal SP2D", found.paid[n], rupiah())
        for n in (0, 1)
    ]
    money = [answer.link(f"Pagu TA {found.years[n]}", found.money[n], rupiah()) for n in (0, 1)]
    answer.say(
        f"TA {found.years[0]}: realisasi ", Rupiah(paid[0]), ", pagu ", Rupiah(money[0]),
        f". TA {found.years[1]} sampai ekspor: realisasi ", Rupiah(paid[1]), ", pagu ", Rupiah(money[1]), ".",
    )  # fmt: skip


def _semesters(sheet: Sheet, number: int, work: Workings, evidence: Evidence) -> None:
    found = evidence.prognosis
    answer = _Answer(sheet, number, f"Bagaimana prognosis semester TA {found.year}?", 2)
    halves = [
        answer.line(f"Semester {name}", *found.half(work, half), rupiah(), "Menurut bulan bayar (kas)")
        for half, name in enumerate(("I", "II"))
    ]
    answer.say(
        "Semester I ", Rupiah(halves[0]), " dan semester II ", Rupiah(halves[1]),
        f", menurut bulan bayar; {found.said}.",
    )  # fmt: skip


def _funding(sheet: Sheet, number: int, _: Workings, evidence: Evidence) -> None:
    sources = evidence.breakdowns.funding
    rows = list(sources.rows.items())[:_MOST_SOURCES]
    answer = _Answer(sheet, number, "Dari sumber dana apa dibayar?", len(rows) + 1)
    for name, cell in rows:
        answer.link(name, cell, rupiah())
    total = answer.link("Seluruh sumber dana", sources.total, rupiah())
    named = ", ".join(name for name, _ in rows) or texts.UNKNOWN
    more = f" dan {len(sources.rows) - len(rows)} lain" if len(sources.rows) > len(rows) else ""
    answer.say(f"Sumber dananya: {named[:180]}{more}; seluruhnya ", Rupiah(total), ".")


def _places(sheet: Sheet, number: int, work: Workings, evidence: Evidence) -> None:
    year = evidence.years.years[1]
    place = [each.year for each in work.data.years].index(year)
    costs = [(name, years[place].cost) for name, years in evidence.places.places.items()]
    named = len(costs) - sum(name == NO_KECAMATAN for name, _ in costs)
    costs.sort(key=lambda pair: (pair[0] == NO_KECAMATAN, -pair[1].number))
    answer = _Answer(sheet, number, "Berapa biaya per kecamatan dan desa?", min(len(costs), _MOST_PLACES))
    cells = [answer.link(f"{name}, TA {year}", cost, rupiah()) for name, cost in costs[:_MOST_PLACES]]
    if not named:
        answer.say("Rencana dan daftar belum menyebut kecamatan, jadi biaya per kecamatan belum diketahui.")
        return
    answer.say(
        f"Rencana menyebut {named} kecamatan. Yang terbesar saat ekspor, {costs[0][0][:80]}, memerlukan ",
        Rupiah(cells[0]),
        f" dalam TA {year}; semua kecamatan, dan desa dari daftar, ada di lembar {texts.PLACES}.",
    )  # fmt: skip


def _runway(sheet: Sheet, number: int, work: Workings, _: Evidence) -> None:
    runways = list(zip(work.data.years, work.runways[Basis.ACCRUAL], strict=False))[-_MOST_YEARS:]
    answer = _Answer(sheet, number, "Sampai kapan uangnya cukup?", 2 * len(runways))
    parts: list[Part] = []
    for n, (year, runway) in enumerate(runways):
        text = styles.figure(styles.GENERAL)
        until = answer.link(f"Pagu {year.label} cukup sampai", runway.covered_until, text)
        short = answer.link(f"Bulan pertama yang kurang, {year.label}", runway.first_short, text)
        parts += ["; " if n else "", f"{year.label} cukup sampai: ", Word(until)]
        parts += [" (bulan pertama yang kurang: ", Word(short), ")"]
    answer.say("Menurut bulan perlindungan, pagu ", *parts, ".")


def _cut(sheet: Sheet, number: int, _: Workings, evidence: Evidence) -> None:
    found = next(cut for cut in evidence.page.cuts if cut.percent == 10)
    answer = _Answer(sheet, number, "Bagaimana bila dipotong 10 %?", 5)
    money = answer.link("Pagu sesudah dipotong 10 %", found.money, rupiah())
    missing = answer.link("Rupiah yang kurang", found.missing, rupiah())
    months = answer.link("Orang-bulan tidak terbayar", found.person_months, people())
    lost = answer.link("Orang kehilangan perlindungan sejak bulan pertama", found.people, people())
    until = answer.link("Cukup sampai", found.until, styles.WORDS)
    answer.say(
        "Pagu tinggal ", Rupiah(money), " dan kurang ", Rupiah(missing), ": ", Word(until), ". ",
        Number(months), " orang-bulan tidak terbayar, atau sejak bulan pertama ", Number(lost),
        " orang harus dilepas.",
    )  # fmt: skip


_QUESTIONS: Sequence[_Ask] = (
    _people, _price, _growth, _realised, _semesters, _funding, _places, _runway, _cut
)  # fmt: skip


def _double(sheet: Sheet, number: int, work: Workings, background: Background) -> None:
    answer = _Answer(sheet, number, "Apakah ada yang dibayar dua kali (pendanaan ganda)?", 0)
    answer.say_as_exported(work, double_funding(work.data, background))


def _decrees(sheet: Sheet, number: int, work: Workings) -> None:
    """The decrees that name the recipients, each with its groups."""
    groups = work.data.groups
    without = [group.name for group in groups if not group.legal_basis]
    named = dict.fromkeys(group.legal_basis for group in groups if group.legal_basis)
    answer = _Answer(sheet, number, "Apa dasar hukum daftar penerimanya?", 0)
    said = f"{len(groups) - len(without)} dari {len(groups)} kelompok menyebut dasar penetapannya"
    said += f": {'; '.join(named)}." if named else "."
    if without:
        said += f" Belum diisi untuk {', '.join(without)}."
    answer.say(said[:1500])
