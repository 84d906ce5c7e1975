"""The charts of the program: what each of them draws, from figures that are reckoned already."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from budget.engine.coverage import CoverageRow, Share
from budget.engine.realisation import Realisation
from budget.engine.risk import Band
from budget.engine.runway import Runway
from budget.money import PPM, format_number, format_percent
from budget.period import SHORT_MONTH_NAMES, Month
from budget.plan.coverage import KIND_LABELS, WHOLES, CoverageKind, CoverageTarget
from budget.services.cash_planning import PaymentMonth
from tui.figures import ChartYear, Figures, chart_years
from tui.text import plain, share_text
from tui.widgets.bar_chart import Bar, Chart, Panel, Part

NO_COST = "Belum ada biaya. Tekan {groups}, isi kelompok, tarif, dan jumlah orangnya."
_NO_CASH = "Belum ada pagu atau biaya. Tekan {money}, lalu {new} untuk menambah pagu."
_NO_COVERAGE = "Belum ada angka cakupan dengan penyebutnya. Tekan {coverage}, lalu {new} untuk menambah."


def cost_chart(found: Figures, runways: Iterable[tuple[int, Runway]]) -> Chart:
    """The cost by month, and where the fiscal year's money ends."""
    panels = [
        Panel(
            f"TA {year.year}",
            tuple(
                Bar(
                    _month(each.month),
                    ((each.paid, Part.PLAIN), (each.cost, Part.SHORT)) if each.short else _whole(each.cost),
                    (format_number(each.cost),),
                    is_short=bool(each.short),
                )
                for each in year.months
            ),
            f"{share_text(year.cost, year.allotted)} pagu" if year.allotted else "tanpa pagu",
            "melampaui" if any(each.short for each in year.months) else "",
        )
        for year in chart_years(found, runways)
    ]
    legend = "█ terbayar pagu tahunnya   ░ ! tidak terbayar"
    return Chart("Biaya per bulan", tuple(panels), ("Biaya",), legend, NO_COST)


def cumulated_chart(found: Figures, runways: Iterable[tuple[int, Runway]]) -> Chart:
    """The cost so far in each fiscal year against its money, and the month in which it goes beyond it."""
    panels = tuple(map(_cumulated, chart_years(found, runways)))
    legend = "█ sampai bulan itu   ░ ! di atas pagu   │ pagu"
    return Chart("Biaya kumulatif", panels, ("Kumulatif", "Sisa pagu"), legend, NO_COST)


def _cumulated(year: ChartYear) -> Panel:
    sums = list(accumulate(each.cost for each in year.months))
    bars = tuple(
        Bar(
            _month(each.month),
            _against(so_far, year.allotted),
            (format_number(so_far), format_number(year.allotted - so_far)),
            year.allotted,
            so_far > year.allotted,
        )
        for each, so_far in zip(year.months, sums, strict=True)
    )
    crosses = next(
        (m.month for m, so_far in zip(year.months, sums, strict=True) if so_far > year.allotted), None
    )
    said = f"pagu {format_number(year.allotted)}"
    return Panel(f"TA {year.year}", bars, said, f"melampaui pada {crosses.short_label}" if crosses else "")


def cash_chart(years: Iterable[tuple[int, Sequence[PaymentMonth]]]) -> Chart:
    """What is paid in each month against what the cash plan has for it."""
    panels = tuple(
        Panel(
            f"TA {year}",
            tuple(
                Bar(
                    _month(each.month),
                    _against(each.cost, each.cash),
                    (format_number(each.cost), format_number(each.cash)),
                    each.cash,
                    each.cost > each.cash,
                )
                for each in months
            ),
            warned="melampaui" if any(each.cost > each.cash for each in months) else "",
        )
        for year, months in years
    )
    legend = "bulan bayar   █ biaya   ░ ! melampaui   │ kas"
    return Chart("Biaya terhadap anggaran kas", panels, ("Biaya", "Anggaran kas"), legend, _NO_CASH)


def paid_chart(found: Realisation) -> Chart:
    """What was paid in each month of a fiscal year against its cash plan."""
    bars = tuple(
        Bar(
            _month(each.month),
            _against(each.realised, each.cash_plan),
            (format_number(each.realised), format_number(each.cash_plan)),
            each.cash_plan,
            each.realised > each.cash_plan,
        )
        for each in found.total.months(found.fiscal_year)
    )
    panel = Panel(f"TA {found.fiscal_year}", bars, f"sampai {found.until.label}")
    legend = "bulan SP2D   █ dibayar   ░ ! melampaui   │ kas"
    return Chart("Dibayar terhadap anggaran kas", (panel,), ("Dibayar", "Anggaran kas"), legend, _NO_CASH)


def row_chart(name: str, found: Figures, names: Sequence[str], *, people: bool) -> Chart:
    """One row of the projection by month, a panel for each fiscal year."""

    def figure(month: Month) -> int:
        return found.sum_heads(names, month) if people else found.sum_cost(names, (month,))

    panels = tuple(
        Panel(
            f"TA {year}",
            tuple(
                Bar(_month(month), _whole(figure(month)), (format_number(figure(month)),))
                for month in found.months_of(year)
            ),
        )
        for year in found.years
    )
    what = "orang" if people else "biaya"
    return Chart(plain(f"{name}: {what} per bulan"), panels, (what.capitalize(),), "", NO_COST)


def band_chart(bands: Iterable[Band]) -> Chart:
    """How far the draws spread until the end of each month, beside the fiscal year's money."""
    by_year: dict[int, list[Bar]] = {}
    for band in bands:
        low, high = band.spread.low, band.spread.high
        by_year.setdefault(band.month.year, []).append(
            Bar(
                _month(band.month),
                ((low, Part.PLAIN), (high, Part.BAND)) if high > low else _whole(low),
                (format_number(low), format_number(high)),
                band.money,
                high > band.money,
            )
        )
    panels = tuple(Panel(f"TA {year}", tuple(bars)) for year, bars in by_year.items())
    legend = "█ 10 %   ▒ 90 % undian   │ pagu   ! 90 % di atas pagu"
    return Chart("Biaya kumulatif", panels, ("10 %", "90 %"), legend, NO_COST)


def coverage_chart(rows: Sequence[CoverageRow], targets: Sequence[CoverageTarget]) -> Chart:
    """One kind of members as a share of one whole: the regency by period, each kecamatan at its newest."""
    chosen = _chosen(rows)
    if chosen is None:
        return Chart("Cakupan", (), (), "", _NO_COVERAGE)
    kind, of = chosen
    shares = [(row, share) for row in rows if row.figure.kind is kind for share in row.shares]
    shares = [(row, share) for row, share in shares if share.of is of]
    target = _target(targets, of)
    whole = [_share_bar(row.figure.period.label, share, target) for row, share in shares if not _place(row)]
    newest: dict[str, tuple[CoverageRow, Share]] = {_place(row): (row, share) for row, share in shares}
    newest.pop("", None)
    places = [_share_bar(plain(name), share, None) for name, (_, share) in sorted(newest.items())]
    panels = [Panel("Seluruh daerah", tuple(whole)), Panel("Kecamatan, angka terbaru", tuple(places))]
    title = f"Cakupan: {KIND_LABELS[kind]} dari {KIND_LABELS[of]}"
    legend = f"│ sasaran {format_percent(target)}" if target is not None else ""
    return Chart(
        title, tuple(panel for panel in panels if panel.bars), ("Orang", "Cakupan"), legend, _NO_COVERAGE, PPM
    )


def _chosen(rows: Iterable[CoverageRow]) -> tuple[CoverageKind, CoverageKind] | None:
    """The first kind of members, in the order of importance, that is known as a share, and of which whole."""
    known = {(row.figure.kind, share.of) for row in rows for share in row.shares}
    kinds = (CoverageKind.ACTIVE, CoverageKind.APBD_PAID, *CoverageKind)
    return next(((kind, of) for kind in kinds for of in WHOLES if (kind, of) in known), None)


def _place(row: CoverageRow) -> str:
    return row.figure.kecamatan


def _target(targets: Iterable[CoverageTarget], of: CoverageKind) -> int | None:
    """The latest one."""
    found = [target for target in targets if target.of is of]
    return max(found, key=lambda target: target.month).share_ppm if found else None


def _share_bar(label: str, share: Share, target: int | None) -> Bar:
    figures = (format_number(share.people), format_percent(share.ppm))
    return Bar(label, _whole(share.ppm), figures, target)


def _month(month: Month) -> str:
    return SHORT_MONTH_NAMES[month.number - 1]


def _whole(value: int) -> tuple[tuple[int, Part], ...]:
    return ((value, Part.PLAIN),)


def _against(value: int, most: int) -> tuple[tuple[int, Part], ...]:
    """A bar whose part beyond `most` is short."""
    return _whole(value) if value <= most else ((most, Part.PLAIN), (value, Part.SHORT))
