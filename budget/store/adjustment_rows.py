"""Between the adjustments of a scenario and their rows: a kind, and the columns that it uses."""

from budget.contribution import Programme
from budget.law import LawValue, OwnContribution, OwnRate
from budget.period import parse_month
from budget.plan import (
    Adjustment,
    AllocationAdjustment,
    AllocationChange,
    CoverAdjustment,
    EntryAdjustment,
    FundingAdjustment,
    HeadAdjustment,
    HeadCountKind,
    LawAdjustment,
    LineAdjustment,
    LossAdjustment,
    MinimumWageAdjustment,
    PaymentTiming,
    RiskClassAdjustment,
    SegmentAdjustment,
    TariffAdjustment,
    TimingAdjustment,
    WageAdjustment,
)
from budget.store.cells import (
    base_of,
    month_text,
    present,
    programmes_of,
    programmes_text,
    put_base,
    put_terms,
    terms_of,
    validity_of,
)
from budget.store.tables import AdjustmentRow

_KINDS: dict[type[Adjustment], str] = {
    TariffAdjustment: "tariff",
    HeadAdjustment: "heads",
    AllocationAdjustment: "allocation",
    AllocationChange: "money",
    LineAdjustment: "line",
    WageAdjustment: "wage",
    MinimumWageAdjustment: "umk",
    SegmentAdjustment: "segment",
    RiskClassAdjustment: "risk",
    CoverAdjustment: "cover",
    EntryAdjustment: "entry",
    LossAdjustment: "loss",
    TimingAdjustment: "timing",
    FundingAdjustment: "funding",
}


def adjustment_row(
    adjustment: Adjustment, region_code: str, scenario_id: int, group_id: int | None
) -> AdjustmentRow:
    row = AdjustmentRow(
        region_code=region_code,
        scenario_id=scenario_id,
        group_id=group_id,
        kind=_KINDS.get(type(adjustment), ""),
    )
    match adjustment:
        case TariffAdjustment() | WageAdjustment() | SegmentAdjustment() | RiskClassAdjustment():
            _put_months(row, adjustment)
            _put_price(row, adjustment)
        case CoverAdjustment():
            _put_months(row, adjustment)
        case HeadAdjustment(_, month, heads, kind, kecamatan):
            row.first_month, row.heads = str(month), heads
            row.count_kind, row.kecamatan = kind.value, kecamatan
        case AllocationAdjustment(fiscal_year, part_ppm):
            row.fiscal_year, row.part_ppm = fiscal_year, part_ppm
        case AllocationChange(fiscal_year, rupiah):
            row.fiscal_year, row.amount = fiscal_year, rupiah
        case LineAdjustment():
            _put_line(row, adjustment)
        case MinimumWageAdjustment(year, sen):
            row.fiscal_year, row.wage_sen = year, sen
        case EntryAdjustment(_, month):
            row.first_month = str(month)
        case LossAdjustment(_, loss_ppm):
            row.part_ppm = loss_ppm
        case TimingAdjustment(timing):
            row.timing = timing.value
        case FundingAdjustment(_, month, funding):
            row.first_month, row.funding = str(month), funding
        case LawAdjustment(value):
            _put_law(row, value)
    return row


def _put_line(row: AdjustmentRow, adjustment: LineAdjustment) -> None:
    row.fiscal_year, row.amount = adjustment.fiscal_year, adjustment.rupiah
    row.skpd, row.sub_activity, row.account = adjustment.skpd, adjustment.sub_activity, adjustment.account
    row.funding, row.pot = adjustment.funding, adjustment.pot
    row.programmes = programmes_text(adjustment.programmes)


Priced = TariffAdjustment | WageAdjustment | SegmentAdjustment | RiskClassAdjustment


def _put_months(row: AdjustmentRow, adjustment: Priced | CoverAdjustment) -> None:
    row.first_month = str(adjustment.validity.first)
    row.last_month = month_text(adjustment.validity.last)


def _put_price(row: AdjustmentRow, adjustment: Priced) -> None:
    match adjustment:
        case TariffAdjustment(terms=terms):
            put_terms(row, terms)
        case WageAdjustment(sen=sen):
            row.wage_sen = sen
        case SegmentAdjustment(base=base):
            put_base(row, base)
        case RiskClassAdjustment(risk_class=risk_class):
            row.risk_class = risk_class


def _put_law(row: AdjustmentRow, value: LawValue) -> None:
    row.programmes, row.reference = value.programme.value, value.reference
    row.first_month = str(value.validity.first)
    row.last_month = month_text(value.validity.last)
    match value:
        case OwnRate(risk_class=risk_class, rate_ppm=rate_ppm):
            row.kind, row.risk_class, row.part_ppm = "law_rate", risk_class, rate_ppm
        case OwnContribution(bracket=bracket, rupiah=rupiah):
            row.kind, row.bracket, row.amount = "law_amount", bracket, rupiah


def adjustment_of(row: AdjustmentRow, group: str | None) -> Adjustment:
    match row.kind:
        case "allocation":
            return AllocationAdjustment(row.fiscal_year, present(row.part_ppm))
        case "money":
            return AllocationChange(present(row.fiscal_year), present(row.amount))
        case "line":
            return _line(row)
        case "umk":
            return MinimumWageAdjustment(present(row.fiscal_year), present(row.wage_sen))
        case "loss":
            return LossAdjustment(group, present(row.part_ppm))
        case "timing":
            return TimingAdjustment(PaymentTiming(present(row.timing)))
        case _:
            return _dated(row, group)


def _line(row: AdjustmentRow) -> LineAdjustment:
    return LineAdjustment(
        fiscal_year=present(row.fiscal_year),
        skpd=present(row.skpd),
        sub_activity=present(row.sub_activity),
        account=present(row.account),
        funding=present(row.funding),
        programmes=programmes_of(present(row.programmes)),
        rupiah=present(row.amount),
        pot=present(row.pot),
    )


def _dated(row: AdjustmentRow, group: str | None) -> Adjustment:
    first = present(row.first_month)
    month, validity = parse_month(first), validity_of(first, row.last_month)
    match row.kind:
        case "tariff":
            return TariffAdjustment(group, validity, terms_of(row))
        case "wage":
            return WageAdjustment(group, validity, present(row.wage_sen))
        case "segment":
            return SegmentAdjustment(group, validity, base_of(row))
        case "risk":
            return RiskClassAdjustment(group, validity, present(row.risk_class))
        case "cover":
            return CoverAdjustment(group, validity)
        case "entry":
            return EntryAdjustment(group, month)
        case "funding":
            return FundingAdjustment(present(group), month, present(row.funding))
        case "heads":
            kind = HeadCountKind(present(row.count_kind))
            return HeadAdjustment(present(group), month, present(row.heads), kind, present(row.kecamatan))
    programme, reference = Programme(present(row.programmes)), present(row.reference)
    if row.kind == "law_rate":
        return LawAdjustment(OwnRate(programme, row.risk_class, present(row.part_ppm), validity, reference))
    return LawAdjustment(OwnContribution(programme, row.bracket, present(row.amount), validity, reference))
